import { describe, expect, it } from 'vitest';
import type { Core } from '../core.ts';
import { createDocuments } from '../state/documents.ts';
import { initialState } from '../state/initial.ts';
import { createStore } from '../state/store.ts';
import { submittedFigures, sumPence } from './property-figures.ts';
import { annuals, foreignProperties, foreignUpdates, periods } from './property-kept.ts';

const NINO = 'NC270603C';
const UK = 'XAIS00000000003';
const FOREIGN = 'XBIS00000000003';
const submittedOn = '2026-10-06T09:00:00.000Z';

function createCore(): Core {
  const store = createStore(initialState(submittedOn, true), undefined);
  // Only these parts are used.
  return { store, documents: createDocuments(store) } as Core;
}

describe('what was submitted', () => {
  it('is nothing at first', () => {
    expect(submittedFigures(createCore(), NINO, UK, '2026-27')).toEqual({
      updated: false,
      annual: false,
      properties: [],
    });
  });

  it('of UK property joins the update and the annual submission, with taxes and finance apart', () => {
    const core = createCore();
    const current = {
      submittedOn,
      correlationId: 'c',
      fromDate: '2026-04-06',
      toDate: '2026-10-05',
      pence: {
        'income.periodAmount': 1000,
        'income.rentARoom.rentsReceived': 50,
        'income.taxDeducted': 7,
        'expenses.other': -30,
        'expenses.residentialFinancialCost': 400,
        'expenses.residentialFinancialCostsCarriedForward': 60,
      },
    };
    const place = { nino: NINO, businessId: UK, taxYear: '2026-27' };
    core.store.set('updates', `${NINO}/${UK}/2026-27`, { ...place, acceptedCount: 1, current });
    annuals.put(core, `${NINO}/${UK}/2026-27`, {
      submittedOn,
      ukProperty: {
        adjustments: { nonResidentLandlord: true, balancingCharge: 9, rentARoom: { jointlyLet: false } },
        allowances: {
          otherCapitalAllowance: 5,
          structuredBuildingAllowance: [
            { amount: 3, building: { postcode: 'a', name: 'b' } },
            { amount: 4, building: { postcode: 'a', name: 'c' } },
          ],
        },
      },
    });
    const figures = submittedFigures(core, NINO, UK, '2026-27');
    expect(figures).toEqual({
      updated: true,
      annual: true,
      firstDate: '2026-04-06',
      lastDate: '2026-10-05',
      properties: [
        {
          kind: 'uk-property',
          incomePence: { periodAmount: 1000, 'rentARoom.rentsReceived': 50 },
          taxPence: { taxDeducted: 7 },
          expensesPence: { other: -30 },
          residentialFinance: { thisYearPence: 400, broughtForwardPence: 60 },
          adjustmentsPence: { balancingCharge: 9 },
          allowancesPence: { otherCapitalAllowance: 5, structuredBuildingAllowance: 7 },
          flags: { nonResidentLandlord: true, 'rentARoom.jointlyLet': false },
        },
      ],
    });
    expect(sumPence(figures.properties[0]?.incomePence ?? {})).toBe(1050);
    expect(sumPence({ one: 1, two: 2 }, ['two', 'three'])).toBe(2);
  });

  it('of period summaries is their sum, furnished holiday lets apart', () => {
    const core = createCore();
    const quarter = (fromDate: string, toDate: string) => ({
      submittedOn,
      fromDate,
      toDate,
      ukNonFhlProperty: { income: { periodAmount: 10 }, expenses: { consolidatedExpenses: 2 } },
    });
    const key = `${NINO}/${UK}/2024-25`;
    periods.put(core, `${key}/b`, quarter('2024-07-06', '2024-10-05'));
    periods.put(core, `${key}/a`, {
      ...quarter('2024-04-06', '2024-07-05'),
      ukFhlProperty: { income: { periodAmount: 1 } },
    });
    const { firstDate, lastDate, properties } = submittedFigures(core, NINO, UK, '2024-25');
    expect([firstDate, lastDate]).toEqual(['2024-04-06', '2024-10-05']);
    expect(properties).toMatchObject([
      { kind: 'uk-property', incomePence: { periodAmount: 20 }, expensesPence: { consolidatedExpenses: 4 } },
      { kind: 'uk-property-fhl', incomePence: { periodAmount: 1 } },
    ]);
  });

  it('of foreign property is by property, with the country it is registered in', () => {
    const core = createCore();
    const propertyId = 'b0f7a1c2-0000-4000-8000-000000000001';
    foreignProperties.put(core, `${NINO}/${propertyId}`, {
      businessId: FOREIGN,
      countryCode: 'FRA',
      firstTaxYear: '2026-27',
      details: { '2026-27': { submittedOn, propertyName: 'One' } },
    });
    const income = {
      rentIncome: { rentAmount: 500 },
      foreignTaxCreditRelief: true,
      foreignTaxPaidOrDeducted: 20,
    };
    const foreignProperty = [{ propertyId, income }];
    foreignUpdates.put(core, `${NINO}/${FOREIGN}/2026-27`, {
      submittedOn,
      acceptedCount: 1,
      foreignProperty,
    });
    annuals.put(core, `${NINO}/${FOREIGN}/2026-27`, {
      submittedOn,
      foreignProperty: [
        { propertyId: propertyId.toUpperCase(), allowances: { propertyIncomeAllowance: 100 } },
      ],
    });
    const figures = submittedFigures(core, NINO, FOREIGN, '2026-27');
    expect(figures).not.toHaveProperty('firstDate');
    expect(figures.properties).toEqual([
      {
        kind: 'foreign-property',
        countryCode: 'FRA',
        propertyId,
        incomePence: { 'rentIncome.rentAmount': 500 },
        taxPence: { foreignTaxPaidOrDeducted: 20 },
        expensesPence: {},
        residentialFinance: { thisYearPence: 0, broughtForwardPence: 0 },
        adjustmentsPence: {},
        allowancesPence: { propertyIncomeAllowance: 100 },
        flags: { foreignTaxCreditRelief: true },
      },
    ]);
  });
});
