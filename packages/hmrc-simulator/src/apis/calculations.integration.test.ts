import { describe, expect, it } from 'vitest';
import { ADA } from '../test/landlord.ts';
import { adaAfter2025, adaAt, calculationsPath, rents } from '../test/year-end.ts';

describe('a calculation', () => {
  it('is ready five seconds later, and until then it is not found and no other is begun', async () => {
    const { simulator, call, put, trigger } = await adaAt(undefined, { calculationSeconds: 5 });
    await put('2026-27', rents('2026-04-06', '2026-07-05', 10_000));
    const { status, body: triggered } = await trigger('2026-27', 'in-year');
    const path = `${calculationsPath('2026-27')}/${String(triggered['calculationId'])}`;
    expect(status).toBe(202);
    expect((await call(path)).body.code).toBe('MATCHING_RESOURCE_NOT_FOUND');
    expect((await call(calculationsPath('2026-27'))).body.code).toBe('MATCHING_RESOURCE_NOT_FOUND');
    expect((await trigger('2026-27', 'in-year')).body.code).toBe('RULE_CALCULATION_IN_PROGRESS');
    await simulator.control.advanceClock('PT5S');
    expect((await call(path)).status).toBe(200);
    expect((await call(calculationsPath('2026-27'))).body['calculations']).toHaveLength(1);
  });

  it('comes out although the clock stands still', async () => {
    const { call, put, calculate } = await adaAt(undefined, { calculationSeconds: 1 });
    await put('2026-27', rents('2026-04-06', '2026-07-05', 10_000));
    const path = `${calculationsPath('2026-27')}/${await calculate('2026-27', 'in-year')}`;
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
    await put('2026-27', rents('2026-04-06', '2026-07-05', 10_000));
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
    await put('2026-27', rents('2026-04-06', '2026-07-05', 10_000));
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

  it.each([
    ['2024-25', '2023-24', 'uk-property-fhl'],
    ['2025-26', '2024-25', 'uk-property'],
  ])(
    'of %s names a loss of furnished holiday lets as its year has such lets',
    async (taxYear, before, type) => {
      const { call, put, calculate, retrieve } = await adaAt();
      const loss = {
        taxYearBroughtForwardFrom: before,
        typeOfLoss: 'uk-property-fhl',
        businessId: ADA.businessId,
        lossAmount: 1000,
      };
      const created = await call(
        `/individuals/losses/${ADA.nino}/brought-forward-losses/tax-year/brought-forward-from/${before}`,
        'POST',
        '6.0',
        loss,
      );
      expect(created.status).toBe(201);
      const income = { income: { periodAmount: 20_000 } };
      if (taxYear === '2024-25') {
        const dates = { fromDate: '2024-04-06', toDate: '2025-04-05' };
        const path = `/individuals/business/property/uk/${ADA.nino}/${ADA.businessId}/period/2024-25`;
        await call(path, 'POST', '6.0', { ...dates, ukFhlProperty: income });
      } else {
        await put('2025-26', rents('2025-04-06', '2026-04-05', 20_000));
      }
      const shown = await retrieve(taxYear, await calculate(taxYear, 'intent-to-finalise'));
      const named = { incomeSourceId: ADA.businessId, incomeSourceType: type };
      expect(shown['inputs']).toMatchObject({ lossesBroughtForward: [{ ...named, currentLossValue: 1000 }] });
      expect(shown.calculation?.businessProfitAndLoss).toMatchObject([
        { ...named, broughtForwardIncomeTaxLossesUsed: 1000 },
      ]);
    },
  );

  it('has errors in place of figures while updates are missing, and cannot be declared', async () => {
    const { call, put, calculate, retrieve, declare, moveTo } = await adaAt();
    await put('2026-27', rents('2026-04-06', '2026-10-05', 10_000));
    await moveTo('2027-05-10T09:00:00Z');
    const id = await calculate('2026-27', 'intent-to-finalise');
    const shown = await retrieve('2026-27', id);
    expect(shown.calculation).toBeUndefined();
    expect(shown.messages.errors).toMatchObject([{ id: 'SIM-E01' }]);
    const [listed] = (await call(calculationsPath('2026-27'))).body['calculations'] as object[];
    // HMRC has ERROR for a fault of its own system.
    expect(listed).toMatchObject({ calculationId: id, calculationOutcome: 'PROCESSED' });
    expect(listed).not.toHaveProperty('liabilityAmount');
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
    const list = (query: string, taxYear = '2025-26') => call(`${calculationsPath(taxYear)}${query}`);
    expect((await list('')).body['calculations']).toHaveLength(2);
    expect((await list('?calculationType=intent-to-finalise')).body['calculations']).toMatchObject([
      { calculationId: final, liabilityAmount: 1886, fromDate: '2025-04-06', toDate: '2026-04-05' },
    ]);
    expect((await list('?calculationType=late')).body.code).toBe('FORMAT_CALCULATION_TYPE');
    const tooEarly = await list('?calculationType=confirm-amendment', '2024-25');
    expect(tooEarly.body.code).toBe('RULE_CALCULATION_TYPE_NOT_ALLOWED');
  });
});
