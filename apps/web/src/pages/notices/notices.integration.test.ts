import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { signUp } from '../../test/first-person.ts';
import { type Browser, createWholeApp, type WholeApp } from '../../test/whole-app.ts';

let whole: WholeApp;
let browser: Browser;

beforeAll(async () => {
  whole = await createWholeApp();
  browser = whole.open();
  await signUp(browser, 'sam@example.org');
  await whole.pool.query(
    `insert into notices (owner_id, key, kind, about, at, is_shown)
     select users.id, n::text, 'reconnect', jsonb_build_object('type', 'lost', 'connectionId', n::text,
       'expiredAt', n::text, 'why', 'Reason ' || n || '.', 'atRisk', null), timestamptz '2026-10-01' - n * interval '1 minute', true
     from users, generate_series(1, 41) n`,
  );
});
afterAll(() => whole.close());

const reasons = (text: string) => [...text.matchAll(/Reason (\d+)\./g)].map(([, number]) => Number(number));
const count = (text: string) => /qd-count">(\d+)</.exec(text)?.[1];

describe('the page of notices', () => {
  it('shows twenty at a time, the newest first, and leads to the others', async () => {
    const pages = [];
    for (const path of ['/notices', '/notices?page=2', '/notices?page=3'])
      pages.push(await browser.get(path));
    const numbers = pages.map(({ text }) => reasons(text));
    expect(numbers.map((each) => each.length)).toEqual([20, 20, 1]);
    expect(numbers.flat()).toEqual(Array.from({ length: 41 }, (_, index) => index + 1));
    expect(pages[1]?.text).toContain('href="/notices?page=3"');
    expect(pages[2]?.text).not.toContain('href="/notices?page=4"');
  });

  it.each(['0', '-1', 'x', '1e9'])('takes page %s for the first', async (page) => {
    expect(reasons((await browser.get(`/notices?page=${page}`)).text)[0]).toBe(1);
  });

  it('leads to the last page where there is none so far back', async () => {
    expect(await browser.get('/notices?page=9')).toMatchObject({ status: 303, location: '/notices?page=3' });
  });

  it('marks one as read and stays where one was; the number in the frame goes down', async () => {
    const { text } = await browser.get('/notices?page=2');
    const action = /action="(\/notices\/[^"]+\/read)"/.exec(text)?.[1] ?? '';
    expect(await browser.post(action, { page: '2' })).toMatchObject({ location: '/notices?page=2' });
    expect(count((await browser.get('/')).text)).toBe('40');
    expect((await browser.get('/notices?page=2')).text).not.toContain(action);
  });

  it('marks all that it showed, and nothing of a form that does not say when it was made', async () => {
    const { text } = await browser.get('/notices');
    const upTo = /name="upTo" value="([^"]+)"/.exec(text)?.[1] ?? '';
    await browser.post('/notices/read', { upTo: 'yesterday' });
    expect(count((await browser.get('/')).text)).toBe('40');
    await browser.post('/notices/read', { upTo });
    expect(count((await browser.get('/')).text)).toBeUndefined();
  });
});

describe('the choice of notices', () => {
  const ticked = async () =>
    [...(await browser.get('/settings/notices')).text.matchAll(/<input[^>]*type="checkbox"[^>]*>/g)]
      .filter(([input]) => input.includes(' checked'))
      .map(
        ([input]) => `${/name="(\w+)"/.exec(input)?.[1] ?? ''} ${/value="([\w-]+)"/.exec(input)?.[1] ?? ''}`,
      );

  it('is everything, until it is said otherwise, and can be nothing', async () => {
    const channels = ['app', 'mail'];
    const kinds = ['taken', 'not-taken', 'asking', 'deadline'];
    expect(await ticked()).toEqual(channels.flatMap((channel) => kinds.map((kind) => `${channel} ${kind}`)));
    expect(await browser.post('/settings/notices', { app: 'deadline', mail: 'taken' })).toMatchObject({
      location: '/settings/notices?saved=yes',
    });
    expect(await ticked()).toEqual(['app deadline', 'mail taken']);
    await browser.post('/settings/notices');
    expect(await ticked()).toEqual([]);
    const { rows } = await whole.pool.query('select kind from switched_off_notices');
    expect(rows).toHaveLength(8);
  });
});
