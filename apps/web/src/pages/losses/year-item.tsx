import { type Submissions } from '../../domain/submissions/index.ts';
import { type YearTasks } from '../../domain/years/index.ts';
import { StatusTag } from '../../ui/status-tag.tsx';
import { lossesPath } from './words.ts';

type State = Awaited<ReturnType<Submissions['losses']['state']>>;

const words = {
  'not-asked': 'Where they apply to you',
  none: 'HMRC has none',
  some: 'HMRC has losses or claims',
} as const;

/** Losses, as a task of their year. */
export const lossesItem = ({ taxYear, isClosed }: Pick<YearTasks, 'taxYear' | 'isClosed'>, state: State) => ({
  title: { text: 'Losses' },
  href: lossesPath(taxYear),
  hint: { text: 'Brought forward, claimed, and carried forward' },
  status: {
    text:
      state === 'sending' ? (
        <StatusTag status="Processing" />
      ) : isClosed && state === 'not-asked' ? (
        'To be read at HMRC'
      ) : (
        words[state]
      ),
  },
});
