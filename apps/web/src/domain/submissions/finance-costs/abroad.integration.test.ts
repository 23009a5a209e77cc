import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createAbroad } from '../../../test/abroad.ts';
import { type BringingForward, createBringingForward, nextYear } from '../../../test/bringing-forward.ts';
import { declaredYear } from '../../../test/declaring.ts';
import { createJourney, type Journey } from '../../../test/journey.ts';
import { foreignBusinessOf, type Landlord } from '../../../test/landlords.ts';
import { createUpdates, quarter1, type Updates } from '../../../test/updates.ts';

let journey: Journey;
let abroad: ReturnType<typeof createAbroad>;
let forward: BringingForward;
let updates: Updates;

beforeAll(async () => {
  journey = await createJourney();
  abroad = createAbroad(journey);
  forward = createBringingForward(journey);
  updates = createUpdates(journey);
});
beforeEach(async () => {
  await journey.setTime('2026-10-06T09:00:00Z');
  await journey.control.clearFaults();
  await journey.control.setCalculationSeconds(0);
});
afterAll(() => journey.close());

const ofAbroad = (landlord: Landlord, taxYear: string = nextYear) => ({
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

describe('what is brought forward abroad', () => {
  it('goes by country in 2025-26, also where a country has no property any more', async () => {
    const landlord = await journey.addConnected({ abroad: true });
    const villa = await abroad.addProperty(landlord, { name: 'Villa', countryCode: 'ESP' });
    const gite = await abroad.addProperty(landlord, { name: 'Gîte', countryCode: 'FRA' });
    await abroad.record(landlord, villa, 'periodAmount', 500, '2025-06-01');
    const of = ofAbroad(landlord, declaredYear);
    const typed = { 'amount-ESP': '12.34', 'amount-FRA': '0.05' };
    expect(await forward.save(landlord, typed, of)).toEqual({ ok: true });
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
    expect((await forward.calculate(landlord, declaredYear)).left).toEqual([
      { countryCode: 'ESP', pence: 8_100 },
    ]);
    const of = ofAbroad(landlord);
    const view = await forward.costs.view(landlord.id, of);
    expect(view).toMatchObject({ left: { pence: 8_100 }, places: [{ property: { id: villa } }] });

    await forward.save(landlord, { [`amount-${villa}`]: '81' }, of);
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
    await forward.save(landlord, { [`amount-${villa}`]: '81' }, ofAbroad(landlord));
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
    await forward.save(landlord, {}, ofAbroad(landlord));
    expect(await journey.records.deleteProperty(landlord.id, villa)).toEqual({ ok: true });
  });

  it('is filled in for the only property of a country, and shared by the landlord among several', async () => {
    const landlord = await journey.addConnected({ abroad: true });
    const places = async () =>
      (await forward.costs.view(landlord.id, ofAbroad(landlord)))?.places.map((each) => [
        each.property?.name,
        each.leftPence,
      ]);
    const villa = await abroad.addProperty(landlord, { name: 'Villa', countryCode: 'ESP' });
    await abroad.record(landlord, villa, 'periodAmount', 500, '2025-06-01');
    await abroad.record(landlord, villa, 'residentialFinancialCost', -80, '2025-06-01');
    await sendAbroad(landlord, '2026-04-05');
    await forward.calculate(landlord, declaredYear);
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
    await forward.save(landlord, { [`amount-${villa}`]: '81' }, ofAbroad(landlord));
    await journey.pool.query(
      `update foreign_registrations set end_date = '2026-04-01', end_reason = 'disposal' where owner_id = $1`,
      [landlord.id],
    );
    expect((await abroad.review(landlord, quarter1)).obstacles).toMatchObject([
      { kind: 'ended-with-costs', property: { id: villa } },
    ]);
    // It can still be taken back.
    const view = await forward.costs.view(landlord.id, ofAbroad(landlord));
    expect(view?.places).toMatchObject([{ property: { id: villa }, keptPence: 8_100 }]);
  });
});
