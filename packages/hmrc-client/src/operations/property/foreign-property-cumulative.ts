import { noContent, type Operation } from '../../operation.ts';
import type { HmrcError } from '../../result.ts';
import { reads } from '../../shapes/read.ts';
import { date, group, type In, list, optional, type Out, required, text } from '../../shapes/shape.ts';
import { checkOneExpenseStyle } from './expense-style.ts';
import { checkDuplicates, checkPropertyId, type OfOneProperty } from './foreign-entries.ts';
import {
  countryCode,
  foreignPropertyExpenses,
  foreignPropertyIncome,
  ofEither,
  propertyId,
} from './foreign-property-fields.ts';
import { yearsOfCumulative } from './property-years.ts';
import { checkSubmissionDates } from './submission-dates.ts';
import { itemisedUkExpenses } from './uk-property-fields.ts';

export interface PutForeignPropertyCumulativeParams {
  nino: string;
  businessId: string;
  /** `YYYY-YY`, from `2025-26`. */
  taxYear: string;
  /** By country for `2025-26`, by property from `2026-27` on. */
  summary: ForeignPropertyCumulative;
}

export interface GetForeignPropertyCumulativeParams extends OfOneProperty {
  nino: string;
  businessId: string;
  /** `YYYY-YY`, from `2025-26`. */
  taxYear: string;
}

const dates = {
  /** `YYYY-MM-DD`; both dates or neither (neither for a person of Annual status and for latent businesses). */
  fromDate: optional(date('FORMAT_FROM_DATE')),
  /** `YYYY-MM-DD`, not before `fromDate`. */
  toDate: optional(date('FORMAT_TO_DATE')),
};
const figures = {
  /** Integer pence, 0 or more. */
  income: optional(foreignPropertyIncome),
  /** Integer pence; may be negative where not said otherwise. */
  expenses: optional(foreignPropertyExpenses),
};

const ofCountry = {
  /** Three letters of ISO 3166-1, for example `FRA`. */
  countryCode: required(countryCode),
};
const ofProperty = {
  /** A UUID, as `createForeignPropertyDetails` gives it. */
  propertyId: required(propertyId),
};

const byCountry = group({
  ...dates,
  foreignProperty: required(list(group({ ...ofCountry, ...figures }))),
});
const byProperty = group({
  ...dates,
  foreignProperty: required(list(group({ ...ofProperty, ...figures }))),
});
/** The year to date for 2025-26: an entry for each country, all its properties together. */
export type ForeignPropertyCumulativeByCountry = In<typeof byCountry>;
/** The year to date from 2026-27 on: an entry for each property that was registered with `createForeignPropertyDetails`. */
export type ForeignPropertyCumulativeByProperty = In<typeof byProperty>;
/**
 * The year to date of a foreign property business. A PUT replaces all of it: a field or an entry left out is wiped. One total of
 * expenses for all entries, or single figures for all.
 */
export type ForeignPropertyCumulative =
  ForeignPropertyCumulativeByCountry | ForeignPropertyCumulativeByProperty;

const submitted = group({
  /** The instant HMRC took it, as HMRC writes it. */
  submittedOn: required(text()),
  ...dates,
  foreignProperty: required(list(group({ ...ofEither, ...figures }))),
});
/** The year to date that HMRC has, by country or by property as it was sent. Amounts are integer pence. */
export type SubmittedForeignPropertyCumulative = Out<typeof submitted>;

const path = '/individuals/business/property/foreign/{nino}/{businessId}/cumulative/{taxYear}';
const years = yearsOfCumulative('createForeignPropertyPeriod, getForeignPropertyPeriod');

/**
 * Property Business 6.0: create or amend. 204, no content.
 * @see Property Business (MTD) 6.0, HMRC, August 2026
 */
export const putForeignPropertyCumulative: Operation<PutForeignPropertyCumulativeParams, null> = {
  name: 'putForeignPropertyCumulative',
  version: '6.0',
  method: 'PUT',
  path,
  years,
  // The type is that of all years together: the shape refuses the entries of another year.
  body: ({ taxYear, summary }) => ({
    shape: taxYear < '2026-27' ? byCountry : byProperty,
    value: summary,
  }),
  check: ({ summary }) => checkSummary(summary),
  ...noContent,
};

/**
 * Property Business 6.0: retrieve. 404 `MATCHING_RESOURCE_NOT_FOUND` where nothing was submitted.
 * @see Property Business (MTD) 6.0, HMRC, August 2026
 */
export const getForeignPropertyCumulative: Operation<
  GetForeignPropertyCumulativeParams,
  SubmittedForeignPropertyCumulative
> = {
  name: 'getForeignPropertyCumulative',
  version: '6.0',
  method: 'GET',
  path,
  years,
  query: ({ propertyId }) => ({ propertyId }),
  check: checkPropertyId,
  reads: reads(submitted),
};

function checkSummary(summary: ForeignPropertyCumulative): HmrcError[] {
  const entries = summary.foreignProperty;
  const places = entries.map(({ expenses }, index) => ({
    expenses,
    path: `/foreignProperty/${String(index)}/expenses`,
  }));
  return [
    ...checkSubmissionDates(summary),
    ...checkDuplicates(entries, '/foreignProperty'),
    ...checkOneExpenseStyle(places, itemisedUkExpenses),
  ];
}
