import { type NewSecretUse, type SecretUseStore } from '../../data/secret-uses.ts';
import { type Clock } from '../../platform/clock.ts';
import { type Log } from '../../platform/log.ts';

/** What a landlord's tokens or NINO are used for: a step of the engine's, or what a person or the background does. */
export type Purpose =
  /** Connecting: whose account it is that somebody signed in with at HMRC. */
  | 'prove'
  /** Shown to its owner with all but its ends hidden, on a page or in their export. */
  | 'reveal-masked'
  /** Compared with the number its owner gives anew. */
  | 'change-nino'
  /** The updates page's “Check these dates with HMRC”. */
  | 'check-dates'
  /** How accounts are kept by HMRC's record: looked up, or put right. */
  | 'accounting-type'
  | 'quarter-type'
  /** HMRC's list of a person's properties abroad: looked at, or changed. */
  | 'foreign-properties'
  | 'fetch-obligations'
  | 'submit-period'
  | 'submit-annual-summary'
  | 'submit-eops'
  | 'submit-accounting-adjustments'
  | 'submit-losses'
  | 'submit-crystallisation'
  /** Before sending again: whether HMRC's copy holds what was sent. */
  | 'read-back'
  | 'ask-hmrc'
  /** HMRC's adjustable summary of a business: asked for, looked at, and whether it still counts. */
  | 'adjustable-summary'
  /** What HMRC has of losses. */
  | 'look-at-losses'
  /** A tax calculation: asked for, and looked at. */
  | 'calculate-tax'
  /** What its owner owes HMRC. */
  | 'ask-balance'
  /** An idle connection, tried well before its next deadline. */
  | 'light-check'
  /** A pair renewed because a deadline is near. */
  | 'renewal'
  /** Whether HMRC still refuses everybody. */
  | 'probe-storm'
  /** Whether a connection that was held is really lost. */
  | 'judge-held';

export type Secret = 'accessToken' | 'refreshToken' | 'nino';

/** What one step uses of a connection's secrets. All of it is one row of the audit log, written when the step ends. */
export interface SecretUse {
  /** @param generation of the pair; null for a NINO, and for a pair that is not in place yet */
  note(secret: Secret, generation: number | null): void;
  /** The step has ended. Nothing is written where it used nothing; a second end changes nothing. */
  end(): void;
}

/** How the log is written. */
interface Pace {
  flushEveryMs: number;
  /** So many rows do not wait for their turn. */
  flushAt: number;
  mostInBatch: number;
  /** So many wait while the database is away; what comes then is lost, and counted. */
  mostWaiting: number;
}

const usualPace: Pace = { flushEveryMs: 1000, flushAt: 200, mostInBatch: 1000, mostWaiting: 20_000 };

/** More than a year, so that whoever looks sees one whole tax year behind them. */
const keptForMs = 400 * 24 * 60 * 60 * 1000;
const removedAtOnce = 5000;

interface SecretUseDeps {
  store: SecretUseStore;
  clock: Clock;
  log: Log;
}

/**
 * The audit log of tokens and NINOs. Noting a use costs whoever does it nothing but memory: rows are collected, and written in
 * batches beside the work. So a process that is killed loses the rows of its last second and of the steps under way.
 */
export function createSecretUses({ store, clock, log }: SecretUseDeps, changed: Partial<Pace> = {}) {
  const pace = { ...usualPace, ...changed };
  const waiting: NewSecretUse[] = [];
  /** Connections whose masked NINO is in this batch already: a page that is loaded again says nothing more. */
  const revealed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<boolean> | undefined;
  let isFailing = false;
  let lost = 0;

  /** Begins a step. */
  function begin(connectionId: string, purpose: Purpose): SecretUse {
    let row: NewSecretUse | undefined;
    let ended = false;
    return {
      note(secret, generation) {
        row ??= {
          connectionId,
          purpose,
          at: clock.now(),
          accessToken: false,
          refreshToken: false,
          nino: false,
          generation: null,
        };
        row[secret] = true;
        // A step that renews uses two pairs; the newer tells which the other was.
        if (generation !== null) row.generation = Math.max(generation, row.generation ?? 0);
      },
      end() {
        if (row && !ended) add(row);
        ended = true;
      },
    };
  }

  function add(row: NewSecretUse): void {
    if (row.purpose === 'reveal-masked') {
      if (revealed.has(row.connectionId)) return;
      revealed.add(row.connectionId);
    }
    if (waiting.length >= pace.mostWaiting) lost += 1;
    else waiting.push(row);
    if (waiting.length >= pace.flushAt && !isFailing) void flush();
    else flushLater();
  }

  function flushLater(): void {
    timer ??= setTimeout(() => void flush(), pace.flushEveryMs).unref();
  }

  /** Writes what waits. @returns whether all of it is kept; what is not is tried again */
  function flush(): Promise<boolean> {
    writing ??= write().finally(() => {
      writing = undefined;
    });
    return writing;
  }

  async function write(): Promise<boolean> {
    clearTimeout(timer);
    timer = undefined;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, pace.mostInBatch);
      revealed.clear();
      try {
        await store.keepSecretUses(batch);
      } catch (error) {
        if (!isFailing) log.warn({ err: error }, 'The audit log could not be written; it is tried again');
        isFailing = true;
        flushLater();
        return false;
      }
      waiting.splice(0, batch.length);
      isFailing = false;
    }
    if (lost > 0) log.error({ lost }, 'Rows of the audit log were lost while it could not be written');
    lost = 0;
    return true;
  }

  /** Writes what is left, before the process ends. */
  async function close(): Promise<void> {
    // The first may be of a write that began before the last row came.
    const kept = (await flush()) && (await flush());
    clearTimeout(timer);
    if (!kept) log.error({ lost: waiting.length + lost }, 'Rows of the audit log were lost at the end');
  }

  /** Removes what is older than 400 days. @param signal stops it between two parts */
  async function forgetOld(signal?: AbortSignal): Promise<void> {
    await clock.follow();
    const before = new Date(clock.now().getTime() - keptForMs);
    while (signal?.aborted !== true && (await store.forgetSecretUses(before, removedAtOnce)) > 0);
  }

  return { begin, flush, close, forgetOld };
}

export type SecretUses = ReturnType<typeof createSecretUses>;
