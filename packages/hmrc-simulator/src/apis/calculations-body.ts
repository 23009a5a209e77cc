import { assess, projectToYearEnd, type Assessment } from '../tax/assess.ts';
import type { FinanceCostRelief, FinanceCostShare } from '../tax/finance-costs.ts';
import type { TaxInput } from '../tax/inputs.ts';
import { ratesOf } from '../tax/rates.ts';
import { businessParts } from './calculations-businesses.ts';
import { formOf, sourceOf, toPounds, type Form } from './calculations-forms.ts';

/** HMRC's `calculation` in the shape of its tax year; with an estimate of the whole year where it is in-year. */
export function calculationBody(input: TaxInput, inYear: boolean) {
  const assessment = assess(input);
  return {
    assessment,
    body: {
      ...bodyOf(assessment, formOf(input.startYear)),
      ...(inYear && { endOfYearEstimate: estimateOf(assess(projectToYearEnd(input))) }),
    },
  };
}

function bodyOf(assessment: Assessment, form: Form) {
  const deducted = {
    ...(assessment.ukTaxDeductedPence > 0 && {
      ukLandAndProperty: toPounds(assessment.ukTaxDeductedPence),
    }),
    ...(assessment.foreignTaxDeductedPence > 0 && {
      specialWithholdingTaxOrUkTaxPaid: toPounds(assessment.foreignTaxDeductedPence),
    }),
  };
  const reliefs = reliefsOf(assessment);
  return {
    allowancesAndDeductions: allowancesOf(assessment),
    ...(Object.keys(reliefs).length > 0 && { reliefs }),
    ...(Object.keys(deducted).length > 0 && { taxDeductedAtSource: deducted }),
    ...businessParts(assessment, form),
    taxCalculation: taxCalculationOf(assessment),
  };
}

function allowancesOf(assessment: Assessment) {
  const { startYear, fullPersonalAllowance, personalAllowance, lossesAgainstIncome } = assessment;
  return {
    personalAllowance: ratesOf(startYear).personalAllowance,
    ...(personalAllowance < fullPersonalAllowance && { reducedPersonalAllowance: personalAllowance }),
    ...(lossesAgainstIncome > 0 && { lossesAppliedToGeneralIncome: lossesAgainstIncome }),
  };
}

function taxCalculationOf(assessment: Assessment) {
  const { totalIncome, lossesAgainstIncome, taxableIncome, bands } = assessment;
  const allowances = lossesAgainstIncome + assessment.allowanceUsed;
  const charged = toPounds(assessment.taxChargedPence);
  const due = toPounds(assessment.taxAfterReliefsPence);
  const deducted = toPounds(assessment.ukTaxDeductedPence + assessment.foreignTaxDeductedPence);
  return {
    incomeTax: {
      totalIncomeReceivedFromAllSources: totalIncome,
      totalAllowancesAndDeductions: allowances,
      totalTaxableIncome: taxableIncome,
      payPensionsProfit: {
        incomeReceived: totalIncome,
        allowancesAllocated: allowances,
        taxableIncome,
        incomeTaxAmount: charged,
        ...(bands.length > 0 && {
          taxBands: bands.map(({ taxPence, ...band }) => ({ ...band, taxAmount: toPounds(taxPence) })),
        }),
      },
      incomeTaxCharged: charged,
      totalReliefs: toPounds(assessment.totalReliefsPence),
      incomeTaxDueAfterReliefs: due,
      incomeTaxDueAfterTaxReductions: due,
      totalIncomeTaxDue: due,
    },
    totalTaxDeductedBeforeCodingOut: deducted,
    totalIncomeTaxNicsCharged: due,
    totalTaxDeducted: deducted,
    totalIncomeTaxAndNicsDue: toPounds(assessment.duePence),
  };
}

function reliefsOf({ financeCostRelief, foreignTaxCredits, foreignTaxCreditPence }: Assessment) {
  return {
    ...(financeCostRelief && { residentialFinanceCosts: financeCostsOf(financeCostRelief) }),
    ...(foreignTaxCredits.length > 0 && {
      foreignTaxCreditRelief: {
        customerCalculatedRelief: false,
        totalForeignTaxCreditRelief: toPounds(foreignTaxCreditPence),
        foreignTaxCreditReliefOnProperty: toPounds(foreignTaxCreditPence),
        foreignTaxCreditReliefDetail: foreignTaxCredits.map((credit) => ({
          incomeSourceType: 'foreign-property',
          incomeSourceId: credit.businessId,
          countryCode: credit.countryCode,
          foreignIncome: toPounds(credit.incomePence),
          foreignTax: toPounds(credit.foreignTaxPence),
          ukLiabilityOnIncome: toPounds(credit.ukTaxPence),
          foreignTaxCredit: toPounds(credit.creditPence),
        })),
      },
    }),
  };
}

function financeCostsOf(relief: FinanceCostRelief) {
  const { uk, foreign } = relief;
  return {
    adjustedTotalIncome: relief.adjustedTotalIncome,
    totalAllowableAmount: relief.totalAllowable,
    relievableAmount: relief.relievable,
    rate: relief.rate,
    totalResidentialFinanceCostsRelief: toPounds(relief.reliefPence),
    ...(uk && { ukProperty: shareOf(uk) }),
    ...(foreign.length > 0 && {
      foreignProperty: {
        totalForeignPropertyAllowableAmount: foreign.reduce((sum, { allowable }) => sum + allowable, 0),
        foreignPropertyRfcDetail: foreign.map((share) => ({
          countryCode: share.countryCode,
          ...shareOf(share),
        })),
      },
    }),
  };
}

const shareOf = ({ claimed, allowable, carriedForward }: FinanceCostShare) => ({
  amountClaimed: claimed,
  allowableAmount: allowable,
  ...(carriedForward > 0 && { carryForwardAmount: carriedForward }),
});

function estimateOf(whole: Assessment) {
  const tax = toPounds(whole.taxAfterReliefsPence);
  const deducted = toPounds(whole.ukTaxDeductedPence + whole.foreignTaxDeductedPence);
  return {
    ...(whole.businesses.length > 0 && {
      incomeSource: whole.businesses.map((business) => ({
        ...sourceOf(business),
        taxableIncome: business.profitAfterLosses,
      })),
    }),
    totalEstimatedIncome: whole.totalIncome,
    totalTaxableIncome: whole.taxableIncome,
    incomeTaxAmount: tax,
    totalTaxDeductedBeforeCodingOut: deducted,
    totalTaxDeducted: deducted,
    incomeTaxNicAmount: toPounds(whole.duePence),
    totalAllowancesAndDeductions: whole.lossesAgainstIncome + whole.allowanceUsed,
  };
}
