import { createFirstPerson, rentOf } from './first-person.ts';
import { textIn } from './markup.ts';
import { createWholeApp } from './whole-app.ts';

/**
 * The whole platform with a first person, whose 2025-26 is over and of which HMRC has every quarter from other software; and what a
 * landlord does with such a year, through the pages, the steps worked on by hand as an engine would.
 */
export async function createYearThroughPages() {
  const whole = await createWholeApp();
  const { pool, services, simulator } = whole;
  const { browser, ids } = await createFirstPerson(whole);
  const year = '/years/2025-26';
  const update = `/updates/${ids.businessId}/2026-04-05`;
  const finalise = `${year}/finalise/${ids.businessId}`;
  await simulator.control.setCalculationSeconds(0);
  // What the first person has of it by then is of no year that was worked on.
  await pool.query('delete from calculations');
  await pool.query('delete from finalisations');
  await browser.post(`${year}/expenses/${ids.businessId}`, { style: 'itemised' });

  const read = async (path: string) => textIn((await browser.get(path)).text);
  /** What the form of a page says was seen. */
  async function seenOn(path: string): Promise<string> {
    const [, seen = ''] = /name="seen" value="([^"]*)"/.exec((await browser.get(path)).text) ?? [];
    return seen.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  }

  const addRent = (description: string) =>
    browser.post('/records/transactions/new', { ...rentOf(ids.property, description), 'date-year': '2025' });

  async function idOf(sql: string, ...values: string[]): Promise<string> {
    const { rows } = await pool.query<{ id: string }>(sql, values);
    return rows[0]?.id ?? '';
  }

  const connectionId = () => idOf('select id from connections');

  /** Has HMRC take what a click made. @returns its page */
  async function taken({ location, text }: { location: string; text: string }): Promise<string> {
    if (location === '') throw new Error(textIn(text));
    const attemptId = await idOf(
      'select id from attempts where submission_id = $1',
      location.replace('/submissions/', ''),
    );
    await services.submissions.steps.send({ attemptId, connectionId: await connectionId() });
    if (!(await read(location)).includes('Submitted')) throw new Error(await read(location));
    return location;
  }

  /** Sends the update that ends the year. @returns its page */
  const sendYear = async () =>
    taken(await browser.post(update, { seen: await seenOn(update), replace: 'yes' }));

  /** Has HMRC make the calculation of a page. */
  async function calculate(page: string): Promise<void> {
    const event = { calculation: page.split('/').at(-1) ?? '', connectionId: await connectionId() };
    // Asked for, and looked at.
    await services.calculations.steps.calculate(event);
    await services.calculations.steps.calculate(event);
  }

  /** Has the figures worked out, agrees to them, and has HMRC take that. */
  async function declare(type: 'final-declaration' | 'confirm-amendment'): Promise<string> {
    const { location } = await browser.post(`${year}/final-declaration`, { otherIncome: 'none', type });
    await calculate(location);
    const agreed = { seen: await seenOn(location), agree: 'yes', name: 'Canary Landlord' };
    return taken(await browser.post(location, agreed));
  }

  /** Has HMRC sum the business up, says that there is nothing to adjust, and has HMRC take that. @returns its page */
  async function adjustNothing(): Promise<string> {
    await browser.post(finalise, { then: 'summary' });
    await browser.post(finalise, { then: 'nothing' });
    const review = `${finalise}/review`;
    return taken(await browser.post(review, { seen: await seenOn(review) }));
  }

  return {
    ...{ whole, browser, ids, year, update, finalise },
    ...{ read, seenOn, addRent, taken, sendYear, calculate, declare, adjustNothing },
    close: whole.close,
  };
}

export type YearThroughPages = Awaited<ReturnType<typeof createYearThroughPages>>;
