import { type BusinessState } from '../../domain/submissions/index.ts';
import { taxYearDates } from '../../domain/tax-year.ts';
import { isDeclaredBy, type YearTasks } from '../../domain/years/index.ts';
import { Tag } from '../../ui/components/tag.tsx';
import { formatDate } from '../../ui/format.ts';
import { StatusTag } from '../../ui/status-tag.tsx';
import { missingUpdates } from '../years/words.ts';
import { finalisePath } from './words.ts';

/** Finalising a business, as a task of its year. */
export function finaliseItem(
  tasks: FinalisedYear,
  { businessId, state }: Pick<BusinessState, 'businessId' | 'state'>,
) {
  const { taxYear, isOver, isClosed, finalDeclaration } = tasks;
  const isDeclared = isDeclaredBy(finalDeclaration.standing);
  const canBeSeen = isOver && !(isClosed && state === 'not-started');
  return {
    title: { text: 'Finalise the business' },
    ...(canBeSeen && { href: finalisePath({ taxYear, businessId }) }),
    hint: { text: 'HMRC’s summary, adjustments to it, and your word that the figures are final' },
    status: {
      text: (
        <Standing
          {...{ state, taxYear, isOver, isClosed, isDeclared }}
          missing={missingUpdates(tasks, businessId)}
        />
      ),
    },
  };
}

type FinalisedYear = Pick<YearTasks, 'taxYear' | 'isOver' | 'isClosed' | 'finalDeclaration' | 'businesses'>;

interface StandingProps extends Pick<YearTasks, 'taxYear' | 'isOver' | 'isClosed'> {
  state: BusinessState['state'];
  /** HMRC has the final declaration of the year. */
  isDeclared: boolean;
  /** The updates of the business that HMRC has to have first. */
  missing: string | null;
}

function Standing({ state, taxYear, isOver, isClosed, isDeclared, missing }: StandingProps) {
  switch (state) {
    case 'finalised':
      return <>Final</>;
    case 'sending':
      return <StatusTag status="Processing" />;
    case 'undone':
      return <Tag classes="qd-task qd-task--late">Undone by a later update</Tag>;
    case 'adjusted':
      if (isDeclared) return <>The year was declared without your confirmation</>;
      return <Tag classes="qd-task qd-task--now">To confirm</Tag>;
    case 'summary':
    case 'not-started':
      if (isDeclared) return <>The year was declared without it</>;
      if (isClosed) return <>Was not done here</>;
      if (!isOver) return <>After {formatDate(taxYearDates(taxYear).end)}</>;
      if (missing !== null) return <>After {missing}</>;
      return <Tag classes="qd-task qd-task--now">To do</Tag>;
  }
}
