import type { Operation } from '../../operation.ts';
import { reads } from '../../shapes/read.ts';
import { flag, group, optional, type Out, required } from '../../shapes/shape.ts';
import { expenseChanges, ukIncomeChanges } from './adjustment-figures.ts';
import { calculationFigures, summaryHead } from './summary-parts.ts';
import { summaryYears } from './summary-years.ts';

export interface UkPropertyBsasParams {
  nino: string;
  /** From `triggerBsas` or `listBsas`: eight digits or a UUID. */
  calculationId: string;
  /** `YYYY-YY`, from `2023-24`. */
  taxYear: string;
}

const calculation = group(calculationFigures);

const summary = group({
  ...summaryHead,
  /** From what was submitted. */
  adjustableSummaryCalculation: required(calculation),
  /** What was adjusted, of furnished holiday lettings too. */
  adjustments: optional(
    group({
      income: optional(ukIncomeChanges),
      expenses: optional(expenseChanges),
      zeroAdjustments: optional(flag()),
    }),
  ),
  /** With the adjustments. */
  adjustedSummaryCalculation: optional(calculation),
});
/** A summary of a UK property business. Amounts are integer pence. */
export type UkPropertyBsas = Out<typeof summary>;

/**
 * Business Source Adjustable Summary 7.0: retrieve. 404 `MATCHING_RESOURCE_NOT_FOUND` where HMRC has no such summary, or not yet.
 * @see Business Source Adjustable Summary (MTD) 7.0, HMRC, August 2026
 */
export const getUkPropertyBsas: Operation<UkPropertyBsasParams, UkPropertyBsas> = {
  name: 'getUkPropertyBsas',
  version: '7.0',
  method: 'GET',
  path: '/individuals/self-assessment/adjustable-summary/{nino}/uk-property/{calculationId}/{taxYear}',
  years: summaryYears,
  reads: reads(summary),
};
