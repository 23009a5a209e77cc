import type { TypeOfClaim, TypeOfLoss } from './losses-kept.ts';
import type { ApiCall } from './operation.ts';

const BUSINESS_ID = 'XXIS00000000001';
const LAST_TAX_YEAR = '2023-24';

/** One made-up loss. */
export function exampleLoss(call: ApiCall, typeOfLoss: TypeOfLoss, lossPence = 145_075) {
  return { status: 200, body: lossOf(call, typeOfLoss, LAST_TAX_YEAR, lossPence) };
}

/** A made-up list of losses: of one type, or of each. */
export function exampleLosses(call: ApiCall, typeOfLoss?: TypeOfLoss) {
  const types: TypeOfLoss[] = typeOfLoss
    ? [typeOfLoss]
    : ['self-employment', 'uk-property', 'foreign-property'];
  const taxYear = call.param('taxYearBroughtForwardFrom');
  const losses = types.map((type, index) => ({
    lossId: `EXAMPLELOSS000${index + 1}`,
    ...lossOf(call, type, taxYear, 145_075 + index),
  }));
  return { status: 200, body: { losses } };
}

/** One made-up claim. */
export function exampleClaim(
  call: ApiCall,
  typeOfLoss: ClaimableType,
  typeOfClaim: TypeOfClaim,
  taxYear = LAST_TAX_YEAR,
) {
  return { status: 200, body: claimOf(call, typeOfLoss, typeOfClaim, taxYear) };
}

/** A made-up list of one claim. */
export function exampleClaims(call: ApiCall, typeOfLoss: ClaimableType, typeOfClaim: TypeOfClaim) {
  const claim = claimOf(call, typeOfLoss, typeOfClaim, call.param('taxYearClaimedFor'));
  return { status: 200, body: { claims: [{ claimId: 'EXAMPLECLAIM001', ...claim }] } };
}

/** The types that claims can be of. */
export type ClaimableType = 'self-employment' | 'uk-property' | 'foreign-property';

function lossOf({ core, query }: ApiCall, typeOfLoss: TypeOfLoss, taxYear: string, lossPence: number) {
  return {
    businessId: query('businessId') ?? BUSINESS_ID,
    typeOfLoss,
    lossAmount: lossPence / 100,
    taxYearBroughtForwardFrom: taxYear,
    lastModified: core.clock.now().toISOString(),
  };
}

function claimOf(
  { core, query }: ApiCall,
  typeOfLoss: ClaimableType,
  typeOfClaim: TypeOfClaim,
  taxYearClaimedFor: string,
) {
  return {
    taxYearClaimedFor,
    typeOfLoss,
    typeOfClaim,
    businessId: query('businessId') ?? BUSINESS_ID,
    ...(typeOfClaim === 'carry-sideways' && { sequence: 1 }),
    lastModified: core.clock.now().toISOString(),
  };
}
