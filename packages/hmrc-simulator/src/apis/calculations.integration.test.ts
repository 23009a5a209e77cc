import { describe, expect, it } from 'vitest';
import type { SimulatorOptions } from '../index.ts';
import { ADA, api, connect, cumulativePath, startSimulator, type ApiBody } from '../test/landlord.ts';

const ID = '0f1e2d3c-4b5a-4c6d-8e7f-a0b1c2d3e4f5';
const OBLIGATIONS = `/obligations/details/${ADA.nino}/crystallisation`;
const yearPath = (taxYear: string) => `/individuals/calculations/${ADA.nino}/self-assessment/${taxYear}`;

/** What the tests look at of a calculation. */
interface Shown extends ApiBody {
  metadata: Record<string, string | boolean>;
  calculation?: {
    taxCalculation: { totalIncomeTaxAndNicsDue: number; incomeTax: Record<string, number> };
    endOfYearEstimate?: Record<string, number>;
    previousCalculation?: Record<string, number | string>;
    businessProfitAndLoss: Record<string, number>[];
    reliefs?: { residentialFinanceCosts: Record<string, unknown> };
  };
  messages: { errors?: { id: string }[]; info?: { id: string }[] };
}

const body = (fromDate: string, toDate: string, periodAmount: number, expenses?: object) => ({
  fromDate,
  toDate,
  ukProperty: { income: { periodAmount }, ...(expenses && { expenses }) },
});

/** Ada's software, with a clock that stands still; calculations are ready at once unless a test waits for them. */
async function adaAt(startAt = '2026-10-06T09:00:00Z', options: SimulatorOptions = {}) {
  const { simulator, send } = await startSimulator({ startAt, calculationSeconds: 0, ...options });
  let { access } = await connect(send);
  const call = (path: string, method = 'GET', version = '8.0', sent?: unknown) =>
    api(send, access, path, { method, version, ...(sent !== undefined && { body: sent }) });
  const put = (taxYear: string, sent: unknown) => call(cumulativePath(taxYear), 'PUT', '6.0', sent);
  const trigger = (taxYear: string, type: string) => call(`${yearPath(taxYear)}/trigger/${type}`, 'POST');
  const calculate = async (taxYear: string, type: string) =>
    String((await trigger(taxYear, type)).body['calculationId']);
  const retrieve = async (taxYear: string, id: string) =>
    (await call(`${yearPath(taxYear)}/${id}`)).body as unknown as Shown;
  const declare = (taxYear: string, id: string, type = 'final-declaration') =>
    call(`${yearPath(taxYear)}/${id}/${type}`, 'POST');
  const moveTo = async (now: string) => {
    await simulator.control.setClock({ now });
    access = (await connect(send)).access;
  };
  return { simulator, call, put, trigger, calculate, retrieve, declare, moveTo };
}

/** Ada after a tax year whose updates are all there: 30,000 of rents, 6,000 of costs, 2,000 of mortgage interest. */
async function adaAfter2025(options: SimulatorOptions = {}) {
  const ada = await adaAt(undefined, options);
  const costs = { repairsAndMaintenance: 6000, residentialFinancialCost: 2000 };
  const answer = await ada.put('2025-26', body('2025-04-06', '2026-04-05', 30_000, costs));
  expect(answer.status).toBe(204);
  return ada;
}

describe('a calculation', () => {
  it('is ready five seconds later, and until then it is not found and no other is begun', async () => {
    const { simulator, call, put, trigger } = await adaAt(undefined, { calculationSeconds: 5 });
    await put('2026-27', body('2026-04-06', '2026-07-05', 10_000));
    const { status, body: triggered } = await trigger('2026-27', 'in-year');
    const path = `${yearPath('2026-27')}/${String(triggered['calculationId'])}`;
    expect(status).toBe(202);
    expect((await call(path)).body.code).toBe('MATCHING_RESOURCE_NOT_FOUND');
    expect((await call(yearPath('2026-27'))).body.code).toBe('MATCHING_RESOURCE_NOT_FOUND');
    expect((await trigger('2026-27', 'in-year')).body.code).toBe('RULE_CALCULATION_IN_PROGRESS');
    await simulator.control.advanceClock('PT5S');
    expect((await call(path)).status).toBe(200);
    expect((await call(yearPath('2026-27'))).body['calculations']).toHaveLength(1);
  });

  it('comes out although the clock stands still', async () => {
    const { call, put, calculate } = await adaAt(undefined, { calculationSeconds: 1 });
    await put('2026-27', body('2026-04-06', '2026-07-05', 10_000));
    const path = `${yearPath('2026-27')}/${await calculate('2026-27', 'in-year')}`;
    expect((await call(path)).status).toBe(404);
    await expect.poll(async () => (await call(path)).status, { timeout: 5000 }).toBe(200);
  });

  it('takes as long as the controls say', async () => {
    const { simulator, put, calculate, retrieve } = await adaAt(undefined, { calculationSeconds: 60 });
    const set = (seconds: unknown) =>
      simulator.app.request('/__simulator/calculations', {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ seconds }),
      });
    expect((await set(-1)).status).toBe(400);
    expect((await set('no')).status).toBe(400);
    expect((await set(0)).status).toBe(204);
    await put('2026-27', body('2026-04-06', '2026-07-05', 10_000));
    const id = await calculate('2026-27', 'in-year');
    expect((await retrieve('2026-27', id)).metadata['calculationId']).toBe(id);
  });

  it('of a tax year before 2025-26 has the form of its time', async () => {
    const { call, calculate, retrieve, declare } = await adaAt();
    const sent = {
      fromDate: '2024-04-06',
      toDate: '2025-04-05',
      ukNonFhlProperty: { income: { periodAmount: 14_070 } },
      ukFhlProperty: { income: { periodAmount: 1000 } },
    };
    const path = `/individuals/business/property/uk/${ADA.nino}/${ADA.businessId}/period/2024-25`;
    expect((await call(path, 'POST', '6.0', sent)).status).toBe(201);
    const id = await calculate('2024-25', 'intent-to-finalise');
    const { calculation, metadata } = await retrieve('2024-25', id);
    // 15,070 - 12,570 = 2,500 at 20% = 500
    expect(calculation?.taxCalculation.totalIncomeTaxAndNicsDue).toBe(500);
    expect(calculation?.businessProfitAndLoss).toMatchObject([
      { incomeSourceType: 'uk-property', taxableProfit: 14_070 },
      { incomeSourceType: 'uk-property-fhl', taxableProfit: 1000 },
    ]);
    expect(metadata).toMatchObject({
      calculationType: 'final-declaration',
      intentToSubmitFinalDeclaration: true,
      finalDeclaration: false,
    });
    expect((await declare('2024-25', id)).status).toBe(204);
    expect((await retrieve('2024-25', id)).metadata['finalDeclaration']).toBe(true);
  });

  it('in the year is of what was sent so far, with an estimate of all of it', async () => {
    const { put, calculate, retrieve } = await adaAt();
    await put('2026-27', body('2026-04-06', '2026-07-05', 10_000));
    const { calculation, metadata, messages } = await retrieve(
      '2026-27',
      await calculate('2026-27', 'in-year'),
    );
    // As worked out in src/tax/assess.test.ts.
    expect(calculation?.taxCalculation.totalIncomeTaxAndNicsDue).toBe(1371.4);
    expect(calculation?.endOfYearEstimate?.['incomeTaxNicAmount']).toBe(5486);
    expect(metadata).toMatchObject({ calculationType: 'in-year', periodTo: '2026-07-05' });
    expect(messages.info).toHaveLength(2);
  });

  it('shows what reduces tax, and what of it is carried forward', async () => {
    const { calculate, retrieve } = await adaAfter2025();
    const { calculation } = await retrieve('2025-26', await calculate('2025-26', 'intent-to-finalise'));
    // 24,000 - 12,570 = 11,430 at 20% = 2,286; less 20% of 2,000
    expect(calculation?.taxCalculation).toMatchObject({
      totalIncomeTaxAndNicsDue: 1886,
      incomeTax: { incomeTaxCharged: 2286, totalReliefs: 400 },
    });
    expect(calculation?.reliefs?.residentialFinanceCosts['ukProperty']).toEqual({
      amountClaimed: 2000,
      allowableAmount: 2000,
    });
    expect(calculation?.endOfYearEstimate).toBeUndefined();
  });

  it('has errors in place of figures while updates are missing, and cannot be declared', async () => {
    const { call, put, calculate, retrieve, declare, moveTo } = await adaAt();
    await put('2026-27', body('2026-04-06', '2026-10-05', 10_000));
    await moveTo('2027-05-10T09:00:00Z');
    const id = await calculate('2026-27', 'intent-to-finalise');
    const shown = await retrieve('2026-27', id);
    expect(shown.calculation).toBeUndefined();
    expect(shown.messages.errors).toMatchObject([{ id: 'SIM-E01' }]);
    expect((await call(yearPath('2026-27'))).body).toMatchObject({
      calculations: [{ calculationId: id, calculationOutcome: 'ERROR' }],
    });
    expect((await declare('2026-27', id)).body.code).toBe('RULE_SUBMISSION_FAILED');
  });

  it.each([
    ['2026-27', 'yearly', 'FORMAT_CALCULATION_TYPE'],
    ['2026', 'in-year', 'FORMAT_TAX_YEAR'],
    ['2016-17', 'in-year', 'RULE_TAX_YEAR_NOT_SUPPORTED'],
    ['2027-28', 'in-year', 'RULE_TAX_YEAR_NOT_SUPPORTED'],
    ['2024-25', 'intent-to-amend', 'RULE_CALCULATION_TYPE_NOT_ALLOWED'],
    ['2026-27', 'intent-to-finalise', 'RULE_TAX_YEAR_NOT_ENDED'],
    ['2025-26', 'intent-to-amend', 'RULE_DECLARATION_NOT_RECEIVED'],
    ['2026-27', 'in-year', 'RULE_NO_INCOME_SUBMISSIONS_EXIST'],
  ])('of %s is not begun as %s: %s', async (taxYear, type, code) => {
    const { trigger } = await adaAt();
    expect(await trigger(taxYear, type)).toMatchObject({ status: 400, body: { code } });
  });

  it('is not begun for somebody without a business of the right kind', async () => {
    const { simulator, trigger } = await adaAt();
    const state = simulator.control.saveState();
    const ada = state.users[ADA.nino];
    if (ada) ada.businesses = [];
    await simulator.control.loadState(state);
    const refused = await trigger('2026-27', 'in-year');
    expect(refused).toMatchObject({ status: 422, body: { code: 'RULE_INCOME_SOURCES_INVALID' } });
  });

  it('is listed by type, of the types its tax year has', async () => {
    const { call, calculate } = await adaAfter2025();
    await calculate('2025-26', 'in-year');
    const final = await calculate('2025-26', 'intent-to-finalise');
    const list = (query: string, taxYear = '2025-26') => call(`${yearPath(taxYear)}${query}`);
    expect((await list('')).body['calculations']).toHaveLength(2);
    expect((await list('?calculationType=intent-to-finalise')).body['calculations']).toMatchObject([
      { calculationId: final, liabilityAmount: 1886, fromDate: '2025-04-06', toDate: '2026-04-05' },
    ]);
    expect((await list('?calculationType=late')).body.code).toBe('FORMAT_CALCULATION_TYPE');
    const tooEarly = await list('?calculationType=confirm-amendment', '2024-25');
    expect(tooEarly.body.code).toBe('RULE_CALCULATION_TYPE_NOT_ALLOWED');
  });
});

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

  it('is amended within a year after the filing date', async () => {
    const { call, put, calculate, retrieve, trigger, declare, moveTo } = await adaAfter2025();
    const declared = await calculate('2025-26', 'intent-to-finalise');
    await declare('2025-26', declared);
    await moveTo('2028-01-31T12:00:00Z');
    await put('2025-26', body('2025-04-06', '2026-04-05', 31_000));
    const id = await calculate('2025-26', 'intent-to-amend');
    // 31,000 - 12,570 = 18,430 at 20% = 3,686, which is 1,800 more than before
    expect((await retrieve('2025-26', id)).calculation?.previousCalculation).toMatchObject({
      calculationId: declared,
      incomeTaxNicDueThisPeriod: 1800,
    });
    expect((await declare('2025-26', id)).body.code).toBe('MATCHING_RESOURCE_NOT_FOUND');
    expect((await declare('2025-26', id, 'confirm-amendment')).status).toBe(204);
    expect((await call(`${yearPath('2025-26')}?calculationType=confirm-amendment`)).status).toBe(200);
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
    await put('2025-26', body('2025-04-06', '2026-04-05', 30_000));
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

  it('are one a tax year since signing up', async () => {
    const { call } = await adaAt();
    expect((await call(OBLIGATIONS, 'GET', '3.0')).body['obligations']).toMatchObject([
      { periodEndDate: '2026-04-05', dueDate: '2027-01-31' },
      { periodEndDate: '2027-04-05', dueDate: '2028-01-31' },
    ]);
  });
});
