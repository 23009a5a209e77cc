import { content, noContent, type Operation } from '../../operation.ts';
import type { HmrcError } from '../../result.ts';
import { group, type In, optional, type Shape } from '../../shapes/shape.ts';
import { firstYearWithoutHolidayLets } from '../../values/holiday-lets.ts';
import {
  expenseChanges,
  holidayLetChanges,
  lastHolidayLetChanges,
  nothingToAdjust,
  ukIncomeChanges,
} from './adjustment-figures.ts';
import { checkChanges, checkNothingToAdjust, checkOneBusiness, hasChanges } from './adjustment-rules.ts';
import { summaryYears } from './summary-years.ts';

export interface AdjustUkPropertyBsasParams {
  nino: string;
  /** Of a summary that `triggerBsas` made: eight digits or a UUID. */
  calculationId: string;
  /** `YYYY-YY`, from `2023-24`. */
  taxYear: string;
  adjustments: UkPropertyAdjustments;
}

const ukProperty = group({ income: optional(ukIncomeChanges), expenses: optional(expenseChanges) });

const ukPropertyOrNothing = group({
  income: optional(ukIncomeChanges),
  expenses: optional(expenseChanges),
  /** Says that there is nothing to adjust, and stands alone. From tax year 2024-25. */
  zeroAdjustments: optional(nothingToAdjust),
});

const to2023 = group({
  ukProperty: optional(ukProperty),
  furnishedHolidayLet: optional(holidayLetChanges),
});

const in2024 = group({
  ukProperty: optional(ukPropertyOrNothing),
  /** Up to tax year 2024-25. */
  furnishedHolidayLet: optional(lastHolidayLetChanges),
});

const from2025 = group({ ukProperty: optional(ukPropertyOrNothing) });

/**
 * Changes to the totals of a summary, in integer pence: what is added or, when negative, taken off; never zero. Either for UK
 * property or for furnished holiday lettings. A member that the tax year does not have is refused.
 */
export type UkPropertyAdjustments = In<typeof in2024>;

function shapeIn(taxYear: string): Shape<UkPropertyAdjustments, unknown> {
  if (taxYear >= firstYearWithoutHolidayLets) return from2025;
  return taxYear >= '2024-25' ? in2024 : to2023;
}

/**
 * Business Source Adjustable Summary 7.0: adjust a summary of a UK property business, once. 200, no content. 404 where HMRC has no
 * such summary. Sending it twice is not safe: HMRC refuses the second with `RULE_ALREADY_ADJUSTED`.
 * @see Business Source Adjustable Summary (MTD) 7.0, HMRC, August 2026
 */
export const adjustUkPropertyBsas: Operation<AdjustUkPropertyBsasParams, null> = {
  name: 'adjustUkPropertyBsas',
  version: '7.0',
  method: 'POST',
  path: '/individuals/self-assessment/adjustable-summary/{nino}/uk-property/{calculationId}/adjust/{taxYear}',
  years: summaryYears,
  body: ({ taxYear, adjustments }) => content(shapeIn(taxYear), adjustments),
  check: ({ adjustments }) => checkAdjustments(adjustments),
  ...noContent,
};

function checkAdjustments({ ukProperty: uk, furnishedHolidayLet: lets }: UkPropertyAdjustments): HmrcError[] {
  return [
    ...checkOneBusiness(uk, lets),
    ...checkOnePart(uk ?? {}, '/ukProperty'),
    ...checkOnePart(lets ?? {}, '/furnishedHolidayLet'),
  ];
}

type Part = Parameters<typeof hasChanges>[0] & { zeroAdjustments?: true };

function checkOnePart(part: Part, path: string): HmrcError[] {
  return [...checkNothingToAdjust(part.zeroAdjustments, hasChanges(part), path), ...checkChanges(part, path)];
}
