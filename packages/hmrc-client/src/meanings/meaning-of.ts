import { operations } from '../operations/index.ts';
import type { FailureKind } from '../result.ts';
import { accountsRows } from './accounts.ts';
import { adjustmentsRows } from './adjustments.ts';
import { businessRows } from './business.ts';
import { calculationsRows } from './calculations.ts';
import { fallbackRows } from './fallbacks.ts';
import { figureRows } from './figures.ts';
import { lossesRows } from './losses.ts';
import type { Meaning, Outcome } from './meaning.ts';
import { platformRows } from './platform.ts';
import { propertyRows } from './property.ts';
import { requestRows } from './requests.ts';
import type { MeaningRow } from './row.ts';
import { sandboxRows } from './sandbox.ts';
import { tokenOperations, tokenRows } from './token-endpoint.ts';
import { yearEndRows } from './year-end.ts';

/** An answer to be given its meaning. */
export interface Seen {
  /** A method of the client, such as `putUkPropertyCumulative` or `refreshTokens`. */
  operation: string;
  /** HTTP status; null where there was no answer. */
  status: number | null;
  /** HMRC's codes, all of them. */
  codes: readonly string[];
  /** How the call failed. Default: `http` with a status, `network` without. */
  kind?: FailureKind;
}

const codeRows: readonly MeaningRow[] = [
  ...platformRows,
  ...tokenRows,
  ...requestRows,
  ...figureRows,
  ...yearEndRows,
  ...businessRows,
  ...propertyRows,
  ...adjustmentsRows,
  ...lossesRows,
  ...calculationsRows,
  ...accountsRows,
  ...sandboxRows,
];

/** The one table of what HMRC's answers mean, fallbacks at the end. */
export const meanings: readonly MeaningRow[] = [...codeRows, ...fallbackRows];

function groupByCode(table: readonly MeaningRow[]): ReadonlyMap<string, readonly MeaningRow[]> {
  const groups = new Map<string, MeaningRow[]>();
  for (const row of table) groups.set(row.code, [...(groups.get(row.code) ?? []), row]);
  return groups;
}

const rowsByCode = groupByCode(codeRows);
const fallbacksByCode = groupByCode(fallbackRows);

/**
 * Which code decides where HMRC gives several, the gravest first: what stops every further call, then what no correction by
 * the landlord could mend, then what the landlord can correct, then what time mends.
 */
const gravity: readonly Outcome[] = [
  'authorisation-lost',
  'operator-fault',
  'refresh-and-replay',
  'malformed',
  'not-allowed',
  'rejected',
  'start-over',
  'wait',
  'try-again',
  'already-done',
  'nothing-there',
];

/** Operations that only ask: they hold no figures that could be rejected. */
const questions: ReadonlySet<string> = new Set(
  Object.values(operations)
    .filter(({ method }) => method === 'GET')
    .map(({ name }) => name),
);

function isFor(row: MeaningRow, operation: string): boolean {
  if (row.outcome === 'rejected' && questions.has(operation)) return false;
  return row.operations === undefined || row.operations.includes(operation);
}

/** Whether the table says what a code means for an operation; HMRC documents most codes for some operations only. */
export function isKnownCode(code: string, operation: string): boolean {
  return (rowsByCode.get(code) ?? []).some((row) => isFor(row, operation));
}

/**
 * The one meaning of an answer from HMRC, or of having none. Codes that the table does not hold never decide beside one that
 * it holds; alone, they fall back by status.
 */
export function meaningOf(seen: Seen): Meaning {
  const known = seen.codes
    .map((code) => bestRow(rowsByCode.get(code) ?? [], seen))
    .filter((row) => row !== null)
    .sort((a, b) => gravity.indexOf(a.outcome) - gravity.indexOf(b.outcome));
  const row = known[0] ?? fallbackRow(seen);
  const { code, owner, outcome, retry, sentence } = row;
  return { code, owner, outcome, retry, sentence };
}

function bestRow(candidates: readonly MeaningRow[], seen: Seen): MeaningRow | null {
  const fitting = candidates
    .filter(
      (row) =>
        (row.statuses === undefined || (seen.status !== null && row.statuses.includes(seen.status))) &&
        isFor(row, seen.operation) &&
        agreesWithStatus(row, seen),
    )
    .sort((a, b) => precision(b) - precision(a));
  return fitting[0] ?? null;
}

function precision(row: MeaningRow): number {
  return (row.operations === undefined ? 0 : 2) + (row.statuses === undefined ? 0 : 1);
}

/** Statuses that say more than any code: a known code in a 401, 403, 429 or 5xx does not change what these mean. */
function agreesWithStatus(row: MeaningRow, { status, operation }: Seen): boolean {
  if (status === null) return true;
  if (status === 429 || status >= 500) return row.outcome === 'try-again';
  if (status !== 401 && status !== 403) return true;
  // At the token endpoint there is nothing to refresh, and its own codes carry their statuses.
  if (tokenOperations.includes(operation)) return row.outcome !== 'refresh-and-replay';
  return row.statuses?.includes(status) === true || row.outcome === 'authorisation-lost';
}

function fallbackRow(seen: Seen): MeaningRow {
  for (const key of fallbackKeys(seen)) {
    const row = bestRow(fallbacksByCode.get(key) ?? [], { ...seen, status: null });
    if (row !== null) return row;
  }
  throw new TypeError('The table of meanings lost its fallbacks.');
}

const keysOfKinds: Readonly<Record<Exclude<FailureKind, 'http'>, string>> = {
  network: 'NO_CONNECTION',
  timeout: 'TIMED_OUT',
  aborted: 'ABORTED',
  unreadable: 'UNREADABLE_ANSWER',
  'refused-locally': 'REFUSED_LOCALLY',
};

function fallbackKeys({ kind, status }: Seen): string[] {
  if (kind !== undefined && kind !== 'http') return [keysOfKinds[kind]];
  if (status === null) return ['NO_CONNECTION'];
  const family = status >= 500 ? 'HTTP_5XX' : status >= 400 ? 'HTTP_4XX' : status >= 300 ? 'HTTP_3XX' : '';
  // 1xx and 2xx are no refusals: asked about one, all that can be said is that it was not understood.
  return [`HTTP_${String(status)}`, family, 'UNREADABLE_ANSWER'];
}
