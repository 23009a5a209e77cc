import { type BroughtForwardState } from '../../domain/submissions/index.ts';
import { type YearTasks } from '../../domain/years/index.ts';
import { Tag } from '../../ui/components/tag.tsx';
import { financeCostsPath } from './paths.ts';
import { closedWords, stateWords } from './words.ts';

/** Finance costs brought forward for a business, as a task of its year. */
export function financeCostsItem({ isClosed }: Pick<YearTasks, 'isClosed'>, state: BroughtForwardState) {
  const { text, isToDo } = isClosed ? closedWords(state) : stateWords(state);
  return {
    title: { text: 'Finance costs brought forward' },
    href: financeCostsPath(state),
    hint: { text: 'Residential finance costs of earlier years that brought no relief yet' },
    status: { text: isToDo ? <Tag classes="qd-task qd-task--now">{text}</Tag> : text },
  };
}
