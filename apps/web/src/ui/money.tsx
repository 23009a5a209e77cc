import { formatPence } from './format.ts';

/** An amount of integer pence, in tabular numerals: `123456` is £1,234.56. */
export function Money({ pence }: { pence: number }) {
  return <span class="qd-figure">{formatPence(pence)}</span>;
}
