import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFirstPerson, signUp } from '../../test/first-person.ts';
import { textIn } from '../../test/markup.ts';
import { type Browser, createWholeApp, type WholeApp } from '../../test/whole-app.ts';

const path = '/settings/hmrc-connection';
const file = `${path}/authority.ics`;
let whole: WholeApp;
let browser: Browser;

/** The authority of the first person is made to end on this day, whenever the simulator began. */
const endsOn = '2028-04-06';

beforeAll(async () => {
  whole = await createWholeApp();
  ({ browser } = await createFirstPerson(whole));
});
beforeEach(async () => {
  await whole.pool.query(
    `update connections set status = 'connected', disconnect_requested_at = null, authority_ends_on = $1,
       consented_at = '2026-10-06T09:00:00Z'`,
    [endsOn],
  );
  await whole.pool.query(`delete from obligations where due_date > '2027-12-31'`);
});
afterAll(() => whole.close());

/** The text of a page, some days before the end. */
async function read(page: string, today: string): Promise<string> {
  await whole.setTime(`${today}T12:00:00Z`);
  return textIn((await browser.get(page)).text);
}

/** HMRC has listed a quarter that is due a month after the authority ends. */
const listQuarter = () =>
  whole.pool.query(
    `insert into obligations (owner_id, business_id, type_of_business, period_start_date, period_end_date, due_date, status, seen_at)
     select owner_id, business_id, type_of_business, '2027-04-06', '2028-04-05', '2028-05-07', 'open', now()
     from obligations limit 1`,
  );

const quarter = 'Your update for 6 April 2027 to 5 April 2028 is due on 7 May 2028.';

describe('the reminder in the app', () => {
  it.each([
    ['2028-01-07', 'ends on 6 April 2028, in 90 days'],
    ['2028-03-07', 'ends on 6 April 2028, in 30 days'],
    // The clocks went forward in between.
    ['2028-03-25', 'ends on 6 April 2028, in 12 days'],
    ['2028-03-30', 'ends on 6 April 2028, in 7 days'],
    ['2028-04-05', 'ends tomorrow, 6 April 2028'],
    ['2028-04-06', 'ends today, 6 April 2028'],
    ['2028-04-09', 'ended on 6 April 2028'],
  ])('on %s says on home and on the connection page that it %s, and what to do', async (today, words) => {
    for (const page of ['/', path]) {
      const text = await read(page, today);
      expect(text).toContain(`HMRC authority Your authority at HMRC ${words}`);
      expect(text).toContain('“Reconnect HMRC Account”');
      expect(text).not.toContain(quarter);
    }
  });

  it.each(['2026-10-07', '2028-01-06'])('is not there on %s, nor the offer to renew', async (today) => {
    for (const page of ['/', path]) {
      const text = await read(page, today);
      expect(text).toContain('6 April 2028');
      expect(text).not.toContain('Your authority at HMRC');
      expect(text).not.toContain('Reconnect HMRC Account');
    }
  });

  it('is not there for somebody who asked to disconnect', async () => {
    await whole.pool.query('update connections set disconnect_requested_at = now()');
    for (const page of ['/', path])
      expect(await read(page, '2028-04-05')).not.toContain('Your authority at HMRC');
  });
});

describe('a deadline that comes after the end', () => {
  it('is named long before, and the page offers to renew now', async () => {
    expect(await read(path, '2027-11-20')).toContain('Next deadline at risk None of those');
    await listQuarter();
    const text = await read(path, '2027-11-20');
    expect(text).toContain(
      'Next deadline at risk 7 May 2028, for the update for 6 April 2027 to 5 April 2028',
    );
    expect(text).toContain(`Your authority at HMRC ends on 6 April 2028, in 138 days. ${quarter}`);
    expect(text).toContain('Reconnect HMRC Account');
    expect(await read('/', '2027-11-20')).not.toContain('Your authority at HMRC');
  });

  it('stands in the reminder too', async () => {
    await listQuarter();
    for (const page of ['/', path]) expect(await read(page, '2028-03-07')).toContain(quarter);
  });

  it('is the next of all while the connection is expired', async () => {
    await listQuarter();
    await whole.pool.query(
      `update connections set status = 'expired', reason = 'authority-ended', expired_at = now()`,
    );
    const text = await read(path, '2028-04-07');
    expect(text).toContain('Next deadline at risk 7 May 2028');
    expect(text).not.toContain('Renew your authority');
  });
});

it('renewing while connected leads to HMRC’s sign-in and leaves the connection as it is', async () => {
  await read(path, '2028-03-30');
  const { status, location } = await browser.post(`${path}/connect`);
  expect(status).toBe(303);
  expect(location).toMatch(/\/oauth\/authorize\?/);
  expect(await read(path, '2028-03-30')).toContain('Status Connected');
});

describe('the calendar file', () => {
  const download = (by: Browser) =>
    whole.app.request(`http://localhost:3000${file}`, {
      headers: { cookie: [...by.jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    });

  it('is linked where the date is, and is a calendar for whoever’s authority it is', async () => {
    expect((await browser.get(path)).text).toContain(`href="${file}"`);
    const answer = await download(browser);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="hmrc-authority-ends-2028-04-06.ics"',
    );
    const text = await answer.text();
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n[^]*DTSTART;VALUE=DATE:20280406\r\n[^]*END:VCALENDAR\r\n$/);
    expect(text).toContain('http://localhost:3000/settings/hmrc-connection');
  });

  it('is not there without an authority', async () => {
    const other = whole.open();
    await signUp(other, 'other@example.org');
    expect((await download(other)).status).toBe(404);
    await whole.pool.query(`update connections set status = 'expired'`);
    expect((await download(browser)).status).toBe(404);
  });
});
