import { type RefusedChange } from '../../../data/refused-connections.ts';
import { type ConnectionDeps } from '../deps.ts';
import { type ConnectionReason } from '../rules.ts';
import {
  countsSince,
  isAtItsEnd,
  isStorm,
  lastExpectedEnd,
  latestCounted,
  probeWaitMs,
  waveAt,
} from './rules.ts';

/** A refusal that may cost a landlord their connection. */
export interface Refusal extends Omit<RefusedChange, 'now'> {
  authorityEndsOn: string | null;
  reason: ConnectionReason;
}

/** What became of a connection that HMRC refused. */
export type Verdict =
  /** Its owner must reconnect. */
  | 'expired'
  /** HMRC refuses many at present: it is judged when that is over. */
  | 'held'
  /** Its tokens moved on meanwhile: the refusal was of older ones. */
  | 'moved-on';

/**
 * Keeps a fault of HMRC's from costing everybody their connection.
 *
 * A refusal expires a connection. Then the latest refusals are counted: when there are too many for as many coincidences, a
 * storm is open, those just lost are held instead, and so is whoever is refused next. What ends it stands in `weathering.ts`.
 */
export function createStorms(deps: ConnectionDeps) {
  const { store, clock, log } = deps;
  const limits = deps.stormLimits;

  const isOpen = async (): Promise<boolean> => (await store.openStorm()) !== null;

  /** Decides on a connection that HMRC refused. */
  async function judge(refusal: Refusal): Promise<Verdict> {
    const expected = isAtItsEnd(refusal.authorityEndsOn, clock.today());
    if (!expected && (await isOpen())) return hold(refusal);
    if (!(await store.expire({ ...refusal, now: clock.now() }))) return 'moved-on';
    const { id: connection, reason, correlationId } = refusal;
    log.info({ connection, reason, correlationId }, 'a connection to HMRC has expired');
    return !expected && (await look()) ? 'held' : 'expired';
  }

  async function hold(refusal: Refusal): Promise<Verdict> {
    return (await store.hold({ ...refusal, now: clock.now() })) ? 'held' : 'moved-on';
  }

  /** Whether a storm is open, seen now or before; if so, what it has cost already is taken back. */
  async function look(): Promise<boolean> {
    const now = clock.now();
    const [last] = await store.latestStorms();
    const since = countsSince(now, last?.endedAt ?? null, limits);
    const among = { since, latest: latestCounted };
    const counts = await store.countRenewals(among, lastExpectedEnd(clock.today()));
    const seen = isStorm(counts, limits) && !(last && (await isBelieved(last)));
    if (!(await isOpen())) {
      if (!seen) return false;
      await open(counts.refused);
    }
    // Also what another process has marked since the storm was seen.
    await store.holdExpiredSince(since, lastExpectedEnd(clock.today()), now);
    return true;
  }

  /**
   * Whether refusals are believed, however many: for so long did HMRC refuse everybody that each was judged in the end, and it
   * has hardly taken a token since. So it is after a database was put back from a backup: the pairs in it are spent.
   */
  async function isBelieved(last: { endedAt: Date | null; outcome: string | null }): Promise<boolean> {
    if (last.endedAt === null || last.outcome !== 'given-up') return false;
    return (await store.countTaken(last.endedAt)) < limits.leastRefused;
  }

  /** Opens a storm, if none is open; the operator is told of the first of a wave. */
  async function open(refused: number): Promise<void> {
    const now = clock.now();
    const wave = waveAt(now, await store.latestStorms(), limits);
    const nextProbeAt = new Date(now.getTime() + probeWaitMs(wave, limits));
    const begun = await store.beginStorm({ seenAt: now, refused, nextProbeAt });
    if (!begun) return;
    log.warn({ refused, storms: wave.storms }, 'HMRC refuses many connections: they are held');
    if (wave.storms === 1) await deps.alerts.raise('hmrc-refuses-many-connections', { refused });
  }

  /** HMRC refuses everybody again, as those show who were not refused before. */
  async function reopen(): Promise<void> {
    const [last] = await store.latestStorms();
    await open(0);
    await store.holdExpiredSince(
      countsSince(clock.now(), last?.endedAt ?? null, limits),
      lastExpectedEnd(clock.today()),
      clock.now(),
    );
  }

  return { isOpen, judge, look, reopen };
}

export type Storms = ReturnType<typeof createStorms>;
