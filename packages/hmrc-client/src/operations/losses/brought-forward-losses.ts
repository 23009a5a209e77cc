import { content, noContent, type Operation } from '../../operation.ts';
import type { HmrcError } from '../../result.ts';
import { checkServedYears } from '../../served-years.ts';
import { reads } from '../../shapes/read.ts';
import { choice, group, type In, list, money, type Out, required, text } from '../../shapes/shape.ts';
import { firstYearWithoutHolidayLets, isHolidayLet, noHolidayLets } from '../../values/holiday-lets.ts';
import { checkTaxYear } from '../../values/tax-year.ts';
import { checkBusinessFilter, checkWord } from './filters.ts';
import { broughtForwardYears } from './loss-years.ts';

export interface CreateBroughtForwardLossParams {
  nino: string;
  /** The tax year the loss is brought into: `YYYY-YY`, `2018-19` to `2025-26`. */
  taxYear: string;
  loss: BroughtForwardLoss;
}

export interface ListBroughtForwardLossesParams {
  nino: string;
  /** `YYYY-YY`, `2018-19` to `2025-26`. */
  taxYearBroughtForwardFrom: string;
  businessId?: string;
  typeOfLoss?: Exclude<TypeOfBroughtForwardLoss, 'self-employment-class4'>;
}

export interface RetrieveBroughtForwardLossParams {
  nino: string;
  /** 15 letters and digits, from `createBroughtForwardLoss`. */
  lossId: string;
}

export interface DeleteBroughtForwardLossParams extends RetrieveBroughtForwardLossParams {
  /** `YYYY-YY`, `2018-19` to `2025-26`. */
  taxYear: string;
}

export interface AmendBroughtForwardLossParams extends DeleteBroughtForwardLossParams {
  /** Integer pence, 0 or more; another amount than HMRC has. */
  lossAmountPence: number;
}

const typesOfLoss = [
  'self-employment',
  'self-employment-class4',
  'uk-property-fhl',
  'uk-property',
  'foreign-property-fhl-eea',
  'foreign-property',
] as const;
/** HMRC's words; the two of furnished holiday lettings up to tax year 2024-25. */
export type TypeOfBroughtForwardLoss = (typeof typesOfLoss)[number];

const created = group({ lossId: required(text()) });

const loss = group({
  /** The tax year the loss was made in: `YYYY-YY`, from `2018-19`, and over. */
  taxYearBroughtForwardFrom: required(text(/^\d{4}-\d{2}$/, 'FORMAT_TAX_YEAR')),
  typeOfLoss: required(choice(typesOfLoss, 'FORMAT_TYPE_OF_LOSS')),
  businessId: required(text(/^X[A-Z0-9]IS\d{11}$/, 'FORMAT_BUSINESS_ID')),
  /** Integer pence, 0 or more. */
  lossAmountPence: required(money()),
});
/** A loss of a year before the person joined MTD for Income Tax. */
export type BroughtForwardLoss = In<typeof loss>;

const amount = group({ lossAmountPence: required(money()) });

const heldMembers = {
  businessId: required(text()),
  typeOfLoss: required(choice(typesOfLoss)),
  lossAmountPence: required(money()),
  taxYearBroughtForwardFrom: required(text()),
  /** The instant of the last change, as HMRC writes it. */
  lastModified: required(text()),
};
const held = group(heldMembers);
/** A brought forward loss as HMRC has it. */
export type HeldBroughtForwardLoss = Out<typeof held>;

const listed = group({ lossId: required(text()), ...heldMembers });
/** A loss in HMRC's list, brought forward from an earlier year. Amounts are integer pence. */
export type ListedBroughtForwardLoss = Out<typeof listed>;

const put = broughtForwardYears('putLossesAndClaims');

/**
 * Individual Losses 6.0: create. 201. 404 `MATCHING_RESOURCE_NOT_FOUND` where HMRC has no such business.
 * @see Individual Losses (MTD) 6.0, HMRC, August 2026
 */
export const createBroughtForwardLoss: Operation<CreateBroughtForwardLossParams, Out<typeof created>> = {
  name: 'createBroughtForwardLoss',
  version: '6.0',
  method: 'POST',
  path: '/individuals/losses/{nino}/brought-forward-losses/tax-year/brought-forward-from/{taxYear}',
  years: put,
  body: (params) => content(loss, params.loss),
  check: checkLoss,
  reads: reads(created),
};

/**
 * Individual Losses 6.0: list. 404 `MATCHING_RESOURCE_NOT_FOUND` where there is none.
 * @see Individual Losses (MTD) 6.0, HMRC, August 2026
 */
export const listBroughtForwardLosses: Operation<ListBroughtForwardLossesParams, ListedBroughtForwardLoss[]> =
  {
    name: 'listBroughtForwardLosses',
    version: '6.0',
    method: 'GET',
    path: '/individuals/losses/{nino}/brought-forward-losses/tax-year/{taxYearBroughtForwardFrom}',
    years: broughtForwardYears('getLossesAndClaims'),
    query: ({ businessId, typeOfLoss }) => ({ businessId, typeOfLoss }),
    check: ({ businessId, typeOfLoss }) => [
      ...checkBusinessFilter(businessId),
      ...checkWord(
        typeOfLoss,
        typesOfLoss.filter((type) => type !== 'self-employment-class4'),
        'FORMAT_TYPE_OF_LOSS',
      ),
    ],
    reads: reads(group({ losses: required(list(listed)) })).transform(({ losses }) => losses),
  };

/**
 * Individual Losses 6.0: retrieve one. 404 `MATCHING_RESOURCE_NOT_FOUND` where HMRC has no such loss.
 * @see Individual Losses (MTD) 6.0, HMRC, August 2026
 */
export const retrieveBroughtForwardLoss: Operation<RetrieveBroughtForwardLossParams, HeldBroughtForwardLoss> =
  {
    name: 'retrieveBroughtForwardLoss',
    version: '6.0',
    method: 'GET',
    path: '/individuals/losses/{nino}/brought-forward-losses/{lossId}',
    reads: reads(held),
  };

/**
 * Individual Losses 6.0: change the amount. 200. 404 `MATCHING_RESOURCE_NOT_FOUND` where HMRC has no such loss.
 * @see Individual Losses (MTD) 6.0, HMRC, August 2026
 */
export const amendBroughtForwardLoss: Operation<AmendBroughtForwardLossParams, HeldBroughtForwardLoss> = {
  name: 'amendBroughtForwardLoss',
  version: '6.0',
  method: 'POST',
  path: '/individuals/losses/{nino}/brought-forward-losses/{lossId}/tax-year/{taxYear}/change-loss-amount',
  years: put,
  body: ({ lossAmountPence }) => content(amount, { lossAmountPence }),
  reads: reads(held),
};

/**
 * Individual Losses 6.0: delete. 204. 404 `MATCHING_RESOURCE_NOT_FOUND` where HMRC has no such loss. One that a final declaration
 * used cannot be deleted: `amendBroughtForwardLoss` can make it zero.
 * @see Individual Losses (MTD) 6.0, HMRC, August 2026
 */
export const deleteBroughtForwardLoss: Operation<DeleteBroughtForwardLossParams, null> = {
  name: 'deleteBroughtForwardLoss',
  version: '6.0',
  method: 'DELETE',
  path: '/individuals/losses/{nino}/brought-forward-losses/{lossId}/tax-year/{taxYear}',
  years: broughtForwardYears('deleteLossesAndClaims'),
  ...noContent,
};

function checkLoss({ taxYear, loss: given }: CreateBroughtForwardLossParams): HmrcError[] {
  const { taxYearBroughtForwardFrom: from, typeOfLoss } = given;
  const paths = ['/taxYearBroughtForwardFrom'];
  const year = [
    ...checkTaxYear(from).map((error) => ({ ...error, paths })),
    ...checkServedYears(put, from, paths),
  ];
  // HMRC does not say which of the two years counts: refused only where both do.
  const isTooLate = taxYear >= firstYearWithoutHolidayLets && from >= firstYearWithoutHolidayLets;
  if (year.length > 0 || !isHolidayLet(typeOfLoss) || !isTooLate) return year;
  return [{ code: 'RULE_BFL_NOT_SUPPORTED_FOR_FHL_PROPERTIES', message: noHolidayLets, paths: [] }];
}
