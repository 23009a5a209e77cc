import type { Operation } from '../../operation.ts';
import type { HmrcError } from '../../result.ts';
import { reads } from '../../shapes/read.ts';
import { choice, date, flag, group, list, optional, type Out, required, text } from '../../shapes/shape.ts';
import { firstYearWithoutHolidayLets, isHolidayLet } from '../../values/holiday-lets.ts';
import { checkBusinessId } from '../../values/identifiers.ts';
import { type BsasTypeOfBusiness, typesOfBusiness } from './business-types.ts';

export interface ListBsasParams {
  nino: string;
  /** `YYYY-YY`. */
  taxYear: string;
  /** One type of business only; those of furnished holiday lettings up to tax year 2024-25. */
  typeOfBusiness?: BsasTypeOfBusiness;
  /** One business only. */
  businessId?: string;
}

const summary = group({
  calculationId: required(text()),
  /** The instant it was asked for, as HMRC writes it. */
  requestedDateTime: required(text()),
  /** `superseded`: a later one exists. `invalid`: what it was made from has changed since. Only `valid` ones can be adjusted. */
  summaryStatus: required(choice(['valid', 'invalid', 'superseded'])),
  adjustedSummary: required(flag()),
  adjustedDateTime: optional(text()),
});

const businessSource = group({
  typeOfBusiness: required(choice(typesOfBusiness)),
  businessId: required(text()),
  accountingPeriod: required(group({ startDate: required(date()), endDate: required(date()) })),
  taxYear: required(text()),
  summaries: required(list(summary)),
});
/** The summaries of one business in one tax year. */
export type BsasBusinessSource = Out<typeof businessSource>;

/**
 * Business Source Adjustable Summary 7.0: list. 404 `MATCHING_RESOURCE_NOT_FOUND` where no summary was asked for yet.
 * @see Business Source Adjustable Summary (MTD) 7.0, HMRC, August 2026
 */
export const listBsas: Operation<ListBsasParams, BsasBusinessSource[]> = {
  name: 'listBsas',
  version: '7.0',
  method: 'GET',
  path: '/individuals/self-assessment/adjustable-summary/{nino}/{taxYear}',
  query: ({ typeOfBusiness, businessId }) => ({ typeOfBusiness, businessId }),
  check: checkParams,
  reads: reads(group({ businessSources: required(list(businessSource)) })).transform(
    ({ businessSources }) => businessSources,
  ),
};

function checkParams({ taxYear, typeOfBusiness, businessId }: ListBsasParams): HmrcError[] {
  const types: readonly string[] = typesOfBusiness.filter(
    (type) => taxYear < firstYearWithoutHolidayLets || !isHolidayLet(type),
  );
  const message = `For ${taxYear} it is one of: ${types.join(', ')}.`;
  const isUnknown = typeOfBusiness !== undefined && !types.includes(typeOfBusiness);
  return [
    ...(isUnknown ? [{ code: 'FORMAT_TYPE_OF_BUSINESS', message, paths: [] }] : []),
    ...(businessId === undefined ? [] : checkBusinessId(businessId)),
  ];
}
