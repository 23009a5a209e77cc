import { type Canary, type StormRow } from '../../../data/authorisation-storms.ts';
import { type Tx } from '../../../data/database.ts';
import { type ConnectionDeps } from '../deps.ts';
import { canariesOfEachSort, probeWaitMs, refusedAtTokenEndpoint, showsTheEnd, waveAt } from './rules.ts';
import { type Storms } from './storms.ts';

/** How a try with a connection's tokens ended. */
export type CanaryResult = 'renewed' | 'refused' | 'untold';

export interface Weathering {
  /** Renews a connection's tokens, storm or not. */
  renew: (id: string, purpose: 'probe-storm' | 'judge-held') => Promise<CanaryResult>;
  /** Asks an API that refused a connection once more. */
  askApi: (canary: Canary) => Promise<CanaryResult>;
  /** What becomes true with the end of a storm. */
  onOver: (tx: Tx, stormId: string) => Promise<void>;
}

/**
 * Finds out whether a storm is over, and judges who was held.
 *
 * A few connections are tried every minute, some that HMRC refused and some that it did not. When it takes their tokens again
 * the storm is over, and each connection that was held is judged by a try of its own, for as long as HMRC takes anybody's.
 */
export function createWeathering(deps: ConnectionDeps, storms: Storms, how: Weathering) {
  const { store, clock, log } = deps;
  const limits = deps.stormLimits;

  /** What the background does about storms, again and again. */
  async function work(signal?: AbortSignal): Promise<void> {
    const storm = await store.openStorm();
    if (storm) {
      await storms.look();
      if (!(await passes(storm))) return;
    }
    for (;;) {
      const held = await store.held(judgedAtOnce);
      if (held.length === 0) return;
      let judged = 0;
      for (const id of held) {
        if (signal?.aborted || (await storms.isOpen()) || !(await takesTokens())) return;
        await judge(id);
        judged += (await isHeld(id)) ? 0 : 1;
      }
      // HMRC is away, or somebody else is at it: the next beat goes on.
      if (judged === 0) return;
    }
  }

  const isHeld = async (id: string): Promise<boolean> => {
    const row = await store.tokensOf(id);
    return row?.status === 'connected' && row.heldSince !== null;
  };

  async function judge(id: string): Promise<void> {
    if (await isHeld(id)) await how.renew(id, 'judge-held');
  }

  /**
   * Whether HMRC has taken anybody's tokens in the last minute, or takes them now. When nobody's, a storm that seemed over is
   * back, and goes on: those who are judged meanwhile must not pay for that.
   */
  async function takesTokens(): Promise<boolean> {
    const now = clock.now();
    if ((await store.countTaken(new Date(now.getTime() - limits.probeEveryMs))) > 0) return true;
    const [last] = await store.latestStorms();
    if (last?.outcome === 'given-up') return true;
    const controls = await store.controlCanaries(canariesOfEachSort, now);
    const result = await tryAll(controls, ({ id }) => how.renew(id, 'probe-storm'));
    if (controls.length === 0 || result.renewed > 0) return true;
    if (result.tried > 0) await storms.reopen();
    return false;
  }

  /** Whether a storm ends now. */
  async function passes(storm: StormRow): Promise<boolean> {
    const now = clock.now();
    if (now < storm.nextProbeAt) return false;
    const wave = waveAt(now, await store.latestStorms(), limits);
    if (!(await store.claimProbe(storm, new Date(now.getTime() + probeWaitMs(wave, limits))))) return false;
    const canaries = await probe(now);
    const givenUp = now.getTime() - wave.since.getTime() > limits.longestMs;
    if (!showsTheEnd(canaries) && !givenUp) return false;
    const outcome = showsTheEnd(canaries) ? 'over' : 'given-up';
    const ended = await store.endStorm(storm.id, { endedAt: clock.now(), outcome }, (tx) =>
      how.onOver(tx, storm.id),
    );
    if (!ended) return false;
    log.info({ storm: storm.id, outcome, ...canaries }, 'HMRC’s wave of refusals has ended');
    if (outcome === 'given-up') {
      await deps.alerts.raise('hmrc-still-refuses-many-connections', { ...canaries });
    }
    return true;
  }

  /** Tries some connections of either sort. Where an API refused them, only that API can tell: tokens it may renew all along. */
  async function probe(now: Date): Promise<Probe> {
    const refused = await store.refusedCanaries(canariesOfEachSort);
    const byApi = refused.filter(({ reason }) => !refusedAtTokenEndpoint(reason));
    const asked = await tryAll(byApi, how.askApi);
    if (asked.tried > 0) return asked;
    const renewing = [
      ...refused.filter(({ reason }) => refusedAtTokenEndpoint(reason)),
      ...(await store.controlCanaries(canariesOfEachSort, now)),
    ];
    return tryAll(renewing, ({ id }) => how.renew(id, 'probe-storm'));
  }

  return { work };
}

interface Probe {
  tried: number;
  renewed: number;
}

async function tryAll(
  canaries: readonly Canary[],
  tryOne: (canary: Canary) => Promise<CanaryResult>,
): Promise<Probe> {
  const results: CanaryResult[] = [];
  for (const canary of canaries) results.push(await tryOne(canary));
  const told = results.filter((result) => result !== 'untold');
  return { tried: told.length, renewed: told.filter((result) => result === 'renewed').length };
}

const judgedAtOnce = 50;
