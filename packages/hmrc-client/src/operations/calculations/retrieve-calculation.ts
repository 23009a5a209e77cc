import { z } from 'zod';
import type { Operation } from '../../operation.ts';
import { reads } from '../../shapes/read.ts';
import { date, flag, group, list, optional, type Out, required, text } from '../../shapes/shape.ts';
import {
  allowancesAndDeductions,
  giftAid,
  highIncomeChildBenefitCharge,
  marriageAllowanceTransferredIn,
  reliefs,
  studentLoan,
  taxDeductedAtSource,
} from './allowances-and-reliefs.ts';
import { amount, figure } from './amounts.ts';
import { asDescribed } from './as-described.ts';
import { calculationYears } from './calculations.ts';
import { endOfYearEstimate, lossesAndClaims, previousCalculation } from './losses-and-estimate.ts';
import {
  businessProfitAndLoss,
  foreignPropertyIncome,
  incomeSummaryTotals,
  otherIncomes,
} from './profit-and-loss.ts';
import { taxDue } from './tax-due.ts';

export interface RetrieveCalculationParams {
  nino: string;
  /** `YYYY-YY`, from `2017-18`. */
  taxYear: string;
  /** Of `triggerCalculation` or `listCalculations`. */
  calculationId: string;
}

const metadata = group({
  calculationId: required(text()),
  taxYear: required(text()),
  /** `customer`, `agent` or `hmrc`. */
  requestedBy: required(text()),
  requestedTimestamp: optional(text()),
  calculationReason: required(text()),
  calculationTimestamp: optional(text()),
  /** To 2024-25 `in-year` or `final-declaration`; then `in-year`, `intent-to-finalise`, `intent-to-amend` and others. */
  calculationType: required(text()),
  /** To 2024-25, as the next two. */
  intentToSubmitFinalDeclaration: optional(flag()),
  finalDeclaration: optional(flag()),
  finalDeclarationTimestamp: optional(text()),
  /** From 2025-26, as the next. */
  finalisationTimestamp: optional(text()),
  confirmationTimestamp: optional(text()),
  periodFrom: required(date()),
  periodTo: required(date()),
});

const calculation = group({
  allowancesAndDeductions: optional(allowancesAndDeductions),
  reliefs: optional(reliefs),
  taxDeductedAtSource: optional(taxDeductedAtSource),
  giftAid: optional(giftAid),
  marriageAllowanceTransferredIn: optional(marriageAllowanceTransferredIn),
  pensionContributionReliefs: optional(group({ totalPensionContributionReliefsPence: figure })),
  studentLoans: optional(list(studentLoan)),
  highIncomeChildBenefitCharge: optional(highIncomeChildBenefitCharge),
  foreignPropertyIncome: optional(list(foreignPropertyIncome)),
  businessProfitAndLoss: optional(list(businessProfitAndLoss)),
  ...otherIncomes,
  incomeSummaryTotals: optional(incomeSummaryTotals),
  /** From 2024-25. */
  transitionProfit: optional(group({ totalTaxableTransitionProfitPence: amount })),
  taxCalculation: optional(taxDue),
  previousCalculation: optional(previousCalculation),
  endOfYearEstimate: optional(endOfYearEstimate),
  lossesAndClaims: optional(lossesAndClaims),
});

const messages = optional(list(group({ id: required(text()), text: required(text()) })));

const answer = group({
  metadata: required(metadata),
  /** Absent where `messages.errors` says why HMRC could not calculate. */
  calculation: optional(calculation),
  messages: optional(group({ info: messages, warnings: messages, errors: messages })),
});

/**
 * A tax calculation: integer pence, HMRC's names. Members that a tax year does not have are absent, as are those that HMRC has
 * nothing for. `everything` is HMRC's whole answer, its amounts in pounds: what is not typed here can be found there.
 */
export type TaxCalculation = Out<typeof answer> & { everything: unknown };

/**
 * Individual Calculations 8.0: one calculation, of any of the four forms that HMRC has by tax year. 404
 * `MATCHING_RESOURCE_NOT_FOUND` while HMRC is still calculating: ask again some seconds later.
 * @see Individual Calculations (MTD) 8.0, HMRC, August 2026
 */
export const retrieveCalculation: Operation<RetrieveCalculationParams, TaxCalculation> = {
  name: 'retrieveCalculation',
  version: '8.0',
  method: 'GET',
  path: '/individuals/calculations/{nino}/self-assessment/{taxYear}/{calculationId}',
  years: calculationYears,
  reads: z.unknown().transform((everything, context) => {
    const read = reads(answer).safeParse(asDescribed(everything));
    if (read.success) return { ...read.data, everything };
    for (const { message, path } of read.error.issues) context.addIssue({ code: 'custom', message, path });
    return z.NEVER;
  }),
};
