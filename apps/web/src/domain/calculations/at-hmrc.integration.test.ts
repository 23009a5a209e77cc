import { type ListedCalculation } from '@quarterday/hmrc-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { calculateElsewhere } from '../../test/calculating.ts';
import { createDeclaring, type Declaring } from '../../test/declaring.ts';
import { createJourney, type Journey } from '../../test/journey.ts';
import { captured, type Landlord } from '../../test/landlords.ts';
import { createUpdates, type Updates } from '../../test/updates.ts';
import { type TaxYear } from '../tax-year.ts';

const taxYear = '2026-27';
let journey: Journey;
let updates: Updates;
let declaring: Declaring;

beforeAll(async () => {
  journey = await createJourney();
  updates = createUpdates(journey);
  declaring = createDeclaring(journey);
  await journey.control.setCalculationSeconds(0);
});
beforeEach(async () => {
  await journey.setTime('2026-10-06T09:00:00Z');
  await journey.control.clearFaults();
});
afterAll(() => journey.close());

const list = (landlord: Landlord, year: TaxYear = taxYear) =>
  journey.calculations.atHmrc.list({ ownerId: landlord.id, taxYear: year, captured });
const one = (landlord: Landlord, calculationId: string, year: TaxYear = taxYear) =>
  journey.calculations.atHmrc.one({ ownerId: landlord.id, taxYear: year, calculationId, captured });

async function listed(landlord: Landlord, year: TaxYear = taxYear) {
  const told = await list(landlord, year);
  if (!told.ok) throw new Error(told.sentence);
  return told.all;
}

/** A landlord whose update HMRC has taken, and the estimate that followed it. */
async function withEstimate(): Promise<{ landlord: Landlord; own: string }> {
  const landlord = await journey.addConnected();
  await updates.run((await updates.submit(landlord)).event);
  const [waiting] = await journey.calculations.ofYear(landlord.id, taxYear);
  const event = {
    calculation: waiting?.id ?? '',
    connectionId: (await journey.connectionOf(landlord)).id,
  };
  await journey.calculations.steps.calculate(event);
  await journey.calculations.steps.calculate(event);
  return { landlord, own: event.calculation };
}

async function rowsOf({ id }: Landlord): Promise<object[]> {
  const sql = 'select * from calculations where owner_id = $1 order by id';
  return (await journey.pool.query<Record<string, unknown>>(sql, [id])).rows;
}

describe('HMRC’s list of a year’s calculations', () => {
  it('has those of other software too, the newest first, and which were asked for here', async () => {
    const { landlord, own } = await withEstimate();
    await journey.setTime('2026-10-06T10:00:00Z');
    const elsewhere = await calculateElsewhere(journey.simulator, landlord, taxYear);
    const before = await rowsOf(landlord);
    expect(await list(landlord)).toEqual({
      ok: true,
      askedAt: new Date('2026-10-06T10:00:00Z'),
      all: [
        {
          calculationId: elsewhere,
          madeAt: new Date('2026-10-06T10:00:00Z'),
          kind: 'in-year',
          trigger: 'attended',
          outcome: 'PROCESSED',
          duePence: 0,
          until: '2026-07-05',
          own: null,
          isAskable: true,
        },
        expect.objectContaining({
          madeAt: new Date('2026-10-06T09:00:00Z'),
          own: { id: own, taxYear, isReady: true },
        }),
      ],
    });
    expect(await rowsOf(landlord)).toEqual(before);
  });

  it('has a calculation that was asked for here and whose answer never came', async () => {
    const landlord = await declaring.addWithYear();
    const [waiting] = await journey.calculations.ofYear(landlord.id, '2025-26');
    const id = waiting?.id ?? '';
    const connectionId = (await journey.connectionOf(landlord)).id;
    await journey.calculations.steps.calculate({ calculation: id, connectionId });
    await journey.calculations.giveUp({ calculation: id, connectionId });
    const [first] = await listed(landlord, '2025-26');
    expect(first?.own).toEqual({ id, taxYear: '2025-26', isReady: false });
    expect(await one(landlord, first?.calculationId ?? '', '2025-26')).toMatchObject({
      ok: true,
      calculation: { figures: { tax: { incomePence: 3_000_000 } } },
    });
  });

  it('is empty where HMRC has none', async () => {
    const landlord = await journey.addConnected();
    expect(await list(landlord)).toMatchObject({ ok: true, all: [] });
    expect(journey.countCalls('list-calculations', landlord.nino)).toBe(1);
  });

  it('tells what was declared', async () => {
    const landlord = await declaring.addWithYear();
    await declaring.run((await declaring.declare(landlord)).event);
    const found = await listed(landlord, '2025-26');
    expect(found.map(({ kind }) => kind)).toEqual(['final-declaration']);
    expect(await one(landlord, found[0]?.calculationId ?? '', '2025-26')).toMatchObject({
      ok: true,
      calculation: { kind: 'final-declaration' },
    });
  });

  it('keeps apart what HMRC could not calculate, and what is no number of a calculation', async () => {
    const landlord = await journey.addConnected();
    const item: ListedCalculation = {
      calculationId: 'f2fb30e5-4ab6-4a29-b3c1-c7264259ff1c',
      calculationTimestamp: 'some time',
      calculationType: 'in-month',
      calculationTrigger: 'unattended',
      calculationOutcome: 'REJECTED',
    };
    const process = journey.createProcess({
      hmrc: {
        listCalculations: () =>
          Promise.resolve({
            ok: true,
            answer: { status: 200, correlationId: null },
            value: [item, { ...item, calculationId: '../elsewhere' }],
          }),
      },
    });
    const told = await process.calculations.atHmrc.list({ ownerId: landlord.id, taxYear, captured });
    const same = {
      madeAt: null,
      kind: 'in-month',
      trigger: 'unattended',
      outcome: 'REJECTED',
      duePence: null,
    };
    expect(told).toMatchObject({
      ok: true,
      all: [
        { ...same, isAskable: true },
        { ...same, isAskable: false },
      ],
    });
  });
});

describe('one calculation of HMRC’s', () => {
  it('is read in full, with HMRC’s reference and the headers of the click, and not kept', async () => {
    const { landlord } = await withEstimate();
    const elsewhere = await calculateElsewhere(journey.simulator, landlord, taxYear);
    const before = await rowsOf(landlord);
    const told = await one(landlord, elsewhere);
    expect(told).toMatchObject({
      ok: true,
      calculation: {
        calculationId: elsewhere,
        kind: 'in-year',
        madeAt: new Date('2026-10-06T09:00:00Z'),
        figures: {
          periodTo: '2026-07-05',
          errors: [],
          tax: { incomePence: 115_000, sources: [{ incomeSourceId: landlord.businessId }], gaps: [] },
        },
      },
    });
    expect(told.ok && told.correlationId).toMatch(/\S/);
    const seen = journey.control
      .requests()
      .findLast(({ operation, nino }) => operation === 'retrieve-calculation' && nino === landlord.nino);
    expect(seen?.headers['gov-client-connection-method']).toBe('WEB_APP_VIA_SERVER');
    expect(await rowsOf(landlord)).toEqual(before);
  });

  it.each([
    ['2023-24', '2023-07-05', '2025-10-06T09:00:00Z'],
    ['2024-25', '2024-07-05', '2026-10-06T09:00:00Z'],
    ['2025-26', '2026-04-05', '2026-10-06T09:00:00Z'],
    ['2026-27', '2026-07-05', '2026-10-06T09:00:00Z'],
  ] as const)('is read in the form that HMRC has for %s', async (year, quarter, at) => {
    await journey.setTime(at);
    const landlord = await journey.addConnected({ joined: year < '2025-26' ? year : '2025-26' });
    await journey.addRent(landlord, `${year.slice(0, 4)}-05-02`, '20,000.00');
    await updates.run((await updates.submit(landlord, quarter)).event);
    const id = await calculateElsewhere(journey.simulator, landlord, year);
    expect((await listed(landlord, year)).map((each) => [each.calculationId, each.kind])).toEqual([
      [id, 'in-year'],
    ]);
    const told = await one(landlord, id, year);
    const tax = told.ok ? told.calculation.figures.tax : null;
    expect(tax).toMatchObject({ sources: [{ incomeSourceType: 'uk-property' }], gaps: [] });
    expect(tax?.incomePence).toBeGreaterThanOrEqual(2_000_000);
  });

  it('is nobody else’s', async () => {
    const [{ landlord }, other] = [await withEstimate(), await journey.addConnected()];
    const theirs = await calculateElsewhere(journey.simulator, landlord, taxYear);
    expect(await one(other, theirs)).toMatchObject({ ok: false, reason: 'not-ready' });
    expect(await list(other)).toMatchObject({ ok: true, all: [] });
    const told = await one(other, theirs);
    expect(!told.ok && told.sentence).toContain('HMRC shows no calculation of this number');
  });
});

describe.each([
  ['list-calculations', (landlord: Landlord) => list(landlord)],
  ['retrieve-calculation', (landlord: Landlord) => one(landlord, 'f2fb30e5-4ab6-4a29-b3c1-c7264259ff1c')],
] as const)('where HMRC does not answer %s', (operation, ask) => {
  it.each([
    ['outage-503', {}, 'unreachable', 'HMRC could not be reached.'],
    ['outage-500', {}, 'unreachable', 'HMRC could not be reached.'],
    ['html-error', {}, 'unreachable', 'HMRC could not be reached.'],
    ['throttle', {}, 'busy', 'HMRC is taking fewer requests just now.'],
    ['forbidden', { code: 'RESOURCE_FORBIDDEN' }, 'refused', ''],
    ['refuse', { code: 'RULE_TAX_YEAR_NOT_SUPPORTED', status: 400 }, 'refused', ''],
  ])('for %s %j, that is said, and no list is empty', async (name, more, reason, sentence) => {
    const landlord = await journey.addConnected();
    await journey.control.addFault({ name, nino: landlord.nino, operation, ...more });
    const told = await ask(landlord);
    expect(told).toMatchObject({ ok: false, reason, sentence: expect.stringContaining(sentence) as string });
    expect((await journey.connectionOf(landlord)).status).toBe('connected');
  });

  it('since the authority was withdrawn, it is to be given again', async () => {
    const landlord = await journey.addConnected();
    await journey.control.revokeAuthority(landlord.nino);
    const told = await ask(landlord);
    expect(told).toMatchObject({ ok: false, reason: 'expired' });
    expect(!told.ok && told.sentence).toMatch(/reconnect/i);
    expect((await journey.connectionOf(landlord)).status).toBe('expired');
    expect(await ask(landlord)).toMatchObject({ ok: false, reason: 'expired' });
  });

  it('since there is no connection, HMRC is not asked', async () => {
    const landlord = await journey.addLandlord();
    expect(await ask(landlord)).toMatchObject({ ok: false, reason: 'not-connected' });
    expect(journey.countCalls(operation, landlord.nino)).toBe(0);
  });
});
