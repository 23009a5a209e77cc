import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readConfig } from './config.ts';
import { addEvidence, createEvidenceStore } from './data/evidence.ts';
import { createTestDatabase } from './test/database.ts';
import { verify } from './verify-command.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'quarterday-verify-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

const run = (...words: string[]) =>
  verify(words, () => readConfig({ DATABASE_URL: database.url, LOG_LEVEL: 'silent' }));
/** Whoever has a file needs no settings. */
const runOffline = (...words: string[]) =>
  verify(words, () => {
    throw new Error('The settings were read.');
  });

async function addChain(ownerId: string, length: number) {
  await database.pool.query(
    `insert into users (id, name, email, created_at, updated_at) values ($1, '', $1, now(), now())`,
    [ownerId],
  );
  for (let number = 1; number <= length; number += 1) {
    await database.db.transaction((tx) =>
      addEvidence(tx, {
        ownerId,
        kind: 'attempt-placed',
        submissionId: randomUUID(),
        attemptId: randomUUID(),
        at: new Date('2026-10-06T09:00:00Z'),
        content: { note: `${ownerId} ${number}` },
      }),
    );
  }
}

/** As somebody with the whole database could. */
async function tamper(sql: string) {
  await database.pool.query('alter table evidence disable trigger evidence_is_kept');
  await database.pool.query(sql);
  await database.pool.query('alter table evidence enable trigger evidence_is_kept');
}

describe('npm run verify', () => {
  it('checks everybody’s chain in the database, and names whose record does not fit', async () => {
    expect(await run()).toEqual({ exitCode: 0, text: 'There are no records yet.' });
    await addChain('ann', 3);
    await addChain('ben', 2);
    expect(await run()).toEqual({ exitCode: 0, text: 'All 5 records of 2 accounts fit together.' });

    const head = (await createEvidenceStore(database.db).headOf('ben'))?.hash ?? '';
    expect((await run('--head', head)).text).toContain('that of record 2 of account ben');
    await tamper(`delete from evidence where owner_id = 'ben' and sequence = 2`);
    expect((await run()).exitCode).toBe(0);
    expect(await run('--head', head)).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining('one is missing or was changed') as string,
    });

    await tamper(`update evidence set record = replace(record, 'ann 2', 'bob 2') where owner_id = 'ann'`);
    const { exitCode, text } = await run();
    expect(exitCode).toBe(1);
    expect(text).toContain('Account ann');
    expect(text).toContain('Record 2 was changed');
    expect(text).not.toContain('Account ben');
  });

  it('says what it needs where a file is none of ours', async () => {
    const text = join(folder, 'letter.txt');
    writeFileSync(text, 'Dear landlord');
    const zip = join(folder, 'holiday.zip');
    writeFileSync(zip, zipSync({ 'photo.txt': strToU8('sea') }));
    for (const [path, why] of [
      [join(folder, 'nothing.zip'), 'There is no'],
      [text, 'can’t be read as a zip file'],
      [zip, 'holds no records'],
      [folder, 'is no record of the chain'],
    ] as const) {
      const told = await runOffline(path);
      expect([path, told.exitCode]).toEqual([path, 1]);
      expect(told.text).toContain(why);
    }
  });

  it('explains itself for words that it does not know, and for a fingerprint that is none', async () => {
    for (const words of [
      ['--hed', 'x'],
      ['a.zip', 'b.zip'],
      ['a.zip', '--head', '12 34'],
    ]) {
      expect(await runOffline(...words)).toMatchObject({
        exitCode: 1,
        text: expect.stringContaining('npm run verify -- FILE') as string,
      });
    }
    expect((await runOffline('--help')).exitCode).toBe(0);
  });
});
