import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createHmrcClient } from '@quarterday/hmrc-client';
import { createConnectionStore } from '../../apps/web/src/data/connections.ts';
import { migrate } from '../../apps/web/src/data/database.ts';
import { createCallTokenStore } from '../../apps/web/src/data/governor.ts';
import { createOperatorStore } from '../../apps/web/src/data/operator-alerts.ts';
import { type ConnectionDeps } from '../../apps/web/src/domain/connections/deps.ts';
import { createGovernor, usualStormLimits } from '../../apps/web/src/domain/connections/index.ts';
import { createSeals } from '../../apps/web/src/domain/connections/seals.ts';
import { createSecretUses } from '../../apps/web/src/domain/connections/secret-uses.ts';
import { createStorms } from '../../apps/web/src/domain/connections/storm/storms.ts';
import { createTokens } from '../../apps/web/src/domain/connections/tokens.ts';
import { createAlerts } from '../../apps/web/src/domain/notifications/index.ts';
import { createSystemClock } from '../../apps/web/src/platform/clock.ts';
import { createSealer } from '../../apps/web/src/platform/encryption.ts';
import { createLog } from '../../apps/web/src/platform/log.ts';
import { createMailer } from '../../apps/web/src/platform/mail.ts';
import { openPool } from './databases.ts';
import { clientId, clientSecret, type Hmrc } from './hmrc.ts';
import { populate } from './population.ts';
import { type Side } from './sides.ts';

export interface PlatformSide extends Side {
  connections: number;
  /** Gives the token of any connection at all, those that HMRC does not know included. */
  giveAny(): Promise<string>;
  /** The same, with a row of the audit log for each call. */
  giveAnyAudited(): Promise<string>;
  /** How many transactions of the server that wrote have begun so far. */
  countWrites(): Promise<number>;
  /** How often connections or their history were read from end to end since it was opened; once it is closed. */
  scans(): Promise<number>;
}

/** More than HMRC allows, and more than are ever taken here: what is measured is the platform, not HMRC's limit. */
const tokensAtOnce = 12;
/** Some thousand calls a second are made here one after another; HMRC's limit lets three steps of them end. */
const callsAStep = 100;

/** The platform's own way to a token, wired as its services are, over so many connections. */
export async function openPlatform(
  databaseUrl: string,
  hmrc: Hmrc,
  connections: number,
): Promise<PlatformSide> {
  const clock = createSystemClock();
  const log = createLog({ logLevel: 'error' });
  const sealer = createSealer([{ id: 'bench', secret: crypto.getRandomValues(new Uint8Array(32)) }]);
  const filling = openPool(databaseUrl);
  await migrate(filling.pool);
  const ids = await populate(filling.pool, { connections, seals: createSeals(sealer), hmrc });
  await filling.close();
  const scansBefore = await countScans(databaseUrl);

  const { pool, db, close } = openPool(databaseUrl);
  const deps: ConnectionDeps = {
    store: createConnectionStore(db),
    sealer,
    hmrc: createHmrcClient({
      apiUrl: hmrc.url,
      signInUrl: hmrc.url,
      clientId,
      clientSecret,
      timeouts: { connectMs: 5_000, headersMs: 20_000, callMs: 30_000 },
    }),
    governor: createGovernor(createCallTokenStore(db), { tokensAtOnce }),
    clock,
    log,
    alerts: createAlerts({
      store: createOperatorStore(db),
      clock,
      log,
      mailer: createMailer({ smtpUrl: undefined, from: 'bench@example.com', log }),
      operatorEmail: undefined,
    }),
    environment: 'simulator',
    redirectUri: 'http://localhost:3000/oauth/hmrc/callback',
    processId: randomUUID(),
    stormLimits: usualStormLimits,
  };
  const tokens = createTokens(deps, createStorms(deps));
  const uses = createSecretUses(deps);

  const anyConnection = () => Math.floor(Math.random() * ids.length);
  let given = 0;

  /** @param isStep whether a row of the audit log tells of it, as of each step of a submission */
  async function give(connection: number, isStep = true): Promise<string> {
    const id = ids[connection] ?? '';
    const use = uses.begin(id, 'submit-period');
    const token = await tokens.give(id, { freshness: 'live', priority: 'person' }, use);
    if (isStep) use.end();
    if (!token.ok) throw new Error(`No token: ${token.kind}`);
    return token.accessToken;
  }

  return {
    connections,
    give,
    giveAny: () => {
      given += 1;
      return give(anyConnection(), given % callsAStep === 0);
    },
    giveAnyAudited: () => give(anyConnection()),
    expire: async (connection) => {
      const sql = `update connections set access_token_expires_at = now() - interval '1 minute' where id = $1`;
      await pool.query(sql, [ids[connection]]);
    },
    countWrites: async () => {
      // Only a transaction that writes gets a number; looking at the next one takes none.
      const sql = 'select pg_snapshot_xmax(pg_current_snapshot())::text as next';
      const { rows } = await pool.query<{ next: string }>(sql);
      return Number(rows[0]?.next);
    },
    scans: async () => (await countScans(databaseUrl)) - scansBefore,
    close: async () => {
      await uses.close();
      await close();
    },
  };
}

/** Sessions report what they read when they end, a moment after they were closed. */
async function countScans(databaseUrl: string): Promise<number> {
  await sleep(500);
  const { pool, close } = openPool(databaseUrl);
  const { rows } = await pool.query<{ scans: string }>(
    `select sum(seq_scan) as scans from pg_stat_user_tables where relname in ('connections', 'connection_events')`,
  );
  await close();
  return Number(rows[0]?.scans);
}
