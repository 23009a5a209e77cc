import type { Operation } from '../../operation.ts';
import { reads } from '../../shapes/read.ts';
import { flag, group, list, optional, type Out, required, text } from '../../shapes/shape.ts';
import { expenseChanges, foreignIncomeChanges } from './adjustment-figures.ts';
import { calculationFigures, summaryHead } from './summary-parts.ts';
import { summaryYears } from './summary-years.ts';

export interface ForeignPropertyBsasParams {
  nino: string;
  /** From `triggerBsas` or `listBsas`: eight digits or a UUID. */
  calculationId: string;
  /** `YYYY-YY`, from `2023-24`. */
  taxYear: string;
}

const country = group({
  countryCode: required(text()),
  ...calculationFigures,
  /** From tax year 2026-27. */
  propertyLevelDetail: optional(list(group({ propertyId: required(text()), ...calculationFigures }))),
});

const calculation = group({ ...calculationFigures, countryLevelDetail: optional(list(country)) });

const changes = { income: optional(foreignIncomeChanges), expenses: optional(expenseChanges) };

const summary = group({
  ...summaryHead,
  /** From what was submitted. */
  adjustableSummaryCalculation: required(calculation),
  /** What was adjusted. */
  adjustments: optional(
    group({
      /** Up to tax year 2025-26. */
      countryLevelDetail: optional(list(group({ countryCode: required(text()), ...changes }))),
      /** From tax year 2026-27. */
      propertyLevelDetail: optional(list(group({ propertyId: required(text()), ...changes }))),
      /** Of furnished holiday lettings, up to tax year 2024-25. */
      ...changes,
      zeroAdjustments: optional(flag()),
    }),
  ),
  /** With the adjustments. */
  adjustedSummaryCalculation: optional(calculation),
});
/** A summary of a foreign property business. Amounts are integer pence. */
export type ForeignPropertyBsas = Out<typeof summary>;

/**
 * Business Source Adjustable Summary 7.0: retrieve. 404 `MATCHING_RESOURCE_NOT_FOUND` where HMRC has no such summary, or not yet.
 * @see Business Source Adjustable Summary (MTD) 7.0, HMRC, August 2026
 */
export const getForeignPropertyBsas: Operation<ForeignPropertyBsasParams, ForeignPropertyBsas> = {
  name: 'getForeignPropertyBsas',
  version: '7.0',
  method: 'GET',
  path: '/individuals/self-assessment/adjustable-summary/{nino}/foreign-property/{calculationId}/{taxYear}',
  years: summaryYears,
  reads: reads(summary),
};
