import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { createSecretUseStore } from '../../data/secret-uses.ts';
import { createLog } from '../../platform/log.ts';
import { createJourney, type Journey } from '../../test/journey.ts';
import { type Landlord } from '../../test/landlords.ts';
import { createSecretUses } from './secret-uses.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await createJourney();
});
afterAll(() => journey.close());

async function purposesOf(landlord: Landlord): Promise<string[]> {
  const { rows } = await journey.pool.query<{ purpose: string }>(
    'select purpose from secret_uses where owner_id = $1 order by id',
    [landlord.id],
  );
  return rows.map(({ purpose }) => purpose);
}

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
    expect(await purposesOf(stays)).toEqual(['prove', 'submit-period', 'submit-period']);
    expect(await purposesOf(goes)).toEqual([]);
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
    expect(await purposesOf(goes)).toEqual([]);
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
