import { addDays } from '../tax-year.ts';
import { londonDate } from '../../platform/clock.ts';
import { authorityEnd, reasonText } from './rules.ts';

/** One thing that happened to a connection, as it is kept. */
export interface HistoryRow {
  at: Date;
  kind: string;
  reason: string | null;
  correlationId: string | null;
}

/** One thing that happened to a connection, or several renewals, as a page tells it. */
export type HistoryEntry =
  | (HistoryRow & { /** The reason in words. */ why: string | null })
  | { kind: 'renewals'; count: number; from: Date; to: Date };

/** As many events as a page is given; with so many there may be older ones. */
export const mostHistoryRows = 500;

/** So many renewals, the newest, are told one by one; of others it matters little when each was. */
const renewalsShown = 3;

/**
 * Makes a history readable: the newest renewals stand on their own, older ones that came one after another are counted.
 * Nothing else is left out.
 *
 * @param rows newest first
 */
export function readHistory(rows: readonly HistoryRow[]): HistoryEntry[] {
  const ends = authorityEnds(rows);
  const entries: HistoryEntry[] = [];
  let shown = 0;
  let run: HistoryRow[] = [];

  function endRun(): void {
    const [newest] = run;
    const oldest = run.at(-1);
    if (newest && oldest) {
      entries.push(
        run.length === 1
          ? { ...newest, why: null }
          : { kind: 'renewals', count: run.length, from: oldest.at, to: newest.at },
      );
    }
    run = [];
  }

  for (const [index, row] of rows.entries()) {
    if (row.kind === 'renewed' && shown >= renewalsShown) {
      run.push(row);
      continue;
    }
    endRun();
    if (row.kind === 'renewed') shown += 1;
    entries.push({ ...row, why: whyOf(row, ends[index] ?? null) });
  }
  endRun();
  return entries;
}

function whyOf({ kind, reason, at }: HistoryRow, endsOn: string | null): string | null {
  // What HMRC said of a connection that is held is not yet true of it.
  if (reason === null || kind === 'held') return null;
  const on = londonDate(at);
  // A consent may have been a day before the connection that it made: on these days, nobody knows which of the two it was.
  const isNear = endsOn !== null && on < endsOn && on >= addDays(endsOn, -1);
  return reasonText(reason, undefined, endsOn === null || isNear ? undefined : { on, endsOn }).why;
}

/** For each event the end of the authority that was in force then; null where the history does not go back that far. */
function authorityEnds(rows: readonly HistoryRow[]): (string | null)[] {
  let endsOn: string | null = null;
  return rows
    .toReversed()
    .map(({ kind, at }) => {
      if (kind === 'connected' || kind === 'reconnected') endsOn = authorityEnd(londonDate(at));
      return endsOn;
    })
    .reverse();
}
