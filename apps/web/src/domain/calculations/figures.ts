import { z } from 'zod';

const pence = z.number().int();
const amount = pence.optional();

const band = z.object({ name: z.string(), rate: z.number(), incomePence: pence, taxAmountPence: pence });
const taxed = z
  .object({ taxableIncomePence: pence, incomeTaxAmountPence: pence, taxBands: z.array(band).optional() })
  .optional();
const messages = z.array(z.object({ id: z.string(), text: z.string() })).optional();

/** The kinds of income that HMRC taxes apart, in the order in which they are shown. */
const incomeKinds = [
  'payPensionsProfit',
  'savingsAndGains',
  'dividends',
  'lumpSums',
  'gainsOnLifePolicies',
] as const;

const incomeTax = z.object({
  totalIncomeReceivedFromAllSourcesPence: pence,
  totalAllowancesAndDeductionsPence: pence,
  totalTaxableIncomePence: pence,
  payPensionsProfit: taxed,
  savingsAndGains: taxed,
  dividends: taxed,
  lumpSums: taxed,
  gainsOnLifePolicies: taxed,
  incomeTaxChargedPence: pence,
  totalReliefsPence: amount,
  incomeTaxDueAfterReliefsPence: amount,
  totalIncomeTaxDuePence: amount,
});

const source = z.object({
  incomeSourceId: z.string(),
  incomeSourceType: z.string(),
  incomeSourceName: z.string().optional(),
  totalIncomePence: amount,
  totalExpensesPence: amount,
  netProfitPence: amount,
  netLossPence: amount,
  totalAdditionsPence: amount,
  totalDeductionsPence: amount,
  accountingAdjustmentsPence: amount,
  taxableProfitPence: amount,
  broughtForwardIncomeTaxLossesUsedPence: amount,
  taxableProfitAfterIncomeTaxLossesDeductionPence: amount,
  adjustedIncomeTaxLossPence: amount,
  totalIncomeTaxLossesCarriedForwardPence: amount,
});

const financeCosts = { carryForwardAmountPence: amount };

const answer = z.object({
  metadata: z.object({
    calculationType: z.string(),
    calculationTimestamp: z.string().optional(),
    periodFrom: z.string(),
    periodTo: z.string(),
  }),
  calculation: z
    .object({
      allowancesAndDeductions: z
        .object({
          personalAllowancePence: amount,
          reducedPersonalAllowancePence: amount,
          lossesAppliedToGeneralIncomePence: amount,
        })
        .optional(),
      reliefs: z
        .object({
          residentialFinanceCosts: z
            .object({
              rate: z.number(),
              totalResidentialFinanceCostsReliefPence: pence,
              ukProperty: z.object(financeCosts).optional(),
              foreignProperty: z
                .object({
                  foreignPropertyRfcDetail: z.array(z.object({ countryCode: z.string(), ...financeCosts })),
                })
                .optional(),
            })
            .optional(),
          foreignTaxCreditRelief: z.object({ totalForeignTaxCreditReliefPence: pence }).optional(),
        })
        .optional(),
      businessProfitAndLoss: z.array(source).optional(),
      taxCalculation: z
        .object({
          incomeTax,
          nics: z.object({ totalNicPence: amount }).optional(),
          totalTaxDeductedPence: amount,
          totalIncomeTaxAndNicsDuePence: pence,
          totalIncomeTaxAndNicsAndCgtPence: amount,
        })
        .optional(),
      endOfYearEstimate: z
        .object({ totalTaxableIncomePence: amount, incomeTaxNicAmountPence: amount })
        .optional(),
      previousCalculation: z.object({ totalIncomeTaxAndNicsDuePence: amount }).optional(),
    })
    .optional(),
  messages: z.object({ info: messages, warnings: messages, errors: messages }).optional(),
});

type Answer = z.infer<typeof answer>;
export type CalculatedSource = z.infer<typeof source>;
export interface CalculationMessage {
  id: string;
  text: string;
}

/** What is taxed at one rate. */
export interface CalculatedBand {
  /** HMRC's name, such as `basic-rate`. */
  name: string;
  /** Per cent. */
  rate: number;
  incomePence: number;
  taxPence: number;
}

/** The figures of a calculation, all HMRC's own, in pence. */
export interface CalculatedTax {
  sources: CalculatedSource[];
  personalAllowancePence: number | null;
  lossesAgainstIncomePence: number;
  incomePence: number;
  /** Allowances, reliefs and losses as far as they were used. */
  allowancesPence: number;
  taxablePence: number;
  bands: CalculatedBand[];
  chargedPence: number;
  financeCostRelief: { ratePercent: number; pence: number } | null;
  /** Residential finance costs left for later years, in the UK (without a country) and abroad. */
  financeCostsCarriedForward: { countryCode: string | null; pence: number }[];
  foreignTaxCreditPence: number;
  totalReliefsPence: number;
  /** After reliefs, before what was deducted already. */
  incomeTaxPence: number;
  nationalInsurancePence: number;
  deductedPence: number;
  /** Negative where HMRC owes. */
  duePence: number;
  /** What the whole year would come to if it went on so; for estimates alone. */
  wholeYearPence: number | null;
  /** What was due by the calculation before an amendment. */
  previousDuePence: number | null;
  /** Where parts that are shown do not add up to HMRC's own totals: something is in them that is not listed here. */
  gaps: ('taxable income' | 'income tax' | 'tax due')[];
}

export interface CalculationFigures {
  periodFrom: string;
  periodTo: string;
  /** Null where HMRC could not calculate; then there are errors. */
  tax: CalculatedTax | null;
  info: CalculationMessage[];
  warnings: CalculationMessage[];
  errors: CalculationMessage[];
}

/** Reads the figures out of HMRC's answer as it was kept. */
export function readFigures(stored: unknown): CalculationFigures {
  const { metadata, calculation, messages: said } = answer.parse(stored);
  const errors = said?.errors ?? [];
  return {
    periodFrom: metadata.periodFrom,
    periodTo: metadata.periodTo,
    // HMRC says that a calculation with errors is of no use.
    tax: errors.length > 0 ? null : taxOf(calculation),
    info: said?.info ?? [],
    warnings: said?.warnings ?? [],
    errors,
  };
}

function taxOf(calculation: Answer['calculation']): CalculatedTax | null {
  const due = calculation?.taxCalculation;
  if (!due) return null;
  const { incomeTax: tax } = due;
  const { reliefs, allowancesAndDeductions: allowances } = calculation;
  const costs = reliefs?.residentialFinanceCosts;
  const figures = {
    sources: calculation.businessProfitAndLoss ?? [],
    personalAllowancePence:
      allowances?.reducedPersonalAllowancePence ?? allowances?.personalAllowancePence ?? null,
    lossesAgainstIncomePence: allowances?.lossesAppliedToGeneralIncomePence ?? 0,
    incomePence: tax.totalIncomeReceivedFromAllSourcesPence,
    allowancesPence: tax.totalAllowancesAndDeductionsPence,
    taxablePence: tax.totalTaxableIncomePence,
    bands: incomeKinds
      .flatMap((kind) => tax[kind]?.taxBands ?? [])
      .map(({ taxAmountPence, ...each }) => ({ ...each, taxPence: taxAmountPence }))
      .filter((each) => each.incomePence !== 0),
    chargedPence: tax.incomeTaxChargedPence,
    financeCostRelief: costs
      ? { ratePercent: costs.rate, pence: costs.totalResidentialFinanceCostsReliefPence }
      : null,
    financeCostsCarriedForward: [
      { countryCode: null, pence: costs?.ukProperty?.carryForwardAmountPence ?? 0 },
      ...(costs?.foreignProperty?.foreignPropertyRfcDetail ?? []).map(
        ({ countryCode, carryForwardAmountPence }) => ({ countryCode, pence: carryForwardAmountPence ?? 0 }),
      ),
    ].filter((each) => each.pence !== 0),
    foreignTaxCreditPence: reliefs?.foreignTaxCreditRelief?.totalForeignTaxCreditReliefPence ?? 0,
    totalReliefsPence: tax.totalReliefsPence ?? 0,
    incomeTaxPence:
      tax.totalIncomeTaxDuePence ?? tax.incomeTaxDueAfterReliefsPence ?? tax.incomeTaxChargedPence,
    nationalInsurancePence: due.nics?.totalNicPence ?? 0,
    deductedPence: due.totalTaxDeductedPence ?? 0,
    duePence: due.totalIncomeTaxAndNicsAndCgtPence ?? due.totalIncomeTaxAndNicsDuePence,
    wholeYearPence: calculation.endOfYearEstimate?.incomeTaxNicAmountPence ?? null,
    previousDuePence: calculation.previousCalculation?.totalIncomeTaxAndNicsDuePence ?? null,
  };
  return { ...figures, gaps: gapsIn(figures) };
}

/** Adds up what is shown, and tells where that is not what HMRC came to. */
function gapsIn(tax: Omit<CalculatedTax, 'gaps'>): CalculatedTax['gaps'] {
  const sum = (amounts: number[]) => amounts.reduce((total, each) => total + each, 0);
  const gaps: CalculatedTax['gaps'] = [];
  if (sum(tax.bands.map((each) => each.incomePence)) !== tax.taxablePence) gaps.push('taxable income');
  if (sum(tax.bands.map((each) => each.taxPence)) !== tax.chargedPence) gaps.push('income tax');
  if (
    tax.chargedPence - tax.totalReliefsPence !== tax.incomeTaxPence ||
    (tax.financeCostRelief?.pence ?? 0) + tax.foreignTaxCreditPence !== tax.totalReliefsPence ||
    tax.incomeTaxPence + tax.nationalInsurancePence - tax.deductedPence !== tax.duePence
  ) {
    gaps.push('tax due');
  }
  return gaps;
}
