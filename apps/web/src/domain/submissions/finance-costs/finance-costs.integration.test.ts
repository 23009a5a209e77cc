import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createSubmissionStore } from '../../../data/submissions.ts';
import { createAbroad } from '../../../test/abroad.ts';
import { createDeclaring, declaredYear, type Declaring } from '../../../test/declaring.ts';
import { createJourney, type Journey } from '../../../test/journey.ts';
import { captured, foreignBusinessOf, type Landlord } from '../../../test/landlords.ts';
import { createUpdates, quarter1, quarter2, type Updates } from '../../../test/updates.ts';
import { createPlaces } from '../adjustments/places.ts';

const next = '2026-27' as const;
let journey: Journey;
let abroad: ReturnType<typeof createAbroad>;
let declaring: Declaring;
let updates: Updates;

beforeAll(async () => {
  journey = await createJourney();
  abroad = createAbroad(journey);
  declaring = createDeclaring(journey);
  updates = createUpdates(journey);
});
beforeEach(async () => {
  await journey.setTime('2026-10-06T09:00:00Z');
  await journey.control.clearFaults();
  await journey.control.setCalculationSeconds(0);
});
afterAll(() => journey.close());

const costs = () => journey.submissions.financeCosts;
const named = (landlord: Landlord, taxYear: string = next) => ({ businessId: landlord.businessId, taxYear });

async function save(
  landlord: Landlord,
  typed: Record<string, string>,
  of: { businessId: string; taxYear: string } = named(landlord),
) {
  const view = await costs().view(landlord.id, of);
  if (!view) throw new Error('There is no such business.');
  return costs().save(landlord.id, view, typed);
}

/** Lets in the UK in 2025-26: £15,000.00 of rents, £5,000.00 of residential finance costs. */
async function letWithCosts() {
  const landlord = await journey.addConnected();
  await journey.addRent(landlord, '2025-06-01', '15,000.00');
  const [house] = await journey.records.listProperties(landlord.id);
  const id = house?.id ?? '';
  await abroad.record(landlord, id, 'residentialFinancialCost', -5_000, '2025-07-01');
  return { landlord, house: id };
}

/** The same, declared: £2,430.00 is income above the allowance and brings relief, £2,570.00 is left. */
async function declareWithCosts() {
  const { landlord, house } = await letWithCosts();
  await declaring.sendYear(landlord);
  const { event } = await declaring.declare(landlord);
  await declaring.run(event);
  return { landlord, house };
}

/** Has HMRC calculate a year, and gives what it makes of finance costs. */
async function calculate(landlord: Landlord, taxYear: '2025-26' | '2026-27') {
  const { id: ownerId } = landlord;
  const click = { ownerId, id: randomUUID(), taxYear, type: 'in-year' as const, captured };
  const asked = await journey.calculations.request(click);
  if (!asked.ok) throw new Error(asked.reason);
  const event = { calculation: asked.id, connectionId: (await journey.connectionOf(landlord)).id };
  await journey.calculations.steps.calculate(event);
  await journey.calculations.steps.calculate(event);
  const { figures } = (await journey.calculations.one(ownerId, asked.id)) ?? {};
  return {
    relief: figures?.tax?.financeCostRelief?.pence,
    left: figures?.tax?.financeCostsCarriedForward,
  };
}

async function send(landlord: Landlord, quarter = quarter1) {
  const { event, submissionId } = await updates.submit(landlord, quarter);
  await updates.run(event);
  const { status } = await updates.view(landlord, submissionId);
  expect(status).toBe('submitted');
  return submissionId;
}

const field = 'expenses.residentialFinancialCostsCarriedForward';

describe('finance costs that a year leaves', () => {
  it('come to relief in the next year, to the penny, once its updates hold them', async () => {
    const { landlord, house } = await declareWithCosts();
    expect(await costs().state(landlord.id, named(landlord))).toMatchObject({
      kept: null,
      left: { taxYear: declaredYear, finality: 'declared', pence: 257_000 },
    });
    const [place] = (await costs().view(landlord.id, named(landlord)))?.places ?? [];
    expect(place).toMatchObject({ keptPence: null, leftPence: 257_000 });
    expect(await save(landlord, { amount: '2,570.00' })).toEqual({ ok: true });

    await abroad.record(landlord, house, 'periodAmount', 20_000, '2026-05-01');
    await abroad.record(landlord, house, 'residentialFinancialCost', -1_000, '2026-05-01');
    await journey.setTime('2027-04-06T09:00:00Z');
    await send(landlord, '2027-04-05');
    const held = journey.control.updates().filter(({ nino }) => nino === landlord.nino);
    expect(held.find(({ taxYear }) => taxYear === next)?.current.pence).toMatchObject({
      'expenses.residentialFinancialCost': 100_000,
      [field]: 257_000,
    });
    // £3,570.00 at 20%, which is below both the profit of £21,150.00 and what is above the allowance.
    expect(await calculate(landlord, next)).toEqual({ relief: 71_400, left: [] });
  });

  it('are an estimate until the year is declared, and not filled in', async () => {
    const { landlord } = await letWithCosts();
    await declaring.sendYear(landlord);
    expect(await calculate(landlord, declaredYear)).toMatchObject({
      left: [{ countryCode: null, pence: 257_000 }],
    });
    const view = await costs().view(landlord.id, named(landlord));
    expect(view).toMatchObject({ left: { finality: 'estimate', pence: 257_000 } });
    expect(view?.places).toMatchObject([{ leftPence: null }]);
  });

  it('lead from their year to the next one', async () => {
    const { landlord } = await declareWithCosts();
    expect(await costs().carriedForward(landlord.id, declaredYear)).toMatchObject({
      into: next,
      isListed: true,
      left: { amounts: [{ countryCode: null, pence: 257_000 }] },
      businesses: [{ businessId: landlord.businessId, kept: null, left: { pence: 257_000 } }],
    });
    expect(await costs().carriedForward(landlord.id, next)).toBeNull();
  });
});

describe('what is brought forward', () => {
  it('is the same in each update of the year, in both ways of reporting expenses', async () => {
    const { landlord, house } = await letWithCosts();
    await abroad.record(landlord, house, 'other', -10);
    await save(landlord, { amount: '70.01' });
    await send(landlord);
    expect(updates.held(landlord)?.current.pence).toMatchObject({ [field]: 7_001, 'expenses.other': 1_000 });
    const style = await journey.submissions.expenseStyles.view(landlord.id, named(landlord));
    if (style) await journey.submissions.expenseStyles.choose(landlord.id, style, 'consolidated');
    await send(landlord, quarter2);
    expect(updates.held(landlord)?.current.pence).toMatchObject({
      [field]: 7_001,
      'expenses.consolidatedExpenses': 1_000,
    });
  });

  it('is a correction where it changes after an update was taken', async () => {
    const { landlord } = await letWithCosts();
    await save(landlord, { amount: '70' });
    await send(landlord);
    expect(await journey.submissions.corrections(landlord.id)).toEqual([]);
    await save(landlord, { amount: '60' });
    expect(await journey.submissions.corrections(landlord.id)).toMatchObject([
      { change: { incomePence: 0, expensesPence: 0, broughtForwardPence: -1_000 } },
    ]);
    await journey.setTime('2026-10-06T10:00:00Z');
    await send(landlord);
    expect(updates.held(landlord)?.current.pence).toMatchObject({ [field]: 6_000 });
    expect(await journey.submissions.corrections(landlord.id)).toEqual([]);
  });

  it('that changed between the look and the click is not sent', async () => {
    const { landlord } = await letWithCosts();
    const key = { businessId: landlord.businessId, periodEndDate: quarter1 };
    const seen = (await journey.submissions.review(landlord.id, key))?.fingerprint ?? '';
    await save(landlord, { amount: '70' });
    const click = { ownerId: landlord.id, attemptId: randomUUID(), seen, captured };
    expect(await journey.submissions.request(click, key)).toEqual({ ok: false, reason: 'records-changed' });
  });

  it('is found in HMRC’s copy after a lost answer, and not sent twice', async () => {
    const { landlord } = await letWithCosts();
    await save(landlord, { amount: '70' });
    const { submissionId, event } = await updates.submit(landlord);
    const lost = { name: 'answer-lost', nino: landlord.nino, operation: 'put-uk-cumulative', times: 1 };
    await journey.control.addFault(lost);
    expect((await updates.run(event)).next).toBe('retry');
    await updates.run(event);
    expect((await updates.view(landlord, submissionId)).latest.outcome?.readBack).toBe(true);
    expect(updates.held(landlord)?.history).toHaveLength(1);
  });

  it('stands in the evidence beside the transactions', async () => {
    const { landlord } = await letWithCosts();
    await save(landlord, { amount: '70' });
    const { submissionId } = await updates.submit(landlord);
    const { rows } = await journey.pool.query<{ record: string }>(
      'select record from evidence where owner_id = $1 and submission_id = $2',
      [landlord.id, submissionId],
    );
    expect(JSON.parse(rows[0]?.record ?? '')).toMatchObject({
      figures: { expenses: { residentialFinancialCostsCarriedForwardPence: 7_000 } },
      broughtForward: [{ countryCode: null, propertyId: null, amountPence: 7_000 }],
    });
  });

  it('stands beside HMRC’s summary of the year', async () => {
    const { landlord } = await letWithCosts();
    await save(landlord, { amount: '70' });
    const places = createPlaces({ store: createSubmissionStore(journey.db), records: journey.records });
    const broughtFwdResidentialFinancialCost = 7_000;
    const submitted = {
      places: [{ place: '', amounts: { broughtFwdResidentialFinancialCost } }],
      totals: {},
    };
    const rest = { calculationId: '', status: 'valid', adjustedAt: null, adjusted: null, changes: [] };
    const of = { ...named(landlord), taxYear: next, typeOfBusiness: 'uk-property' } as const;
    const span = { from: '2026-04-06', to: '2027-04-05' };
    const summary = { ...rest, submitted };
    expect(await places(landlord.id, of, { summary, span })).toMatchObject([
      { inRecords: { broughtFwdResidentialFinancialCost } },
    ]);
  });

  it('is not kept where something is wrong with it, nor once HMRC closed the year', async () => {
    const { landlord } = await letWithCosts();
    expect(await save(landlord, { amount: '-1' })).toMatchObject({ ok: false });
    await journey.setTime('2029-02-01T09:00:00Z');
    expect(await save(landlord, { amount: '1' })).toEqual({ ok: false, problems: [] });
    expect((await costs().state(landlord.id, named(landlord)))?.kept).toBeNull();
  });

  it('is nobody else’s to see or change, and has no place before 2025-26', async () => {
    const [one, other] = [await journey.addConnected(), await journey.addConnected()];
    expect(await costs().view(one.id, named(other))).toBeNull();
    expect(await costs().view(one.id, named(one, '2024-25'))).toBeNull();
    expect(await costs().view(one.id, named(one, 'any'))).toBeNull();
  });
});

describe('abroad', () => {
  const ofAbroad = (landlord: Landlord, taxYear: string = next) => ({
    businessId: foreignBusinessOf(landlord),
    taxYear,
  });

  async function sendAbroad(landlord: Landlord, quarter: string) {
    const made = await abroad.click(landlord, quarter);
    if (!made.ok) throw new Error(made.reason);
    await updates.run(await updates.eventOf(landlord, made.submissionId));
    const { status, latest } = await updates.view(landlord, made.submissionId);
    expect(status).toBe('submitted');
    return 'places' in latest.figures ? latest.figures.places : [];
  }

  it('goes by country in 2025-26, also where a country has no property any more', async () => {
    const landlord = await journey.addConnected({ abroad: true });
    const villa = await abroad.addProperty(landlord, { name: 'Villa', countryCode: 'ESP' });
    const gite = await abroad.addProperty(landlord, { name: 'Gîte', countryCode: 'FRA' });
    await abroad.record(landlord, villa, 'periodAmount', 500, '2025-06-01');
    const of = ofAbroad(landlord, declaredYear);
    const typed = { 'amount-ESP': '12.34', 'amount-FRA': '0.05' };
    expect(await save(landlord, typed, of)).toEqual({ ok: true });
    await journey.records.deleteProperty(landlord.id, gite);
    const places = await sendAbroad(landlord, '2026-04-05');
    expect(places.map(({ countryCode, expenses }) => [countryCode, expenses])).toEqual([
      ['FRA', { broughtFwdResidentialFinancialCostPence: 5 }],
      ['ESP', { broughtFwdResidentialFinancialCostPence: 1_234 }],
    ]);
    expect(abroad.held(landlord)).toMatchObject([
      {
        foreignProperty: [
          { countryCode: 'FRA', expenses: { broughtFwdResidentialFinancialCost: 5 } },
          { countryCode: 'ESP', expenses: { broughtFwdResidentialFinancialCost: 1_234 } },
        ],
      },
    ]);
  });

  it('goes by property from 2026-27, as HMRC’s calculation of the year before left it of the country', async () => {
    const landlord = await journey.addConnected({ abroad: true });
    const villa = await abroad.addProperty(landlord, { name: 'Villa', countryCode: 'ESP' });
    await abroad.record(landlord, villa, 'periodAmount', 500, '2025-06-01');
    await abroad.record(landlord, villa, 'residentialFinancialCost', -80.5, '2025-06-01');
    await sendAbroad(landlord, '2026-04-05');
    expect((await calculate(landlord, declaredYear)).left).toEqual([{ countryCode: 'ESP', pence: 8_100 }]);
    const of = ofAbroad(landlord);
    const view = await costs().view(landlord.id, of);
    expect(view).toMatchObject({ left: { pence: 8_100 }, places: [{ property: { id: villa } }] });

    await save(landlord, { [`amount-${villa}`]: '81' }, of);
    // With costs to bring forward, a property without records of the year is needed, too.
    expect((await abroad.review(landlord, quarter1)).obstacles).toMatchObject([{ kind: 'not-registered' }]);
    await abroad.register(landlord, villa);
    expect(await sendAbroad(landlord, quarter1)).toMatchObject([
      { property: { id: villa }, expenses: { broughtFwdResidentialFinancialCostPence: 8_100 } },
    ]);
  });

  it('keeps its property from being deleted or moved, until it is taken out', async () => {
    const landlord = await journey.addConnected({ abroad: true });
    const villa = await abroad.addProperty(landlord, { name: 'Villa', countryCode: 'ESP' });
    const entry = { name: 'Villa', address: '', countryCode: 'GBR', claimsForeignTaxCredit: false };
    await save(landlord, { [`amount-${villa}`]: '81' }, ofAbroad(landlord));
    expect(await journey.records.changeProperty(landlord.id, villa, entry)).toMatchObject({
      problems: {
        countryCode:
          'You bring finance costs of earlier years forward for this property where it is now. Change that first, in your tax year',
      },
    });
    expect(await journey.records.deleteProperty(landlord.id, villa)).toEqual({
      ok: false,
      reason: 'has-finance-costs',
    });
    await save(landlord, {}, ofAbroad(landlord));
    expect(await journey.records.deleteProperty(landlord.id, villa)).toEqual({ ok: true });
  });

  it('is filled in for the only property of a country, and shared by the landlord among several', async () => {
    const landlord = await journey.addConnected({ abroad: true });
    const places = async () =>
      (await costs().view(landlord.id, ofAbroad(landlord)))?.places.map((each) => [
        each.property?.name,
        each.leftPence,
      ]);
    const villa = await abroad.addProperty(landlord, { name: 'Villa', countryCode: 'ESP' });
    await abroad.record(landlord, villa, 'periodAmount', 500, '2025-06-01');
    await abroad.record(landlord, villa, 'residentialFinancialCost', -80, '2025-06-01');
    await sendAbroad(landlord, '2026-04-05');
    await calculate(landlord, declaredYear);
    await journey.pool.query(`update calculations set type = 'intent-to-finalise' where owner_id = $1`, [
      landlord.id,
    ]);
    expect(await places()).toEqual([['Villa', 8_000]]);
    await abroad.addProperty(landlord, { name: 'Piso', countryCode: 'ESP' });
    await abroad.addProperty(landlord, { name: 'Gîte', countryCode: 'FRA' });
    expect(new Map((await places()) as [string, number | null][])).toEqual(
      new Map([
        ['Villa', null],
        ['Piso', null],
        ['Gîte', 0],
      ]),
    );
  });

  it('stands in the way where HMRC takes no figures of its property any more', async () => {
    const landlord = await journey.addConnected({ abroad: true });
    const villa = await abroad.addProperty(landlord, { name: 'Villa', countryCode: 'ESP' });
    await abroad.register(landlord, villa);
    await save(landlord, { [`amount-${villa}`]: '81' }, ofAbroad(landlord));
    await journey.pool.query(
      `update foreign_registrations set end_date = '2026-04-01', end_reason = 'disposal' where owner_id = $1`,
      [landlord.id],
    );
    expect((await abroad.review(landlord, quarter1)).obstacles).toMatchObject([
      { kind: 'ended-with-costs', property: { id: villa } },
    ]);
    // It can still be taken back.
    const view = await costs().view(landlord.id, ofAbroad(landlord));
    expect(view?.places).toMatchObject([{ property: { id: villa }, keptPence: 8_100 }]);
  });
});
