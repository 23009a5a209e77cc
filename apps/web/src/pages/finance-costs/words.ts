import { type BroughtForwardState } from '../../domain/submissions/index.ts';
import { formatInstant, formatPence } from '../../ui/format.ts';
import { leftOut } from '../year-amounts/words.ts';

type Left = NonNullable<BroughtForwardState['left']>;

/** Where an amount comes from, as the start of a sentence. */
export function sourceWords({ taxYear, finality, at }: Omit<Left, 'pence'>): string {
  const on = formatInstant(at.toISOString());
  switch (finality) {
    case 'declared':
      return `HMRC’s calculation of ${taxYear} that you declared, which came on ${on},`;
    case 'to-declare':
      return `HMRC’s calculation of ${taxYear} for your declaration, which came on ${on},`;
    case 'estimate':
      return `HMRC’s estimate of ${taxYear}, which came on ${on} and is not final,`;
  }
}

/** What HMRC's calculation left, where it is as good as final and not what the landlord brings forward; null otherwise. */
export function toConfirm({ kept, left }: BroughtForwardState): Left | null {
  if (!left || left.finality === 'estimate') return null;
  return left.pence === (kept?.pence ?? 0) ? null : left;
}

/** The same of a year that HMRC takes no changes of any more. */
export function closedWords({ kept }: BroughtForwardState): { text: string; isToDo: boolean } {
  return {
    text: kept && kept.pence !== 0 ? formatPence(kept.pence) : 'None were entered here',
    isToDo: false,
  };
}

/** What is brought forward, in a few words for a list of tasks. */
export function stateWords(state: BroughtForwardState): { text: string; isToDo: boolean } {
  const { kept, left } = state;
  if (state.isLeftOut) return leftOut;
  const differs = toConfirm(state);
  if (differs) return { text: `HMRC left ${formatPence(differs.pence)}`, isToDo: true };
  if (kept) return { text: kept.pence === 0 ? 'None' : formatPence(kept.pence), isToDo: false };
  return left && left.pence > 0
    ? { text: `${formatPence(left.pence)} by HMRC’s estimate`, isToDo: false }
    : { text: 'Where they apply to you', isToDo: false };
}
