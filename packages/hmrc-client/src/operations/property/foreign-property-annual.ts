import { noContent, type Operation } from '../../operation.ts';
import type { HmrcError } from '../../result.ts';
import { reads } from '../../shapes/read.ts';
import { flag, group, type In, list, money, optional, type Out, required, text } from '../../shapes/shape.ts';
import { buildingAllowances, checkAllowances, propertyIncomeAllowance } from './allowances.ts';
import { checkDuplicates, checkPropertyId, type OfOneProperty } from './foreign-entries.ts';
import { countryCode, ofEither, propertyId } from './foreign-property-fields.ts';
import { yearsOfAnnual } from './property-years.ts';

export interface PutForeignPropertyAnnualParams {
  nino: string;
  businessId: string;
  /** `YYYY-YY`, from `2022-23` (in HMRC's sandbox from `2021-22`). */
  taxYear: string;
  /** By country up to `2025-26`, by property from `2026-27` on. */
  submission: ForeignPropertyAnnual;
}

export interface GetForeignPropertyAnnualParams extends OfOneProperty {
  nino: string;
  businessId: string;
  /** `YYYY-YY`, from `2022-23` (in HMRC's sandbox from `2021-22`). */
  taxYear: string;
}

const positive = money();

const adjustments = {
  privateUseAdjustmentPence: optional(positive),
  balancingChargePence: optional(positive),
};

const allowances = {
  annualInvestmentAllowancePence: optional(positive),
  costOfReplacingDomesticItemsPence: optional(positive),
  otherCapitalAllowancePence: optional(positive),
  zeroEmissionsCarAllowancePence: optional(positive),
  /** 0 to £1,000, without any other allowance and without `privateUseAdjustmentPence`. */
  propertyIncomeAllowancePence: optional(propertyIncomeAllowance),
  structuredBuildingAllowance: optional(buildingAllowances),
};
const allowancesTo2025 = {
  ...allowances,
  /** Up to 2024-25. */
  zeroEmissionsGoodsVehicleAllowancePence: optional(positive),
  /** Up to 2024-25; afterwards such costs go into `otherCapitalAllowancePence`. */
  electricChargePointAllowancePence: optional(positive),
};

const figures = {
  adjustments: optional(group(adjustments)),
  allowances: optional(group(allowances)),
};
const figuresTo2025 = {
  adjustments: optional(group(adjustments)),
  allowances: optional(group(allowancesTo2025)),
};

const eeaAllowances = optional(
  group({
    annualInvestmentAllowancePence: optional(positive),
    otherCapitalAllowancePence: optional(positive),
    electricChargePointAllowancePence: optional(positive),
    zeroEmissionsCarAllowancePence: optional(positive),
    propertyIncomeAllowancePence: optional(propertyIncomeAllowance),
  }),
);
const eeaLets = group({
  adjustments: optional(group({ ...adjustments, periodOfGraceAdjustment: required(flag()) })),
  allowances: eeaAllowances,
});

const ofCountry = {
  /** Three letters of ISO 3166-1, for example `FRA`. */
  countryCode: required(countryCode),
};
const ofProperty = {
  /** A UUID, as `createForeignPropertyDetails` gives it. */
  propertyId: required(propertyId),
};

const annualTo2025 = group({
  /** Furnished holiday lets in the European Economic Area. */
  foreignFhlEea: optional(eeaLets),
  /** All other lets, an entry for each country. */
  foreignProperty: optional(list(group({ ...ofCountry, ...figuresTo2025 }))),
});
const annualOf2025 = group({ foreignProperty: required(list(group({ ...ofCountry, ...figures }))) });
const annual = group({ foreignProperty: required(list(group({ ...ofProperty, ...figures }))) });

/** Up to 2024-25 with holiday lets and, up to 2025-26, an entry for each country, all its properties together. */
export type ForeignPropertyAnnualByCountry = In<typeof annualTo2025>;
/** From 2026-27 on: an entry for each property that was registered with `createForeignPropertyDetails`. */
export type ForeignPropertyAnnualByProperty = In<typeof annual>;
/**
 * Adjustments and allowances of a year of a foreign property business: integer pence, 0 or more. A PUT replaces all of it: a
 * field or an entry left out is wiped.
 */
export type ForeignPropertyAnnual = ForeignPropertyAnnualByCountry | ForeignPropertyAnnualByProperty;

const submitted = group({
  /** The instant HMRC took it, as HMRC writes it. */
  submittedOn: required(text()),
  foreignFhlEea: optional(
    group({
      adjustments: optional(group({ ...adjustments, periodOfGraceAdjustment: optional(flag()) })),
      allowances: eeaAllowances,
    }),
  ),
  foreignProperty: optional(list(group({ ...ofEither, ...figuresTo2025 }))),
});
/** The adjustments and allowances of a year that HMRC has. Amounts are integer pence. */
export type SubmittedForeignPropertyAnnual = Out<typeof submitted>;

const path = '/individuals/business/property/foreign/{nino}/{businessId}/annual/{taxYear}';

/**
 * Property Business 6.0: create or amend. 200, no content.
 * @see Property Business (MTD) 6.0, HMRC, August 2026
 */
export const putForeignPropertyAnnual: Operation<PutForeignPropertyAnnualParams, null> = {
  name: 'putForeignPropertyAnnual',
  version: '6.0',
  method: 'PUT',
  path,
  years: yearsOfAnnual,
  // The type is that of all years together: the shape refuses what a year does not have.
  body: ({ taxYear, submission }) => ({ shape: shapeOf(taxYear), value: submission }),
  check: ({ submission }) => checkSubmission(submission),
  ...noContent,
};

/**
 * Property Business 6.0: retrieve. 404 `MATCHING_RESOURCE_NOT_FOUND` where nothing was submitted.
 * @see Property Business (MTD) 6.0, HMRC, August 2026
 */
export const getForeignPropertyAnnual: Operation<
  GetForeignPropertyAnnualParams,
  SubmittedForeignPropertyAnnual
> = {
  name: 'getForeignPropertyAnnual',
  version: '6.0',
  method: 'GET',
  path,
  years: yearsOfAnnual,
  query: ({ propertyId }) => ({ propertyId }),
  check: checkPropertyId,
  reads: reads(submitted),
};

function shapeOf(taxYear: string) {
  if (taxYear < '2025-26') return annualTo2025;
  return taxYear < '2026-27' ? annualOf2025 : annual;
}

function checkSubmission(submission: ForeignPropertyAnnual): HmrcError[] {
  const entries = submission.foreignProperty ?? [];
  const lets = 'foreignFhlEea' in submission ? submission.foreignFhlEea : undefined;
  return [
    ...checkAllowances(lets, '/foreignFhlEea'),
    ...entries.flatMap((entry, index) => checkAllowances(entry, `/foreignProperty/${String(index)}`)),
    ...checkDuplicates(entries, '/foreignProperty'),
  ];
}
