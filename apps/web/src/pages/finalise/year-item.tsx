import { type BusinessState } from '../../domain/submissions/index.ts';
import { taxYearDates } from '../../domain/tax-year.ts';
import { type YearTasks } from '../../domain/years/index.ts';
import { Tag } from '../../ui/components/tag.tsx';
import { formatDate } from '../../ui/format.ts';
import { StatusTag } from '../../ui/status-tag.tsx';
import { finalisePath } from './words.ts';

/** Finalising a business, as a task of its year. */
export function finaliseItem({ taxYear, isOver, isClosed }: YearTasks, { businessId, state }: BusinessState) {
  const canBeSeen = isOver && !(isClosed && state === 'not-started');
  return {
    title: { text: 'Finalise the business' },
    ...(canBeSeen && { href: finalisePath({ taxYear, businessId }) }),
    hint: { text: 'HMRC’s summary, adjustments to it, and your word that the figures are final' },
    status: { text: <Standing {...{ state, taxYear, isOver, isClosed }} /> },
  };
}

interface StandingProps extends Pick<YearTasks, 'taxYear' | 'isOver' | 'isClosed'> {
  state: BusinessState['state'];
}

function Standing({ state, taxYear, isOver, isClosed }: StandingProps) {
  switch (state) {
    case 'finalised':
      return <>Final</>;
    case 'sending':
      return <StatusTag status="Processing" />;
    case 'undone':
      return <Tag classes="qd-task qd-task--late">Undone by a later update</Tag>;
    case 'adjusted':
      return <Tag classes="qd-task qd-task--now">To confirm</Tag>;
    case 'summary':
    case 'not-started':
      if (isClosed) return <>Was not done here</>;
      if (!isOver) return <>After {formatDate(taxYearDates(taxYear).end)}</>;
      return <Tag classes="qd-task qd-task--now">To do</Tag>;
  }
}
