import { type CareRow, type CareStore } from '../../../data/connection-care.ts';
import { type Clock } from '../../../platform/clock.ts';
import { type Log } from '../../../platform/log.ts';
import { type CallOutcome } from '../call.ts';
import { careDays, careFor, type CareReason } from './rules.ts';

interface CareDeps {
  store: CareStore;
  clock: Clock;
  log: Log;
  /** Has a connection's pair renewed, unless it is fresh. */
  renew(connectionId: string): Promise<Ended>;
  /** Renews the pair, asks HMRC which updates it wants by when, and keeps the answer. */
  askForDates(connection: { id: string; ownerId: string }): Promise<Ended>;
}

type Ended = { ok: true } | { ok: false; kind: Extract<CallOutcome<unknown>, { ok: false }>['kind'] };

const rowsAtOnce = 500;
/** So many in vain, and HMRC is better left alone until the next beat. */
const mostInVain = 3;

/**
 * Looks after connections that nobody used lately, sparingly: each renewal of a pair is a chance to lose it, so there is no
 * timer that renews them all. Before a deadline an idle connection is tried in good time, and once more when it is close. Each
 * is spread by its id over days; the calls wait behind those of people, under HMRC's limit.
 */
export function createCare(deps: CareDeps) {
  const { store, clock, log } = deps;

  /**
   * Looks after those whose turn it is, one after another.
   *
   * @param signal stops it between two of them
   * @returns how many were looked after
   */
  async function lookAfterDue(signal?: AbortSignal): Promise<number> {
    await clock.follow();
    let done = 0;
    let inVain = 0;
    for (const { row, reason } of await findDue()) {
      if (signal?.aborted || inVain >= mostInVain) break;
      log.debug({ connection: row.id, reason }, 'An idle connection to HMRC is looked after');
      // HMRC's dates as of now are worth two more calls where they were not asked for lately.
      const outcome = await (reason === 'deadline' ? deps.renew(row.id) : deps.askForDates(row));
      if (outcome.ok || outcome.kind === 'reconnect') done += 1;
      else inVain += 1;
    }
    return done;
  }

  async function findDue(): Promise<{ row: CareRow; reason: CareReason }[]> {
    const today = clock.today();
    const now = { today, dayShare: shareOfDay(clock.now()) };
    const due: { row: CareRow; reason: CareReason }[] = [];
    for (let after: string | null = null; ;) {
      const rows: CareRow[] = await store.candidates(today, careDays.checkFrom, after, rowsAtOnce);
      for (const row of rows) {
        const reason = careFor(row, now);
        if (reason !== null) due.push({ row, reason });
      }
      after = rows.at(-1)?.id ?? null;
      // By chance, so that one that is always in vain never stands in the way of the others.
      if (rows.length < rowsAtOnce) return shuffle(due);
    }
  }

  return { lookAfterDue };
}

function shuffle<T>(list: readonly T[]): T[] {
  return list
    .map((value) => ({ value, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ value }) => value);
}

/** How much of the day has passed, from 0 to 1. By UTC: an hour's difference moves nobody's turn by more than that. */
function shareOfDay(instant: Date): number {
  const dayMs = 24 * 60 * 60 * 1000;
  return (instant.getTime() % dayMs) / dayMs;
}
