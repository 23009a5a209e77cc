import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createFirstPerson, type Ids, signUp } from '../../test/first-person.ts';
import { type Browser, createWholeApp, type WholeApp } from '../../test/whole-app.ts';
import { grouped } from './words.ts';

let whole: WholeApp;
let browser: Browser;
let ids: Ids;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarterday-receipts-'));
  whole = await createWholeApp();
  ({ browser, ids } = await createFirstPerson(whole));
  // The second update ends as an engine would have ended it: HMRC takes it.
  const { rows } = await whole.pool.query<{ attempt: string; connection: string }>(
    `select attempts.id as attempt, connections.id as connection from attempts
     join connections using (owner_id) where submission_id = $1`,
    [ids.submission],
  );
  const event = { attemptId: rows[0]?.attempt ?? '', connectionId: rows[0]?.connection ?? '' };
  await whole.pool.query(`delete from sends`);
  await whole.services.submissions.steps.send(event);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await whole.close();
});

const receipt = () => `/submissions/${ids.submission}/receipt`;
const headHash = async () => (await whole.services.receipts.head(ids.owner))?.hash ?? '';

describe('the pages', () => {
  it('show the transactions of the click although they were deleted since, and the chain’s head', async () => {
    const before = (await browser.get(receipt())).text;
    expect(before).toContain('canary rent');
    await browser.post(`/records/transactions/${ids.transaction}/delete`);
    const { status, text } = await browser.get(receipt());
    expect(status).toBe(200);
    for (const part of [
      'canary rent',
      'Canary House',
      '£7,654.32',
      'canary@example.org',
      'Attempt 1: Submitted',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toContain('&quot;periodAmount&quot;:7654.32');
    expect(text).toContain(grouped(await headHash()));
    expect(text).toContain('A simulator: nothing reached HMRC');
  });

  it('for paper hold the same, open, without what leads elsewhere', async () => {
    const { status, text } = await browser.get(`${receipt()}/print`);
    expect(status).toBe(200);
    expect(text).toContain('canary rent');
    expect(text).toContain(grouped(await headHash()));
    expect(text).not.toContain('<details');
    expect(text.split('<main>')[1]).not.toContain('href=');
    expect(text).toMatch(/<link rel="stylesheet" href="\/static\/receipt-[0-9a-f]{16}\.css"/);
  });

  it('say of an attempt from before that nothing was frozen then', async () => {
    const { rows } = await whole.pool.query<{ id: string }>(
      `insert into submissions (owner_id, kind, business_id, tax_year, period_start_date, period_end_date, status, created_at, updated_at)
       values ($1, 'quarterly-update', 'X', '2025-26', '2025-04-06', '2026-01-05', 'submitted', now(), now()) returning id`,
      [ids.owner],
    );
    await whole.pool.query(
      `insert into attempts (id, owner_id, submission_id, number, status, figures, fraud_prevention, requested_at, finished_at)
       values (gen_random_uuid(), $1, $2, 1, 'submitted', $3, '{"headers":{},"leftOut":[]}', now(), now())`,
      [ids.owner, rows[0]?.id, { fromDate: '2025-04-06', toDate: '2026-01-05', income: {}, expenses: {} }],
    );
    const { text } = await browser.get(`/submissions/${rows[0]?.id ?? ''}/receipt`);
    expect(text).toContain('were not frozen when you clicked');
    expect(text).toContain('kept no records of evidence');
    expect(text).toContain('Not recorded at the time');
  });

  it('list all by tax year, say how long to keep them, and are linked from the submission', async () => {
    const { text } = await browser.get('/receipts');
    expect(text).toContain(receipt());
    expect(text).toContain('31 January 2033');
    expect(text).toContain(grouped(await headHash()));
    expect((await browser.get(`/submissions/${ids.submission}`)).text).toContain(receipt());
  });

  it('warn where a record is not as it was when it was made', async () => {
    await withoutTrigger(
      `update evidence set record = replace(record, '765432', '165432') where submission_id = $1`,
    );
    expect((await browser.get(receipt())).text).toContain('not as it was when it was made');
    await withoutTrigger(
      `update evidence set record = replace(record, '165432', '765432') where submission_id = $1`,
    );
    expect((await browser.get(receipt())).text).not.toContain('not as it was when it was made');
  });
});

async function withoutTrigger(sql: string): Promise<void> {
  await whole.pool.query('alter table evidence disable trigger evidence_is_kept');
  await whole.pool.query(sql, [ids.submission]);
  await whole.pool.query('alter table evidence enable trigger evidence_is_kept');
}

describe('the export', () => {
  const root = fileURLToPath(new URL('../../../../..', import.meta.url));

  /** The command as its user calls it, with no settings that would lead it to a database. */
  async function verify(...words: string[]): Promise<{ code: number; text: string }> {
    const run = promisify(execFile)('npm', ['run', '--silent', 'verify', '--', ...words], {
      cwd: root,
      env: {
        PATH: process.env['PATH'],
        DATA_DIR: '/nowhere',
        DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
      },
    });
    return run.then(
      ({ stdout }) => ({ code: 0, text: stdout }),
      (error: unknown) => {
        const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
        return { code, text: stdout + stderr };
      },
    );
  }

  function keep(name: string, bytes: Uint8Array): string {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  }

  function unpack(name: string, files: Record<string, Uint8Array>): string {
    for (const [path, bytes] of Object.entries(files)) {
      const file = join(folder, name, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    }
    return join(folder, name);
  }

  const filesOf = async (path: string) => unzipSync((await browser.download(path)).bytes);

  it('of a tax year holds readable receipts, the frozen transactions, the ledger, and how long to keep it', async () => {
    const { headers, bytes } = await browser.download('/receipts/export?year=2026-27');
    expect(headers.get('content-type')).toBe('application/zip');
    expect(headers.get('content-disposition')).toBe('attachment; filename="quarterday-2026-27.zip"');
    expect(headers.get('cache-control')).toBe('no-store');
    const files = unzipSync(bytes);
    const name = `receipts/2026-27/quarterly-update-2026-10-05-${ids.submission.slice(0, 8)}`;
    const page = strFromU8(files[`${name}.html`]!);
    expect(page).toContain('canary rent');
    expect(page).toContain('<style>');
    // It needs nothing from anywhere.
    expect(page).not.toMatch(/(href|src)=/);
    expect(strFromU8(files[`${name}-attempt-1-transactions.csv`]!)).toContain(
      '2026-04-08,Canary House,,GBR,Rental income,canary rent,765432,0,',
    );
    expect(strFromU8(files['transactions.csv']!)).toMatch(/^Date,Property/);
    const readme = strFromU8(files['README.txt']!);
    expect(readme).toContain('2033-01-31');
    expect(readme).toContain('npm run verify');
    expect(Object.keys(files).filter((file) => file.startsWith('receipts/2025-26'))).toEqual([]);
  });

  it(
    'goes through the real command, as the zip, unpacked, and by the printed head',
    { timeout: 60_000 },
    async () => {
      const zip = keep('year.zip', (await browser.download('/receipts/export?year=2026-27')).bytes);
      const sound = await verify(zip);
      expect(sound).toMatchObject({
        code: 0,
        text: expect.stringContaining('All 3 records fit together') as string,
      });
      expect(sound.text).toContain(await headHash());
      const all = unpack('all', await filesOf('/account/export'));
      // As on paper, in groups.
      const byHead = await verify(all, '--head', ...grouped(await headHash()).split(' '));
      expect(byHead).toMatchObject({
        code: 0,
        text: expect.stringContaining('is that of record 3') as string,
      });
    },
  );

  it(
    'tells through the real command which record was changed, and that the last is missing',
    { timeout: 60_000 },
    async () => {
      const files = await filesOf('/receipts/export?year=2026-27');
      const second = 'evidence/000002.json';
      const forged = strToU8(strFromU8(files[second]!).replace('765432', '165432'));
      expect(forged).not.toEqual(files[second]);
      const changed = await verify(keep('changed.zip', zipSync({ ...files, [second]: forged })));
      expect(changed.code).toBe(1);
      expect(changed.text).toContain('Record 2 was changed');
      expect(changed.text).not.toContain('Record 1');

      const { 'evidence/000003.json': last, ...shorter } = files;
      expect(last).toBeDefined();
      const sums = strFromU8(files['evidence/SHA256SUMS']!).replace(/.*000003\.json\n/, '');
      const cut = keep('cut.zip', zipSync({ ...shorter, 'evidence/SHA256SUMS': strToU8(sums) }));
      expect((await verify(cut)).code).toBe(0);
      const told = await verify(cut, '--head', await headHash());
      expect(told).toMatchObject({ code: 1, text: expect.stringContaining('it is the last one') as string });
    },
  );

  it('holds nothing of anybody else, no token and no NINO', async () => {
    const other = whole.open();
    await signUp(other, 'other@example.org');
    const theirs = Object.values(unzipSync((await other.download('/receipts/export?year=2026-27')).bytes));
    expect(theirs.map((bytes) => strFromU8(bytes)).join('\n')).not.toMatch(/canary/i);
    const mine = Object.values(await filesOf('/receipts/export?year=2026-27'));
    const nino = whole.simulator.control.users()[0]?.nino ?? 'none';
    expect(mine.map((bytes) => strFromU8(bytes)).join('\n')).not.toContain(nino);
  });
});
