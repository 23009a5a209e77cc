import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createAbroad } from '../../../test/abroad.ts';
import { createFinalising } from '../../../test/finalising.ts';
import { createJourney, type Journey } from '../../../test/journey.ts';
import { foreignBusinessOf, type Landlord } from '../../../test/landlords.ts';
import { type TaxYear } from '../../tax-year.ts';

let journey: Journey;
let abroad: ReturnType<typeof createAbroad>;

const years = {
  '2025-26': { within: '2025-06-01', end: '2026-04-05', now: '2026-10-06' },
  '2026-27': { within: '2026-06-01', end: '2027-04-05', now: '2027-05-10' },
} as const satisfies Partial<Record<TaxYear, object>>;
type Year = keyof typeof years;

beforeAll(async () => {
  journey = await createJourney();
  abroad = createAbroad(journey);
});
beforeEach(() => journey.control.clearFaults());
afterAll(() => journey.close());

const finalisingIn = (taxYear: Year) =>
  createFinalising(journey, (landlord) => ({
    businessId: foreignBusinessOf(landlord),
    taxYear,
    typeOfBusiness: 'foreign-property',
  }));
type Finalising = ReturnType<typeof finalisingIn>;

/** Sends the update of property abroad that ends the year. */
async function sendYear(finalising: Finalising, landlord: Landlord, taxYear: Year): Promise<void> {
  const made = await abroad.click(landlord, years[taxYear].end);
  if (!made.ok) throw new Error(made.reason);
  await finalising.run(await finalising.eventOf(landlord, made.submissionId));
  const { status } = await finalising.submission(landlord, made.submissionId);
  if (status !== 'submitted') throw new Error(`The year’s update is ${status}.`);
}

/** Two properties abroad and one here, whose year HMRC has and has summed up. */
async function prepare(taxYear: Year) {
  const { now, within } = years[taxYear];
  await journey.setTime(`${now}T09:00:00Z`);
  const finalising = finalisingIn(taxYear);
  const landlord = await journey.addConnected({ abroad: true });
  await journey.addRent(landlord, within, '777.77');
  const villa = await abroad.addProperty(landlord, { name: 'Villa Sol', countryCode: 'ESP', claims: true });
  const gite = await abroad.addProperty(landlord, { name: 'Gîte', countryCode: 'FRA' });
  await abroad.record(landlord, villa, 'periodAmount', 1234.56, within);
  await abroad.record(landlord, villa, 'foreignTaxPaidOrDeducted', -234.57, within);
  await abroad.record(landlord, villa, 'residentialFinancialCost', -99.99, within);
  await abroad.record(landlord, gite, 'periodAmount', 640, within);
  await abroad.record(landlord, gite, 'repairsAndMaintenance', -4.35, within);
  const places = { villa: 'ESP', gite: 'FRA' };
  if (taxYear === '2026-27') {
    for (const id of [villa, gite]) expect(await abroad.register(landlord, id)).toEqual({ ok: true });
    const idOf = async (id: string) => {
      const known = await abroad.registration(landlord, id);
      return known?.kind === 'registered' ? known.hmrcId : '';
    };
    Object.assign(places, { villa: await idOf(villa), gite: await idOf(gite) });
  }
  await sendYear(finalising, landlord, taxYear);
  await finalising.trigger(landlord);
  const answers = {
    isNothing: false,
    fields: {
      [`${places.villa}-totalRentsReceived`]: '-34.55',
      [`${places.villa}-totalRentsReceived-reason`]: 'A deposit was booked as rent',
      [`${places.gite}-travelCosts`]: '12.01',
      [`${places.gite}-travelCosts-reason`]: 'A ferry',
    },
  };
  await finalising.save(landlord, answers);
  return { finalising, landlord, villa, gite, places };
}

describe.each(['2025-26', '2026-27'] as const)('property abroad in %s', (taxYear) => {
  it('stands place by place beside the records of each, without those of the UK', async () => {
    const { finalising, landlord, villa, gite, places } = await prepare(taxYear);
    const named = (id: string, name: string, hmrcId: string) =>
      taxYear === '2026-27' ? { hmrcId, id, name } : null;
    const { beside } = await finalising.view(landlord);
    expect(beside?.places).toMatchObject([
      {
        name: { place: places.gite, countryCode: 'FRA', property: named(gite, 'Gîte', places.gite) },
        atHmrc: { totalRentsReceived: 64_000, repairsAndMaintenance: 435 },
        inRecords: { totalRentsReceived: 64_000, repairsAndMaintenance: 435 },
      },
      {
        name: { place: places.villa, countryCode: 'ESP', property: named(villa, 'Villa Sol', places.villa) },
        atHmrc: { totalRentsReceived: 123_456 },
        inRecords: { totalRentsReceived: 123_456, repairsAndMaintenance: 0 },
      },
    ]);
    const casa = await abroad.addProperty(landlord, { name: 'Casa', countryCode: 'PRT' });
    await abroad.record(landlord, casa, 'other', -0.01, years[taxYear].within);
    expect((await finalising.view(landlord)).beside?.places[2]).toMatchObject({
      name: { countryCode: 'PRT' },
      atHmrc: null,
      inRecords: { other: 1 },
    });
  });

  it('is adjusted to the penny, each place under HMRC’s word for it, and kept under ours', async () => {
    const { finalising, landlord, places } = await prepare(taxYear);
    const id = await finalising.send(landlord);
    expect((await finalising.submission(landlord, id)).status).toBe('submitted');
    expect(finalising.held(landlord)[0]?.adjusted?.items).toMatchObject([
      {
        [taxYear === '2026-27' ? 'propertyId' : 'countryCode']: places.gite,
        expenses: { travelCosts: 1_201 },
      },
      {
        [taxYear === '2026-27' ? 'propertyId' : 'countryCode']: places.villa,
        income: { totalRentsReceived: -3_455 },
      },
    ]);
    const { state, taken, summary } = await finalising.view(landlord);
    expect(state).toBe('adjusted');
    expect(taken?.figures.places.map(({ countryCode }) => countryCode)).toEqual(['FRA', 'ESP']);
    expect(summary?.adjusted?.totals).toMatchObject({ totalIncome: 184_001, totalExpenses: 1_636 });
    expect(await finalising.confirm(landlord)).toEqual({ ok: true });
    expect(await finalising.view(landlord)).toMatchObject({ state: 'finalised' });
  });

  it('is found in HMRC’s copy after a lost answer, and not adjusted twice', async () => {
    const { finalising, landlord } = await prepare(taxYear);
    await journey.control.addFault({
      name: 'answer-lost',
      nino: landlord.nino,
      operation: 'adjust-foreign-bsas',
      times: 1,
    });
    const made = await finalising.click(landlord);
    if (!made.ok) throw new Error(made.reason);
    const event = await finalising.eventOf(landlord, made.submissionId);
    await finalising.run(event);
    await finalising.run(event);
    const { latest } = await finalising.submission(landlord, made.submissionId);
    expect(latest).toMatchObject({ status: 'submitted', outcome: { code: 'READ_BACK' } });
    expect(journey.countCalls('adjust-foreign-bsas', landlord.nino)).toBe(1);
  });

  it('may have nothing to adjust, which HMRC is told', async () => {
    const { finalising, landlord } = await prepare(taxYear);
    await finalising.save(landlord, { isNothing: true, fields: {} });
    await finalising.send(landlord);
    expect(finalising.held(landlord)[0]?.adjusted?.items).toEqual([]);
    expect(await finalising.view(landlord)).toMatchObject({ state: 'adjusted' });
  });

  it('is undone by a later update of it, and not by one of the UK', async () => {
    const { finalising, landlord } = await prepare(taxYear);
    await finalising.send(landlord);
    await journey.setTime(`${years[taxYear].now}T10:00:00Z`);
    if (taxYear === '2025-26') await finalising.sendYear(landlord);
    expect(await finalising.view(landlord)).toMatchObject({ state: 'adjusted' });
    await sendYear(finalising, landlord, taxYear);
    expect(await finalising.view(landlord)).toMatchObject({ state: 'undone' });
    await finalising.trigger(landlord);
    await finalising.send(landlord);
    expect(await finalising.view(landlord)).toMatchObject({ state: 'adjusted' });
  });
});

it('a property that HMRC has and the records do not know is named by HMRC’s id, apart from theirs', async () => {
  const { finalising, landlord, villa, places } = await prepare('2026-27');
  await journey.pool.query('delete from foreign_registrations where property_id = $1', [villa]);
  const { beside } = await finalising.view(landlord);
  expect(beside?.places.slice(1)).toMatchObject([
    {
      name: { countryCode: 'ESP', property: { hmrcId: places.villa, id: '', name: '' } },
      atHmrc: { totalRentsReceived: 123_456 },
      inRecords: { totalRentsReceived: 0 },
    },
    {
      name: { countryCode: 'ESP', property: { id: villa, name: 'Villa Sol' } },
      atHmrc: null,
      inRecords: { totalRentsReceived: 123_456 },
    },
  ]);
});

it('what HMRC refuses of a place abroad is told of that place’s figure', async () => {
  const { finalising, landlord, places } = await prepare('2026-27');
  await journey.control.addFault({
    name: 'refuse',
    nino: landlord.nino,
    operation: 'adjust-foreign-bsas',
    code: 'FORMAT_VALUE',
    path: '/foreignProperty/propertyLevelDetail/1/income/totalRentsReceived',
    times: 1,
  });
  const id = await finalising.send(landlord);
  expect((await finalising.submission(landlord, id)).latest).toMatchObject({
    status: 'rejected',
    outcome: { messages: [{ field: `${places.villa}-totalRentsReceived` }] },
  });
});
