import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAbroad } from '../../../test/abroad.ts';
import { createJourney, type Journey, startsAt } from '../../../test/journey.ts';
import { captured, foreignBusinessOf, type Landlord } from '../../../test/landlords.ts';
import { createPeriodSummaries, early1, early2, early3 } from '../../../test/period-summaries.ts';

let journey: Journey;
let periods: ReturnType<typeof createPeriodSummaries>;

beforeAll(async () => {
  journey = await createJourney();
  periods = createPeriodSummaries(journey);
});
beforeEach(async () => {
  await journey.setTime(startsAt);
  await journey.control.clearFaults();
});
afterAll(() => journey.close());

const create = 'create-uk-period';
const fault = (landlord: Landlord, name: string, operation: string) =>
  journey.control.addFault({ name, nino: landlord.nino, operation, times: 1 });
const statusOf = async (landlord: Landlord, submissionId: string) =>
  (await periods.view(landlord, submissionId)).status;
const rentOf = (landlord: Landlord) =>
  periods
    .periodsOf(landlord)
    .map(({ fromDate, toDate, ukNonFhlProperty }) => [fromDate, toDate, ukNonFhlProperty?.['income']]);

/** What HMRC's API was asked since the landlord connected. */
async function callsDuring(
  landlord: Landlord,
  work: () => Promise<unknown>,
): Promise<(string | undefined)[]> {
  const seen = () => journey.control.requests().filter(({ nino }) => nino === landlord.nino);
  const before = seen().length;
  await work();
  return seen()
    .slice(before)
    .map(({ operation }) => operation);
}

describe('an update of a year to 2024-25', () => {
  it('is of its quarter alone, made once, and changed from then on', async () => {
    const landlord = await periods.addEarly();
    const first = await callsDuring(landlord, () => periods.sendThrough(landlord, early1));
    await periods.sendThrough(landlord, early2);
    expect(rentOf(landlord)).toEqual([
      ['2024-04-06', '2024-07-05', { periodAmount: 100_001 }],
      ['2024-07-06', '2024-10-05', { periodAmount: 200_002 }],
    ]);

    await journey.addRent(landlord, '2024-05-02', '0.98');
    const again = await callsDuring(landlord, () => periods.sendThrough(landlord, early1));
    expect(rentOf(landlord)).toEqual([
      ['2024-04-06', '2024-07-05', { periodAmount: 100_099 }],
      ['2024-07-06', '2024-10-05', { periodAmount: 200_002 }],
    ]);
    expect(first).toEqual(['obligations', 'list-property-periods', create]);
    expect(again).toEqual(['obligations', 'list-property-periods', 'get-uk-period', 'amend-uk-period']);
  });

  it('waits for the quarter before it, and says which', async () => {
    const landlord = await periods.addEarly();
    expect(await periods.click(landlord, early2)).toMatchObject({
      ok: false,
      reason: 'earlier-first',
      earlier: { periodEndDate: early1 },
    });
    await periods.sendThrough(landlord, early1);
    expect(await periods.click(landlord, early2)).toMatchObject({ ok: true });
    expect(await periods.click(landlord, early3)).toMatchObject({ reason: 'earlier-first' });
  });

  it('is shown beside what HMRC took of that quarter, not of another', async () => {
    const landlord = await periods.addEarly();
    await periods.sendThrough(landlord, early1);
    const review = (periodEndDate: string) =>
      journey.submissions.review(landlord.id, { businessId: landlord.businessId, periodEndDate });
    expect(await review(early2)).toMatchObject({ previous: null, coveredBy: null, earlier: null });
    expect((await review(early1))?.previous?.figures).toMatchObject({
      income: { periodAmountPence: 100_001 },
    });
    expect((await review(early3))?.earlier?.periodEndDate).toBe(early2);
  });

  it('is corrected by its own update, since no later one carries it', async () => {
    const landlord = await periods.addEarly();
    await periods.sendThrough(landlord, early1);
    await periods.sendThrough(landlord, early2);
    await journey.addRent(landlord, '2024-05-02', '0.01');
    const found = await journey.submissions.corrections(landlord.id);
    expect(found).toMatchObject([
      { period: { periodEndDate: early1 }, change: { incomePence: 1, expensesPence: 0 }, next: null },
    ]);
  });

  it('leaves holiday lets that other software sent as they are', async () => {
    const landlord = await periods.addEarly();
    const lets = { income: { periodAmountPence: 700 }, expenses: { otherPence: 100 } };
    const connection = await journey.connectionOf(landlord);
    await journey.connections.callHmrc({
      connectionId: connection.id,
      purpose: 'submit-period',
      freshness: 'live',
      priority: 'person',
      fraudPreventionHeaders: captured.headers,
      invoke: (call, nino) =>
        journey.hmrc.createUkPropertyPeriod(call, {
          nino,
          businessId: landlord.businessId,
          taxYear: '2024-25',
          summary: { fromDate: '2024-04-06', toDate: early1, ukFhlProperty: lets },
        }),
    });
    await periods.sendThrough(landlord, early1);
    expect(periods.periodsOf(landlord)).toMatchObject([
      {
        ukNonFhlProperty: { income: { periodAmount: 100_001 } },
        ukFhlProperty: { income: { periodAmount: 700 }, expenses: { other: 100 } },
      },
    ]);
  });

  it('says where a refund makes an expense negative before 2024-25', async () => {
    const landlord = await journey.addLandlord('MTD Mandated', { joined: '2023-24' });
    await journey.setTime('2024-10-06T09:00:00Z');
    expect((await journey.connect(landlord)).ok).toBe(true);
    await journey.addRent(landlord, '2023-05-01', '10.00');
    const [house] = await journey.records.listProperties(landlord.id);
    const refund = {
      date: '2023-05-02',
      propertyId: house?.id ?? '',
      category: 'repairsAndMaintenance',
      description: 'Refund',
      moneyIn: '4.00',
      moneyOut: '',
    };
    expect((await journey.records.addTransaction(landlord.id, refund)).ok).toBe(true);
    expect(await periods.click(landlord, '2023-07-05')).toMatchObject({ reason: 'obstacles' });
    const key = { businessId: landlord.businessId, periodEndDate: '2023-07-05' };
    expect((await journey.submissions.review(landlord.id, key))?.obstacles).toEqual([
      { kind: 'below-nought', fields: ['repairsAndMaintenance'] },
    ]);
  });

  it('is refused once HMRC takes no changes of the year', async () => {
    const landlord = await periods.addEarly();
    await journey.setTime('2027-02-01T09:00:00Z');
    expect(await periods.click(landlord, early1)).toMatchObject({ reason: 'closed' });
  });
});

describe('an answer that was lost', () => {
  /** What has not arrived at HMRC after ten minutes does not arrive. */
  const letArrive = () =>
    journey.setTime(new Date(journey.clock.now().getTime() + 10 * 60_000).toISOString());

  it.each([
    ['after HMRC took it', 'answer-lost', 'READ_BACK', 1],
    ['before HMRC took it', 'answer-lost-before', 'ACCEPTED', 2],
  ])('%s is found by HMRC’s list of periods', async (_when, name, code, sent) => {
    const landlord = await periods.addEarly();
    const { submissionId, event } = await periods.submit(landlord, early1);
    await fault(landlord, name, create);
    expect(await periods.run(event)).toMatchObject({ next: 'retry' });
    expect(await statusOf(landlord, submissionId)).toBe('processing');
    await letArrive();
    expect(await journey.submissions.steps.send(event)).toEqual({ next: 'stop' });
    expect((await periods.view(landlord, submissionId)).latest).toMatchObject({
      status: 'submitted',
      outcome: { code },
    });
    expect(journey.countCalls(create, landlord.nino)).toBe(sent);
    expect(rentOf(landlord)).toEqual([['2024-04-06', '2024-07-05', { periodAmount: 100_001 }]]);
  });

  it('is asked for again where the list can’t be read, and nothing is sent meanwhile', async () => {
    const landlord = await periods.addEarly();
    const { submissionId, event } = await periods.submit(landlord, early1);
    await fault(landlord, 'answer-lost', create);
    await periods.run(event);
    await fault(landlord, 'outage-503', 'list-property-periods');
    expect(await journey.submissions.steps.send(event)).toMatchObject({ next: 'retry' });
    expect(await statusOf(landlord, submissionId)).toBe('processing');
    expect(journey.countCalls(create, landlord.nino)).toBe(1);
    await journey.submissions.steps.send(event);
    expect(await statusOf(landlord, submissionId)).toBe('submitted');
  });

  it('is asked for again where HMRC refuses to show its list', async () => {
    const landlord = await periods.addEarly();
    const { submissionId, event } = await periods.submit(landlord, early1);
    await fault(landlord, 'answer-lost', create);
    await periods.run(event);
    await journey.control.addFault({
      name: 'refuse',
      nino: landlord.nino,
      operation: 'list-property-periods',
      times: 1,
      code: 'FORMAT_TAX_YEAR',
    });
    expect(await journey.submissions.steps.send(event)).toMatchObject({ next: 'retry' });
    expect((await periods.view(landlord, submissionId)).latest.waitingFor).toBeNull();
    await journey.submissions.steps.send(event);
    expect(await statusOf(landlord, submissionId)).toBe('submitted');
  });

  it('never makes a period that HMRC had after all into a refusal', async () => {
    const landlord = await periods.addEarly();
    const { submissionId, event } = await periods.submit(landlord, early1);
    // HMRC's list is late: it has the period, and refuses a second one.
    await fault(landlord, 'answer-lost', create);
    await periods.run(event);
    await journey.control.addFault({
      name: 'refuse',
      nino: landlord.nino,
      operation: 'list-property-periods',
      times: 1,
      code: 'MATCHING_RESOURCE_NOT_FOUND',
    });
    await journey.control.addFault({
      name: 'refuse',
      nino: landlord.nino,
      operation: 'list-property-periods',
      times: 1,
      code: 'MATCHING_RESOURCE_NOT_FOUND',
    });
    await letArrive();
    expect(await journey.submissions.steps.send(event)).toMatchObject({ next: 'retry' });
    expect(await statusOf(landlord, submissionId)).toBe('processing');
    await journey.submissions.steps.send(event);
    expect(await statusOf(landlord, submissionId)).toBe('submitted');
    expect(rentOf(landlord)).toHaveLength(1);
  });
});

describe('property abroad to 2024-25', () => {
  it('is sent by country for its quarter alone, and changed', async () => {
    const landlord = await periods.addEarly({ abroad: true });
    const abroad = createAbroad(journey);
    const lodge = await abroad.addProperty(landlord, { name: 'Gîte', countryCode: 'FRA', claims: true });
    await abroad.record(landlord, lodge, 'periodAmount', 500, '2024-05-02');
    await abroad.record(landlord, lodge, 'repairsAndMaintenance', -20.5, '2024-06-02');
    await abroad.record(landlord, lodge, 'periodAmount', 600, '2024-08-02');
    const send = async (periodEndDate: string) => {
      const key = { businessId: foreignBusinessOf(landlord), periodEndDate };
      const review = await journey.submissions.review(landlord.id, key);
      const made = await journey.submissions.request(
        { ownerId: landlord.id, attemptId: randomUUID(), seen: review?.fingerprint ?? '', captured },
        key,
      );
      if (!made.ok) throw new Error(made.reason);
      await periods.run(await periods.eventOf(landlord, made.submissionId));
      expect(await statusOf(landlord, made.submissionId)).toBe('submitted');
    };
    await send(early1);
    await send(early2);
    const held = () =>
      periods.periodsAbroadOf(landlord).map(({ foreignNonFhlProperty }) => foreignNonFhlProperty);
    const first = {
      countryCode: 'FRA',
      income: { foreignTaxCreditRelief: true, rentIncome: { rentAmount: 50_000 } },
      expenses: { repairsAndMaintenance: 2050 },
    };
    expect(held()).toMatchObject([[first], [{ income: { rentIncome: { rentAmount: 60_000 } } }]]);
    await abroad.record(landlord, lodge, 'periodAmount', 0.01, '2024-05-03');
    await send(early1);
    expect(held()).toMatchObject([
      [{ ...first, income: { rentIncome: { rentAmount: 50_001 } } }],
      [{ income: { rentIncome: { rentAmount: 60_000 } } }],
    ]);
  });
});
