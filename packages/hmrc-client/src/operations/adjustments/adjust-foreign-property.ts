import { content, noContent, type Operation } from '../../operation.ts';
import type { HmrcError } from '../../result.ts';
import { group, type In, list, optional, required, type Shape, text } from '../../shapes/shape.ts';
import { firstYearWithoutHolidayLets } from '../../values/holiday-lets.ts';
import {
  expenseChanges,
  foreignIncomeChanges,
  type HolidayLetChanges,
  holidayLetChanges,
  lastHolidayLetChanges,
  nothingToAdjust,
} from './adjustment-figures.ts';
import {
  checkChanges,
  checkNoneTwice,
  checkNothingToAdjust,
  checkOneBusiness,
  hasChanges,
} from './adjustment-rules.ts';
import { summaryYears } from './summary-years.ts';

export interface AdjustForeignPropertyBsasParams {
  nino: string;
  /** Of a summary that `triggerBsas` made: eight digits or a UUID. */
  calculationId: string;
  /** `YYYY-YY`, from `2023-24`. */
  taxYear: string;
  adjustments: ForeignPropertyAdjustments;
}

const country = group({
  /** Three letters of ISO 3166-1, such as `FRA`; each country once, and one that the summary has. */
  countryCode: required(text(/^[A-Z]{3}$/, 'FORMAT_COUNTRY_CODE')),
  income: optional(foreignIncomeChanges),
  expenses: optional(expenseChanges),
});
/** Changes to the totals of one country. */
export type CountryAdjustments = In<typeof country>;

const property = group({
  /** HMRC's id of the property, a UUID; each property once. */
  propertyId: required(text(/^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/, 'FORMAT_PROPERTY_ID')),
  income: optional(foreignIncomeChanges),
  expenses: optional(expenseChanges),
});
/** Changes to the totals of one property. */
export type ForeignPropertyDetailAdjustments = In<typeof property>;

/**
 * Changes to the totals of a summary, in integer pence: what is added or, when negative, taken off; never zero. By country or by
 * property, as the tax year has it, or for furnished holiday lettings. A member that the tax year does not have is refused.
 */
export interface ForeignPropertyAdjustments {
  /** Up to tax year 2025-26. HMRC's `foreignProperty` up to 2023-24, then `foreignProperty.countryLevelDetail`. */
  countryLevelDetail?: CountryAdjustments[];
  /** From tax year 2026-27. HMRC's `foreignProperty.propertyLevelDetail`. */
  propertyLevelDetail?: ForeignPropertyDetailAdjustments[];
  /** Says that there is nothing to adjust, and stands alone. From tax year 2024-25. HMRC's `foreignProperty.zeroAdjustments`. */
  zeroAdjustments?: true;
  /** Furnished holiday lettings in the European Economic Area, up to tax year 2024-25. */
  foreignFhlEea?: HolidayLetChanges;
}

const to2023 = group({
  countryLevelDetail: optional(list(country), 'foreignProperty'),
  foreignFhlEea: optional(holidayLetChanges),
});

const countries = optional(list(country), 'foreignProperty.countryLevelDetail');
const nothing = optional(nothingToAdjust, 'foreignProperty.zeroAdjustments');

const in2024 = group({
  countryLevelDetail: countries,
  zeroAdjustments: nothing,
  foreignFhlEea: optional(lastHolidayLetChanges),
});

const in2025 = group({ countryLevelDetail: countries, zeroAdjustments: nothing });

const from2026 = group({
  propertyLevelDetail: optional(list(property), 'foreignProperty.propertyLevelDetail'),
  zeroAdjustments: nothing,
});

function shapeIn(taxYear: string): Shape<ForeignPropertyAdjustments, unknown> {
  if (taxYear >= '2026-27') return from2026;
  if (taxYear >= firstYearWithoutHolidayLets) return in2025;
  return taxYear >= '2024-25' ? in2024 : to2023;
}

/**
 * Business Source Adjustable Summary 7.0: adjust a summary of a foreign property business, once. 200, no content. 404 where HMRC
 * has no such summary. Sending it twice is not safe: HMRC refuses the second with `RULE_ALREADY_ADJUSTED`.
 * @see Business Source Adjustable Summary (MTD) 7.0, HMRC, August 2026
 */
export const adjustForeignPropertyBsas: Operation<AdjustForeignPropertyBsasParams, null> = {
  name: 'adjustForeignPropertyBsas',
  version: '7.0',
  method: 'POST',
  path: '/individuals/self-assessment/adjustable-summary/{nino}/foreign-property/{calculationId}/adjust/{taxYear}',
  years: summaryYears,
  body: ({ taxYear, adjustments }) => content(shapeIn(taxYear), adjustments),
  check: ({ taxYear, adjustments }) => checkAdjustments(taxYear, adjustments),
  ...noContent,
};

function checkAdjustments(taxYear: string, adjustments: ForeignPropertyAdjustments): HmrcError[] {
  const {
    countryLevelDetail = [],
    propertyLevelDetail = [],
    zeroAdjustments,
    foreignFhlEea: lets = {},
  } = adjustments;
  const details = [...countryLevelDetail, ...propertyLevelDetail];
  const byCountry = taxYear >= '2024-25' ? '/foreignProperty/countryLevelDetail' : '/foreignProperty';
  const place = taxYear >= '2026-27' ? '/foreignProperty/propertyLevelDetail' : byCountry;
  const at = (name: string) => (index: number) => `${place}/${String(index)}/${name}`;
  const codes = countryLevelDetail.map(({ countryCode }) => countryCode);
  const ids = propertyLevelDetail.map(({ propertyId }) => propertyId);
  return [
    ...checkOneBusiness([zeroAdjustments, details], lets),
    ...checkNothingToAdjust(zeroAdjustments, details.some(hasChanges), '/foreignProperty'),
    ...checkNothingToAdjust(lets.zeroAdjustments, hasChanges(lets), '/foreignFhlEea'),
    ...checkNoneTwice(codes, 'RULE_DUPLICATE_COUNTRY_CODE', at('countryCode')),
    ...checkNoneTwice(ids, 'RULE_DUPLICATE_PROPERTY_ID', at('propertyId')),
    ...details.flatMap((detail, index) => checkChanges(detail, `${place}/${String(index)}`)),
    ...checkChanges(lets, '/foreignFhlEea'),
  ];
}
