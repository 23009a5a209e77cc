import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createAbroad } from '../../../test/abroad.ts';
import { estimate } from '../../../test/calculating.ts';
import { createJourney, type Journey } from '../../../test/journey.ts';
import { foreignBusinessOf, type Landlord } from '../../../test/landlords.ts';
import { createUpdates, quarter1, quarter2, type Updates } from '../../../test/updates.ts';

const taxYear = '2026-27' as const;
const rents = 'income.rentARoom.rentsReceived';
const claimed = 'expenses.rentARoom.amountClaimed';
let journey: Journey;
let ledger: ReturnType<typeof createAbroad>;
let updates: Updates;

beforeAll(async () => {
  journey = await createJourney();
  ledger = createAbroad(journey);
  updates = createUpdates(journey);
});
beforeEach(() => journey.setTime('2026-10-06T09:00:00Z'));
afterAll(() => journey.close());

const rentARoom = () => journey.submissions.rentARoom;
const named = (landlord: Landlord) => ({ businessId: landlord.businessId, taxYear });

async function viewOf(landlord: Landlord) {
  const view = await rentARoom().view(landlord.id, named(landlord));
  if (!view) throw new Error('There is nothing to claim.');
  return view;
}
const claim = async (landlord: Landlord, amount: string) =>
  rentARoom().save(landlord.id, await viewOf(landlord), { amount });

/** A lodger who has paid £4,000.00 in the first quarter, beside lets of £21,150.00. */
async function letRoom() {
  const landlord = await journey.addConnected();
  await journey.addRent(landlord, '2026-05-01', '20,000.00');
  const [house] = await journey.records.listProperties(landlord.id);
  const id = house?.id ?? '';
  await ledger.record(landlord, id, 'rentsReceived', 4_000);
  return { landlord, house: id };
}

async function send(landlord: Landlord, quarter = quarter1) {
  const { event, submissionId } = await updates.submit(landlord, quarter);
  await updates.run(event);
  expect((await updates.view(landlord, submissionId)).status).toBe('submitted');
  return submissionId;
}

/** The year's income by HMRC's estimate, in pence: here the taxable profit alone. */
const profit = async (landlord: Landlord): Promise<number | undefined> =>
  (await estimate(journey, landlord, taxYear))?.incomePence;

describe('Rent a Room relief', () => {
  it('takes the amount claimed off the rents in HMRC’s calculation', async () => {
    await journey.control.setCalculationSeconds(0);
    const { landlord } = await letRoom();
    await send(landlord);
    expect(await profit(landlord)).toBe(2_515_000);
    expect(await claim(landlord, '4,000')).toEqual({ ok: true });
    await journey.setTime('2026-10-06T10:00:00Z');
    await send(landlord);
    expect(updates.held(landlord)?.current.pence).toMatchObject({ [rents]: 400_000, [claimed]: 400_000 });
    expect(await profit(landlord)).toBe(2_115_000);
  });

  it('is in updates with their expenses as one total too, and grows by the landlord’s word alone', async () => {
    const { landlord, house } = await letRoom();
    await ledger.record(landlord, house, 'other', -10);
    await ledger.record(landlord, house, 'rentsReceived', 2_000, '2026-08-01');
    await claim(landlord, '4000');
    const style = await journey.submissions.expenseStyles.view(landlord.id, named(landlord));
    if (style) await journey.submissions.expenseStyles.choose(landlord.id, style, 'consolidated');
    await send(landlord, quarter2);
    expect(updates.held(landlord)?.current.pence).toMatchObject({
      ...{ [rents]: 600_000, [claimed]: 400_000, 'expenses.consolidatedExpenses': 1_000 },
    });
    expect(await viewOf(landlord)).toMatchObject({ rentsPence: 600_000, kept: { pence: 400_000 } });
  });

  it('is no more in an update than the rents it has', async () => {
    const { landlord, house } = await letRoom();
    await ledger.record(landlord, house, 'rentsReceived', 2_000, '2026-08-01');
    await claim(landlord, '6000');
    await send(landlord);
    expect(updates.held(landlord)?.current.pence).toMatchObject({ [rents]: 400_000, [claimed]: 400_000 });
    await send(landlord, quarter2);
    expect(updates.held(landlord)?.current.pence).toMatchObject({ [rents]: 600_000, [claimed]: 600_000 });
  });

  it('is limited by the rents and by the answer whether the income is shared', async () => {
    const { landlord } = await letRoom();
    expect(await viewOf(landlord)).toMatchObject({ isShared: null, limitPence: 750_000 });
    expect(await claim(landlord, '4000.01')).toMatchObject({ ok: false, problems: [{ field: 'amount' }] });
    await journey.pool.query(
      `insert into annual_summary_drafts (owner_id, business_id, tax_year, answers)
       values ($1, $2, $3, '{"fields":{"rentARoom":"shared"}}')`,
      [landlord.id, landlord.businessId, taxYear],
    );
    expect(await viewOf(landlord)).toMatchObject({ isShared: true, limitPence: 375_000 });
    expect(await claim(landlord, '3,750.01')).toMatchObject({ ok: false });
    expect(await claim(landlord, '3,750')).toEqual({ ok: true });
  });

  it('is a correction where it changes after an update was taken, and stands in its evidence', async () => {
    const { landlord } = await letRoom();
    await claim(landlord, '4000');
    const submission = await send(landlord);
    await claim(landlord, '3000');
    expect(await journey.submissions.corrections(landlord.id)).toMatchObject([
      { change: { incomePence: 0, expensesPence: 0, broughtForwardPence: 0, rentARoomPence: -100_000 } },
    ]);
    const { rows } = await journey.pool.query<{ record: string }>(
      `select record from evidence where submission_id = $1 and kind = 'attempt-placed'`,
      [submission],
    );
    const record: unknown = JSON.parse(rows[0]?.record ?? '');
    expect(record).toMatchObject({
      figures: { expenses: { amountClaimedPence: 400_000 } },
      rentARoom: [{ countryCode: null, propertyId: null, amountPence: 400_000 }],
    });
    expect(record).not.toHaveProperty('broughtForward');
  });

  it('leaves finance costs brought forward as they are, and they leave it', async () => {
    const { landlord } = await letRoom();
    const costs = await journey.submissions.financeCosts.view(landlord.id, named(landlord));
    if (costs) await journey.submissions.financeCosts.save(landlord.id, costs, { amount: '70' });
    await claim(landlord, '50');
    expect((await viewOf(landlord)).kept?.pence).toBe(5_000);
    const after = await journey.submissions.financeCosts.view(landlord.id, named(landlord));
    expect(after).toMatchObject({ kept: { pence: 7_000 }, places: [{ keptPence: 7_000 }] });
    await send(landlord);
    expect(updates.held(landlord)?.current.pence).toMatchObject({
      'expenses.residentialFinancialCostsCarriedForward': 7_000,
      [claimed]: 5_000,
    });
  });

  it('is not kept once HMRC closed the year', async () => {
    const { landlord } = await letRoom();
    await journey.setTime('2029-02-01T09:00:00Z');
    expect(await claim(landlord, '1')).toEqual({ ok: false, problems: [] });
    expect((await viewOf(landlord)).kept).toBeNull();
  });

  it('has no place without such rents, abroad, before 2025-26, or for anybody else', async () => {
    const { landlord } = await letRoom();
    const other = await journey.addConnected();
    const view = (of: { businessId: string; taxYear: string }, owner = landlord) =>
      rentARoom().view(owner.id, of);
    expect(await view(named(other), other)).toBeNull();
    expect(await view({ ...named(landlord), businessId: foreignBusinessOf(landlord) })).toBeNull();
    expect(await view({ ...named(landlord), taxYear: '2024-25' })).toBeNull();
    expect(await view({ ...named(landlord), taxYear: 'any' })).toBeNull();
    expect(await view(named(landlord), other)).toBeNull();
  });
});
