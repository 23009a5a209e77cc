import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBrowser, createTestAccounts } from '../../test/accounts.ts';
import { createTestDatabase } from '../../test/database.ts';
import { keepEverything, secretMark } from '../../test/everything.ts';
import { createRecordsStore } from '../../data/records.ts';
import { createFixedClock } from '../../platform/clock.ts';
import { createRecords } from '../records/index.ts';
import { type Accounts, type Person } from './index.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let accounts: Accounts;
const password = 'plum tree by the gate';

beforeAll(async () => {
  database = await createTestDatabase();
  accounts = createTestAccounts(database);
});
afterAll(async () => {
  await accounts.idle();
  await database.drop();
});

async function newPerson(email: string) {
  const browser = createBrowser();
  const result = await accounts.signUp({ email, password }, browser.request);
  browser.take(result.ok ? result.setCookies : []);
  const person = await accounts.personOf(browser.headers);
  if (!person) throw new Error('not signed in');
  return { browser, person };
}

/** Every table and column that names whose a row is. */
async function ownerColumns(): Promise<{ table: string; column: string }[]> {
  const { rows } = await database.pool.query<{ table: string; column: string }>(
    `select table_name as "table", column_name as "column" from information_schema.columns
     where table_schema = 'public' and column_name in ('owner_id', 'user_id', 'person_id')
     union all values ('users', 'id'), ('verifications', 'value') order by 1`,
  );
  return rows;
}

async function tablesWithRowsOf(person: Person): Promise<string[]> {
  const found = [];
  for (const { table, column } of await ownerColumns()) {
    const { rowCount } = await database.pool.query(`select 1 from "${table}" where "${column}" = $1`, [
      person.id,
    ]);
    if ((rowCount ?? 0) > 0) found.push(table);
  }
  return found;
}

async function exported(person: Person): Promise<Record<string, string>> {
  const { zip } = await accounts.exportAll(person);
  return Object.fromEntries(Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

describe('the export of everything', () => {
  test('holds every row of mine, nothing of another’s, and no secret', async () => {
    const [mine, theirs] = [await newPerson('mine@example.org'), await newPerson('theirs@example.org')];
    await keepEverything(database.db, mine.person, 'canary-mine');
    await keepEverything(database.db, theirs.person, 'canary-theirs');
    const files = await exported(mine.person);
    const all = Object.entries(files).flat().join('\n');

    for (const [table, detail] of [
      ['account', 'mine@example.org'],
      ['sessions', mine.person.sessionId],
      ['properties', 'canary-mine house'],
      ['transactions', 'canary-mine rent'],
      ['pending-imports', 'canary-mine.csv'],
      ['connections', 'canary-mine connection'],
      ['connection-events', 'canary-mine event'],
      ['authorisation-requests', 'canary-mine outcome'],
      ['businesses', 'canary-mine business'],
      ['obligations', 'canary-mine obligation'],
      ['submissions', 'canary-mine submission'],
      ['attempts', 'canary-mine screens'],
      ['sends', 'canary-mine exact body'],
      ['calculations', 'canary-mine calculation'],
      ['notices', 'canary-mine notice'],
    ] as const) {
      expect(files[`json/${table}.json`]).toContain(detail);
      expect(files[`csv/${table}.csv`]).toContain(detail);
    }
    expect(files['evidence/000001.json']).toContain('canary-mine evidence');
    expect(files['evidence/SHA256SUMS']).toMatch(/^[0-9a-f]{64} {2}000001\.json\n$/);
    expect(all).not.toMatch(/canary-theirs|theirs@example\.org/);
    expect(all).not.toContain(theirs.person.id);
    expect(all).not.toContain(secretMark);
    // What counts the rows of everybody tells of others.
    for (const [name, text] of Object.entries(files).filter(([each]) => each.startsWith('csv/'))) {
      expect([name, text.split('\r\n')[0]?.split(',')]).toEqual([
        name,
        expect.not.arrayContaining(['sequence']),
      ]);
    }
    const { rows } = await database.pool.query<{ password: string; token: string }>(
      'select password, token from sign_in_methods join sessions using (user_id)',
    );
    for (const { password: hash, token } of rows) {
      expect(all).not.toContain(hash);
      expect(all).not.toContain(token);
    }
  });

  test('knows every table that keeps something of a person', async () => {
    const { person } = await newPerson('tables@example.org');
    await keepEverything(database.db, person, 'tables');
    const exportedTables = [
      'adjustable_summaries',
      'annual_summary_drafts',
      'attempts',
      'authorisation_requests',
      'businesses',
      'calculations',
      'connection_events',
      'connections',
      'evidence',
      'expense_styles',
      'final_declaration_obligations',
      'foreign_registrations',
      'mails',
      'notices',
      'finalisations',
      'held_losses',
      'obligations',
      'pending_imports',
      'properties',
      'quarter_choices',
      'secret_uses',
      'sends',
      'sessions',
      'submissions',
      'switched_off_notices',
      'transactions',
      'users',
      'year_amounts',
    ];
    // Keys, and the platform's own bookkeeping.
    const leftOut = ['outbox', 'sign_in_methods', 'verifications'];
    expect(await tablesWithRowsOf(person)).toEqual([...exportedTables, ...leftOut].sort());
    expect((await ownerColumns()).map(({ table }) => table)).toEqual([...exportedTables, ...leftOut].sort());
  });

  test('gives the ledger in the form the import takes, and each sent body to the byte', async () => {
    const { person } = await newPerson('ledger@example.org');
    await keepEverything(database.db, person, 'Plas Tŷ');
    const files = await exported(person);
    expect(files['transactions.csv']).toBe(
      'Date,Property,Category,Description,Money in,Money out\r\n' +
        '08/04/2026,Plas Tŷ house,Rental income,"Plas Tŷ rent, ""April""",1150.00,\r\n',
    );
    const sent = Object.entries(files).filter(([name]) => name.startsWith('sent-to-hmrc/'));
    expect(sent.map(([, body]) => body)).toEqual(['{"note":"Plas Tŷ exact body"}']);
  });

  test('can be imported again: the sample ledger comes back whole, twins included, and a second time adds nothing', async () => {
    const [from, to] = [await newPerson('from@example.org'), await newPerson('to@example.org')];
    const records = createRecords({
      store: createRecordsStore(database.db),
      clock: createFixedClock('2026-10-06T09:00:00Z'),
    });
    const loaded = await records.loadSampleRecords(from.person.id);
    const ledger = (await exported(from.person))['transactions.csv'] ?? '';

    const addAll = async () => {
      const read = await records.readImport(to.person.id, 'transactions.csv', Buffer.from(ledger));
      return read.ok ? await records.confirmImport(to.person.id, read.id, { goodRowsOnly: false }) : read;
    };
    expect(await addAll()).toMatchObject({ ok: true, added: loaded.ok ? loaded.added : -1 });
    expect(await addAll()).toMatchObject({ ok: true, added: 0 });
    expect((await exported(to.person))['transactions.csv']?.split('\r\n').sort()).toEqual(
      ledger.split('\r\n').sort(),
    );
  });

  test('shows the NINO masked, and says so', async () => {
    const { person } = await newPerson('nino@example.org');
    await keepEverything(database.db, person, 'nino');
    const files = await exported(person);
    expect(JSON.parse(files['json/connections.json'] ?? '')).toMatchObject([{ maskedNino: 'AA ** ** ** A' }]);
    expect(files['README.txt']).toContain('nino@example.org');
    expect(files['README.txt']).toContain('National Insurance number is shown with all but its ends hidden');
  });

  test('works for an empty account', async () => {
    const { person } = await newPerson('empty@example.org');
    const files = await exported(person);
    expect(files['transactions.csv']).toBe('Date,Property,Category,Description,Money in,Money out\r\n');
    expect(files['json/submissions.json']).toBe('[]\n');
  });
});

describe('deleting an account', () => {
  const typed = { password, confirmation: 'delete' };

  test('leaves no row of mine in any table, and all of everybody else’s', async () => {
    const [mine, other] = [await newPerson('leaver@example.org'), await newPerson('stayer@example.org')];
    await keepEverything(database.db, mine.person, 'leaver');
    await keepEverything(database.db, other.person, 'stayer');
    const before = await tablesWithRowsOf(other.person);
    expect(await tablesWithRowsOf(mine.person)).toEqual(before);

    const result = await accounts.deleteAccount(mine.person, typed, mine.browser.request);
    expect(result).toMatchObject({ ok: true });
    expect(await tablesWithRowsOf(mine.person)).toEqual([]);
    expect(await tablesWithRowsOf(other.person)).toEqual(before);
    expect(await accounts.personOf(mine.browser.headers)).toBeNull();
    mine.browser.take(result.ok ? result.setCookies : []);
    expect([...mine.browser.jar]).toEqual([]);
  });

  test('needs the password and the word', async () => {
    const { browser, person } = await newPerson('careful@example.org');
    const delete_ = (input: { password: string; confirmation: string }) =>
      accounts.deleteAccount(person, input, browser.request);
    expect(await delete_({ password: 'wrong password', confirmation: 'delete' })).toEqual({
      ok: false,
      reason: 'wrong-password',
    });
    expect(await delete_({ password: '', confirmation: 'yes' })).toMatchObject({
      reason: 'invalid',
      problems: [{ field: 'password' }, { field: 'confirmation' }],
    });
    expect(await accounts.personOf(browser.headers)).not.toBeNull();
  });

  test('waits while a submission is processing', async () => {
    const { browser, person } = await newPerson('waiting@example.org');
    const submissionId = await keepEverything(database.db, person, 'waiting', 'processing');
    expect(await accounts.awaitsHmrc(person)).toBe(true);
    expect(await accounts.deleteAccount(person, typed, browser.request)).toEqual({
      ok: false,
      reason: 'submission-processing',
    });
    expect(await tablesWithRowsOf(person)).toContain('submissions');

    await database.pool.query("update submissions set status = 'submitted' where id = $1", [submissionId]);
    expect(await accounts.awaitsHmrc(person)).toBe(false);
    expect(await accounts.deleteAccount(person, typed, browser.request)).toMatchObject({ ok: true });
  });

  test('sees a submission that is being asked for at the same moment', async () => {
    const { browser, person } = await newPerson('race@example.org');
    const click = await database.pool.connect();
    await click.query('begin');
    await click.query(
      `insert into submissions (owner_id, kind, business_id, tax_year, period_start_date, period_end_date, status, created_at, updated_at)
       values ($1, 'quarterly-update', 'X', '2026-27', '2026-04-06', '2026-07-05', 'processing', now(), now())`,
      [person.id],
    );
    const deletion = accounts.deleteAccount(person, typed, browser.request);
    await waitUntilBlocked();
    await click.query('commit');
    click.release();
    expect(await deletion).toEqual({ ok: false, reason: 'submission-processing' });
  });
});

/** Until some session of this database waits for another's lock. */
async function waitUntilBlocked(): Promise<void> {
  for (;;) {
    const { rowCount } = await database.pool.query(
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    if ((rowCount ?? 0) > 0) return;
  }
}
