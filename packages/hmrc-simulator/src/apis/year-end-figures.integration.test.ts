import { describe, expect, it } from 'vitest';
import { ADA } from '../test/landlord.ts';
import { refused } from '../test/property-landlord.ts';
import { adaAfter2025, rents } from '../test/year-end.ts';

const BSAS = `/individuals/self-assessment/adjustable-summary/${ADA.nino}`;
const LOSSES = `/individuals/losses/${ADA.nino}`;

/** Ada after 2025-26, with what her software does about its profit: 24,000 as submitted. */
async function adaAtYearEnd() {
  const ada = await adaAfter2025();
  const adjustRent = async (change: number) => {
    const { body } = await ada.call(`${BSAS}/trigger`, 'POST', '7.0', {
      accountingPeriod: { startDate: '2025-04-06', endDate: '2026-04-05' },
      typeOfBusiness: 'uk-property',
      businessId: ADA.businessId,
    });
    const path = `${BSAS}/uk-property/${String(body['calculationId'])}/adjust/2025-26`;
    const ukProperty = { income: { totalRentsReceived: change } };
    expect((await ada.call(path, 'POST', '7.0', { ukProperty })).status).toBe(200);
  };
  const bringForward = async (lossAmount: number) => {
    const path = `${LOSSES}/brought-forward-losses/tax-year/brought-forward-from/2024-25`;
    const { body } = await ada.call(path, 'POST', '6.0', {
      taxYearBroughtForwardFrom: '2024-25',
      typeOfLoss: 'uk-property',
      businessId: ADA.businessId,
      lossAmount,
    });
    return String(body['lossId']);
  };
  const calculate = () => ada.calculate('2025-26', 'intent-to-finalise');
  const taxedIncome = async () => {
    const { calculation } = await ada.retrieve('2025-26', await calculate());
    return calculation?.taxCalculation.incomeTax['totalIncomeReceivedFromAllSources'];
  };
  return { ...ada, adjustRent, bringForward, calculate, taxedIncome };
}

describe('a calculation', () => {
  it('counts what was adjusted, until something is sent anew', async () => {
    const { adjustRent, taxedIncome, put } = await adaAtYearEnd();
    expect(await taxedIncome()).toBe(24_000);
    await adjustRent(-1000);
    expect(await taxedIncome()).toBe(23_000);
    await adjustRent(500);
    expect(await taxedIncome()).toBe(24_500);
    await put('2025-26', rents('2025-04-06', '2026-04-05', 20_000));
    expect(await taxedIncome()).toBe(20_000);
  });

  it('takes off a loss of an earlier year, and is out of date when that comes later', async () => {
    const { bringForward, calculate, declare, taxedIncome } = await adaAtYearEnd();
    const before = await calculate();
    await bringForward(4000);
    expect(await declare('2025-26', before)).toMatchObject(refused('RULE_RECENT_SUBMISSIONS_EXIST'));
    expect(await taxedIncome()).toBe(20_000);
  });
});

describe('a loss that a declaration was made with', () => {
  it('can be amended, and no longer deleted', async () => {
    const { bringForward, calculate, declare, call } = await adaAtYearEnd();
    const path = `${LOSSES}/brought-forward-losses/${await bringForward(4000)}/tax-year/2024-25`;
    expect((await declare('2025-26', await calculate())).status).toBe(204);
    expect(await call(path, 'DELETE', '6.0')).toMatchObject(refused('RULE_DELETE_AFTER_FINAL_DECLARATION'));
    const amended = await call(`${path}/change-loss-amount`, 'POST', '6.0', { lossAmount: 0 });
    expect(amended).toMatchObject({ status: 200, body: { lossAmount: 0 } });
  });
});
