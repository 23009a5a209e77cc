import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFirstPerson } from '../../test/first-person.ts';
import { hmrcPassword } from '../../test/landlords.ts';
import { textIn } from '../../test/markup.ts';
import { type Browser, createWholeApp, type WholeApp } from '../../test/whole-app.ts';

const path = '/settings/hmrc-connection';
let whole: WholeApp;
let browser: Browser;

beforeAll(async () => {
  whole = await createWholeApp();
  ({ browser } = await createFirstPerson(whole));
});
beforeEach(async () => {
  await whole.pool.query(
    `update connections set status = 'connected', reason = null, expired_at = null, held_since = null,
       authority_ends_on = '2028-04-06', refreshed_at = '2026-10-06T10:00:00Z'`,
  );
  await whole.pool.query('delete from connection_events');
});
afterAll(() => whole.close());

const read = async (page = path) => textIn((await browser.get(page)).text);

/** Something happened to the connection, at noon of a day. */
const happened = (
  kind: string,
  on: string,
  reason: string | null = null,
  correlationId: string | null = null,
) =>
  whole.pool.query(
    `insert into connection_events (owner_id, connection_id, at, kind, reason, correlation_id)
     select owner_id, id, $1, $2, $3, $4 from connections`,
    [`${on}T12:00:00Z`, kind, reason, correlationId],
  );

/** The connection expired, at noon of a day. */
const expire = (on: string, reason: string) =>
  whole.pool.query(`update connections set status = 'expired', reason = $1, expired_at = $2`, [
    reason,
    `${on}T12:00:00Z`,
  ]);

describe('a connection that works', () => {
  it('shows its state, its last renewal, its authority’s end and the deadline at risk', async () => {
    const text = await read();
    for (const words of [
      'Status Connected',
      'Last renewed 6 October 2026 at 11:00am',
      'Authority until 6 April 2028',
      'Next deadline at risk',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('shows all that happened to it, each with its time and HMRC’s reference', async () => {
    await happened('connected', '2026-10-06', null, 'ref-connected');
    await happened('renewed', '2026-10-07', null, 'ref-renewed');
    await happened('held', '2026-10-08', 'authority-ended', 'ref-held');
    await happened('expired', '2026-10-09', 'authority-ended', 'ref-expired');
    await happened('not-connected', '2026-10-10', 'denied');
    await happened('not-connected', '2026-10-11', 'other-taxpayer', 'ref-other');
    await happened('reconnected', '2026-10-12', null, 'ref-reconnected');
    await happened('disconnected', '2026-10-13');
    const text = await read();
    const history = text.slice(text.indexOf('History of this connection'));
    const parts = [
      'Disconnected 13 October 2026 at 1:00pm',
      'Reconnected 12 October 2026 at 1:00pm HMRC’s reference: ref-reconnected',
      'Connecting did not work 11 October 2026 at 1:00pm You signed in at HMRC as another taxpayer. Your connection was left as it was. HMRC’s reference: ref-other',
      'Denied 10 October 2026 at 1:00pm HMRC tells us that permission was not given',
      'Expired 9 October 2026 at 1:00pm HMRC no longer accepts the permission you gave, although its 18 months are not over.',
      'ref-expired',
      'Held 8 October 2026 at 1:00pm HMRC refused this connection together with many others. It is judged when that is over. HMRC’s reference: ref-held',
      'Renewed 7 October 2026 at 1:00pm',
      'ref-renewed',
      'Connected 6 October 2026 at 1:00pm HMRC’s reference: ref-connected',
    ];
    let from = 0;
    for (const part of parts) {
      expect(history.slice(from)).toContain(part);
      from += history.slice(from).indexOf(part) + part.length;
    }
  });

  it('tells the newest renewals, counts the others, and says where they are', async () => {
    for (let day = 10; day < 30; day += 1) await happened('renewed', `2026-10-${day}`, null, `ref-${day}`);
    const text = await read();
    for (const shown of ['ref-29', 'ref-28', 'ref-27']) expect(text).toContain(shown);
    expect(text).not.toContain('ref-26');
    expect(text).toContain('Renewed 17 times 26 October 2026');
    expect(text).toContain('The first was on 10 October 2026');
    expect(text).toContain('is in the export of your account');
    expect(text).not.toContain('These are the latest');
  });

  it('says so where it does not show everything', async () => {
    await whole.pool.query(
      `insert into connection_events (owner_id, connection_id, at, kind)
       select owner_id, id, '2026-10-06T09:00:00Z'::timestamptz + n * interval '1 hour', 'renewed'
       from connections, generate_series(1, 501) n`,
    );
    expect(await read()).toContain('These are the latest 500 events. Older ones are in the export');
  });
});

describe('a connection that expired', () => {
  it.each([
    [
      '2027-03-01',
      'although its 18 months are not over. HMRC does not tell us why: most likely it was withdrawn',
    ],
    ['2028-04-06', 'because its 18 months are over'],
  ])('on %s says why, as far as the date tells', async (on, words) => {
    await expire(on, 'authority-ended');
    const text = await read();
    expect(text).toContain('Status Expired');
    expect(text).toContain(words);
    expect(text).toContain('Authority was given until 6 April 2028');
    expect(text).toContain('Last renewed 6 October 2026');
    expect(text).toContain('Reconnect HMRC Account');
  });

  it('that was lost during a renewal is not called withdrawn', async () => {
    await expire('2027-03-01', 'lost-during-renewal');
    const text = await read();
    expect(text).toContain('lost while it was being renewed');
    expect(text).toContain('You did nothing wrong');
    expect(text).not.toMatch(/withdrawn|18 months were over/);
    await expire('2028-05-01', 'lost-during-renewal');
    expect(await read()).toContain('Its 18 months were over by then, too.');
  });
});

describe('a connection that is held', () => {
  const everywhere = [path, '/', '/updates', '/updates/affected', '/records'];

  it('is told so calmly on every page, and nobody is asked to reconnect', async () => {
    await whole.pool.query(`update connections set held_since = '2026-10-06T10:30:00Z'`);
    for (const page of everywhere) {
      const { text } = await browser.get(page);
      expect(textIn(text), page).toContain('HMRC is refusing many connections at present');
      expect(textIn(text), page).toMatch(/there is nothing for you to do/i);
      expect(textIn(text), page).not.toContain('Please reconnect');
      expect(text, page).not.toContain('qd-banner--warning');
    }
    expect(await read()).toContain('Refused by HMRC, with many others Since 6 October 2026 at 11:30am');
    expect(await read()).toContain('Status Connected');
  });

  it('is not told so otherwise', async () => {
    for (const page of everywhere) {
      expect(await read(page), page).not.toContain('HMRC is refusing many connections');
    }
  });
});

it.each(['connected', 'expired'])(
  'signing in as another taxpayer is refused, the page says so, and the connection is as it was: %s',
  async (status) => {
    if (status === 'expired') await expire('2027-03-01', 'token-refused');
    const kept = async () =>
      (await whole.pool.query<{ row: unknown }>('select to_jsonb(c) as row from connections c')).rows;
    const before = await kept();
    const [, other] = whole.simulator.control.users();
    const { location } = await browser.post(`${path}/connect`);
    const authorize = new URL(location);
    const send = (to: string, fields: Record<string, string>) =>
      whole.simulator.app.request(to, { method: 'POST', body: new URLSearchParams(fields) });
    const asked = await whole.simulator.app.request(authorize.pathname + authorize.search);
    const journey = new URL(asked.headers.get('location') ?? '', authorize).search;
    await send(`/sign-in${journey}`, { userId: other?.userId ?? '', password: hmrcPassword });
    const consent = await send(`/consent${journey}`, { decision: 'give' });
    const back = new URL(consent.headers.get('location') ?? '');
    const led = await browser.get(back.pathname + back.search);
    expect(led.location).toBe(`${path}/result/other-taxpayer`);
    expect(await read(led.location)).toContain(
      'You signed in at HMRC as another taxpayer. Your connection was left as it was.',
    );
    expect(await kept()).toEqual(before);
    const pairs = await whole.pool.query(
      'select from authorisation_requests where sealed_tokens is not null',
    );
    expect(pairs.rowCount).toBe(0);
    expect(await read()).toContain('You signed in at HMRC as another taxpayer.');
  },
);
