import { type TokenRow } from '../../data/token-renewals.ts';
import { type ConnectionDeps } from './deps.ts';
import { pause, type Priority } from './governor.ts';
import { createRenewal, type NoToken, type RenewableRow, type Renewal } from './renewal.ts';
import { createSeals } from './seals.ts';
import { type SecretUse } from './secret-uses.ts';
import { refusedAtTokenEndpoint } from './storm/rules.ts';
import { type Storms } from './storm/storms.ts';
import { type CanaryResult } from './storm/weathering.ts';
import { usualTiming } from './timing.ts';

/** A usable access token, and the generation it is of. */
export interface GivenToken {
  accessToken: string;
  generation: number;
  /** True where it was renewed for this call. */
  renewed: boolean;
}

export type TokenOutcome = ({ ok: true } & GivenToken) | ({ ok: false } & NoToken);

/** How fresh the token must be. */
export interface TokenWish {
  /** `live`: any that HMRC still takes. `fresh`: renewed within the last five minutes. */
  freshness: 'live' | 'fresh';
  /** Only a generation newer than this one will do: HMRC refused the one named. */
  newerThan?: number;
  priority: Priority;
}

const freshForMs = 5 * 60 * 1000;
/** A token this close to its end may die on its way; the clocks of two processes may be minutes apart, too. */
const spareMs = 3 * 60 * 1000;
/** A wait for somebody else's renewal is looked at so often, and ever less often. */
const firstWaitMs = 20;
const nextWait = (ms: number) => Math.min(ms * 1.5, 150);
/** HMRC says `invalid_request` while another refresh of the same token runs, and for nothing else that waiting mends. */
const inProgressRetries = 5;
const longestWaitMs = 45_000;

/**
 * Gives access tokens, renewed where they must be. In one process all who ask for a connection at the same time share one look
 * at its row and one renewal; over processes the lease sees to it that one of them calls HMRC.
 */
export function createTokens(deps: ConnectionDeps, storms: Storms) {
  const { store, clock, alerts } = deps;
  const seals = createSeals(deps.sealer);
  const renew = createRenewal(deps, storms);
  const { inProgressWaitMs } = { ...usualTiming, ...deps.timing };
  const looks = new Map<string, Promise<TokenRow | null>>();
  const renewals = new Map<string, Promise<Renewal>>();
  const stormLooks = new Map<'all', Promise<boolean>>();

  const lookAt = (id: string) => shared(looks, id, () => store.tokensOf(id));
  const isStorm = () => shared(stormLooks, 'all', storms.isOpen);
  /** The refresh token is used once for all who share a renewal, and noted with the step that began it. */
  const renewOnce = (row: RenewableRow, priority: Priority, use: SecretUse) =>
    shared(renewals, row.id, () => renew(row, priority, use));

  /** @param use notes what is given */
  async function give(connectionId: string, wish: TokenWish, use: SecretUse): Promise<TokenOutcome> {
    const giveUpAt = performance.now() + longestWaitMs;
    let inProgress = 0;
    let waitMs = firstWaitMs;
    while (performance.now() < giveUpAt) {
      const row = await lookAt(connectionId);
      if (!isRenewable(row)) {
        return { ok: false, kind: 'reconnect', reason: row?.reason ?? 'never-connected', failure: null };
      }
      if (isGoodEnough(row, wish, clock.now())) return open(row, use);
      if (await isStorm()) {
        // While HMRC refuses everybody, a token that it takes yet is used and none is renewed.
        return isUsable(row, wish, clock.now()) ? open(row, use) : { ok: false, kind: 'storm' };
      }
      const renewed = await renewOnce(row, wish.priority, use);
      switch (renewed.kind) {
        case 'renewed':
          if (wish.newerThan === undefined || renewed.generation > wish.newerThan) {
            const { accessToken, generation } = renewed;
            use.note('accessToken', generation);
            return { ok: true, accessToken, generation, renewed: true };
          }
          break;
        case 'look-again':
          break;
        case 'wait':
          await pause(waitMs);
          waitMs = nextWait(waitMs);
          break;
        case 'in-progress':
          inProgress += 1;
          if (inProgress > inProgressRetries) {
            await alerts.raise('token-refresh-refused', { connection: connectionId });
            return { ok: false, kind: 'retry', by: 'us', because: 'refresh-in-progress', afterMs: 0 };
          }
          await pause(inProgressWaitMs);
          break;
        default:
          return { ok: false, ...renewed };
      }
    }
    return { ok: false, kind: 'retry', by: 'us', because: 'refresh-under-way', afterMs: 0 };
  }

  async function open(row: RenewableRow, use: SecretUse): Promise<TokenOutcome> {
    const accessToken = await seals.openAccessToken(row.sealedTokens, row.id, row.generation, use);
    return { ok: true, accessToken, generation: row.generation, renewed: false };
  }

  /** Renews a connection's tokens, however fresh they are and though a storm may be open, to find out what HMRC says. */
  async function renewNow(connectionId: string, use: SecretUse): Promise<CanaryResult> {
    const row = await lookAt(connectionId);
    if (!isRenewable(row)) return 'untold';
    const { kind } = await renewOnce(row, 'background', use);
    if (kind === 'renewed') return 'renewed';
    return kind === 'storm' || kind === 'reconnect' ? 'refused' : 'untold';
  }

  /** Waits for the renewals under way in this process, whose answers must be stored before it ends. */
  async function idle(): Promise<void> {
    await Promise.allSettled([...renewals.values()]);
  }

  return { give, look: lookAt, renewNow, idle };
}

export type Tokens = ReturnType<typeof createTokens>;

/** Lets all who ask for the same at the same time have one answer. */
function shared<K, T>(running: Map<K, Promise<T>>, key: K, start: () => Promise<T>): Promise<T> {
  const already = running.get(key);
  if (already) return already;
  const started = start().finally(() => running.delete(key));
  running.set(key, started);
  return started;
}

function isRenewable(row: TokenRow | null): row is RenewableRow {
  return row?.status === 'connected' && row.sealedTokens !== null;
}

/**
 * Whether HMRC may still take the row's access token. One that an API refused of late is not tried again before it is judged;
 * one that could not be renewed lives on.
 */
function isUsable(row: TokenRow, wish: TokenWish, now: Date): boolean {
  if (row.heldSince !== null && !refusedAtTokenEndpoint(row.heldReason)) return false;
  if (wish.newerThan !== undefined && row.generation <= wish.newerThan) return false;
  return row.accessTokenExpiresAt !== null && row.accessTokenExpiresAt.getTime() - spareMs > now.getTime();
}

function isGoodEnough(row: TokenRow, wish: TokenWish, now: Date): boolean {
  if (!isUsable(row, wish, now) || row.refreshedAt === null) return false;
  if (wish.newerThan !== undefined || wish.freshness === 'live') return true;
  // Another process's clock may be ahead of this one's: what it has just renewed is fresh all the same.
  return Math.abs(now.getTime() - row.refreshedAt.getTime()) < freshForMs;
}
