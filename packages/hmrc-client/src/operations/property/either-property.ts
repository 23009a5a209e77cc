import { noContent, type Operation } from '../../operation.ts';
import { reads } from '../../shapes/read.ts';
import { group, list, type Out, required, text } from '../../shapes/shape.ts';
import { yearsOfAnnual, yearsOfPeriods } from './property-years.ts';

export interface DeletePropertyAnnualParams {
  nino: string;
  /** Of a UK or a foreign property business. */
  businessId: string;
  /** `YYYY-YY`, from `2022-23` (in HMRC's sandbox from `2021-22`). */
  taxYear: string;
}

export interface ListPropertyPeriodsParams {
  nino: string;
  /** Of a UK or a foreign property business. */
  businessId: string;
  /** `YYYY-YY`, from `2022-23` (in HMRC's sandbox from `2021-22`) to `2024-25`. */
  taxYear: string;
}

const periods = group({
  submissions: required(
    list(group({ submissionId: required(text()), fromDate: required(text()), toDate: required(text()) })),
  ),
});
/** A quarter that HMRC has, with the id by which it is read and changed. */
export type PropertyPeriod = Out<typeof periods>['submissions'][number];

const root = '/individuals/business/property/{nino}/{businessId}';

/**
 * Property Business 6.0: delete the adjustments and allowances of a year. 204, no content; 404 where there are none.
 * @see Property Business (MTD) 6.0, HMRC, August 2026
 */
export const deletePropertyAnnual: Operation<DeletePropertyAnnualParams, null> = {
  name: 'deletePropertyAnnual',
  version: '6.0',
  method: 'DELETE',
  path: `${root}/annual/{taxYear}`,
  years: yearsOfAnnual,
  ...noContent,
};

/**
 * Property Business 6.0: list the quarters of a year. 404 `MATCHING_RESOURCE_NOT_FOUND` where there are none.
 * @see Property Business (MTD) 6.0, HMRC, August 2026
 */
export const listPropertyPeriods: Operation<ListPropertyPeriodsParams, PropertyPeriod[]> = {
  name: 'listPropertyPeriods',
  version: '6.0',
  method: 'GET',
  path: `${root}/period/{taxYear}`,
  years: yearsOfPeriods('getUkPropertyCumulative, getForeignPropertyCumulative'),
  reads: reads(periods).transform(({ submissions }) => submissions),
};
