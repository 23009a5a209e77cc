import { claimStanding, type RentARoomState } from '../../domain/submissions/index.ts';
import { type YearTasks } from '../../domain/years/index.ts';
import { Tag } from '../../ui/components/tag.tsx';
import { formatPence } from '../../ui/format.ts';
import { leftOut } from '../year-amounts/words.ts';
import { rentARoomPath } from './paths.ts';

/** Rent a Room relief of a business, as a task of its year. */
export function rentARoomItem({ isClosed }: Pick<YearTasks, 'isClosed'>, state: RentARoomState) {
  const { text, isToDo } = isClosed ? { text: claimedWords(state), isToDo: false } : stateWords(state);
  return {
    title: { text: 'Rent a Room relief' },
    href: rentARoomPath(state),
    hint: { text: 'The part of your Rent a Room rents that is free of tax' },
    status: { text: isToDo ? <Tag classes="qd-task qd-task--now">{text}</Tag> : text },
  };
}

function stateWords(state: RentARoomState): { text: string; isToDo: boolean } {
  const { kept } = state;
  if (state.isLeftOut) return leftOut;
  const claimed = claimedWords(state);
  switch (claimStanding(kept?.pence ?? null, state)) {
    case 'unsaid':
      return { text: 'Not claimed yet', isToDo: true };
    case 'outgrown':
      return { text: `${claimed}, rents are more`, isToDo: true };
    case 'over-limit':
      return { text: `${claimed}, over the limit`, isToDo: true };
    case 'no-rents':
    case 'settled':
      return { text: claimed, isToDo: false };
  }
}

const claimedWords = ({ kept }: RentARoomState): string =>
  kept === null || kept.pence === 0 ? 'None claimed' : formatPence(kept.pence);
