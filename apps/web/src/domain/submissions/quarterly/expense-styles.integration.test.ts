import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createAnnuals } from '../../../test/annual-summaries.ts';
import { createAbroad } from '../../../test/abroad.ts';
import { createJourney, type Journey } from '../../../test/journey.ts';
import { captured, foreignBusinessOf, type Landlord } from '../../../test/landlords.ts';
import { createUpdates, quarter1, type Updates } from '../../../test/updates.ts';

let journey: Journey;
let abroad: ReturnType<typeof createAbroad>;
let updates: Updates;

beforeAll(async () => {
  journey = await createJourney();
  abroad = createAbroad(journey);
  updates = createUpdates(journey);
});
beforeEach(() => journey.control.clearFaults());
afterAll(() => journey.close());

const styleOf = (landlord: Landlord, businessId = landlord.businessId) =>
  journey.submissions.expenseStyles.view(landlord.id, { businessId, taxYear: '2026-27' });

async function choose(
  landlord: Landlord,
  style: 'itemised' | 'consolidated' | 'none',
  businessId = landlord.businessId,
): Promise<boolean> {
  const view = await styleOf(landlord, businessId);
  if (!view) throw new Error('There is no such business.');
  return journey.submissions.expenseStyles.choose(landlord.id, view, style);
}

const review = async (landlord: Landlord) =>
  journey.submissions.review(landlord.id, { businessId: landlord.businessId, periodEndDate: quarter1 });

/** Lets one house in the UK for £1,150.00, with expenses and a refund. */
async function letWithExpenses() {
  const landlord = await journey.addConnected();
  const [house] = await journey.records.listProperties(landlord.id);
  const id = house?.id ?? '';
  await abroad.record(landlord, id, 'other', -4.35);
  await abroad.record(landlord, id, 'repairsAndMaintenance', -100);
  await abroad.record(landlord, id, 'travelCosts', 0.1);
  await abroad.record(landlord, id, 'residentialFinancialCost', -320.01);
  return { landlord, house: id };
}

describe('expenses as one total', () => {
  it('are not sent unless chosen', async () => {
    const { landlord } = await letWithExpenses();
    expect(await styleOf(landlord)).toMatchObject({ style: 'itemised', turnoverPence: 115_000 });
    expect((await review(landlord))?.itemised).toBeNull();
  });

  it('reach HMRC with residential finance costs beside them, and nothing else', async () => {
    const { landlord } = await letWithExpenses();
    expect(await choose(landlord, 'consolidated')).toBe(true);
    const { submissionId, event } = await updates.submit(landlord);
    await updates.run(event);
    expect((await updates.view(landlord, submissionId)).status).toBe('submitted');
    expect(updates.held(landlord)?.current.pence).toEqual({
      'income.periodAmount': 115_000,
      'expenses.consolidatedExpenses': 10_425,
      'expenses.residentialFinancialCost': 32_001,
    });
    expect((await review(landlord))?.itemised).toMatchObject({ expenses: { otherPence: 435 } });
  });

  it('are compared with HMRC’s copy after a lost answer, and not sent twice', async () => {
    const { landlord } = await letWithExpenses();
    await choose(landlord, 'consolidated');
    const { submissionId, event } = await updates.submit(landlord);
    await journey.control.addFault({
      name: 'answer-lost',
      nino: landlord.nino,
      operation: 'put-uk-cumulative',
      times: 1,
    });
    expect((await updates.run(event)).next).toBe('retry');
    await updates.run(event);
    const { status, latest } = await updates.view(landlord, submissionId);
    expect([status, latest.outcome?.readBack]).toEqual(['submitted', true]);
    expect(updates.held(landlord)?.history).toHaveLength(1);
  });

  it('are itemised again in the next update, once that is chosen', async () => {
    const { landlord } = await letWithExpenses();
    await choose(landlord, 'consolidated');
    await updates.run((await updates.submit(landlord)).event);
    await choose(landlord, 'itemised');
    await updates.run((await updates.submit(landlord)).event);
    expect(updates.held(landlord)?.current.pence).toMatchObject({
      'expenses.other': 435,
      'expenses.travelCosts': -10,
    });
    expect(updates.held(landlord)?.current.pence).not.toHaveProperty('expenses.consolidatedExpenses');
  });

  it('changed between the look and the click are not sent', async () => {
    const { landlord } = await letWithExpenses();
    const seen = (await review(landlord))?.fingerprint ?? '';
    await choose(landlord, 'consolidated');
    const key = { businessId: landlord.businessId, periodEndDate: quarter1 };
    const click = { ownerId: landlord.id, attemptId: randomUUID(), seen, captured };
    expect(await journey.submissions.request(click, key)).toEqual({ ok: false, reason: 'records-changed' });
  });

  it('can’t be chosen from £90,000 on, and income just under it is under', async () => {
    const { landlord, house } = await letWithExpenses();
    await abroad.record(landlord, house, 'periodAmount', 88_849.99, '2027-03-01');
    expect(await styleOf(landlord)).toMatchObject({ turnoverPence: 8_999_999, mayBeOneTotal: true });
    await abroad.record(landlord, house, 'otherIncome', 0.01, '2027-04-05');
    expect(await styleOf(landlord)).toMatchObject({ turnoverPence: 9_000_000, mayBeOneTotal: false });
    expect(await choose(landlord, 'consolidated')).toBe(false);
    expect(await styleOf(landlord)).toMatchObject({ style: 'itemised' });
  });

  it('are sent no more once the year’s income comes to £90,000, and the landlord decides what is', async () => {
    const { landlord, house } = await letWithExpenses();
    await choose(landlord, 'consolidated');
    await abroad.record(landlord, house, 'periodAmount', 88_850, '2027-03-01');
    expect((await review(landlord))?.obstacles).toEqual([
      { kind: 'too-much-for-one-total', turnoverPence: 9_000_000 },
    ]);
    expect(await updates.click(landlord)).toEqual({ ok: false, reason: 'obstacles' });
    expect(journey.countCalls('put-uk-cumulative', landlord.nino)).toBe(0);
    await choose(landlord, 'itemised');
    await updates.run((await updates.submit(landlord)).event);
    expect(updates.held(landlord)?.current.pence).toMatchObject({ 'expenses.other': 435 });
  });

  it('are chosen for all property abroad together, whatever is so in the UK', async () => {
    const landlord = await journey.addConnected({ abroad: true });
    const villa = await abroad.addProperty(landlord, { name: 'Villa', countryCode: 'ESP' });
    const gite = await abroad.addProperty(landlord, { name: 'Gîte', countryCode: 'FRA' });
    await abroad.record(landlord, villa, 'periodAmount', 500);
    await abroad.record(landlord, villa, 'other', -20);
    await abroad.record(landlord, villa, 'travelCosts', -1.5);
    await abroad.record(landlord, gite, 'residentialFinancialCost', -7);
    for (const id of [villa, gite]) await abroad.register(landlord, id);
    expect(await choose(landlord, 'consolidated', foreignBusinessOf(landlord))).toBe(true);
    expect(await styleOf(landlord)).toMatchObject({ style: 'itemised', turnoverPence: 115_000 });
    expect(await styleOf(landlord, foreignBusinessOf(landlord))).toMatchObject({ turnoverPence: 50_000 });
    const made = await abroad.click(landlord, quarter1);
    if (!made.ok) throw new Error(made.reason);
    await updates.run(await updates.eventOf(landlord, made.submissionId));
    const { status, latest } = await updates.view(landlord, made.submissionId);
    expect(status).toBe('submitted');
    expect('places' in latest.figures && latest.figures.places.map(({ expenses }) => expenses)).toEqual([
      { consolidatedExpensesPence: 0, residentialFinancialCostPence: 700 },
      { consolidatedExpensesPence: 2_150 },
    ]);
  });

  it.each(['itemised', 'consolidated', 'none'] as const)(
    '%s, of a quarter without records, reach HMRC as nought',
    async (style) => {
      const landlord = await journey.addConnected();
      await journey.pool.query('delete from transactions where owner_id = $1', [landlord.id]);
      await choose(landlord, style);
      const { submissionId, event } = await updates.submit(landlord);
      await updates.run(event);
      expect((await updates.view(landlord, submissionId)).status).toBe('submitted');
      expect(
        Object.values(updates.held(landlord)?.current.pence ?? { none: 1 }).filter((pence) => pence !== 0),
      ).toEqual([]);
    },
  );

  it('are nobody else’s to choose', async () => {
    const [one, other] = [await journey.addConnected(), await journey.addConnected()];
    expect(await styleOf(one, other.businessId)).toBeNull();
  });
});

describe('expenses left out for the property income allowance', () => {
  const claim = {
    fields: { nonResidentLandlord: 'no', propertyIncomeAllowance: '1,000' },
    structuredBuildingAllowance: [],
    enhancedStructuredBuildingAllowance: [],
  };
  const bringForward = (landlord: Landlord) =>
    journey.pool.query(
      `insert into year_amounts (owner_id, business_id, tax_year, amount_pence, entered_at)
       values ($1, $2, '2026-27', 700, now())`,
      [landlord.id, landlord.businessId],
    );
  const changes = (landlord: Landlord) => journey.submissions.corrections(landlord.id);

  it('make a correction of an update that held them, after which the allowance can be claimed', async () => {
    const { landlord } = await letWithExpenses();
    const annuals = createAnnuals(journey);
    await bringForward(landlord);
    await updates.run((await updates.submit(landlord)).event);
    await annuals.fill(landlord, claim);
    expect((await annuals.view(landlord)).problems).toMatchObject([{ field: 'propertyIncomeAllowance' }]);
    expect(await styleOf(landlord)).toMatchObject({ expensesPence: 42_426 });

    expect(await choose(landlord, 'none')).toBe(true);
    expect(await changes(landlord)).toMatchObject([
      {
        change: { incomePence: 0, expensesPence: -42_426, broughtForwardPence: -700 },
        mayBeStyle: true,
      },
    ]);
    await journey.setTime('2026-10-06T10:00:00Z');
    await updates.run((await updates.submit(landlord)).event);
    expect(updates.held(landlord)?.current.pence).toEqual({ 'income.periodAmount': 115_000 });
    expect(await changes(landlord)).toEqual([]);
    expect(await annuals.view(landlord)).toMatchObject({ problems: [], leavesOutExpenses: true });
    const made = await annuals.click(landlord);
    if (!made.ok) throw new Error(made.reason);
    const { latest } = (await journey.submissions.one(landlord.id, made.submissionId)) ?? {};
    const connectionId = (await journey.connectionOf(landlord)).id;
    await journey.submissions.steps.send({ attemptId: latest?.id ?? '', connectionId });
    expect(JSON.stringify(annuals.held(landlord))).toContain('"propertyIncomeAllowance":100000');
    expect((await journey.submissions.one(landlord.id, made.submissionId))?.status).toBe('submitted');
  });

  it('are a correction again once they are to be reported', async () => {
    const { landlord } = await letWithExpenses();
    await choose(landlord, 'none');
    await updates.run((await updates.submit(landlord)).event);
    expect(await changes(landlord)).toEqual([]);
    await choose(landlord, 'itemised');
    expect(await changes(landlord)).toMatchObject([{ change: { expensesPence: 42_426 }, mayBeStyle: true }]);
  });

  it('stay in the records, and are not among what is kept as sent', async () => {
    const { landlord } = await letWithExpenses();
    await bringForward(landlord);
    await choose(landlord, 'none');
    const { submissionId } = await updates.submit(landlord);
    expect((await review(landlord))?.itemised).toMatchObject({ expenses: { otherPence: 435 } });
    const { rows } = await journey.pool.query<{ record: string }>(
      `select record from evidence where submission_id = $1 and kind = 'attempt-placed'`,
      [submissionId],
    );
    const record: unknown = JSON.parse(rows[0]?.record ?? '');
    expect(record).toMatchObject({
      figures: { expenses: {} },
      transactions: { addUp: true, rows: [{ category: 'periodAmount' }] },
    });
    expect(record).not.toHaveProperty('broughtForward');
  });

  it('may be so whatever the income, and new ones change nothing that is sent', async () => {
    const { landlord, house } = await letWithExpenses();
    await abroad.record(landlord, house, 'periodAmount', 98_850);
    expect(await choose(landlord, 'none')).toBe(true);
    const seen = (await review(landlord))?.fingerprint;
    await abroad.record(landlord, house, 'other', -1);
    expect(await review(landlord)).toMatchObject({ fingerprint: seen, obstacles: [] });
  });

  it('are left out at every place abroad', async () => {
    const landlord = await journey.addConnected({ abroad: true });
    const villa = await abroad.addProperty(landlord, { name: 'Villa', countryCode: 'ESP' });
    const gite = await abroad.addProperty(landlord, { name: 'Gîte', countryCode: 'FRA' });
    await abroad.record(landlord, villa, 'periodAmount', 500);
    await abroad.record(landlord, villa, 'foreignTaxPaidOrDeducted', -50);
    await abroad.record(landlord, villa, 'other', -20);
    await abroad.record(landlord, gite, 'residentialFinancialCost', -7);
    for (const id of [villa, gite]) await abroad.register(landlord, id);
    expect(await choose(landlord, 'none', foreignBusinessOf(landlord))).toBe(true);
    const made = await abroad.click(landlord, quarter1);
    if (!made.ok) throw new Error(made.reason);
    await updates.run(await updates.eventOf(landlord, made.submissionId));
    const { status, latest } = await updates.view(landlord, made.submissionId);
    expect(status).toBe('submitted');
    expect(latest.figures).toMatchObject({
      places: [
        { income: { rentAmountPence: 0 }, expenses: {} },
        { income: { rentAmountPence: 50_000, foreignTaxPaidOrDeductedPence: 5_000 }, expenses: {} },
      ],
    });
  });
});
