import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Document } from '../hmrc/documents.ts';

/**
 * The file to give to Prism. One path of HMRC's names its parameter otherwise than the list of its parameters does, and Prism then
 * refuses every request to it: a copy of such a file, written to a folder, has the path named as the list names it.
 */
export function writeMockableFile({ operations }: Document, file: string, folder: string): string {
  let text = readFileSync(file, 'utf8');
  for (const operation of operations) {
    const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const listed = operation.parameters.filter((one) => one.in === 'path').map(({ name }) => name);
    const [unlisted, ...others] = inPath.filter((name) => !listed.includes(name));
    const [unplaced] = listed.filter((name) => !inPath.includes(name));
    if (unlisted === undefined || unplaced === undefined || others.length > 0) continue;
    text = text.replaceAll(operation.path, operation.path.replace(`{${unlisted}}`, `{${unplaced}}`));
  }
  const copy = path.join(folder, path.basename(file));
  writeFileSync(copy, text);
  return copy;
}
