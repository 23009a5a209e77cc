import { type Tx } from '../../../data/database.ts';
import { type StormRow } from '../../../data/authorisation-storms.ts';
import { type ConnectionDeps } from '../deps.ts';
import { type ConnectionReason } from '../rules.ts';
import { canariesOfEachSort, countsSince, isStorm, showsTheEnd } from './rules.ts';

/** A refusal that may cost a landlord their connection. */
export interface Refusal {
  id: string;
  generation: number;
  reason: ConnectionReason;
  correlationId: string | null;
}

/** What became of a connection that HMRC refused. */
export type Verdict =
  /** Its owner must reconnect. */
  | 'expired'
  /** HMRC refuses many at present: it is judged when that is over. */
  | 'held'
  /** Its tokens moved on meanwhile: the refusal was of older ones. */
  | 'moved-on';

/** How a try with a connection's tokens ended, while a storm lasts. */
export type CanaryResult = 'renewed' | 'refused' | 'untold';

/**
 * Keeps a fault of HMRC's from costing everybody their connection.
 *
 * A refusal expires a connection. Then the latest refusals are counted: when there are too many for as many coincidences, a
 * storm is open, those just lost are held instead, and so is whoever is refused next. A few connections are tried every minute;
 * when HMRC takes their tokens again the storm is over, and each connection that was held is judged by a try of its own.
 */
export function createStorms(deps: ConnectionDeps) {
  const { store, clock, log } = deps;
  const limits = deps.stormLimits;

  const isOpen = async (): Promise<boolean> => (await store.openStorm()) !== null;

  /** Decides on a connection that HMRC refused. */
  async function judge(refusal: Refusal): Promise<Verdict> {
    if (await isOpen()) return hold(refusal);
    const expired = await store.expire({ ...refusal, now: clock.now() });
    if (!expired) return 'moved-on';
    const { id: connection, reason, correlationId } = refusal;
    log.info({ connection, reason, correlationId }, 'a connection to HMRC has expired');
    return (await look()) ? 'held' : 'expired';
  }

  async function hold(refusal: Refusal): Promise<Verdict> {
    return (await store.hold({ ...refusal, now: clock.now() })) ? 'held' : 'moved-on';
  }

  /** Whether a storm is open, seen now or before; if so, what it has cost already is taken back. */
  async function look(): Promise<boolean> {
    const now = clock.now();
    const since = countsSince(now, await store.lastStormEnd(), limits);
    if (!(await isOpen())) {
      const counts = await store.countRenewals(since);
      if (!isStorm(counts, limits)) return false;
      const nextProbeAt = new Date(now.getTime() + limits.probeEveryMs);
      const begun = await store.beginStorm({ seenAt: now, refused: counts.refused, nextProbeAt });
      if (begun) await deps.alerts.raise('hmrc-refuses-many-connections', { ...counts });
    }
    // Also what another process has marked since the storm was seen.
    await store.holdExpiredSince(since, now);
    return true;
  }

  /**
   * What the background does about storms, again and again: finds out whether one is over, and judges who was held.
   *
   * @param tryOne renews a connection's tokens, storm or not
   * @param judgeOne has a connection's tokens renewed as for any other call
   * @param onOver what becomes true with the end of a storm
   */
  async function work(how: {
    tryOne: (id: string) => Promise<CanaryResult>;
    judgeOne: (id: string) => Promise<unknown>;
    onOver: (tx: Tx, stormId: string) => Promise<void>;
    signal?: AbortSignal | undefined;
  }): Promise<void> {
    const storm = await store.openStorm();
    if (storm) {
      await look();
      if (!(await passes(storm, how.tryOne, how.onOver))) return;
    }
    for (;;) {
      const held = await store.held(judgedAtOnce);
      if (held.length === 0) return;
      let judged = 0;
      for (const id of held) {
        if (how.signal?.aborted || (await isOpen())) return;
        await how.judgeOne(id);
        judged += (await store.tokensOf(id))?.heldSince ? 0 : 1;
      }
      // HMRC is away, or somebody else is at it: the next beat goes on.
      if (judged === 0) return;
    }
  }

  /** Whether a storm ends now. */
  async function passes(
    storm: StormRow,
    tryOne: (id: string) => Promise<CanaryResult>,
    onOver: (tx: Tx, stormId: string) => Promise<void>,
  ): Promise<boolean> {
    const now = clock.now();
    if (now < storm.nextProbeAt) return false;
    const nextProbeAt = new Date(now.getTime() + limits.probeEveryMs);
    if (!(await store.claimProbe(storm, nextProbeAt))) return false;
    const canaries = { tried: 0, renewed: 0 };
    for (const id of await store.canaries(canariesOfEachSort, now)) {
      const result = await tryOne(id);
      if (result === 'untold') continue;
      canaries.tried += 1;
      if (result === 'renewed') canaries.renewed += 1;
    }
    const givenUp = now.getTime() - storm.seenAt.getTime() > limits.longestMs;
    if (!showsTheEnd(canaries) && !givenUp) return false;
    const outcome = showsTheEnd(canaries) ? 'over' : 'given-up';
    const ended = await store.endStorm(storm.id, { endedAt: clock.now(), outcome }, (tx) =>
      onOver(tx, storm.id),
    );
    if (!ended) return false;
    log.info({ storm: storm.id, outcome, ...canaries }, 'HMRC’s wave of refusals has ended');
    if (outcome === 'given-up') {
      await deps.alerts.raise('hmrc-still-refuses-many-connections', { ...canaries });
    }
    return true;
  }

  return { isOpen, judge, work };
}

export type Storms = ReturnType<typeof createStorms>;

const judgedAtOnce = 50;
