import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createSecretUseStore } from '../../data/secret-uses.ts';
import { createLog } from '../../platform/log.ts';
import { createJourney, type Journey } from '../../test/journey.ts';
import { captured, type Landlord } from '../../test/landlords.ts';
import { createUpdates } from '../../test/updates.ts';
import { createSecretUses } from './secret-uses.ts';
import { usualStormLimits } from './storm/rules.ts';

let journey: Journey;
let updates: ReturnType<typeof createUpdates>;
beforeAll(async () => {
  journey = await createJourney();
  updates = createUpdates(journey);
});
afterEach(() => journey.control.clearFaults());
afterAll(() => journey.close());

interface Row {
  purpose: string;
  access_token: boolean;
  refresh_token: boolean;
  nino: boolean;
  generation: number | null;
}

const rowsOf = async (landlord: Landlord): Promise<Row[]> => {
  const { rows } = await journey.pool.query<Row>(
    `select purpose, access_token, refresh_token, nino, generation from secret_uses where owner_id = $1 order by id`,
    [landlord.id],
  );
  return rows;
};

/** In short: the purpose, what was used, and the generation. */
const short = ({ purpose, access_token, refresh_token, nino, generation }: Row) =>
  [purpose, access_token && 'access', refresh_token && 'refresh', nino && 'nino', generation]
    .filter((part) => part !== false && part !== null)
    .join(' ');

/**
 * Does something, and gives the rows that came of it. Fails where a seal of a token or a NINO was opened of which the rows do
 * not speak, or a row speaks of a NINO that was not opened.
 */
async function during(landlord: Landlord, act: () => Promise<unknown>, by = journey): Promise<string[]> {
  await by.connections.idle();
  const before = (await rowsOf(landlord)).length;
  journey.opened.length = 0;
  await act();
  await by.connections.idle();
  const rows = (await rowsOf(landlord)).slice(before);
  const uses = journey.opened.map(({ use }) => use).filter((use) => use !== 'verifier');
  expect({
    tokens: rows.some((row) => row.access_token || row.refresh_token),
    nino: rows.some((row) => row.nino),
  }).toEqual({ tokens: uses.includes('tokens') || uses.includes('candidate'), nino: uses.includes('nino') });
  return rows.map(short);
}

describe('each step that opens a token or a NINO is one row', () => {
  it('from the first connecting to the last look', async () => {
    const landlord = await journey.addLandlord();
    const { connections } = journey;
    expect(await during(landlord, () => connections.saveNino(landlord.id, landlord.nino))).toEqual([]);
    expect(await during(landlord, () => connections.saveNino(landlord.id, 'NC999999A'))).toEqual([
      'change-nino nino',
    ]);
    await connections.saveNino(landlord.id, landlord.nino);
    expect(await during(landlord, () => journey.begin(landlord))).toEqual([]);
    expect(await during(landlord, () => journey.connect(landlord))).toEqual([
      // The number is given once more, then the account proved.
      'change-nino nino',
      'prove access refresh nino',
    ]);
    expect(await during(landlord, () => connections.maskedNino(landlord.id))).toEqual(['reveal-masked nino']);
    expect(await during(landlord, () => connections.view(landlord.id))).toEqual([]);
    expect(await during(landlord, () => connections.history(landlord.id))).toEqual([]);
    expect(await during(landlord, () => connections.disconnect(landlord.id))).toEqual([]);
  });

  it('checking the dates, which asks HMRC twice', async () => {
    const landlord = await journey.addConnected();
    const { id } = await journey.connectionOf(landlord);
    const check = () =>
      journey.connections.refreshObligations(
        { id, ownerId: landlord.id },
        {
          purpose: 'check-dates',
          freshness: 'live',
          priority: 'person',
          fraudPreventionHeaders: captured.headers,
        },
      );
    expect(await during(landlord, check)).toEqual(['check-dates access nino 1']);
    expect(journey.countCalls('obligations', landlord.nino)).toBe(4);
  });

  it('sending an update, with and without a renewal', async () => {
    const landlord = await journey.addConnected();
    await journey.setTime('2026-10-06T10:00:00Z');
    const { event } = await updates.submit(landlord);
    const { steps } = journey.submissions;
    expect(await during(landlord, () => steps.fetchObligations(event))).toEqual([
      'fetch-obligations access refresh nino 2',
    ]);
    expect(await during(landlord, () => steps.send(event))).toEqual(['submit-period access nino 2']);
    // It has ended: nothing is opened any more.
    expect(await during(landlord, () => steps.send(event))).toEqual([]);
  });

  it('finding out what became of an update', async () => {
    const { steps } = journey.submissions;
    for (const [step, row] of [
      [steps.send, 'read-back access nino 1'],
      [steps.askHmrc, 'ask-hmrc access nino 1'],
    ] as const) {
      const landlord = await journey.addConnected();
      const { event } = await updates.submit(landlord);
      const lost = { name: 'answer-lost', nino: landlord.nino, operation: 'put-uk-cumulative', times: 1 };
      await journey.control.addFault(lost);
      await steps.send(event);
      expect(await during(landlord, () => step(event))).toEqual([row]);
    }
  });

  it('a refusal that forces a renewal and a second try', async () => {
    const landlord = await journey.addConnected();
    const { event } = await updates.submit(landlord);
    await journey.control.addFault({
      name: 'unauthorised',
      nino: landlord.nino,
      operation: 'obligations',
      times: 1,
    });
    const { steps } = journey.submissions;
    expect(await during(landlord, () => steps.fetchObligations(event))).toEqual([
      'fetch-obligations access refresh nino 2',
    ]);
  });

  it('a storm: its probes, and the judging of who was held', async () => {
    const landlord = await journey.addConnected();
    const process = journey.createProcess({ stormLimits: usualStormLimits });
    const { id } = await journey.connectionOf(landlord);
    await journey.connectionStore.beginStorm({
      seenAt: journey.clock.now(),
      refused: 5,
      nextProbeAt: journey.clock.now(),
    });
    await journey.connectionStore.hold({
      id,
      generation: 1,
      reason: 'authority-ended',
      correlationId: null,
      call: null,
      now: journey.clock.now(),
    });
    const rows = await during(landlord, () => process.connections.weatherStorms(), {
      ...journey,
      ...process,
    });
    expect(rows).toEqual(['probe-storm refresh 1']);
    await journey.connectionStore.hold({
      id,
      generation: 2,
      reason: 'authority-ended',
      correlationId: null,
      call: null,
      now: journey.clock.now(),
    });
    await journey.setTime('2026-10-06T11:00:00Z');
    const judged = await during(landlord, () => process.connections.weatherStorms(), {
      ...journey,
      ...process,
    });
    expect(judged).toEqual(['judge-held refresh 2']);
  });

  it('many callers who share one renewal: the refresh token once, the access token for each', async () => {
    const landlord = await journey.addConnected();
    const { id } = await journey.connectionOf(landlord);
    await journey.setTime('2026-10-06T15:30:00Z');
    const call = () =>
      journey.connections.callHmrc({
        connectionId: id,
        purpose: 'light-check',
        freshness: 'fresh',
        priority: 'background',
        fraudPreventionHeaders: captured.headers,
        invoke: (given, nino) => journey.hmrc.listAllBusinesses(given, { nino }),
      });
    const rows = await during(landlord, () => Promise.all([call(), call(), call()]));
    expect(rows).toHaveLength(3);
    expect(rows.filter((row) => row === 'light-check access refresh nino 2')).toHaveLength(1);
    expect(rows.filter((row) => row === 'light-check access nino 2')).toHaveLength(2);
  });
});

describe('the writing of the audit log', () => {
  const lines: string[] = [];
  const log = createLog({ logLevel: 'warn' }, { write: (line) => void lines.push(line) });
  type Kept = Parameters<ReturnType<typeof createSecretUseStore>['keepSecretUses']>[0];

  /** A log that keeps in memory what would be written, on a database that may be away. */
  function create(pace: Parameters<typeof createSecretUses>[1] = {}) {
    lines.length = 0;
    const batches: Kept[] = [];
    const database = { isAway: false };
    const uses = createSecretUses(
      {
        store: {
          keepSecretUses: (batch) => {
            if (database.isAway) return Promise.reject(new Error('away'));
            batches.push(batch);
            return Promise.resolve();
          },
          forgetSecretUses: () => Promise.resolve(0),
        },
        clock: journey.clock,
        log,
      },
      pace,
    );
    const use = (connection: string, purpose: Parameters<typeof uses.begin>[1] = 'submit-period') => {
      const begun = uses.begin(connection, purpose);
      begun.note('nino', null);
      begun.end();
      begun.end();
    };
    return { uses, use, batches, database };
  }

  it('waits for its turn, and then writes what came together in one batch', async () => {
    const { use, batches } = create({ flushEveryMs: 10 });
    use('a');
    use('a');
    use('b');
    expect(batches).toEqual([]);
    await vi.waitFor(() => {
      expect(batches.map((batch) => batch.map(({ connectionId }) => connectionId))).toEqual([
        ['a', 'a', 'b'],
      ]);
    });
  });

  it('does not wait with two hundred rows', async () => {
    const { use, batches } = create({ flushEveryMs: 60_000 });
    for (let count = 0; count < 199; count += 1) use('a');
    await Promise.resolve();
    expect(batches).toEqual([]);
    use('a');
    await vi.waitFor(() => {
      expect(batches.flat()).toHaveLength(200);
    });
  });

  it('says once in a batch that a masked NINO was shown, and again in the next', async () => {
    const { uses, use, batches } = create({ flushEveryMs: 60_000 });
    for (const connection of ['a', 'a', 'b']) use(connection, 'reveal-masked');
    await uses.flush();
    use('a', 'reveal-masked');
    await uses.flush();
    expect(batches.map((batch) => batch.length)).toEqual([2, 1]);
  });

  it('keeps what could not be written, and writes it when the database is back', async () => {
    const { uses, use, batches, database } = create({ flushEveryMs: 5 });
    database.isAway = true;
    use('a');
    expect(await uses.flush()).toBe(false);
    use('b');
    expect(await uses.flush()).toBe(false);
    database.isAway = false;
    await vi.waitFor(() => {
      expect(batches.flat().map(({ connectionId }) => connectionId)).toEqual(['a', 'b']);
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('it is tried again');
  });

  it('says how many rows are lost when it could not be written for too long', async () => {
    const { uses, use, batches, database } = create({ flushEveryMs: 60_000, mostWaiting: 3 });
    database.isAway = true;
    for (let count = 0; count < 5; count += 1) use('a');
    await uses.flush();
    database.isAway = false;
    await uses.flush();
    expect(batches.flat()).toHaveLength(3);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ level: 'error', lost: 2 });
    await uses.flush();
    expect(lines).toHaveLength(2);
  });

  it('writes what is left when the process ends, or says what is lost', async () => {
    const { uses, use, batches, database } = create({ flushEveryMs: 60_000 });
    use('a');
    await uses.close();
    expect(batches.flat()).toHaveLength(1);
    database.isAway = true;
    use('a');
    use('b');
    await uses.close();
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ level: 'error', lost: 2 });
  });

  it('writes nothing for a step that used nothing', async () => {
    const { uses, batches } = create();
    uses.begin('a', 'submit-period').end();
    await uses.flush();
    expect(batches).toEqual([]);
  });
});

describe('the store of the audit log', () => {
  const row = (connectionId: string, at = journey.clock.now()) => ({
    connectionId,
    at,
    purpose: 'submit-period',
    accessToken: true,
    refreshToken: false,
    nino: true,
    generation: 3,
  });

  it('leaves out the rows of people who are gone, and keeps the others of the batch', async () => {
    const [stays, goes] = [await journey.addConnected(), await journey.addConnected()];
    const ids = [(await journey.connectionOf(goes)).id, (await journey.connectionOf(stays)).id];
    await journey.connections.idle();
    await journey.pool.query('delete from users where id = $1', [goes.id]);
    await createSecretUseStore(journey.db).keepSecretUses([...ids, ...ids].map((id) => row(id)));
    expect((await rowsOf(stays)).map(short)).toEqual([
      'prove access refresh nino',
      'submit-period access nino 3',
      'submit-period access nino 3',
    ]);
    expect(await rowsOf(goes)).toEqual([]);
  });

  it('waits for a deletion under way, and neither fails nor gets in its way', async () => {
    const goes = await journey.addConnected();
    const { id } = await journey.connectionOf(goes);
    const deleting = await journey.pool.connect();
    await deleting.query('begin');
    await deleting.query('select id from users where id = $1 for update', [goes.id]);
    const kept = createSecretUseStore(journey.db).keepSecretUses([row(id)]);
    await vi.waitFor(async () => {
      const { rows } = await journey.pool.query(
        `select from pg_stat_activity where wait_event_type = 'Lock' and query like '%secret_uses%' and pid <> pg_backend_pid()`,
      );
      expect(rows).toHaveLength(1);
    });
    await deleting.query('delete from users where id = $1', [goes.id]);
    await deleting.query('commit');
    deleting.release();
    await kept;
    expect(await rowsOf(goes)).toEqual([]);
  });

  it('removes what is older than 400 days, and nothing younger', async () => {
    const landlord = await journey.addConnected();
    await journey.connections.idle();
    await journey.pool.query('delete from secret_uses');
    const { id } = await journey.connectionOf(landlord);
    const now = journey.clock.now().getTime();
    const dayMs = 24 * 60 * 60 * 1000;
    const store = createSecretUseStore(journey.db);
    await store.keepSecretUses([401, 402, 399, 0, 500].map((days) => row(id, new Date(now - days * dayMs))));
    await journey.connections.forgetOldUses();
    const { rows } = await journey.pool.query<{ at: Date }>('select at from secret_uses order by id');
    expect(rows.map(({ at }) => Math.round((now - at.getTime()) / dayMs))).toEqual([399, 0]);
  });
});
