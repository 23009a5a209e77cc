import { randomUUID } from 'node:crypto';

import { type HmrcCall, type HmrcResult } from '@quarterday/hmrc-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createAbroad } from '../../../test/abroad.ts';
import { createJourney, type Journey, startsAt } from '../../../test/journey.ts';
import { captured, foreignBusinessOf, type Landlord } from '../../../test/landlords.ts';
import { createPeriodSummaries, early1, early2 } from '../../../test/period-summaries.ts';
import { type AnnualYear } from './draft.ts';
import { type AnnualAnswers, noAnswers } from './entry/rules.ts';
import { type AnnualAnswersAbroad } from './places/rules.ts';

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

/** An hour after the start. */
const later = startsAt.replace('T09', 'T10');

const annual = () => journey.submissions.annual;
const taxYear = '2024-25';
const ofUk = ({ businessId }: Landlord): AnnualYear => ({
  businessId,
  taxYear,
  typeOfBusiness: 'uk-property',
});
const ofForeign = (landlord: Landlord): AnnualYear => ({
  businessId: foreignBusinessOf(landlord),
  taxYear,
  typeOfBusiness: 'foreign-property',
});
const only = (fields: Record<string, string>): AnnualAnswers => ({ ...noAnswers, fields });
const good = only({
  nonResidentLandlord: 'no',
  privateUseAdjustment: '12.34',
  zeroEmissionsGoodsVehicleAllowance: '200.02',
  electricChargePointAllowance: '300.03',
});

/** Saves answers, clicks, and gives what the engine does with the click. */
async function submit(landlord: Landlord, of: AnnualYear, answers: AnnualAnswers | AnnualAnswersAbroad) {
  await annual().save(landlord.id, of, answers);
  const { fingerprint } = await annual().view(landlord.id, of);
  const made = await annual().request(
    { ownerId: landlord.id, attemptId: randomUUID(), seen: fingerprint, captured },
    of,
  );
  if (!made.ok) throw new Error(made.reason);
  const latest = async () => (await journey.submissions.one(landlord.id, made.submissionId))?.latest;
  const event = {
    attemptId: (await latest())?.id ?? '',
    connectionId: (await journey.connectionOf(landlord)).id,
  };
  return { latest, send: () => journey.submissions.steps.send(event) };
}

const held = (landlord: Landlord): unknown[] =>
  Object.values(journey.simulator.control.saveState().documents['property-annual']?.[landlord.nino] ?? {});

/** What other software of the landlord's sends. */
async function sendElsewhere(
  landlord: Landlord,
  invoke: (call: HmrcCall, nino: string) => Promise<HmrcResult<unknown>>,
): Promise<void> {
  const { id: connectionId } = await journey.connectionOf(landlord);
  const sent = await journey.connections.callHmrc({
    connectionId,
    purpose: 'submit-annual-summary',
    freshness: 'live',
    priority: 'person',
    fraudPreventionHeaders: captured.headers,
    invoke,
  });
  expect(sent.ok).toBe(true);
}

const sendLets = (landlord: Landlord) =>
  sendElsewhere(landlord, (call, nino) =>
    journey.hmrc.putUkPropertyAnnual(call, {
      nino,
      businessId: landlord.businessId,
      taxYear,
      submission: {
        ukFhlProperty: {
          adjustments: { nonResidentLandlord: true, periodOfGraceAdjustment: true, balancingChargePence: 5 },
          allowances: { electricChargePointAllowancePence: 7 },
        },
        ukProperty: { allowances: { otherCapitalAllowancePence: 9 } },
      },
    }),
  );

const lets = {
  adjustments: { nonResidentLandlord: true, periodOfGraceAdjustment: true, balancingCharge: 5 },
  allowances: { electricChargePointAllowance: 7 },
};
const lettings = {
  adjustments: { nonResidentLandlord: false, privateUseAdjustment: 1234 },
  allowances: { zeroEmissionsGoodsVehicleAllowance: 20_002, electricChargePointAllowance: 30_003 },
};

describe('an annual summary of a year to 2024-25', () => {
  it('reaches HMRC with the allowances that ended then, after a look at what HMRC has', async () => {
    const landlord = await periods.addEarly();
    const { latest, send } = await submit(landlord, ofUk(landlord), good);
    expect(await send()).toEqual({ next: 'stop' });
    expect((await latest())?.status).toBe('submitted');
    const [kept] = held(landlord);
    expect(kept).toMatchObject({ ukProperty: lettings });
    expect(kept).not.toHaveProperty('ukFhlProperty');
    expect(journey.countCalls('get-uk-annual', landlord.nino)).toBe(1);
  });

  it('leaves holiday lets that other software sent as they are, and replaces all else', async () => {
    const landlord = await periods.addEarly();
    await sendLets(landlord);
    const { latest, send } = await submit(landlord, ofUk(landlord), good);
    await send();
    expect(held(landlord)).toMatchObject([{ ukFhlProperty: lets, ukProperty: lettings }]);
    expect(JSON.stringify(held(landlord))).not.toContain('otherCapitalAllowance');
    const [sent] = await journey.submissions.sends(landlord.id, await submissionOf(landlord));
    expect(JSON.parse(sent?.body ?? '')).toMatchObject({
      ukFhlProperty: { allowances: { electricChargePointAllowance: 0.07 } },
    });
    expect((await latest())?.status).toBe('submitted');
  });

  it.each([
    ['after HMRC took it', 'answer-lost', 'READ_BACK', 1],
    ['before HMRC took it', 'answer-lost-before', 'ACCEPTED', 2],
  ])('is found, holiday lets aside, where its answer was lost %s', async (_when, name, code, sent) => {
    const landlord = await periods.addEarly();
    await sendLets(landlord);
    const before = journey.countCalls('put-uk-annual', landlord.nino);
    const { latest, send } = await submit(landlord, ofUk(landlord), good);
    await journey.control.addFault({ name, nino: landlord.nino, operation: 'put-uk-annual', times: 1 });
    expect(await send()).toMatchObject({ next: 'retry' });
    expect(await send()).toEqual({ next: 'stop' });
    expect(await latest()).toMatchObject({ status: 'submitted', outcome: { code } });
    expect(journey.countCalls('put-uk-annual', landlord.nino) - before).toBe(sent);
    expect(held(landlord)).toMatchObject([{ ukFhlProperty: lets, ukProperty: lettings }]);
  });

  it('is not sent while HMRC’s copy can’t be read', async () => {
    const landlord = await periods.addEarly();
    const { latest, send } = await submit(landlord, ofUk(landlord), good);
    await journey.control.addFault({
      name: 'outage-503',
      nino: landlord.nino,
      operation: 'get-uk-annual',
      times: 1,
    });
    expect(await send()).toMatchObject({ next: 'retry' });
    expect(journey.countCalls('put-uk-annual', landlord.nino)).toBe(0);
    await send();
    expect((await latest())?.status).toBe('submitted');
  });

  it('asks HMRC again where its copy is refused after a lost answer', async () => {
    const landlord = await periods.addEarly();
    const { latest, send } = await submit(landlord, ofUk(landlord), good);
    await journey.control.addFault({
      name: 'answer-lost',
      nino: landlord.nino,
      operation: 'put-uk-annual',
      times: 1,
    });
    await send();
    await journey.control.addFault({
      name: 'refuse',
      nino: landlord.nino,
      operation: 'get-uk-annual',
      times: 1,
      code: 'FORMAT_TAX_YEAR',
    });
    expect(await send()).toMatchObject({ next: 'retry' });
    await send();
    expect(await latest()).toMatchObject({ status: 'submitted', outcome: { code: 'READ_BACK' } });
  });

  it('shows how accounts are kept by HMRC’s record, and wants no word on it', async () => {
    const landlord = await periods.addEarly();
    const of = ofUk(landlord);
    expect((await annual().view(landlord.id, of)).accountingType).toMatchObject({ canBeConfirmed: false });
    expect(await annual().confirmAccountingType(landlord.id, of, 'ACCRUAL', captured)).toEqual({ ok: true });
    expect((await annual().view(landlord.id, of)).accountingType).toMatchObject({
      atHmrc: 'CASH',
      confirmedAt: null,
    });
    expect(journey.countCalls('put-accounting-type', landlord.nino)).toBe(0);
  });

  it('claims no property income allowance while updates of any quarter hold expenses', async () => {
    const landlord = await periods.addEarly();
    const [house] = await journey.records.listProperties(landlord.id);
    const spend = async (date: string, moneyIn: string, moneyOut: string) => {
      const category = 'repairsAndMaintenance';
      const entry = { date, propertyId: house?.id ?? '', category, description: 'Boiler', moneyIn, moneyOut };
      expect((await journey.records.addTransaction(landlord.id, entry)).ok).toBe(true);
    };
    const problems = async () => {
      const claim = only({ nonResidentLandlord: 'no', propertyIncomeAllowance: '1,000' });
      await annual().save(landlord.id, ofUk(landlord), claim);
      return (await annual().view(landlord.id, ofUk(landlord))).problems.map(({ field }) => field);
    };
    await spend('2024-05-02', '', '90.00');
    await periods.sendThrough(landlord, early1);
    await periods.sendThrough(landlord, early2);
    expect(await problems()).toEqual(['propertyIncomeAllowance']);
    await spend('2024-05-03', '90.00', '');
    await journey.setTime(later);
    await periods.sendThrough(landlord, early1);
    expect(await problems()).toEqual([]);
  });

  it('names fields of other lets alone where HMRC refuses it', async () => {
    const landlord = await periods.addEarly();
    const { latest, send } = await submit(landlord, ofUk(landlord), good);
    await journey.control.addFault({
      name: 'refuse',
      nino: landlord.nino,
      operation: 'put-uk-annual',
      times: 1,
      code: 'FORMAT_VALUE',
      path: '/ukProperty/allowances/electricChargePointAllowance',
    });
    await send();
    expect(await latest()).toMatchObject({
      status: 'rejected',
      outcome: { messages: [{ field: 'electricChargePointAllowance' }] },
    });
  });

  const submissionOf = async (landlord: Landlord) =>
    (await annual().view(landlord.id, ofUk(landlord))).latest?.id ?? '';
});

describe('an annual summary of property abroad to 2024-25', () => {
  it('is sent by country, and leaves holiday lets as they are', async () => {
    const landlord = await periods.addEarly({ abroad: true });
    const abroad = createAbroad(journey);
    await abroad.addProperty(landlord, { name: 'Gîte', countryCode: 'FRA' });
    await sendElsewhere(landlord, (call, nino) =>
      journey.hmrc.putForeignPropertyAnnual(call, {
        nino,
        businessId: foreignBusinessOf(landlord),
        taxYear,
        submission: {
          foreignFhlEea: {
            adjustments: { periodOfGraceAdjustment: false, balancingChargePence: 5 },
            allowances: { zeroEmissionsCarAllowancePence: 7 },
          },
        },
      }),
    );
    const { latest, send } = await submit(landlord, ofForeign(landlord), {
      places: {
        FRA: only({ zeroEmissionsGoodsVehicleAllowance: '200.02', electricChargePointAllowance: '300.03' }),
      },
    });
    await journey.control.addFault({
      name: 'answer-lost',
      nino: landlord.nino,
      operation: 'put-foreign-annual',
      times: 1,
    });
    expect(await send()).toMatchObject({ next: 'retry' });
    expect(await send()).toEqual({ next: 'stop' });
    expect(await latest()).toMatchObject({ status: 'submitted', outcome: { code: 'READ_BACK' } });
    expect(held(landlord)).toMatchObject([
      {
        foreignFhlEea: {
          adjustments: { periodOfGraceAdjustment: false, balancingCharge: 5 },
          allowances: { zeroEmissionsCarAllowance: 7 },
        },
        foreignProperty: [
          {
            countryCode: 'FRA',
            allowances: { zeroEmissionsGoodsVehicleAllowance: 20_002, electricChargePointAllowance: 30_003 },
          },
        ],
      },
    ]);
  });
});
