import { type Submissions } from '../../domain/submissions/index.ts';
import { type YearTasks } from '../../domain/years/index.ts';
import { type TaskList } from '../../ui/components/task-list.tsx';
import { Link } from '../../ui/link.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { notTakenWords, submissionPath } from '../submissions/words.ts';
import { lossesPath } from './words.ts';

type Item = Parameters<typeof TaskList>[0]['items'][number];
type State = Awaited<ReturnType<Submissions['losses']['state']>>;

const words = {
  'not-asked': 'Where they apply to you',
  none: 'HMRC has none',
  some: 'HMRC has losses or claims',
  changed: 'HMRC took a change',
} as const;

/** Losses, as a task of their year. */
export const lossesItem = (
  tasks: Pick<YearTasks, 'taxYear' | 'isClosed'>,
  { is, notTaken }: State,
): Item => ({
  title: { text: 'Losses' },
  href: lossesPath(tasks.taxYear),
  hint: { text: 'Brought forward, claimed, and carried forward' },
  status: {
    text: (
      <>
        {is === 'sending' ? (
          <StatusTag status="Processing" />
        ) : tasks.isClosed && is === 'not-asked' ? (
          'To be read at HMRC'
        ) : (
          words[is]
        )}
        {notTaken && (
          <>
            <br />
            <Link
              href={submissionPath(notTaken.submissionId)}
              classes="qd-task-link"
              visuallyHiddenText={`of losses, ${tasks.taxYear}`}
            >
              {notTakenWords('A change', notTaken.status)}
            </Link>
          </>
        )}
      </>
    ),
  },
});
