import { type HmrcClient } from '@quarterday/hmrc-client';
import { expect } from 'vitest';

import { bindings } from '../../domain/connections/seals.ts';
import { createJourney, type Journey, type TestProcess } from '../journey.ts';
import { captured, type Landlord } from '../landlords.ts';
import { type Model } from './model.ts';

/** The product, as the commands use it: two processes, and one landlord who is watched beside another. */
export interface World {
  journey: Journey;
  processes: readonly [TestProcess, TestProcess];
  landlord: Landlord;
  /** What was done so far. */
  done: string[];
  /** Somebody else, with an account at HMRC and a connection that nothing may touch. */
  neighbour: Landlord;
  /** A process whose refreshes go another way than straight to HMRC. */
  createProcess(refreshTokens: HmrcClient['refreshTokens']): TestProcess;
  ask(freshness: 'live' | 'fresh', by?: TestProcess): ReturnType<typeof askOf>;
  /** How often HMRC was asked to renew the landlord's pair. */
  renewals(): number;
  /** Whoever held the lease is dead, and its time is over. */
  outliveLease(): Promise<void>;
  setTime(now: number): Promise<void>;
}

const timing = { inProgressWaitMs: 5 };

/** One product for all runs, and a landlord of their own for each. */
export async function createWorlds() {
  const journey = await createJourney();
  const processes = [journey.createProcess({ timing }), journey.createProcess({ timing })] as const;
  const neighbour = await journey.addConnected();

  /** @param done where the commands are written down */
  async function createWorld(done: string[]): Promise<World> {
    await journey.control.clearFaults();
    await journey.control.clearRequests();
    const landlord = await journey.addLandlord();
    return {
      journey,
      processes,
      landlord,
      done,
      neighbour,
      createProcess: (refreshTokens) => journey.createProcess({ timing, hmrc: { refreshTokens } }),
      ask: (freshness, by = processes[0]) => askOf(journey, landlord, freshness, by),
      renewals: () =>
        journey.control
          .requests()
          .filter(
            ({ operation, nino, body }) =>
              operation === 'token' &&
              nino === landlord.nino &&
              JSON.stringify(body).includes('refresh_token'),
          ).length,
      outliveLease: async () => {
        await journey.pool.query(
          `update connections set lease_expires_at = now() - interval '1 second',
             intent_deadline = now() - interval '1 second' where owner_id = $1 and lease_owner is not null`,
          [landlord.id],
        );
      },
      setTime: (now) => journey.setTime(new Date(now).toISOString()),
    };
  }

  return { journey, createWorld, close: journey.close };
}

async function askOf(journey: Journey, landlord: Landlord, freshness: 'live' | 'fresh', by: TestProcess) {
  const row = await journey.connectionStore.ofOwner(landlord.id);
  if (!row) return { ok: false, kind: 'reconnect' } as const;
  return by.connections.callHmrc({
    connectionId: row.id,
    purpose: 'check-dates',
    freshness,
    priority: 'person',
    fraudPreventionHeaders: captured.headers,
    invoke: (call, nino) => journey.hmrc.listAllBusinesses(call, { nino }),
  });
}

/** Holds the product against the model. */
export async function compare(model: Model, world: World): Promise<void> {
  const { journey, landlord, neighbour } = world;
  const row = await journey.connectionStore.ofOwner(landlord.id);
  expect({ status: row?.status ?? 'not-connected', reason: row?.reason ?? null }).toEqual({
    status: model.status,
    reason: model.reason,
  });
  const history = await journey.pool.query<{ told: string }>(
    `select concat_ws(' ', kind, reason) as told from connection_events where owner_id = $1 order by at`,
    [landlord.id],
  );
  expect(history.rows.map(({ told }) => told)).toEqual(model.history);
  expect((await journey.connectionOf(neighbour)).generation).toBe(1);
  if (!row) return;

  expect(row.leaseOwner).toBeNull();
  if (row.status === 'connected') {
    expect(row.intentGeneration === row.generation).toBe(model.pair?.inDoubt);
  }
  expect(row.sealedTokens !== null).toBe(model.pair !== null);
  if (row.sealedTokens === null) return;

  const opened: unknown = JSON.parse(
    await journey.sealer.open(row.sealedTokens, bindings.tokens(row.id, row.generation)),
  );
  const issued = journey.control.tokens().tokens;
  const stored = issued.find(({ accessToken, refreshToken }) =>
    [accessToken, refreshToken].every((each) => Array.isArray(opened) && opened.includes(each)),
  );
  expect(stored).toBeDefined();
  // The newest of its consent, unless that was lost on its way.
  const alive = issued.filter(
    (each) => each.authorityId === stored?.authorityId && each.replacedAt === undefined,
  );
  expect(alive).toHaveLength(1);
  expect(alive[0] === stored).toBe(model.pair?.isLive);
}
