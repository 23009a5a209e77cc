import { describe, expect, test } from 'vitest';
import { checkRequest } from '../../request.ts';
import { retrieveCalculation, type TaxCalculation } from './retrieve-calculation.ts';

const metadata = {
  calculationId: 'f2fb30e5-4ab6-4a29-b3c1-c7264259ff1c',
  taxYear: '2026-27',
  requestedBy: 'customer',
  calculationReason: 'customerRequest',
  calculationType: 'in-year',
  periodFrom: '2026-04-06',
  periodTo: '2027-04-05',
};
const payPensionsProfit = {
  incomeReceived: 32_000,
  allowancesAllocated: 12_570,
  taxableIncome: 19_430,
  incomeTaxAmount: 3886,
  taxBands: [
    {
      name: 'basic-rate',
      rate: 20,
      bandLimit: 37_700,
      apportionedBandLimit: 37_700,
      income: 19_430,
      taxAmount: 3886,
    },
  ],
};
const taxCalculation = {
  incomeTax: {
    totalIncomeReceivedFromAllSources: 32_000,
    totalAllowancesAndDeductions: 12_570,
    totalTaxableIncome: 19_430,
    payPensionsProfit,
    incomeTaxCharged: 3886,
    totalReliefs: 600.2,
    winterFuelPaymentCharge: 0,
  },
  nics: { class2Nics: { underSmallProfitThreshold: true, weeklyRate: 3.5 }, totalNic: 0 },
  totalIncomeTaxAndNicsDue: -3285.8,
};
const residentialFinanceCosts = {
  adjustedTotalIncome: 19_430,
  relievableAmount: 3001,
  rate: 20,
  totalResidentialFinanceCostsRelief: 600.2,
  ukProperty: { amountClaimed: 4001, allowableAmount: 3001, carryForwardAmount: 1000.01 },
};

const read = (json: unknown): TaxCalculation | undefined => retrieveCalculation.reads?.parse(json);

describe('a calculation', () => {
  const wire = {
    metadata,
    inputs: { personalInformation: { taxRegime: 'uk' } },
    calculation: {
      allowancesAndDeductions: { personalAllowance: 12_570 },
      reliefs: { residentialFinanceCosts },
      businessProfitAndLoss: [
        { incomeSourceId: 'XAIS12345678901', incomeSourceType: 'uk-property', taxableProfit: 32_000 },
      ],
      dividendsIncome: { totalChargeableDividends: 0 },
      taxCalculation,
      endOfYearEstimate: { totalEstimatedIncome: 64_000 },
    },
    messages: { info: [{ id: 'C22201', text: 'All is well.' }] },
  };

  test('is read in pence under HMRC’s names, rates as they are', () => {
    const { everything, ...typed } = read(wire) ?? { everything: null };
    expect(everything).toEqual(wire);
    expect(typed).toEqual({
      metadata,
      messages: wire.messages,
      calculation: {
        allowancesAndDeductions: { personalAllowancePence: 1_257_000 },
        reliefs: {
          residentialFinanceCosts: {
            adjustedTotalIncomePence: 1_943_000,
            relievableAmountPence: 300_100,
            rate: 20,
            totalResidentialFinanceCostsReliefPence: 60_020,
            ukProperty: {
              amountClaimedPence: 400_100,
              allowableAmountPence: 300_100,
              carryForwardAmountPence: 100_001,
            },
          },
        },
        businessProfitAndLoss: [
          {
            incomeSourceId: 'XAIS12345678901',
            incomeSourceType: 'uk-property',
            taxableProfitPence: 3_200_000,
          },
        ],
        dividendsIncome: { totalChargeableDividendsPence: 0 },
        taxCalculation: {
          incomeTax: {
            totalIncomeReceivedFromAllSourcesPence: 3_200_000,
            totalAllowancesAndDeductionsPence: 1_257_000,
            totalTaxableIncomePence: 1_943_000,
            payPensionsProfit: {
              incomeReceivedPence: 3_200_000,
              allowancesAllocatedPence: 1_257_000,
              taxableIncomePence: 1_943_000,
              incomeTaxAmountPence: 388_600,
              taxBands: [
                {
                  name: 'basic-rate',
                  rate: 20,
                  bandLimitPence: 3_770_000,
                  apportionedBandLimitPence: 3_770_000,
                  incomePence: 1_943_000,
                  taxAmountPence: 388_600,
                },
              ],
            },
            incomeTaxChargedPence: 388_600,
            totalReliefsPence: 60_020,
            winterFuelPaymentChargePence: 0,
          },
          nics: { class2Nics: { underSmallProfitThreshold: true, weeklyRatePence: 350 }, totalNicPence: 0 },
          totalIncomeTaxAndNicsDuePence: -328_580,
        },
        endOfYearEstimate: { totalEstimatedIncomePence: 6_400_000 },
      },
    });
  });

  test('that HMRC could not make says why', () => {
    const messages = { errors: [{ id: 'C15015', text: 'Figures do not fit.' }] };
    expect(read({ metadata, inputs: {}, messages })).toEqual({
      metadata,
      messages,
      everything: { metadata, inputs: {}, messages },
    });
  });

  test.each([
    ['2023-24', { lossForCSFHL: 12 }, { lossForCSFHLPence: 1200 }],
    ['2025-26', { adjustedProfit: 12.5 }, { adjustedProfitPence: 1250 }],
    [
      '2026-27',
      { adjustedLoss: 0.07, foreignTaxPaid: 1 },
      { adjustedLossPence: 7, foreignTaxPaidPence: 100 },
    ],
  ])('of %s is read with the members of that year', (taxYear, members, expected) => {
    const source = { incomeSourceId: 'XAIS12345678901', incomeSourceType: 'foreign-property' };
    const calculation = { businessProfitAndLoss: [{ ...source, ...members }] };
    expect(read({ metadata: { ...metadata, taxYear }, calculation })?.calculation).toEqual({
      businessProfitAndLoss: [{ ...source, ...expected }],
    });
  });

  test('is read where ids came as numbers and an amount as text, as in HMRC’s examples', () => {
    const calculation = {
      businessProfitAndLoss: [{ incomeSourceId: 210, incomeSourceType: 2 }],
      giftAid: { grossGiftAidPayments: 500, rate: 20, giftAidTax: '100.12' },
    };
    expect(read({ metadata, calculation })?.calculation).toEqual({
      businessProfitAndLoss: [{ incomeSourceId: '210', incomeSourceType: '2' }],
      giftAid: { grossGiftAidPaymentsPence: 50_000, rate: 20, giftAidTaxPence: 10_012 },
    });
  });

  test.each([
    {},
    { metadata: { ...metadata, calculationId: undefined } },
    { metadata, calculation: { taxCalculation: { ...taxCalculation, totalIncomeTaxAndNicsDue: 'much' } } },
    { metadata, calculation: { taxCalculation: { ...taxCalculation, totalIncomeTaxAndNicsDue: 1.005 } } },
    { metadata, calculation: { taxCalculation: { incomeTax: taxCalculation.incomeTax } } },
    'text',
    null,
  ])('is not believed, case %#', (json) => {
    expect(retrieveCalculation.reads?.safeParse(json).success).toBe(false);
  });
});

test.each([
  ['2016-17', metadata.calculationId, 'RULE_TAX_YEAR_NOT_SUPPORTED'],
  ['2026-27', 'F2FB30E5-4AB6-4A29-B3C1-C7264259FF1C', 'FORMAT_CALCULATION_ID'],
])('a calculation of %s with the id %s is not asked for', (taxYear, calculationId, code) => {
  expect(checkRequest(retrieveCalculation, { nino: 'AA123456A', taxYear, calculationId })).toMatchObject([
    { code },
  ]);
});
