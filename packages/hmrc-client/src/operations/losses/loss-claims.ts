import { content, noContent, type Operation } from '../../operation.ts';
import type { HmrcError } from '../../result.ts';
import { checkServedYears } from '../../served-years.ts';
import { reads } from '../../shapes/read.ts';
import {
  choice,
  group,
  type In,
  list,
  number,
  optional,
  type Out,
  required,
  text,
} from '../../shapes/shape.ts';
import { checkTaxYear } from '../../values/tax-year.ts';
import { checkClaimInYear, type TypeOfClaimedLoss, typesOfClaim, typesOfClaimedLoss } from './claim-types.ts';
import { checkBusinessFilter, checkWord } from './filters.ts';
import { claimYears } from './loss-years.ts';

export interface CreateLossClaimParams {
  nino: string;
  claim: LossClaim;
}

export interface ListLossClaimsParams {
  nino: string;
  /** `YYYY-YY`, `2019-20` to `2025-26`. */
  taxYearClaimedFor: string;
  businessId?: string;
  typeOfLoss?: TypeOfClaimedLoss;
  /** HMRC can pick out this type alone. */
  typeOfClaim?: 'carry-sideways';
}

export interface RetrieveLossClaimParams {
  nino: string;
  /** 15 letters and digits, from `createLossClaim`. */
  claimId: string;
}

export interface DeleteLossClaimParams extends RetrieveLossClaimParams {
  /** `YYYY-YY`, `2019-20` to `2025-26`. */
  taxYearClaimedFor: string;
}

const claim = group({
  /** `YYYY-YY`, `2019-20` to `2025-26`; its accounting period must be over. */
  taxYearClaimedFor: required(text(/^\d{4}-\d{2}$/, 'FORMAT_TAX_YEAR')),
  typeOfLoss: required(choice(typesOfClaimedLoss, 'FORMAT_TYPE_OF_LOSS')),
  typeOfClaim: required(choice(typesOfClaim, 'FORMAT_TYPE_OF_CLAIM')),
  businessId: required(text(/^X[A-Z0-9]IS\d{11}$/, 'FORMAT_BUSINESS_ID')),
});
/** What is to be done with the loss that a business made in a tax year. */
export type LossClaim = In<typeof claim>;

const created = group({ claimId: required(text()) });

const heldMembers = {
  taxYearClaimedFor: required(text()),
  typeOfLoss: required(choice(typesOfClaimedLoss)),
  typeOfClaim: required(choice(typesOfClaim)),
  businessId: required(text()),
  /** The place in the order that losses are used in; `carry-sideways` claims alone have one. */
  sequence: optional(number()),
  /** The instant of the last change, as HMRC writes it. */
  lastModified: required(text()),
};
export const heldClaim = group(heldMembers);
/** A claim as HMRC has it. */
export type HeldLossClaim = Out<typeof heldClaim>;

const listed = group({ claimId: required(text()), ...heldMembers });
/** A claim in HMRC's list. */
export type ListedLossClaim = Out<typeof listed>;

/**
 * Individual Losses 6.0: create. 201. 404 `MATCHING_RESOURCE_NOT_FOUND` where HMRC has no such business.
 * @see Individual Losses (MTD) 6.0, HMRC, August 2026
 */
export const createLossClaim: Operation<CreateLossClaimParams, Out<typeof created>> = {
  name: 'createLossClaim',
  version: '6.0',
  method: 'POST',
  path: '/individuals/losses/{nino}/loss-claims',
  body: (params) => content(claim, params.claim),
  check: (params) => checkClaim(params.claim),
  reads: reads(created),
};

/**
 * Individual Losses 6.0: list. 404 `MATCHING_RESOURCE_NOT_FOUND` where there is none.
 * @see Individual Losses (MTD) 6.0, HMRC, August 2026
 */
export const listLossClaims: Operation<ListLossClaimsParams, ListedLossClaim[]> = {
  name: 'listLossClaims',
  version: '6.0',
  method: 'GET',
  path: '/individuals/losses/{nino}/loss-claims/tax-year/{taxYearClaimedFor}',
  years: claimYears('getLossesAndClaims'),
  query: ({ businessId, typeOfLoss, typeOfClaim }) => ({ businessId, typeOfLoss, typeOfClaim }),
  check: ({ businessId, typeOfLoss, typeOfClaim }) => [
    ...checkBusinessFilter(businessId),
    ...checkWord(typeOfLoss, typesOfClaimedLoss, 'FORMAT_TYPE_OF_LOSS'),
    ...checkWord(typeOfClaim, ['carry-sideways'], 'FORMAT_TYPE_OF_CLAIM'),
  ],
  reads: reads(group({ claims: required(list(listed)) })).transform(({ claims }) => claims),
};

/**
 * Individual Losses 6.0: retrieve one. 404 `MATCHING_RESOURCE_NOT_FOUND` where HMRC has no such claim.
 * @see Individual Losses (MTD) 6.0, HMRC, August 2026
 */
export const retrieveLossClaim: Operation<RetrieveLossClaimParams, HeldLossClaim> = {
  name: 'retrieveLossClaim',
  version: '6.0',
  method: 'GET',
  path: '/individuals/losses/{nino}/loss-claims/{claimId}',
  reads: reads(heldClaim),
};

/**
 * Individual Losses 6.0: delete. 204. 404 `MATCHING_RESOURCE_NOT_FOUND` where HMRC has no such claim.
 * @see Individual Losses (MTD) 6.0, HMRC, August 2026
 */
export const deleteLossClaim: Operation<DeleteLossClaimParams, null> = {
  name: 'deleteLossClaim',
  version: '6.0',
  method: 'DELETE',
  path: '/individuals/losses/{nino}/loss-claims/{claimId}/tax-year/{taxYearClaimedFor}',
  years: claimYears('deleteLossesAndClaims'),
  ...noContent,
};

function checkClaim({ taxYearClaimedFor, typeOfLoss, typeOfClaim }: LossClaim): HmrcError[] {
  const paths = ['/taxYearClaimedFor'];
  const year = [
    ...checkTaxYear(taxYearClaimedFor).map((error) => ({ ...error, paths })),
    ...checkServedYears(claimYears('putLossesAndClaims'), taxYearClaimedFor, paths),
  ];
  if (year.length > 0) return year;
  const isProperty = typeOfLoss !== 'self-employment';
  const isForProperty = typeOfClaim !== 'carry-forward';
  const isForTrade = typeOfClaim === 'carry-forward' || typeOfClaim === 'carry-sideways';
  if (isProperty ? !isForProperty : !isForTrade) {
    const message = `HMRC takes no ${typeOfClaim} claim for ${typeOfLoss}.`;
    return [{ code: 'RULE_TYPE_OF_CLAIM_INVALID', message, paths: [] }];
  }
  return checkClaimInYear(typeOfClaim, taxYearClaimedFor);
}
