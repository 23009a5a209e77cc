import { describe, expect, it } from 'vitest';

import { readFigures } from './figures.ts';

const metadata = { calculationType: 'in-year', periodFrom: '2026-04-06', periodTo: '2026-10-05' };
const band = { name: 'basic-rate', rate: 20, incomePence: 1_143_000, taxAmountPence: 228_600 };

const answer = (incomeTax: object = {}, due: object = {}, more: object = {}) => ({
  metadata,
  calculation: {
    reliefs: {
      residentialFinanceCosts: { rate: 20, totalResidentialFinanceCostsReliefPence: 40_000 },
    },
    taxCalculation: {
      incomeTax: {
        totalIncomeReceivedFromAllSourcesPence: 2_400_000,
        totalAllowancesAndDeductionsPence: 1_257_000,
        totalTaxableIncomePence: 1_143_000,
        payPensionsProfit: { taxableIncomePence: 1_143_000, incomeTaxAmountPence: 228_600, taxBands: [band] },
        incomeTaxChargedPence: 228_600,
        totalReliefsPence: 40_000,
        totalIncomeTaxDuePence: 188_600,
        ...incomeTax,
      },
      totalTaxDeductedPence: 10_000,
      totalIncomeTaxAndNicsDuePence: 178_600,
      ...due,
    },
  },
  messages: { info: [{ id: 'C1', text: 'Something to know.' }] },
  ...more,
});

describe('readFigures', () => {
  it('gives HMRC’s own figures, whose parts add up to its totals', () => {
    const { tax, info } = readFigures(answer());
    expect(tax).toMatchObject({
      taxablePence: 1_143_000,
      bands: [{ name: 'basic-rate', rate: 20, incomePence: 1_143_000, taxPence: 228_600 }],
      financeCostRelief: { ratePercent: 20, pence: 40_000 },
      deductedPence: 10_000,
      duePence: 178_600,
      gaps: [],
    });
    expect(info).toHaveLength(1);
  });

  it.each([
    ['taxable income', answer({ totalTaxableIncomePence: 1_143_001 }), ['taxable income']],
    [
      'income tax',
      answer(
        { incomeTaxChargedPence: 228_601, totalIncomeTaxDuePence: 188_601 },
        { totalIncomeTaxAndNicsDuePence: 178_601 },
      ),
      ['income tax'],
    ],
    ['tax due', answer({}, { totalIncomeTaxAndNicsDuePence: 178_599 }), ['tax due']],
    [
      'reliefs that are not listed',
      answer(
        { totalReliefsPence: 50_000, totalIncomeTaxDuePence: 178_600 },
        { totalIncomeTaxAndNicsDuePence: 168_600 },
      ),
      ['tax due'],
    ],
  ])('notices where parts do not add up to HMRC’s total: %s', (_what, stored, gaps) => {
    expect(readFigures(stored).tax?.gaps).toEqual(gaps);
  });

  it('uses no figure of a calculation that HMRC gives errors for', () => {
    const errors = [{ id: 'C2', text: 'An update is missing.' }];
    expect(readFigures(answer({}, {}, { messages: { errors } }))).toMatchObject({ tax: null, errors });
  });

  it('refuses money that is no whole pence', () => {
    expect(() => readFigures(answer({ incomeTaxChargedPence: 0.5 }))).toThrow();
  });

  it('gives the finance costs that are left for later years, by place, and none that are nought', () => {
    const given = answer();
    Object.assign(given.calculation.reliefs.residentialFinanceCosts, {
      ukProperty: { carryForwardAmountPence: 12_300 },
      foreignProperty: {
        foreignPropertyRfcDetail: [
          { countryCode: 'FRA', carryForwardAmountPence: 500 },
          { countryCode: 'ESP', carryForwardAmountPence: 0 },
        ],
      },
    });
    expect(readFigures(given).tax?.financeCostsCarriedForward).toEqual([
      { countryCode: null, pence: 12_300 },
      { countryCode: 'FRA', pence: 500 },
    ]);
    expect(readFigures(answer()).tax?.financeCostsCarriedForward).toEqual([]);
  });
});
