import { content, noContent, type Operation } from '../../operation.ts';
import type { HmrcError } from '../../result.ts';
import { reads } from '../../shapes/read.ts';
import { choice, group, type In, list, number, required, text } from '../../shapes/shape.ts';
import { checkClaimInYear, type TypeOfClaim, typesOfClaim } from './claim-types.ts';
import { type HeldLossClaim, heldClaim } from './loss-claims.ts';
import { claimYears } from './loss-years.ts';

export interface AmendLossClaimTypeParams {
  nino: string;
  /** 15 letters and digits, from `createLossClaim`. */
  claimId: string;
  /** `YYYY-YY`, `2019-20` to `2025-26`. */
  taxYearClaimedFor: string;
  /** Another type than HMRC has. */
  typeOfClaim: TypeOfClaim;
}

export interface AmendLossClaimOrderParams {
  nino: string;
  /** `YYYY-YY`, `2019-20` to `2025-26`. */
  taxYearClaimedFor: string;
  order: LossClaimOrder;
}

const typeChange = group({ typeOfClaim: required(choice(typesOfClaim, 'FORMAT_TYPE_OF_CLAIM')) });

const order = group({
  typeOfClaim: required(choice(['carry-sideways'], 'FORMAT_TYPE_OF_CLAIM')),
  /** All claims of the tax year and the type. */
  listOfLossClaims: required(
    list(
      group({
        claimId: required(text(/^[A-Za-z0-9]{15}$/, 'FORMAT_CLAIM_ID')),
        /** 1 for the loss that is used first, then 2, 3, … up to 99. */
        sequence: required(number({ min: 1, max: 99, decimals: 0 })),
      }),
    ),
  ),
});
/** The order in which losses carried sideways are used. */
export type LossClaimOrder = In<typeof order>;

const years = claimYears('putLossesAndClaims');

/**
 * Individual Losses 6.0: change the type. 200. 404 `MATCHING_RESOURCE_NOT_FOUND` where HMRC has no such claim.
 * @see Individual Losses (MTD) 6.0, HMRC, August 2026
 */
export const amendLossClaimType: Operation<AmendLossClaimTypeParams, HeldLossClaim> = {
  name: 'amendLossClaimType',
  version: '6.0',
  method: 'POST',
  path: '/individuals/losses/{nino}/loss-claims/{claimId}/tax-year/{taxYearClaimedFor}/change-type-of-claim',
  years,
  body: ({ typeOfClaim }) => content(typeChange, { typeOfClaim }),
  check: ({ typeOfClaim, taxYearClaimedFor }) => checkClaimInYear(typeOfClaim, taxYearClaimedFor),
  reads: reads(heldClaim),
};

/**
 * Individual Losses 6.0: change the order. 200, no content. 404 `MATCHING_RESOURCE_NOT_FOUND` where HMRC lacks one of the claims.
 * @see Individual Losses (MTD) 6.0, HMRC, August 2026
 */
export const amendLossClaimOrder: Operation<AmendLossClaimOrderParams, null> = {
  name: 'amendLossClaimOrder',
  version: '6.0',
  method: 'PUT',
  path: '/individuals/losses/{nino}/loss-claims/order/{taxYearClaimedFor}',
  years,
  body: (params) => content(order, params.order),
  check: (params) => checkSequence(params.order),
  ...noContent,
};

function checkSequence({ listOfLossClaims }: LossClaimOrder): HmrcError[] {
  const numbers = listOfLossClaims.map(({ sequence }) => sequence).sort((a, b) => a - b);
  const paths = ['/listOfLossClaims'];
  if (numbers[0] !== 1) {
    return [{ code: 'RULE_INVALID_SEQUENCE_START', message: 'The order starts with 1.', paths }];
  }
  if (numbers.every((value, index) => value === index + 1)) return [];
  const message = 'The order leaves out a number or has one twice.';
  return [{ code: 'RULE_SEQUENCE_ORDER_BROKEN', message, paths }];
}
