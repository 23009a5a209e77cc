import { type ChainRecord } from './hash-chain.ts';

/** The list of fingerprints beside the records, in the form that `sha256sum -c` reads. */
export const sumsFileName = 'SHA256SUMS';

/** The name of the file that holds a record: `000003.json` is the third. */
export const recordFileName = (sequence: number): string => `${String(sequence).padStart(6, '0')}.json`;

/** A chain as files, by their names: each record to the byte, and the list of fingerprints. */
export function chainFiles(records: readonly ChainRecord[]): Record<string, string> {
  const sums = records.map(({ sequence, hash }) => `${hash}  ${recordFileName(sequence)}\n`).join('');
  return {
    ...Object.fromEntries(records.map(({ sequence, text }) => [recordFileName(sequence), text])),
    [sumsFileName]: sums,
  };
}

/** Reads a list of fingerprints, by the files' names; lines that are none are left out. */
export function readSums(text: string): Map<string, string> {
  return new Map(
    text.split('\n').flatMap((line): [string, string][] => {
      const [, hash, name] = /^([0-9a-f]{64}) [ *](\S+)\s*$/.exec(line) ?? [];
      return hash === undefined || name === undefined ? [] : [[name, hash]];
    }),
  );
}
