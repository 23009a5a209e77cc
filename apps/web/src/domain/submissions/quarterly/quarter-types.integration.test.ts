import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createJourney, type Journey } from '../../../test/journey.ts';
import { captured, type Landlord } from '../../../test/landlords.ts';
import { createUpdates, type Updates } from '../../../test/updates.ts';

let journey: Journey;
let updates: Updates;

beforeAll(async () => {
  journey = await createJourney();
  updates = createUpdates(journey);
});
beforeEach(async () => {
  await journey.setTime('2026-10-06T09:00:00Z');
  await journey.control.clearFaults();
});
afterAll(() => journey.close());

const put = 'put-quarterly-period-type';

async function viewOf(landlord: Landlord, taxYear = '2026-27') {
  const of = { businessId: landlord.businessId, taxYear };
  const view = await journey.submissions.quarterTypes.view(landlord.id, of);
  if (!view) throw new Error('There are no such quarters.');
  return view;
}

const choose = async (landlord: Landlord, type: 'standard' | 'calendar') =>
  journey.submissions.quarterTypes.choose(landlord.id, await viewOf(landlord), type, captured);

const endsOf = async (landlord: Landlord) =>
  (await journey.submissions.periods(landlord.id))
    .filter(({ taxYear }) => taxYear === '2026-27')
    .map(({ periodStartDate, periodEndDate }) => [periodStartDate, periodEndDate]);

const calendarEnds = ['2026-06-30', '2026-09-30', '2026-12-31', '2027-03-31'];
const standardEnds = ['2026-07-05', '2026-10-05', '2027-01-05', '2027-04-05'];
const from6April = (ends: string[]) => ends.map((end) => ['2026-04-06', end]);

describe('calendar quarters', () => {
  it('take the place of the others, from 6 April in their first year, and updates are sent for them', async () => {
    const landlord = await journey.addConnected();
    expect(await viewOf(landlord)).toMatchObject({ type: 'standard', fixedBy: null });
    expect(await choose(landlord, 'calendar')).toEqual({ ok: true });
    expect(await viewOf(landlord)).toMatchObject({ type: 'calendar', fixedBy: null });
    expect(await endsOf(landlord)).toEqual(from6April(calendarEnds));
    await journey.addRent(landlord, '2026-06-30', '10.00');
    await journey.addRent(landlord, '2026-07-01', '1.00');
    await updates.run((await updates.submit(landlord, '2026-06-30')).event);
    expect(updates.held(landlord)?.current.pence).toEqual({ 'income.periodAmount': 116_000 });
    expect(await viewOf(landlord)).toMatchObject({ fixedBy: 'update' });
  });

  it('can be given up again before the first update', async () => {
    const landlord = await journey.addConnected();
    await choose(landlord, 'calendar');
    expect(await choose(landlord, 'standard')).toEqual({ ok: true });
    expect(await endsOf(landlord)).toEqual(from6April(standardEnds));
  });

  it('are told as chosen after a lost answer only where HMRC’s record has them', async () => {
    const landlord = await journey.addConnected();
    const fault = { nino: landlord.nino, operation: put, times: 1 };
    await journey.control.addFault({ name: 'answer-lost', ...fault });
    expect(await choose(landlord, 'calendar')).toEqual({ ok: true });
    expect(await endsOf(landlord)).toEqual(from6April(calendarEnds));
    const other = await journey.addConnected();
    await journey.control.addFault({ name: 'outage-503', ...fault, nino: other.nino });
    expect(await choose(other, 'calendar')).toMatchObject({ ok: false });
    expect(await endsOf(other)).toEqual(from6April(standardEnds));
  });

  it('are not asked for once an update was sent, nor for another year', async () => {
    const landlord = await journey.addConnected();
    await updates.run((await updates.submit(landlord)).event);
    expect(await choose(landlord, 'calendar')).toMatchObject({ ok: false });
    const other = await journey.addConnected();
    await journey.setTime('2027-04-06T09:00:00Z');
    expect(await viewOf(other)).toMatchObject({ fixedBy: 'year' });
    expect(await choose(other, 'calendar')).toMatchObject({ ok: false });
    for (const { nino } of [landlord, other]) expect(journey.countCalls(put, nino)).toBe(0);
  });

  it('are nobody else’s to choose', async () => {
    const [one, other] = [await journey.addConnected(), await journey.addConnected()];
    const of = { businessId: other.businessId, taxYear: '2026-27' };
    expect(await journey.submissions.quarterTypes.view(one.id, of)).toBeNull();
  });
});

describe('a choice whose answer was lost, with HMRC’s record unreadable too', () => {
  /** Chooses calendar quarters so; `fault` is what happens to the telling. */
  async function lose(landlord: Landlord, fault: string) {
    await journey.control.addFault({ name: fault, nino: landlord.nino, operation: put, times: 1 });
    await journey.control.addFault({ name: 'outage-503', nino: landlord.nino, operation: 'get-business' });
    const told = await choose(landlord, 'calendar');
    expect(told.ok ? '' : told.sentence).toContain('We keep asking');
  }

  /** Time passes until everybody's turn, and the background looks. */
  async function askInBackground() {
    // A little more: instants are kept to the millisecond, and may be rounded up.
    await journey.pool.query(`update quarter_choices set ask_after = now() - interval '1 second'`);
    await journey.submissions.quarterTypes.askDue();
  }

  it('is read back in the background until HMRC’s record can be read, the next time being told', async () => {
    const landlord = await journey.addConnected();
    await lose(landlord, 'answer-lost');
    const asking = { type: 'calendar', state: 'asking' };
    const next = new Date('2026-10-06T09:05:00Z');
    expect(await viewOf(landlord)).toMatchObject({ unanswered: { ...asking, nextAskAt: next } });
    expect(await journey.submissions.quarterTypes.askDue()).toBe(0);
    await askInBackground();
    expect(await viewOf(landlord)).toMatchObject({
      type: 'standard',
      unanswered: { ...asking, nextAskAt: new Date('2026-10-06T09:10:00Z') },
    });
    await journey.control.clearFaults();
    await askInBackground();
    expect(await viewOf(landlord)).toMatchObject({ type: 'calendar', unanswered: null });
    expect(journey.countCalls(put, landlord.nino)).toBe(1);
    const asked = journey.countCalls('get-business', landlord.nino);
    await askInBackground();
    expect(journey.countCalls('get-business', landlord.nino)).toBe(asked);
  });

  it('is said not to be there where HMRC’s record does not have it', async () => {
    const landlord = await journey.addConnected();
    await lose(landlord, 'outage-503');
    await journey.control.clearFaults();
    await askInBackground();
    expect(await viewOf(landlord)).toMatchObject({ type: 'standard', unanswered: { state: 'not-taken' } });
    expect(await choose(landlord, 'calendar')).toEqual({ ok: true });
    expect(await viewOf(landlord)).toMatchObject({ type: 'calendar', unanswered: null });
  });

  it('is asked about still where HMRC refuses the next choice', async () => {
    const landlord = await journey.addConnected();
    await lose(landlord, 'answer-lost');
    await journey.control.addFault({
      ...{ name: 'refuse', nino: landlord.nino, operation: put, times: 1 },
      ...{ status: 400, code: 'RULE_BUSINESS_ID_STATE_CONFLICT' },
    });
    expect(await choose(landlord, 'standard')).toMatchObject({ ok: false });
    await journey.control.clearFaults();
    await askInBackground();
    expect(await viewOf(landlord)).toMatchObject({ type: 'calendar', unanswered: { state: 'not-taken' } });
  });

  it('waits for a connection without asking HMRC, and ends with the tax year', async () => {
    const landlord = await journey.addConnected();
    await lose(landlord, 'answer-lost');
    await journey.connections.disconnect(landlord.id);
    const asked = journey.countCalls('get-business', landlord.nino);
    await askInBackground();
    expect(await viewOf(landlord)).toMatchObject({ unanswered: { state: 'asking' } });
    await journey.setTime('2027-04-06T09:00:00Z');
    await askInBackground();
    expect(await viewOf(landlord)).toMatchObject({ unanswered: null });
    expect(journey.countCalls('get-business', landlord.nino)).toBe(asked);
  });
});
