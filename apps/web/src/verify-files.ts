import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { strFromU8, unzipSync } from 'fflate';

import { type ChainFile } from './platform/chain-check.ts';
import { readSums, sumsFileName } from './platform/chain-files.ts';

/** There is nothing to check where it was looked for; the message says what to do. */
export class NoChainError extends Error {
  override readonly name = 'NoChainError';
}

const folder = 'evidence';

/**
 * Reads the records of an export and the list of their fingerprints.
 *
 * @param path the zip, the folder it was unpacked to, or the folder of the records itself
 * @throws {NoChainError} when there is no such file, or no record in it
 */
export function readChain(path: string): { files: ChainFile[]; listed: Map<string, string> | undefined } {
  if (!existsSync(path)) throw new NoChainError(`There is no ${path}.`);
  const all = statSync(path).isDirectory() ? readFolder(path) : readZip(path);
  const sums = all.get(sumsFileName);
  const files = [...all]
    .filter(([name]) => name !== sumsFileName)
    .map(([name, bytes]): ChainFile => ({ name, bytes }));
  if (files.length === 0 && sums === undefined) {
    throw new NoChainError(
      `${path} holds no records. Give the zip that was downloaded, or the folder it was unpacked to.`,
    );
  }
  return { files, listed: sums && readSums(strFromU8(sums)) };
}

function readZip(path: string): Map<string, Uint8Array> {
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(readFileSync(path));
  } catch {
    throw new NoChainError(`${path} can’t be read as a zip file: it was changed, or it is none.`);
  }
  // What was unpacked and packed again may lie in a folder of its own.
  const inFolder = new RegExp(`(?:^|/)${folder}/([^/]+)$`);
  return new Map(
    Object.entries(entries).flatMap(([name, bytes]): [string, Uint8Array][] => {
      const own = inFolder.exec(name)?.[1];
      return own === undefined ? [] : [[own, bytes]];
    }),
  );
}

function readFolder(path: string): Map<string, Uint8Array> {
  const inner = join(path, folder);
  const from = existsSync(inner) ? inner : path;
  return new Map(
    readdirSync(from, { withFileTypes: true })
      // Files that systems leave in folders, such as .DS_Store, are nobody's record.
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map(({ name }) => [name, readFileSync(join(from, name))]),
  );
}
