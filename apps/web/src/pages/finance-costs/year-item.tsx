import { type BroughtForwardState } from '../../domain/submissions/index.ts';
import { Tag } from '../../ui/components/tag.tsx';
import { financeCostsPath } from './paths.ts';
import { stateWords } from './words.ts';

/** Finance costs brought forward for a business, as a task of its year. */
export function financeCostsItem(state: BroughtForwardState) {
  const { text, isToDo } = stateWords(state);
  return {
    title: { text: 'Finance costs brought forward' },
    href: financeCostsPath(state),
    hint: { text: 'Residential finance costs of earlier years that brought no relief yet' },
    status: { text: isToDo ? <Tag classes="qd-task qd-task--now">{text}</Tag> : text },
  };
}
