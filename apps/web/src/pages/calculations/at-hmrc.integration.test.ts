import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { calculateElsewhere } from '../../test/calculating.ts';
import { createFirstPerson, type Ids, signUp } from '../../test/first-person.ts';
import { textIn } from '../../test/markup.ts';
import { type Browser, createWholeApp, type WholeApp } from '../../test/whole-app.ts';

const path = '/years/2026-27/tax/at-hmrc';
const unknown = `${path}/f2fb30e5-4ab6-4a29-b3c1-c7264259ff1c`;
let whole: WholeApp;
let browser: Browser;
let ids: Ids;
let nino: string;
let elsewhere: string;

beforeAll(async () => {
  whole = await createWholeApp();
  ({ browser, ids } = await createFirstPerson(whole));
  await whole.simulator.control.setCalculationSeconds(0);
  nino = whole.simulator.control.users()[2]?.nino ?? '';
  // What an engine would do: HMRC takes the update, and gives the calculation that was asked for.
  const { rows } = await whole.pool.query<{ attempt: string; connection: string }>(
    `select attempts.id as attempt, connections.id as connection from attempts
     join connections using (owner_id) where submission_id = $1`,
    [ids.submission],
  );
  const connectionId = rows[0]?.connection ?? '';
  await whole.pool.query(`delete from sends`);
  await whole.services.submissions.steps.send({ attemptId: rows[0]?.attempt ?? '', connectionId });
  const { calculate } = whole.services.calculations.steps;
  await calculate({ calculation: ids.calculation, connectionId });
  await calculate({ calculation: ids.calculation, connectionId });
  elsewhere = await calculateElsewhere(whole.simulator, { nino }, '2026-27');
});
beforeEach(() => whole.simulator.control.clearFaults());
afterAll(() => whole.close());

const seen = () => whole.simulator.control.requests().length;

describe('the calculations that HMRC has of a year', () => {
  it('are a link away from the year’s tax, and nothing is asked before the click', async () => {
    expect((await browser.get('/years/2026-27/tax')).text).toContain(`href="${path}"`);
    const before = seen();
    const { status, text } = await browser.get(path);
    expect(status).toBe(200);
    expect(textIn(text)).toContain('Ask HMRC for its list');
    expect(text).not.toContain('<table');
    expect(seen()).toBe(before);
  });

  it('are listed with what each is, linked where it was asked for here', async () => {
    const { status, text } = await browser.post(path);
    expect(status).toBe(200);
    expect(text.match(/<tr/g)).toHaveLength(3);
    expect(text).toContain(`href="/years/2026-27/calculations/${ids.calculation}"`);
    expect(text.match(/formaction="[^"]*"/g)).toEqual([`formaction="${path}/${elsewhere}"`]);
    const words = textIn(text);
    for (const part of [
      'As HMRC had it on',
      'An estimate is not a bill',
      'Estimate, up to 5 October 2026',
      'Somebody who asked (“attended”)',
      'Calculated',
      '£0.00',
      'Asked for here',
      'Ask HMRC for it',
    ]) {
      expect(words).toContain(part);
    }
  });

  it('are shown each in full, with HMRC’s disclaimer, and not kept', async () => {
    const { rowCount } = await whole.pool.query('select id from calculations');
    const { status, text } = await browser.post(`${path}/${elsewhere}`);
    expect(status).toBe(200);
    for (const part of ['This is an estimate by HMRC, not a bill.', '£7,654.32', 'From income to tax']) {
      expect(textIn(text)).toContain(part);
    }
    expect(text).toContain(elsewhere);
    expect(text).not.toContain(nino);
    expect((await whole.pool.query('select id from calculations')).rowCount).toBe(rowCount);
    expect(textIn((await browser.get(`${path}/${elsewhere}`)).text)).toContain(
      'Ask HMRC for this calculation',
    );
  });

  it('are said to be none where HMRC holds none', async () => {
    const { status, text } = await browser.post('/years/2025-26/tax/at-hmrc');
    expect(status).toBe(200);
    expect(textIn(text)).toContain('it holds no calculation of this tax year.');
  });

  it('are not said to be none where HMRC does not answer', async () => {
    await whole.simulator.control.addFault({ name: 'outage-503', nino, operation: 'list-calculations' });
    const { status, text } = await browser.post(path);
    expect(status).toBe(409);
    expect(textIn(text)).toContain('HMRC could not be reached. Try again in a few minutes.');
    expect(textIn(text)).not.toContain('holds no calculation');
    expect(text).not.toContain('<table');
  });
});

describe('a number that HMRC shows no calculation for', () => {
  it('is asked for, and said to be none', async () => {
    const { status, text } = await browser.post(unknown);
    expect(status).toBe(404);
    expect(textIn(text)).toContain('HMRC shows no calculation of this number for this tax year');
  });

  it.each([
    `${path}/trigger`,
    `${path}/F2FB30E5-4AB6-4A29-B3C1-C7264259FF1C`,
    `${path}/f2fb30e5-4ab6-4a29-b3c1-c7264259ff1c%2Ffinal-declaration`,
    `${path}/..%2F..`,
    unknown.replace('2026-27', '2016-17'),
    unknown.replace('2026-27', '2099-00'),
    path.replace('2026-27', '2026-28'),
  ])('is not asked for where it can be none: %s', async (address) => {
    const before = seen();
    expect((await browser.get(address)).status).toBe(404);
    expect((await browser.post(address)).status).toBe(404);
    expect(seen()).toBe(before);
  });
});

describe('without a connection', () => {
  it('nothing is asked, and the way to the connection is shown', async () => {
    const other = whole.open();
    await signUp(other, 'nobody-yet@example.org');
    const before = seen();
    for (const address of [path, `${path}/${elsewhere}`]) {
      expect(textIn((await other.get(address)).text)).toContain('Connect your HMRC account to ask HMRC.');
      const { status, text } = await other.post(address);
      expect(status).toBe(409);
      expect(textIn(text)).toContain('HMRC can only be asked while your account is connected.');
      expect(text).not.toContain('£7,654.32');
    }
    expect(seen()).toBe(before);
  });

  it('since it was withdrawn at HMRC, it is to be given again', async () => {
    await whole.simulator.control.revokeAuthority(nino);
    const { status, text } = await browser.post(path);
    expect(status).toBe(409);
    expect(textIn(text)).toContain('Reconnect HMRC Account');
    expect(text).not.toContain('<table');
    expect(textIn((await browser.post(`${path}/${elsewhere}`)).text)).toContain(
      'HMRC can only be asked while your account is connected.',
    );
  });
});
