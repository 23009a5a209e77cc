import { type EvidenceRow } from '../data/evidence.ts';
import { checkChain } from '../platform/chain-check.ts';
import { chainFiles, readSums, sumsFileName } from '../platform/chain-files.ts';

/** What is wrong with a chain as it is kept. */
export function problemsOf(rows: readonly EvidenceRow[]): string[] {
  const { [sumsFileName]: sums = '', ...records } = chainFiles(rows);
  const files = Object.entries(records).map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
  return checkChain(files, { listed: readSums(sums) }).problems;
}
