import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { apiOfFile, type Document } from './hmrc/documents.ts';
import { namedOtherwise } from './hmrc/scenario-outcomes.ts';
import { examplesLeftOut, whyLeftOut } from './left-out.ts';
import { settings } from './settings.ts';
import { refusedAllTheSame } from './simulator/form-refusals.ts';
import { everyday } from './simulator/subject.ts';

/** All that the suite does not look at, or takes otherwise than HMRC's files have it, one line each. */
export function limitsOf(documents: readonly Document[]): string[] {
  const pounds = (everyday.largestPence / 100).toLocaleString('en-GB');
  return [
    ...examplesLeftOut.map(
      ({ api, method, path: place, name, why }) =>
        `${api}, the example “${name}” of ${method} ${place}: ${why}`,
    ),
    `amounts beyond £${pounds} in what is sent to the simulator at random: HMRC does not say what it answers where a total goes beyond its limit`,
    ...withoutPrism(documents).map((api) => `${api} with Prism: the folder prism has no file of it`),
    'refusals in scenarios of the ordinary work (none, STATEFUL): what is held decides them',
    ...namedOtherwise.map(
      ({ named, of, code, why }) => `scenarios ${named} of ${of} are to be answered with ${code}: ${why}`,
    ),
    ...refusedAllTheSame.map(({ code, why }) => `valid requests answered with ${code}: ${why}`),
  ];
}

/** APIs that Prism cannot be asked about. */
function withoutPrism(documents: readonly Document[]): string[] {
  const folder = path.join(settings.folder, 'prism');
  const there = new Set(existsSync(folder) ? readdirSync(folder).map(apiOfFile) : []);
  return documents
    .filter(({ operations }) => operations.some((operation) => whyLeftOut(operation) === null))
    .map(({ api }) => api)
    .filter((api) => !there.has(api));
}
