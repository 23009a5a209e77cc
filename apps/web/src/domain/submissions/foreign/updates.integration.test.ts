import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createAbroad } from '../../../test/abroad.ts';
import { createJourney, type Journey } from '../../../test/journey.ts';
import { type Landlord } from '../../../test/landlords.ts';
import { createUpdates, quarter1, quarter2, type Updates } from '../../../test/updates.ts';

let journey: Journey;
let abroad: ReturnType<typeof createAbroad>;
let updates: Updates;

beforeAll(async () => {
  journey = await createJourney();
  abroad = createAbroad(journey);
  updates = createUpdates(journey);
});
beforeEach(async () => {
  await journey.setTime('2026-10-06T09:00:00Z');
  await journey.control.clearFaults();
});
afterAll(() => journey.close());

const put = 'put-foreign-cumulative';
const fault = (landlord: Landlord, name: string, more: object) =>
  journey.control.addFault({ name, nino: landlord.nino, ...more });

/** Two properties in Spain and one in France, with records; registered unless told otherwise. */
async function letAbroad({ isRegistered = true } = {}) {
  const landlord = await journey.addConnected({ abroad: true });
  const villa = await abroad.addProperty(landlord, { name: 'Villa Sol', countryCode: 'ESP', claims: true });
  const flat = await abroad.addProperty(landlord, { name: 'Piso 4', countryCode: 'ESP', claims: true });
  const gite = await abroad.addProperty(landlord, { name: 'Gîte', countryCode: 'FRA' });
  await abroad.record(landlord, villa, 'periodAmount', 1234.56);
  await abroad.record(landlord, villa, 'foreignTaxPaidOrDeducted', -234.57);
  await abroad.record(landlord, villa, 'repairsAndMaintenance', -4.35);
  await abroad.record(landlord, flat, 'otherIncome', 10.01);
  await abroad.record(landlord, flat, 'specialWithholdingTaxOrUkTaxPaid', -1.1);
  await abroad.record(landlord, gite, 'residentialFinancialCost', -99.99);
  await abroad.record(landlord, gite, 'other', 0.01);
  if (isRegistered) {
    for (const id of [villa, flat, gite]) expect(await abroad.register(landlord, id)).toEqual({ ok: true });
  }
  return { landlord, villa, flat, gite };
}

async function submit(landlord: Landlord, quarter = quarter1) {
  const made = await abroad.click(landlord, quarter);
  if (!made.ok) throw new Error(made.reason);
  return { submissionId: made.submissionId, event: await updates.eventOf(landlord, made.submissionId) };
}

describe('an update of property abroad by property', () => {
  it('waits until each property with records is registered, and no figures leave before', async () => {
    const { landlord, villa, flat, gite } = await letAbroad({ isRegistered: false });
    const named = async () =>
      (await abroad.review(landlord, quarter1)).obstacles.map((each) =>
        'property' in each ? [each.kind, each.property.id] : [each.kind],
      );
    expect((await named()).sort()).toEqual([villa, flat, gite].map((id) => ['not-registered', id]).sort());
    await abroad.register(landlord, villa);
    await abroad.register(landlord, gite);
    expect(await named()).toEqual([['not-registered', flat]]);
    expect(await abroad.click(landlord, quarter1)).toEqual({ ok: false, reason: 'obstacles' });
    expect(journey.countCalls(put, landlord.nino)).toBe(0);
  });

  it('is held at HMRC to the penny, each property under HMRC’s id of it', async () => {
    const { landlord, villa, flat, gite } = await letAbroad();
    const { submissionId, event } = await submit(landlord);
    await updates.run(event);
    expect((await updates.view(landlord, submissionId)).status).toBe('submitted');
    const idOf = async (id: string) => {
      const known = await abroad.registration(landlord, id);
      return known?.kind === 'registered' ? known.hmrcId : '';
    };
    expect(abroad.held(landlord)).toMatchObject([
      {
        fromDate: '2026-04-06',
        toDate: quarter1,
        foreignProperty: [
          {
            propertyId: await idOf(gite),
            income: { rentIncome: { rentAmount: 0 }, foreignTaxCreditRelief: false },
            expenses: { residentialFinancialCost: 9999, other: -1 },
          },
          {
            propertyId: await idOf(flat),
            income: {
              otherPropertyIncome: 1001,
              specialWithholdingTaxOrUkTaxPaid: 110,
              foreignTaxCreditRelief: true,
            },
          },
          {
            propertyId: await idOf(villa),
            income: {
              rentIncome: { rentAmount: 123456 },
              foreignTaxPaidOrDeducted: 23457,
              foreignTaxCreditRelief: true,
            },
            expenses: { repairsAndMaintenance: 435 },
          },
        ],
      },
    ]);
  });

  it('leaves UK property to its own update, and has nothing of it', async () => {
    const { landlord } = await letAbroad();
    const review = await journey.submissions.review(landlord.id, {
      businessId: landlord.businessId,
      periodEndDate: quarter1,
    });
    expect(review?.figures).toMatchObject({ income: { periodAmountPence: 115_000 }, expenses: {} });
  });

  it('names a property without any records of the year too, once it is registered', async () => {
    const { landlord } = await letAbroad();
    const empty = await abroad.addProperty(landlord, { name: 'Casa Nova', countryCode: 'PRT' });
    const before = await abroad.review(landlord, quarter1);
    expect([before.obstacles, 'places' in before.figures && before.figures.places.length]).toEqual([[], 3]);
    await abroad.register(landlord, empty);
    const { figures, fingerprint } = await abroad.review(landlord, quarter1);
    expect('places' in figures && figures.places.map(({ property }) => property?.name)).toEqual([
      'Gîte',
      'Casa Nova',
      'Piso 4',
      'Villa Sol',
    ]);
    expect(fingerprint).not.toBe(before.fingerprint);
  });

  it('takes the name of a figure that HMRC refuses from its path', async () => {
    const { landlord } = await letAbroad();
    const path = '/foreignProperty/2/income/rentIncome/rentAmount';
    await fault(landlord, 'refuse', { operation: put, code: 'FORMAT_VALUE', path, times: 1 });
    const { submissionId, event } = await submit(landlord);
    await updates.run(event);
    const { latest } = await updates.view(landlord, submissionId);
    expect(latest).toMatchObject({
      status: 'rejected',
      outcome: { messages: [{ field: '2.periodAmount' }] },
    });
  });
});

describe('an update of property abroad whose answer is lost', () => {
  it('is found in HMRC’s copy and not sent again', async () => {
    const { landlord } = await letAbroad();
    await fault(landlord, 'answer-lost', { operation: put, times: 1 });
    const { submissionId, event } = await submit(landlord);
    expect(await updates.run(event)).toMatchObject({ next: 'retry' });
    expect(await journey.submissions.steps.send(event)).toEqual({ next: 'stop' });
    const { latest } = await updates.view(landlord, submissionId);
    expect(latest).toMatchObject({ status: 'submitted', outcome: { readBack: true } });
    expect(journey.countCalls(put, landlord.nino)).toBe(1);
  });

  it('is sent again where HMRC’s copy holds other figures', async () => {
    const { landlord, villa } = await letAbroad();
    await updates.run((await submit(landlord)).event);
    await abroad.record(landlord, villa, 'travelCosts', -0.01, '2026-08-01');
    await fault(landlord, 'answer-lost-before', { operation: put, times: 1 });
    const { submissionId, event } = await submit(landlord, quarter2);
    await updates.run(event);
    expect(await journey.submissions.steps.send(event)).toEqual({ next: 'stop' });
    expect((await updates.view(landlord, submissionId)).latest.outcome).toMatchObject({ readBack: false });
    expect(abroad.held(landlord)).toMatchObject([{ acceptedCount: 2, toDate: quarter2 }]);
  });
});

describe('an update of property abroad by country', () => {
  const end = '2026-04-05';
  beforeEach(async () => {
    await journey.setTime('2026-04-20T09:00:00Z');
  });

  /** Somebody who connects in April 2026, with records of 2025-26. */
  async function letIn2025() {
    const landlord = await journey.addConnected({ abroad: true });
    const villa = await abroad.addProperty(landlord, { name: 'Villa Sol', countryCode: 'ESP', claims: true });
    const flat = await abroad.addProperty(landlord, { name: 'Piso 4', countryCode: 'ESP', claims: true });
    const gite = await abroad.addProperty(landlord, { name: 'Gîte', countryCode: 'FRA' });
    await abroad.record(landlord, villa, 'periodAmount', 0.1, '2025-06-01');
    await abroad.record(landlord, flat, 'periodAmount', 0.2, '2026-04-05');
    await abroad.record(landlord, flat, 'travelCosts', -1.1, '2025-04-06');
    await abroad.record(landlord, gite, 'periodAmount', 50, '2026-04-06');
    return { landlord, gite };
  }

  it('adds the properties of a country up, needs no registering, and names countries without figures', async () => {
    const { landlord } = await letIn2025();
    const { submissionId, event } = await submit(landlord, end);
    await updates.run(event);
    expect((await updates.view(landlord, submissionId)).status).toBe('submitted');
    expect(abroad.held(landlord)).toMatchObject([
      {
        toDate: end,
        foreignProperty: [
          { countryCode: 'FRA', income: { rentIncome: { rentAmount: 0 }, foreignTaxCreditRelief: false } },
          {
            countryCode: 'ESP',
            income: { rentIncome: { rentAmount: 30 }, foreignTaxCreditRelief: true },
            expenses: { travelCosts: 110 },
          },
        ],
      },
    ]);
  });

  it('is found in HMRC’s copy after a lost answer', async () => {
    const { landlord } = await letIn2025();
    await fault(landlord, 'answer-lost', { operation: put, times: 1 });
    const { submissionId, event } = await submit(landlord, end);
    await updates.run(event);
    await journey.submissions.steps.send(event);
    expect((await updates.view(landlord, submissionId)).latest.outcome).toMatchObject({ readBack: true });
    expect(journey.countCalls(put, landlord.nino)).toBe(1);
  });

  it('waits while the properties of a country differ about Foreign Tax Credit Relief', async () => {
    const { landlord } = await letIn2025();
    await abroad.addProperty(landlord, { name: 'Casa', countryCode: 'ESP', claims: false });
    const { obstacles } = await abroad.review(landlord, end);
    expect(obstacles).toEqual([{ kind: 'mixed-claims', countryCode: 'ESP' }]);
    expect(await abroad.click(landlord, end)).toEqual({ ok: false, reason: 'obstacles' });
  });

  it('waits where there is no property abroad at all', async () => {
    const landlord = await journey.addConnected({ abroad: true });
    expect((await abroad.review(landlord, end)).obstacles).toEqual([{ kind: 'no-property' }]);
  });
});
