import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createAbroad } from '../../../test/abroad.ts';
import { createJourney, type Journey } from '../../../test/journey.ts';
import { captured, foreignBusinessOf, type Landlord } from '../../../test/landlords.ts';
import { createUpdates, quarter1 } from '../../../test/updates.ts';
import { type AnnualYear } from './draft.ts';
import { type AnnualAnswers, noAnswers } from './entry/rules.ts';

let journey: Journey;
let abroad: ReturnType<typeof createAbroad>;

beforeAll(async () => {
  journey = await createJourney();
  abroad = createAbroad(journey);
});
beforeEach(async () => {
  await journey.setTime('2026-10-06T09:00:00Z');
  await journey.control.clearFaults();
});
afterAll(() => journey.close());

const put = 'put-foreign-annual';
const annual = () => journey.submissions.annual;
const yearOf = (landlord: Landlord, taxYear: AnnualYear['taxYear'] = '2026-27'): AnnualYear => ({
  businessId: foreignBusinessOf(landlord),
  taxYear,
  typeOfBusiness: 'foreign-property',
});
const only = (fields: Record<string, string>): AnnualAnswers => ({ ...noAnswers, fields });
const mill = { amount: '300.03', name: 'El Molino', postcode: '29001' };

/** Two properties with records of the year, registered unless told otherwise, and answers about them. */
async function letAbroad({ isRegistered = true } = {}) {
  const landlord = await journey.addConnected({ abroad: true });
  const villa = await abroad.addProperty(landlord, { name: 'Villa Sol', countryCode: 'ESP', claims: true });
  const gite = await abroad.addProperty(landlord, { name: 'Gîte', countryCode: 'FRA' });
  await abroad.record(landlord, villa, 'periodAmount', 1234.56);
  await abroad.record(landlord, gite, 'periodAmount', 50);
  if (isRegistered) for (const id of [villa, gite]) await abroad.register(landlord, id);
  await fill(landlord, yearOf(landlord), {
    [villa]: {
      ...only({ privateUseAdjustment: '12.34', costOfReplacingDomesticItems: '1,250' }),
      structuredBuildingAllowance: [mill],
    },
    [gite]: only({ balancingCharge: '0.07' }),
  });
  return { landlord, villa, gite, of: yearOf(landlord) };
}

async function fill(landlord: Landlord, of: AnnualYear, places: Record<string, AnnualAnswers>) {
  await annual().save(landlord.id, of, { places });
  const told = await annual().confirmAccountingType(landlord.id, of, 'CASH', captured);
  expect(told).toEqual({ ok: true });
}

async function click(landlord: Landlord, of: AnnualYear) {
  const { fingerprint } = await annual().view(landlord.id, of);
  return annual().request({ ownerId: landlord.id, attemptId: randomUUID(), seen: fingerprint, captured }, of);
}

/** Clicks, and lets the engine do what the click asked for. */
async function submit(landlord: Landlord, of: AnnualYear) {
  const made = await click(landlord, of);
  if (!made.ok) throw new Error(made.reason);
  const one = () => journey.submissions.one(landlord.id, made.submissionId);
  const event = {
    attemptId: (await one())?.latest.id ?? '',
    connectionId: (await journey.connectionOf(landlord)).id,
  };
  const send = () => journey.submissions.steps.send(event);
  return { submissionId: made.submissionId, one, send };
}

const held = (landlord: Landlord): unknown[] =>
  Object.values(journey.simulator.control.saveState().documents['property-annual']?.[landlord.nino] ?? {});

const idOf = async (landlord: Landlord, property: string) => {
  const known = await abroad.registration(landlord, property);
  return known?.kind === 'registered' ? known.hmrcId : '';
};

describe('an annual summary of property abroad by property', () => {
  it('is found at the address of the foreign business, and there alone', async () => {
    const { landlord } = await letAbroad();
    const other = await journey.addConnected({ abroad: true });
    const named = { businessId: foreignBusinessOf(landlord), taxYear: '2026-27' };
    expect(await annual().find(landlord.id, named)).toEqual(yearOf(landlord));
    expect(await annual().find(other.id, named)).toBeNull();
    expect(await annual().find(landlord.id, { ...named, taxYear: '2021-22' })).toBeNull();
  });

  it('is held at HMRC to the penny, each property under HMRC’s id of it', async () => {
    const { landlord, villa, gite, of } = await letAbroad();
    const { one, send } = await submit(landlord, of);
    expect(await send()).toEqual({ next: 'stop' });
    expect((await one())?.status).toBe('submitted');
    const [kept] = held(landlord) as [{ foreignProperty: unknown[] }];
    expect(kept.foreignProperty).toEqual([
      { propertyId: await idOf(landlord, gite), adjustments: { balancingCharge: 7 } },
      {
        propertyId: await idOf(landlord, villa),
        adjustments: { privateUseAdjustment: 1234 },
        allowances: {
          costOfReplacingDomesticItems: 125_000,
          structuredBuildingAllowance: [
            { amount: 30_003, building: { name: 'El Molino', postcode: '29001' } },
          ],
        },
      },
    ]);
  });

  it('waits until each property with records is registered, and keeps what was answered meanwhile', async () => {
    const { landlord, villa, gite, of } = await letAbroad({ isRegistered: false });
    const named = async () =>
      (await annual().view(landlord.id, of)).obstacles.map((each) =>
        'property' in each ? [each.kind, each.property.id] : [each.kind],
      );
    expect((await named()).sort()).toEqual([villa, gite].map((id) => ['not-registered', id]).sort());
    expect((await annual().view(landlord.id, of)).problems).toEqual([]);
    await abroad.register(landlord, villa);
    expect(await click(landlord, of)).toEqual({ ok: false, reason: 'obstacles' });
    expect(journey.countCalls(put, landlord.nino)).toBe(0);
    await abroad.register(landlord, gite);
    const { obstacles, figures } = await annual().view(landlord.id, of);
    expect(obstacles).toEqual([]);
    expect(figures).toMatchObject({ places: [{ adjustments: { balancingCharge: 7 } }, {}] });
    expect(await click(landlord, of)).toMatchObject({ ok: true });
  });

  it('keeps answers of places that are not named', async () => {
    const { landlord, gite, of } = await letAbroad();
    await annual().save(landlord.id, of, { places: { [gite]: only({ balancingCharge: '1' }) } });
    expect((await annual().view(landlord.id, of)).figures).toMatchObject({
      places: [
        { adjustments: { balancingCharge: 100 } },
        { allowances: { costOfReplacingDomesticItems: 125_000 } },
      ],
    });
  });

  it('that replaces another takes away what is left out', async () => {
    const { landlord, villa, gite, of } = await letAbroad();
    await (await submit(landlord, of)).send();
    await annual().save(landlord.id, of, { places: { [villa]: noAnswers, [gite]: noAnswers } });
    const { accepted } = await annual().view(landlord.id, of);
    expect(accepted?.figures).toMatchObject({
      places: [{ property: { id: gite } }, { property: { id: villa } }],
    });
    const { one, send } = await submit(landlord, of);
    await send();
    expect((await one())?.status).toBe('submitted');
    expect(JSON.stringify(held(landlord))).not.toMatch(/balancingCharge|costOf|structured/);
  });

  it('is found in HMRC’s copy after a lost answer, and not sent again', async () => {
    const { landlord, of } = await letAbroad();
    await journey.control.addFault({ name: 'answer-lost', nino: landlord.nino, operation: put, times: 1 });
    const { one, send } = await submit(landlord, of);
    expect(await send()).toMatchObject({ next: 'retry' });
    expect(await send()).toEqual({ next: 'stop' });
    expect((await one())?.latest).toMatchObject({ status: 'submitted', outcome: { readBack: true } });
    expect(journey.countCalls(put, landlord.nino)).toBe(1);
  });

  it('is sent again where HMRC’s copy shows that it never arrived', async () => {
    const { landlord, of } = await letAbroad();
    await journey.control.addFault({
      name: 'answer-lost-before',
      nino: landlord.nino,
      operation: put,
      times: 1,
    });
    const { one, send } = await submit(landlord, of);
    await send();
    expect(await send()).toEqual({ next: 'stop' });
    expect((await one())?.latest).toMatchObject({ status: 'submitted', outcome: { readBack: false } });
    expect(held(landlord)).toHaveLength(1);
  });

  it('takes the place and the field that HMRC refuses from its path', async () => {
    const { landlord, villa, of } = await letAbroad();
    const path = '/foreignProperty/1/allowances/structuredBuildingAllowance/0/amount';
    const fault = { name: 'refuse', operation: put, code: 'FORMAT_VALUE', path, times: 1 };
    await journey.control.addFault({ ...fault, nino: landlord.nino });
    const { one, send } = await submit(landlord, of);
    await send();
    expect((await one())?.latest).toMatchObject({
      status: 'rejected',
      outcome: { messages: [{ field: `${villa}.structuredBuildingAllowance-0-amount` }] },
    });
  });

  it('claims no property income allowance for a property whose expenses HMRC’s last update holds', async () => {
    const { landlord, villa, gite, of } = await letAbroad();
    const updates = createUpdates(journey);
    await abroad.record(landlord, villa, 'repairsAndMaintenance', -9);
    const made = await abroad.click(landlord, quarter1);
    await updates.run(await updates.eventOf(landlord, made.ok ? made.submissionId : ''));
    const problemsOf = async (property: string) => {
      const claim = only({ propertyIncomeAllowance: '1,000' });
      await annual().save(landlord.id, of, {
        places: { [villa]: noAnswers, [gite]: noAnswers, [property]: claim },
      });
      return (await annual().view(landlord.id, of)).problems.map(({ field }) => field);
    };
    expect(await problemsOf(gite)).toEqual([]);
    expect(await problemsOf(villa)).toEqual([`${villa}.propertyIncomeAllowance`]);
  });
});

describe('an annual summary of property abroad by country', () => {
  it('has one entry a country, and needs no registering', async () => {
    await journey.setTime('2026-04-20T09:00:00Z');
    const landlord = await journey.addConnected({ abroad: true });
    await abroad.addProperty(landlord, { name: 'Villa Sol', countryCode: 'ESP', claims: true });
    await abroad.addProperty(landlord, { name: 'Piso 4', countryCode: 'ESP' });
    await abroad.addProperty(landlord, { name: 'Gîte', countryCode: 'FRA' });
    const of = yearOf(landlord, '2025-26');
    await fill(landlord, of, { ESP: only({ otherCapitalAllowance: '99.99' }) });
    const view = await annual().view(landlord.id, of);
    expect(view.sections.map(({ key }) => key)).toEqual(['FRA', 'ESP']);
    // Two answers on Foreign Tax Credit Relief keep back an update, not this.
    expect(view.obstacles).toEqual([]);
    const { one, send } = await submit(landlord, of);
    await send();
    expect((await one())?.status).toBe('submitted');
    expect(held(landlord)).toMatchObject([
      {
        foreignProperty: [
          { countryCode: 'FRA', adjustments: { privateUseAdjustment: 0 } },
          { countryCode: 'ESP', allowances: { otherCapitalAllowance: 9999 } },
        ],
      },
    ]);
  });

  it('waits where there is no property abroad at all', async () => {
    const landlord = await journey.addConnected({ abroad: true });
    const of = yearOf(landlord, '2025-26');
    await fill(landlord, of, {});
    expect((await annual().view(landlord.id, of)).obstacles).toEqual([{ kind: 'no-property' }]);
    expect(await click(landlord, of)).toEqual({ ok: false, reason: 'obstacles' });
  });
});
