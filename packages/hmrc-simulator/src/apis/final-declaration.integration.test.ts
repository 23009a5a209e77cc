import { describe, expect, it } from 'vitest';
import { ADA } from '../test/landlord.ts';
import { adaAfter2025, adaAt, calculationsPath, rents } from '../test/year-end.ts';

const ID = '0f1e2d3c-4b5a-4c6d-8e7f-a0b1c2d3e4f5';
const OBLIGATIONS = `/obligations/details/${ADA.nino}/crystallisation`;

describe('a final declaration', () => {
  it('is taken once, and meets the obligation of its tax year', async () => {
    const { call, calculate, retrieve, trigger, declare } = await adaAfter2025();
    const obligation = async () =>
      (await call(`${OBLIGATIONS}?taxYear=2025-26`, 'GET', '3.0')).body['obligations'];
    const due = { periodStartDate: '2025-04-06', periodEndDate: '2026-04-05', dueDate: '2027-01-31' };
    expect(await obligation()).toEqual([{ ...due, status: 'open' }]);
    const id = await calculate('2025-26', 'intent-to-finalise');
    expect((await declare('2025-26', id)).status).toBe(204);
    expect(await obligation()).toEqual([{ ...due, status: 'fulfilled', receivedDate: '2026-10-06' }]);
    expect((await declare('2025-26', id)).body.code).toBe('RULE_FINAL_DECLARATION_RECEIVED');
    expect((await trigger('2025-26', 'intent-to-finalise')).body.code).toBe(
      'RULE_FINAL_DECLARATION_RECEIVED',
    );
    expect((await retrieve('2025-26', id)).metadata).toMatchObject({
      calculationType: 'declare-finalisation',
      finalisationTimestamp: '2026-10-06T09:00:00.000Z',
    });
  });

  it('is of allowances and accounting adjustments as well as updates', async () => {
    const { call, calculate, retrieve, declare } = await adaAfter2025();
    const annual = `/individuals/business/property/uk/${ADA.nino}/${ADA.businessId}/annual/2025-26`;
    const allowances = { ukProperty: { allowances: { costOfReplacingDomesticItems: 400 } } };
    expect((await call(annual, 'PUT', '6.0', allowances)).status).toBeLessThan(300);
    const summaries = `/individuals/self-assessment/adjustable-summary/${ADA.nino}`;
    const wanted = {
      accountingPeriod: { startDate: '2025-04-06', endDate: '2026-04-05' },
      typeOfBusiness: 'uk-property',
      businessId: ADA.businessId,
    };
    const summary = await call(`${summaries}/trigger`, 'POST', '7.0', wanted);
    const summaryId = String(summary.body['calculationId']);
    const before = await calculate('2025-26', 'intent-to-finalise');
    const adjustment = { ukProperty: { expenses: { repairsAndMaintenance: -1000 } } };
    const adjusted = `${summaries}/uk-property/${summaryId}/adjust/2025-26`;
    expect((await call(adjusted, 'POST', '7.0', adjustment)).status).toBe(200);
    expect((await declare('2025-26', before)).body.code).toBe('RULE_RECENT_SUBMISSIONS_EXIST');

    const id = await calculate('2025-26', 'intent-to-finalise');
    const { calculation, inputs } = await retrieve('2025-26', id);
    // 30,000 - 6,000 + 1,000 - 400 = 24,600; less 12,570 = 12,030 at 20% = 2,406; less 400 for interest
    expect(calculation?.taxCalculation.totalIncomeTaxAndNicsDue).toBe(2006);
    expect(inputs).toMatchObject({ annualAdjustments: [{ bsasId: summaryId, applied: true }] });
    expect((await declare('2025-26', id)).status).toBe(204);
  });

  it('is amended within a year after the filing date', async () => {
    const { call, put, calculate, retrieve, trigger, declare, moveTo } = await adaAfter2025();
    const declared = await calculate('2025-26', 'intent-to-finalise');
    await declare('2025-26', declared);
    await moveTo('2028-01-31T12:00:00Z');
    await put('2025-26', rents('2025-04-06', '2026-04-05', 31_000));
    const id = await calculate('2025-26', 'intent-to-amend');
    // 31,000 - 12,570 = 18,430 at 20% = 3,686, which is 1,800 more than before
    expect((await retrieve('2025-26', id)).calculation?.previousCalculation).toMatchObject({
      calculationId: declared,
      incomeTaxNicDueThisPeriod: 1800,
    });
    expect((await declare('2025-26', id)).body.code).toBe('MATCHING_RESOURCE_NOT_FOUND');
    expect((await declare('2025-26', id, 'confirm-amendment')).status).toBe(204);
    expect((await call(`${calculationsPath('2025-26')}?calculationType=confirm-amendment`)).status).toBe(200);
    await moveTo('2028-02-01T12:00:00Z');
    expect((await trigger('2025-26', 'intent-to-amend')).body.code).toBe('RULE_OUTSIDE_AMENDMENT_WINDOW');
  });

  it('is refused while its calculation is not ready', async () => {
    const { calculate, declare } = await adaAfter2025({ calculationSeconds: 60 });
    const id = await calculate('2025-26', 'intent-to-finalise');
    expect((await declare('2025-26', id)).body.code).toBe('RULE_FINAL_DECLARATION_IN_PROGRESS');
  });

  it('is refused of a calculation in the year, and of none', async () => {
    const { calculate, declare } = await adaAfter2025();
    const id = await calculate('2025-26', 'in-year');
    expect(await declare('2025-26', id)).toMatchObject({ status: 404 });
    expect(await declare('2025-26', ID)).toMatchObject({ status: 404 });
    expect((await declare('2025-26', '12')).body.code).toBe('FORMAT_CALCULATION_ID');
    expect((await declare('2025-26', id, 'declare')).body.code).toBe('FORMAT_CALCULATION_TYPE');
    expect((await declare('2024-25', ID, 'confirm-amendment')).body.code).toBe('FORMAT_CALCULATION_TYPE');
  });

  it('is refused when anything was sent after its calculation', async () => {
    const { put, calculate, declare } = await adaAfter2025();
    const id = await calculate('2025-26', 'intent-to-finalise');
    await put('2025-26', rents('2025-04-06', '2026-04-05', 30_000));
    expect((await declare('2025-26', id)).body.code).toBe('RULE_RECENT_SUBMISSIONS_EXIST');
  });

  it('is refused when a loss was brought in after its calculation', async () => {
    const { simulator, calculate, declare } = await adaAfter2025();
    const id = await calculate('2025-26', 'intent-to-finalise');
    const state = simulator.control.saveState();
    const loss = {
      lossId: 'ABC123456789012',
      number: 1,
      businessId: ADA.businessId,
      typeOfLoss: 'uk-property',
      taxYearBroughtForwardFrom: '2024-25',
      lossPence: 150_000,
      lastModified: '2026-10-06T09:00:00.000Z',
    };
    state.documents['losses'] = { [ADA.nino]: { [loss.lossId]: loss } };
    await simulator.control.loadState(state);
    expect((await declare('2025-26', id)).body.code).toBe('RULE_RECENT_SUBMISSIONS_EXIST');
  });

  it('is refused when businesses have changed since its calculation', async () => {
    const { simulator, calculate, declare } = await adaAfter2025();
    const id = await calculate('2025-26', 'intent-to-finalise');
    const state = simulator.control.saveState();
    state.users[ADA.nino]?.businesses.push({
      businessId: 'XFIS00000000077',
      typeOfBusiness: 'foreign-property',
      commencementDate: '2025-06-01',
      latentTaxYears: ['2025-26'],
    });
    await simulator.control.loadState(state);
    expect((await declare('2025-26', id)).body.code).toBe('RULE_INCOME_SOURCES_CHANGED');
  });
});

describe('obligations to declare', () => {
  it.each([
    ['taxYear=2025', 'FORMAT_TAX_YEAR'],
    ['taxYear=2028-29', 'RULE_TAX_YEAR_NOT_SUPPORTED'],
    ['status=late', 'FORMAT_STATUS'],
    ['taxYear=2024-25', 'NO_OBLIGATIONS_FOUND'],
    ['status=fulfilled', 'NO_OBLIGATIONS_FOUND'],
  ])('with %s are answered %s', async (query, code) => {
    const { call } = await adaAt();
    expect((await call(`${OBLIGATIONS}?${query}`, 'GET', '3.0')).body.code).toBe(code);
  });

  it('are not shown of somebody insolvent', async () => {
    const { simulator, call } = await adaAt();
    const state = simulator.control.saveState();
    const ada = state.users[ADA.nino];
    if (ada) ada.insolvent = true;
    await simulator.control.loadState(state);
    expect(await call(OBLIGATIONS, 'GET', '3.0')).toMatchObject({
      status: 400,
      body: { code: 'RULE_INSOLVENT_TRADER' },
    });
  });

  it('are one a tax year since signing up', async () => {
    const { call } = await adaAt();
    expect((await call(OBLIGATIONS, 'GET', '3.0')).body['obligations']).toMatchObject([
      { periodEndDate: '2026-04-05', dueDate: '2027-01-31' },
      { periodEndDate: '2027-04-05', dueDate: '2028-01-31' },
    ]);
  });
});
