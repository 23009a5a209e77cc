import { NO_LIMIT, ratesOf } from '../tax/rates.ts';
import type { PropertyBusinessType } from '../tax/inputs.ts';
import { calculationBody } from './calculations-body.ts';
import { formOf } from './calculations-forms.ts';

/** What an example shows; whole pounds. Its income stays within the basic rate. */
export interface Example {
  business: 'uk-property' | 'uk-property-fhl' | 'self-employment';
  profit: number;
  savings?: number;
  dividends?: number;
  giftAid?: number;
  scottish?: true;
}

const BUSINESS_ID = 'XPIS00000000902';
const SCOTTISH_STARTER_RATE = 19;

/** A calculation with other income than property's, for scenarios alone: not worked out but put together. */
export function exampleCalculation(example: Example, startYear: number) {
  const { savings = 0, dividends = 0, giftAid = 0 } = example;
  const { body } = calculationBody(inputOf(example, startYear), false);
  const type = typeIn(example, startYear);
  const { incomeTax } = body.taxCalculation;
  const dividendRate = startYear < 2026 ? 8.75 : 10.75;
  const more = round(savings * 0.2 + dividends * (dividendRate / 100));
  const profitTax = example.scottish ? scottish(incomeTax.payPensionsProfit) : incomeTax.payPensionsProfit;
  const tax = round(profitTax.incomeTaxAmount + more);
  const added = savings + dividends;
  return {
    ...body,
    businessProfitAndLoss: [
      { ...body.businessProfitAndLoss?.[0], incomeSourceId: BUSINESS_ID, incomeSourceType: type },
    ],
    incomeSummaryTotals:
      type === 'self-employment' ? { totalSelfEmploymentProfit: example.profit } : body.incomeSummaryTotals,
    ...(giftAid > 0 && {
      giftAid: { grossGiftAidPayments: giftAid, rate: 20, giftAidTax: round(giftAid * 0.2) },
    }),
    ...(savings > 0 && {
      savingsAndGainsIncome: { totalChargeableSavingsAndGains: savings, totalUkSavingsAndGains: savings },
    }),
    ...(dividends > 0 && {
      dividendsIncome: { totalChargeableDividends: dividends, totalUkDividends: dividends },
    }),
    taxCalculation: {
      incomeTax: {
        ...incomeTax,
        totalIncomeReceivedFromAllSources: incomeTax.totalIncomeReceivedFromAllSources + added,
        totalTaxableIncome: incomeTax.totalTaxableIncome + added,
        payPensionsProfit: profitTax,
        ...(savings > 0 && { savingsAndGains: allAt(savings, 20, startYear) }),
        ...(dividends > 0 && { dividends: allAt(dividends, dividendRate, startYear) }),
        incomeTaxCharged: tax,
        incomeTaxDueAfterReliefs: tax,
        incomeTaxDueAfterTaxReductions: tax,
        totalIncomeTaxDue: tax,
      },
      totalIncomeTaxNicsCharged: tax,
      totalIncomeTaxAndNicsDue: tax,
    },
  };
}

/** The `inputs` of an example. */
export function exampleInputs(example: Example, nino: string, startYear: number) {
  const startDate = `${startYear}-04-06`;
  const endDate = `${startYear + 1}-04-05`;
  const receivedDateTime = `${startYear + 1}-02-08T10:00:00.000Z`;
  const period = { startDate, endDate, receivedDateTime };
  return {
    personalInformation: { identifier: nino, taxRegime: example.scottish ? 'scotland' : 'uk' },
    incomeSources: {
      businessIncomeSources: [
        {
          incomeSourceId: BUSINESS_ID,
          incomeSourceType: typeIn(example, startYear),
          accountingPeriodStartDate: startDate,
          accountingPeriodEndDate: endDate,
          source: 'MTD-SA',
          latestPeriodEndDate: endDate,
          latestReceivedDateTime: receivedDateTime,
          ...(formOf(startYear) < 3 ? { submissionPeriods: [period] } : { submissionPeriod: period }),
        },
      ],
    },
  };
}

/** Furnished holiday lets are a type of their own only to 2024-25. */
function typeIn({ business }: Example, startYear: number): Example['business'] {
  return business === 'uk-property-fhl' && formOf(startYear) > 2 ? 'uk-property' : business;
}

function inputOf(example: Example, startYear: number) {
  const type = typeIn(example, startYear);
  const typeOfBusiness: PropertyBusinessType = type === 'self-employment' ? 'uk-property' : type;
  const property = {
    incomePence: (example.profit + 4000) * 100,
    expensesPence: 400_000,
    rentARoom: { receivedPence: 0, claimedPence: 0, jointlyLet: false },
    additionsPence: 0,
    allowancesPence: 0,
    propertyIncomeAllowancePence: undefined,
    financeCostsPence: 0,
    broughtForwardFinanceCostsPence: 0,
    foreignTaxPence: 0,
    claimsForeignTaxCredit: false,
    taxDeductedPence: 0,
  };
  return {
    startYear,
    twelfths: 12,
    businesses: [{ businessId: BUSINESS_ID, typeOfBusiness, properties: [property] }],
    losses: { broughtForward: [], sideways: [] },
  };
}

/** Income that one rate takes all of. */
function allAt(income: number, rate: number, startYear: number) {
  const { basicRateBand } = ratesOf(startYear);
  const taxAmount = round((income * rate) / 100);
  return {
    incomeReceived: income,
    allowancesAllocated: 0,
    taxableIncome: income,
    incomeTaxAmount: taxAmount,
    taxBands: [
      {
        name: 'basic-rate',
        rate,
        bandLimit: basicRateBand,
        apportionedBandLimit: basicRateBand,
        income,
        taxAmount,
      },
    ],
  };
}

function scottish<Part extends { taxableIncome: number }>(part: Part) {
  const taxAmount = round((part.taxableIncome * SCOTTISH_STARTER_RATE) / 100);
  const band = { bandLimit: NO_LIMIT, apportionedBandLimit: NO_LIMIT, income: part.taxableIncome, taxAmount };
  return {
    ...part,
    incomeTaxAmount: taxAmount,
    taxBands: [{ name: 'starter-rate', rate: SCOTTISH_STARTER_RATE, ...band }],
  };
}

const round = (amount: number): number => Math.round(amount * 100) / 100;
