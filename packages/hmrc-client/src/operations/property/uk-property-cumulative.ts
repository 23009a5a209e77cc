import { content, noContent, type Operation } from '../../operation.ts';
import { textOf } from '../../request.ts';
import type { HmrcError } from '../../result.ts';
import { fieldOfPath } from '../../shapes/field-of-path.ts';
import { reads } from '../../shapes/read.ts';
import { date, group, type In, optional, type Out, required, text } from '../../shapes/shape.ts';
import { checkExpenseStyle } from './expense-style.ts';
import { yearsOfCumulative } from './property-years.ts';
import { checkSubmissionDates } from './submission-dates.ts';
import {
  itemisedUkExpenses,
  type UkPropertyExpenses,
  ukPropertyExpenses,
  type UkPropertyIncome,
  ukPropertyIncome,
} from './uk-property-fields.ts';

export interface UkPropertyCumulativeParams {
  nino: string;
  businessId: string;
  /** `YYYY-YY`, from `2025-26`. */
  taxYear: string;
}

export interface PutUkPropertyCumulativeParams extends UkPropertyCumulativeParams {
  summary: UkPropertyCumulative;
}

export const ukPropertyCumulative = group({
  /** `YYYY-MM-DD`; both dates or neither (neither for a person of Annual status and for latent businesses). */
  fromDate: optional(date('FORMAT_FROM_DATE')),
  /** `YYYY-MM-DD`, not before `fromDate`. */
  toDate: optional(date('FORMAT_TO_DATE')),
  /** Integer pence, 0 or more. */
  income: optional(ukPropertyIncome, 'ukProperty.income'),
  /** Integer pence; may be negative where not said otherwise. */
  expenses: optional(ukPropertyExpenses, 'ukProperty.expenses'),
});
/** The year to date of a UK property business. A PUT replaces all of it: a field left out is wiped. */
export type UkPropertyCumulative = In<typeof ukPropertyCumulative>;

const submitted = group({
  /** The instant HMRC took it, as HMRC writes it. */
  submittedOn: required(text()),
  fromDate: optional(date()),
  toDate: optional(date()),
  income: optional(ukPropertyIncome, 'ukProperty.income'),
  expenses: optional(ukPropertyExpenses, 'ukProperty.expenses'),
});
/** The year to date that HMRC has. Amounts are integer pence. */
export type SubmittedUkPropertyCumulative = Out<typeof submitted>;

/** A field of `UkPropertyCumulative` that HMRC can name in a refusal. */
export type UkPropertyField = 'fromDate' | 'toDate' | keyof UkPropertyIncome | keyof UkPropertyExpenses;

const path = '/individuals/business/property/uk/{nino}/{businessId}/cumulative/{taxYear}';

const years = yearsOfCumulative('createUkPropertyPeriod, getUkPropertyPeriod');

/**
 * Property Business 6.0: create or amend. 204, no content.
 * @see Property Business (MTD) 6.0, HMRC, August 2026
 */
export const putUkPropertyCumulative: Operation<PutUkPropertyCumulativeParams, null> = {
  name: 'putUkPropertyCumulative',
  version: '6.0',
  method: 'PUT',
  path,
  years,
  body: ({ summary }) => content(ukPropertyCumulative, summary),
  check: ({ summary }) => checkSummary(summary),
  ...noContent,
};

/**
 * Property Business 6.0: retrieve. 404 `MATCHING_RESOURCE_NOT_FOUND` where nothing was submitted.
 * @see Property Business (MTD) 6.0, HMRC, August 2026
 */
export const getUkPropertyCumulative: Operation<UkPropertyCumulativeParams, SubmittedUkPropertyCumulative> = {
  name: 'getUkPropertyCumulative',
  version: '6.0',
  method: 'GET',
  path,
  years,
  reads: reads(submitted),
};

/**
 * The exact JSON text that `putUkPropertyCumulative` sends: pounds with at most two decimals, fields in a fixed order, groups
 * without a figure left out.
 * @throws HmrcClientError `invalid-figures` where an amount is not integer pence.
 */
export function ukPropertyCumulativeBody(summary: UkPropertyCumulative): string {
  return textOf(content(ukPropertyCumulative, summary));
}

/** Our name of the field behind HMRC's path, such as `/ukProperty/expenses/other`; null for a path that is no single field. */
export function ukPropertyFieldOfPath(path: string): UkPropertyField | null {
  const place = fieldOfPath(ukPropertyCumulative, path)?.split('.') ?? [];
  const isGroup = place.length === 1 && (place[0] === 'income' || place[0] === 'expenses');
  // The names of the shape's fields are the names of the type derived from it.
  return isGroup ? null : ((place.at(-1) as UkPropertyField | undefined) ?? null);
}

function checkSummary(summary: UkPropertyCumulative): HmrcError[] {
  return [
    ...checkSubmissionDates(summary),
    ...checkExpenseStyle(summary.expenses, itemisedUkExpenses, '/ukProperty/expenses'),
    ...checkFigures(summary),
  ];
}

function checkFigures({ income = {}, expenses = {} }: UkPropertyCumulative): HmrcError[] {
  const figures: unknown[] = [...Object.values(income), ...Object.values(expenses)];
  if (figures.some((value) => value !== undefined)) return [];
  const message = 'An update holds at least one figure of income or expenses; nothing to report is a zero.';
  return [{ code: 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED', message, paths: ['/ukProperty'] }];
}
