import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createFirstPerson, type Ids } from '../../test/first-person.ts';
import { textIn } from '../../test/markup.ts';
import { type Browser, createWholeApp, type WholeApp } from '../../test/whole-app.ts';

let whole: WholeApp;
let browser: Browser;
let ids: Ids;

beforeAll(async () => {
  whole = await createWholeApp();
  ({ browser, ids } = await createFirstPerson(whole));
});
beforeEach(() => whole.pool.query('delete from sends'));
afterAll(() => whole.close());

const page = async () => textIn((await browser.get(`/submissions/${ids.submission}`)).text);

const setStatus = async (status: 'processing' | 'failed') => {
  await whole.pool.query('update submissions set status = $1 where id = $2', [status, ids.submission]);
  await whole.pool.query('update attempts set status = $1 where submission_id = $2', [
    status,
    ids.submission,
  ]);
};

const addSend = (settledBy: 'answer' | 'not-sent' | null) =>
  whole.pool.query(
    `insert into sends (owner_id, attempt_id, sent_at, body, settled_by)
     select owner_id, id, now(), '{}', $1 from attempts where submission_id = $2`,
    [settledBy, ids.submission],
  );

const leftOut = 'JavaScript was off in your browser, so some details of your device';
const [was, willBe] = ['It was sent all the same.', 'It will be sent all the same.'];

describe('an update that was asked for without JavaScript', () => {
  it.each([
    ['will be sent, before a request left', 'processing', [], willBe],
    ['will be sent, after one that did not reach HMRC', 'processing', ['not-sent'], willBe],
    ['was sent once a request left', 'processing', ['not-sent', null], was],
    ['was sent where HMRC answered', 'failed', ['answer'], was],
    ['is not said to be sent where none left', 'failed', [], null],
    ['is not said to be sent where none arrived', 'failed', ['not-sent'], null],
  ] as const)('%s', async (_name, status, sends, told) => {
    await setStatus(status);
    for (const settledBy of sends) await addSend(settledBy);
    const text = await page();
    expect(text).toContain(leftOut);
    for (const each of [was, willBe]) expect(text.includes(each)).toBe(each === told);
  });
});
