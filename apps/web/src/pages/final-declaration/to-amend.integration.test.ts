import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createFirstPerson, type Ids, rentOf } from '../../test/first-person.ts';
import { textIn } from '../../test/markup.ts';
import { type Browser, createWholeApp, type WholeApp } from '../../test/whole-app.ts';

const year = '/years/2025-26';
const declaration = `${year}/final-declaration`;
const since = 'HMRC has taken figures of 2025-26 since your final declaration, so that is to be amended.';
const before = 'HMRC has your final declaration of 2025-26. Sending this does not change it';
let whole: WholeApp;
let browser: Browser;
let ids: Ids;
let update: string;
let annual: string;

beforeAll(async () => {
  whole = await createWholeApp();
  ({ browser, ids } = await createFirstPerson(whole));
  update = `/updates/${ids.businessId}/2026-04-05`;
  annual = `${year}/annual-summary/${ids.businessId}`;
  await whole.simulator.control.setCalculationSeconds(0);
  await whole.pool.query(`delete from calculations`);
  await browser.post(`${year}/expenses/${ids.businessId}`, { style: 'itemised' });
  await addRent('rent of 2025');
});
afterAll(() => whole.close());

const read = async (path: string) => textIn((await browser.get(path)).text);
const seenOn = async (path: string) =>
  /name="seen" value="([^"]*)"/.exec((await browser.get(path)).text)?.[1] ?? '';

const addRent = (description: string) =>
  browser.post('/records/transactions/new', { ...rentOf(ids.property, description), 'date-year': '2025' });

async function idOf(sql: string, ...values: string[]): Promise<string> {
  const { rows } = await whole.pool.query<{ id: string }>(sql, values);
  return rows[0]?.id ?? '';
}

const connectionId = () => idOf('select id from connections');

/** Has HMRC take what a click made. @returns its page */
async function taken({ location }: { location: string }): Promise<string> {
  const attemptId = await idOf(
    'select id from attempts where submission_id = $1',
    location.replace('/submissions/', ''),
  );
  await whole.services.submissions.steps.send({ attemptId, connectionId: await connectionId() });
  expect(textIn((await browser.get(location)).text)).toContain('Submitted');
  return location;
}

/** Sends the update that ends the year. */
const sendYear = async () =>
  taken(await browser.post(update, { seen: await seenOn(update), replace: 'yes' }));

/** Has the figures worked out, agrees to them, and has HMRC take that. */
async function declare(type: 'final-declaration' | 'confirm-amendment'): Promise<string> {
  const { location } = await browser.post(declaration, { otherIncome: 'none', type });
  const event = { calculation: location.split('/').at(-1) ?? '', connectionId: await connectionId() };
  // Asked for, and looked at.
  await whole.services.calculations.steps.calculate(event);
  await whole.services.calculations.steps.calculate(event);
  const agreed = { seen: await seenOn(location), agree: 'yes', name: 'Canary Landlord' };
  return taken(await browser.post(location, agreed));
}

describe('a year that was not declared', () => {
  it('is not to be amended by what is sent of it', async () => {
    expect(await read(update)).not.toContain(before);
    expect(await read(await sendYear())).not.toContain(since);
    expect(await read(annual)).toContain('Your final declaration comes last.');
  });
});

describe('a year of which HMRC takes figures after its declaration', () => {
  let sent: string;

  it('is not to be amended before that', async () => {
    await declare('final-declaration');
    expect(await read(year)).toContain('9 of 9 tasks with a date are done.');
    expect(await read(year)).toContain('Final declaration Due 31 January 2027 Submitted');
    expect(await read('/')).not.toContain(since);
  });

  it('is said to be amended afterwards before anything of it is sent', async () => {
    await addRent('late rent of 2025');
    await browser.post(annual, { nonResidentLandlord: 'no', rentARoom: 'none', then: 'review' });
    const finalise = `${year}/finalise/${ids.businessId}`;
    await browser.post(finalise);
    await browser.post(finalise, { then: 'nothing' });
    await browser.post(`${year}/losses`);
    const losses = `${year}/losses/${ids.businessId}?change=add-loss`;
    for (const path of [update, annual, `${annual}/review`, `${finalise}/review`, losses]) {
      const { text } = await browser.get(path);
      expect(textIn(text)).toContain(before);
      expect(text).toContain(`href="${declaration}"`);
    }
    expect(await read(annual)).not.toContain('comes last');
    expect(await read(`/updates/${ids.businessId}/2026-10-05`)).not.toContain('Sending this does not');
  });

  it('is to be amended, on every page that tells how it stands', async () => {
    sent = await sendYear();
    for (const path of [sent, '/']) {
      const { text } = await browser.get(path);
      expect(textIn(text)).toContain(since);
      expect(text).toContain(`href="${declaration}"`);
    }
    const page = await read(year);
    expect(page).toContain('8 of 9 tasks with a date are done.');
    expect(page).toContain(
      'Final declaration Due 31 January 2027 To be amended: HMRC has taken figures since',
    );
    expect(await read('/years')).toMatch(/8 of 9 done\s+To be amended: HMRC has taken figures since/);
    expect(await read(declaration)).toContain('HMRC has taken figures of this year since it was declared.');
  });

  it('is so no more once HMRC took the amendment', async () => {
    await declare('confirm-amendment');
    expect(await read(year)).toContain('9 of 9 tasks with a date are done.');
    expect(await read(year)).toContain('Final declaration Due 31 January 2027 Submitted');
    for (const path of [sent, '/']) expect(await read(path)).not.toContain(since);
    expect(await read(declaration)).not.toContain('since it was declared');
  });
});
