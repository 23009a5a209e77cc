import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createSubmissionStore } from '../../../data/submissions.ts';
import { createAbroad } from '../../../test/abroad.ts';
import { type BringingForward, createBringingForward, nextYear } from '../../../test/bringing-forward.ts';
import { createDeclaring, declaredYear, type Declaring } from '../../../test/declaring.ts';
import { createJourney, type Journey } from '../../../test/journey.ts';
import { captured, type Landlord } from '../../../test/landlords.ts';
import { createUpdates, quarter1, quarter2, type Updates } from '../../../test/updates.ts';
import { createPlaces } from '../adjustments/places.ts';

let journey: Journey;
let abroad: ReturnType<typeof createAbroad>;
let forward: BringingForward;
let declaring: Declaring;
let updates: Updates;

beforeAll(async () => {
  journey = await createJourney();
  abroad = createAbroad(journey);
  forward = createBringingForward(journey);
  declaring = createDeclaring(journey);
  updates = createUpdates(journey);
});
beforeEach(async () => {
  await journey.setTime('2026-10-06T09:00:00Z');
  await journey.control.clearFaults();
  await journey.control.setCalculationSeconds(0);
});
afterAll(() => journey.close());

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

async function send(landlord: Landlord, quarter = quarter1) {
  const { event, submissionId } = await updates.submit(landlord, quarter);
  await updates.run(event);
  const { status } = await updates.view(landlord, submissionId);
  expect(status).toBe('submitted');
  return submissionId;
}

const field = 'expenses.residentialFinancialCostsCarriedForward';

describe('finance costs that a year leaves', () => {
  it('come to relief in the nextYear year, to the penny, once its updates hold them', async () => {
    const { landlord, house } = await declareWithCosts();
    expect(await forward.costs.state(landlord.id, forward.named(landlord))).toMatchObject({
      kept: null,
      left: { taxYear: declaredYear, finality: 'declared', pence: 257_000 },
    });
    const [place] = (await forward.costs.view(landlord.id, forward.named(landlord)))?.places ?? [];
    expect(place).toMatchObject({ keptPence: null, leftPence: 257_000 });
    expect(await forward.save(landlord, { amount: '2,570.00' })).toEqual({ ok: true });

    await abroad.record(landlord, house, 'periodAmount', 20_000, '2026-05-01');
    await abroad.record(landlord, house, 'residentialFinancialCost', -1_000, '2026-05-01');
    await journey.setTime('2027-04-06T09:00:00Z');
    await send(landlord, '2027-04-05');
    const held = journey.control.updates().filter(({ nino }) => nino === landlord.nino);
    expect(held.find(({ taxYear }) => taxYear === nextYear)?.current.pence).toMatchObject({
      'expenses.residentialFinancialCost': 100_000,
      [field]: 257_000,
    });
    // £3,570.00 at 20%, which is below both the profit of £21,150.00 and what is above the allowance.
    expect(await forward.calculate(landlord, nextYear)).toEqual({ relief: 71_400, left: [] });
  });

  it('are an estimate until the year is declared, and not filled in', async () => {
    const { landlord } = await letWithCosts();
    await declaring.sendYear(landlord);
    expect(await forward.calculate(landlord, declaredYear)).toMatchObject({
      left: [{ countryCode: null, pence: 257_000 }],
    });
    const view = await forward.costs.view(landlord.id, forward.named(landlord));
    expect(view).toMatchObject({ left: { finality: 'estimate', pence: 257_000 } });
    expect(view?.places).toMatchObject([{ leftPence: null }]);
  });

  it('lead from their year to the nextYear one', async () => {
    const { landlord } = await declareWithCosts();
    expect(await forward.costs.carriedForward(landlord.id, declaredYear)).toMatchObject({
      into: nextYear,
      isListed: true,
      left: { amounts: [{ countryCode: null, pence: 257_000 }] },
      businesses: [{ businessId: landlord.businessId, kept: null, left: { pence: 257_000 } }],
    });
    expect(await forward.costs.carriedForward(landlord.id, nextYear)).toBeNull();
  });
});

describe('what is brought forward', () => {
  it('is the same in each update of the year, in both ways of reporting expenses', async () => {
    const { landlord, house } = await letWithCosts();
    await abroad.record(landlord, house, 'other', -10);
    await forward.save(landlord, { amount: '70.01' });
    await send(landlord);
    expect(updates.held(landlord)?.current.pence).toMatchObject({ [field]: 7_001, 'expenses.other': 1_000 });
    const style = await journey.submissions.expenseStyles.view(landlord.id, forward.named(landlord));
    if (style) await journey.submissions.expenseStyles.choose(landlord.id, style, 'consolidated');
    await send(landlord, quarter2);
    expect(updates.held(landlord)?.current.pence).toMatchObject({
      [field]: 7_001,
      'expenses.consolidatedExpenses': 1_000,
    });
  });

  it('is a correction where it changes after an update was taken', async () => {
    const { landlord } = await letWithCosts();
    await forward.save(landlord, { amount: '70' });
    await send(landlord);
    expect(await journey.submissions.corrections(landlord.id)).toEqual([]);
    await forward.save(landlord, { amount: '60' });
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
    await forward.save(landlord, { amount: '70' });
    const click = { ownerId: landlord.id, attemptId: randomUUID(), seen, captured };
    expect(await journey.submissions.request(click, key)).toEqual({ ok: false, reason: 'records-changed' });
  });

  it('is found in HMRC’s copy after a lost answer, and not sent twice', async () => {
    const { landlord } = await letWithCosts();
    await forward.save(landlord, { amount: '70' });
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
    await forward.save(landlord, { amount: '70' });
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
    await forward.save(landlord, { amount: '70' });
    const places = createPlaces({ store: createSubmissionStore(journey.db), records: journey.records });
    const broughtFwdResidentialFinancialCost = 7_000;
    const submitted = {
      places: [{ place: '', amounts: { broughtFwdResidentialFinancialCost } }],
      totals: {},
    };
    const rest = { calculationId: '', status: 'valid', adjustedAt: null, adjusted: null, changes: [] };
    const of = { ...forward.named(landlord), taxYear: nextYear, typeOfBusiness: 'uk-property' } as const;
    const span = { from: '2026-04-06', to: '2027-04-05' };
    const summary = { ...rest, submitted };
    expect(await places(landlord.id, of, { summary, span })).toMatchObject([
      { inRecords: { broughtFwdResidentialFinancialCost } },
    ]);
    const style = await journey.submissions.expenseStyles.view(landlord.id, of);
    if (style) await journey.submissions.expenseStyles.choose(landlord.id, style, 'none');
    const [left] = await places(landlord.id, of, { summary, span });
    expect(left?.inRecords).not.toHaveProperty('broughtFwdResidentialFinancialCost');
    expect(left?.inRecords).toMatchObject({ repairsAndMaintenance: 0 });
  });

  it('is not kept where something is wrong with it, nor once HMRC closed the year', async () => {
    const { landlord } = await letWithCosts();
    expect(await forward.save(landlord, { amount: '-1' })).toMatchObject({ ok: false });
    await journey.setTime('2029-02-01T09:00:00Z');
    expect(await forward.save(landlord, { amount: '1' })).toEqual({ ok: false, problems: [] });
    expect((await forward.costs.state(landlord.id, forward.named(landlord)))?.kept).toBeNull();
  });

  it('is nobody else’s to see or change, and has no place before 2025-26', async () => {
    const [one, other] = [await journey.addConnected(), await journey.addConnected()];
    expect(await forward.costs.view(one.id, forward.named(other))).toBeNull();
    expect(await forward.costs.view(one.id, forward.named(one, '2024-25'))).toBeNull();
    expect(await forward.costs.view(one.id, forward.named(one, 'any'))).toBeNull();
  });
});
