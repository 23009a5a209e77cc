import { content, noContent, type Operation } from '../../operation.ts';
import type { HmrcError } from '../../result.ts';
import { reads } from '../../shapes/read.ts';
import {
  choice,
  date,
  group,
  type In,
  list,
  optional,
  type Out,
  required,
  text,
} from '../../shapes/shape.ts';
import { checkPropertyId, type OfOneProperty } from './foreign-entries.ts';
import { countryCode } from './foreign-property-fields.ts';
import { yearsOfDetails } from './property-years.ts';

export interface CreateForeignPropertyDetailsParams {
  nino: string;
  businessId: string;
  /** `YYYY-YY`, from `2026-27`. */
  taxYear: string;
  details: NewForeignProperty;
}

export interface ListForeignPropertyDetailsParams extends OfOneProperty {
  nino: string;
  businessId: string;
  /** `YYYY-YY`, from `2026-27`. */
  taxYear: string;
}

export interface PutForeignPropertyDetailsParams {
  nino: string;
  /** A UUID, as `createForeignPropertyDetails` and `listForeignPropertyDetails` give it. */
  propertyId: string;
  /** `YYYY-YY`, from `2026-27`. */
  taxYear: string;
  details: ForeignPropertyDetails;
}

const propertyName = text(/^.{1,105}$/u, 'FORMAT_PROPERTY_NAME');
const reasonsToEnd = ['no-longer-renting-property-out', 'disposal'] as const;

const newProperty = group({
  /** 1 to 105 characters, not blank. Of its country's names the only one, whatever its capitals and outer spaces. */
  propertyName: required(propertyName),
  /** Three letters of ISO 3166-1, for example `FRA`. */
  countryCode: required(countryCode),
  /** `YYYY-MM-DD`: the last day of income, within the tax year. With a reason. */
  endDate: optional(date('FORMAT_END_DATE')),
  endReason: optional(choice(reasonsToEnd, 'FORMAT_END_REASON')),
});
/** A foreign property to be registered. */
export type NewForeignProperty = In<typeof newProperty>;

const changedProperty = group({
  /** 1 to 105 characters, not blank. */
  propertyName: required(propertyName),
  /** `YYYY-MM-DD`: the last day of income, within the tax year. With a reason. */
  endDate: optional(date('FORMAT_END_DATE')),
  endReason: optional(choice([...reasonsToEnd, 'added-in-error'], 'FORMAT_END_REASON')),
});
/** What of a foreign property can change. A PUT replaces all of it: an end left out is taken back. */
export type ForeignPropertyDetails = In<typeof changedProperty>;

const created = group({
  /** A UUID: names the property in figures from 2026-27 on. */
  propertyId: required(text()),
});
/** The property that HMRC took. */
export type CreatedForeignProperty = Out<typeof created>;

const registered = group({
  foreignPropertyDetails: required(
    list(
      group({
        /** The instant HMRC took it, as HMRC writes it. */
        submittedOn: required(text()),
        propertyId: required(text()),
        propertyName: required(text()),
        countryCode: required(text()),
        endDate: optional(date()),
        endReason: optional(choice([...reasonsToEnd, 'added-in-error', 'cessation'])),
      }),
    ),
  ),
});
/** A foreign property that HMRC has. */
export type RegisteredForeignProperty = Out<typeof registered>['foreignPropertyDetails'][number];

const root = '/individuals/business/property/foreign/{nino}';
const yearsOfSending = yearsOfDetails(
  'putForeignPropertyCumulative, putForeignPropertyAnnual',
  'createForeignPropertyPeriod, putForeignPropertyAnnual',
);
const yearsOfReading = yearsOfDetails(
  'getForeignPropertyCumulative, getForeignPropertyAnnual',
  'listPropertyPeriods, getForeignPropertyAnnual',
);

/**
 * Property Business 6.0: register a foreign property. 200 with its id.
 * @see Property Business (MTD) 6.0, HMRC, August 2026
 */
export const createForeignPropertyDetails: Operation<
  CreateForeignPropertyDetailsParams,
  CreatedForeignProperty
> = {
  name: 'createForeignPropertyDetails',
  version: '6.0',
  method: 'POST',
  path: `${root}/{businessId}/details/{taxYear}`,
  years: yearsOfSending,
  body: ({ details }) => content(newProperty, details),
  check: ({ taxYear, details }) => checkDetails(taxYear, details),
  reads: reads(created),
};

/**
 * Property Business 6.0: list the foreign properties of a year. 404 `MATCHING_RESOURCE_NOT_FOUND` where there are none.
 * @see Property Business (MTD) 6.0, HMRC, August 2026
 */
export const listForeignPropertyDetails: Operation<
  ListForeignPropertyDetailsParams,
  RegisteredForeignProperty[]
> = {
  name: 'listForeignPropertyDetails',
  version: '6.0',
  method: 'GET',
  path: `${root}/{businessId}/details/{taxYear}`,
  years: yearsOfReading,
  query: ({ propertyId }) => ({ propertyId }),
  check: checkPropertyId,
  reads: reads(registered).transform(({ foreignPropertyDetails }) => foreignPropertyDetails),
};

/**
 * Property Business 6.0: change the name or the end of a foreign property. 204, no content.
 * @see Property Business (MTD) 6.0, HMRC, August 2026
 */
export const putForeignPropertyDetails: Operation<PutForeignPropertyDetailsParams, null> = {
  name: 'putForeignPropertyDetails',
  version: '6.0',
  method: 'PUT',
  path: `${root}/details/{propertyId}/{taxYear}`,
  years: yearsOfSending,
  body: ({ details }) => content(changedProperty, details),
  check: ({ taxYear, details }) => checkDetails(taxYear, details),
  ...noContent,
};

function checkDetails(taxYear: string, details: ForeignPropertyDetails): HmrcError[] {
  const { propertyName: name, endDate, endReason } = details;
  const errors: HmrcError[] = [];
  const refuse = (code: string, message: string, paths: string[]): void => {
    errors.push({ code, message, paths });
  };
  if (name.trim() === '') refuse('FORMAT_PROPERTY_NAME', 'A property has a name.', ['/propertyName']);
  if ((endDate === undefined) !== (endReason === undefined)) {
    refuse('RULE_MISSING_END_DETAILS', 'The end of a property has a date and a reason, or neither.', []);
  }
  const firstYear = Number(taxYear.slice(0, 4));
  if (endDate !== undefined && endDate < `${String(firstYear)}-04-06`) {
    const message = 'The end date lies before the tax year.';
    refuse('RULE_END_DATE_BEFORE_TAX_YEAR_START', message, ['/endDate']);
  }
  if (endDate !== undefined && endDate > `${String(firstYear + 1)}-04-05`) {
    refuse('RULE_END_DATE_AFTER_TAX_YEAR_END', 'The end date lies after the tax year.', ['/endDate']);
  }
  return errors;
}
