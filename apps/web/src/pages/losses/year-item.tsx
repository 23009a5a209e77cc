import { type Submissions } from '../../domain/submissions/index.ts';
import { StatusTag } from '../../ui/status-tag.tsx';
import { lossesPath } from './words.ts';

type State = Awaited<ReturnType<Submissions['losses']['state']>>;

const words = {
  'not-asked': 'Where they apply to you',
  none: 'HMRC has none',
  some: 'HMRC has losses or claims',
} as const;

/** Losses, as a task of their year. */
export const lossesItem = (taxYear: string, state: State) => ({
  title: { text: 'Losses' },
  href: lossesPath(taxYear),
  hint: { text: 'Brought forward, claimed, and carried forward' },
  status: { text: state === 'sending' ? <StatusTag status="Processing" /> : words[state] },
});
