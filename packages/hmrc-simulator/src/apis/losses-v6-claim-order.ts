import { readBody, type ValueOf } from '../bodies/body.ts';
import { choice, integer, list, object, text } from '../bodies/parts.ts';
import { refuse, type Refusal } from '../platform/refusals.ts';
import { claimsOf } from './losses-kept.ts';
import { CLAIMS_PATH, keepClaim } from './losses-v6-claims.ts';
import {
  COMMON_CODES,
  findClosedLossYear,
  findYearRefusals,
  FIRST_CLAIM_YEAR,
  refuseFirst,
  YEAR_CODES,
} from './losses-v6-rules.ts';
import type { ApiCall, PersonOperation } from './operation.ts';

const body = object({
  typeOfClaim: choice(['carry-sideways'], 'FORMAT_TYPE_OF_CLAIM', { withPath: false }),
  listOfLossClaims: list(
    object({
      claimId: text(/^[A-Za-z0-9]{15}$/, 'FORMAT_CLAIM_ID'),
      sequence: integer({ min: 1, max: 99 }),
    }),
  ),
});
type Order = ValueOf<typeof body>;

/** In which order the losses of a year's sideways claims are used. */
export const orderClaims: PersonOperation = {
  name: 'order-loss-claims',
  method: 'PUT',
  path: `${CLAIMS_PATH}/order/:taxYearClaimedFor`,
  version: '6.0',
  scope: 'write:self-assessment',
  codes: [
    ...COMMON_CODES,
    ...YEAR_CODES,
    'FORMAT_CLAIM_ID',
    'FORMAT_TYPE_OF_CLAIM',
    'FORMAT_VALUE',
    'RULE_INVALID_SEQUENCE_START',
    'RULE_SEQUENCE_ORDER_BROKEN',
    'RULE_LOSS_CLAIMS_MISSING',
    'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED',
    'RULE_OUTSIDE_AMENDMENT_WINDOW',
  ],
  handle: (call) => {
    const taxYear = call.param('taxYearClaimedFor');
    const reading = readBody(body, call.bodyText, findOrderRefusals);
    const inYear = findYearRefusals(taxYear, FIRST_CLAIM_YEAR);
    const refused = refuseFirst([...inYear, ...(reading.ok ? [] : reading.refusals)]);
    if (refused) return refused;
    if (!reading.ok) return refuse(...reading.refusals);
    return order(call, taxYear, reading.value);
  },
};

function order(call: ApiCall, taxYear: string, { listOfLossClaims }: Order) {
  const sideways = claimsOf(call.core, call.nino, taxYear).filter(
    ({ typeOfClaim }) => typeOfClaim === 'carry-sideways',
  );
  const sequences = new Map(listOfLossClaims.map(({ claimId, sequence }) => [claimId, sequence]));
  const ordered = sideways.flatMap((claim) => {
    const sequence = sequences.get(claim.claimId);
    return sequence === undefined ? [] : [{ ...claim, sequence }];
  });
  if (ordered.length < sequences.size) return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  if (ordered.length < sideways.length) return refuse({ code: 'RULE_LOSS_CLAIMS_MISSING' });
  const closed = findClosedLossYear(call, taxYear);
  if (closed) return refuse(closed);
  for (const claim of ordered) keepClaim(call, claim);
  return { status: 200 };
}

function findOrderRefusals({ listOfLossClaims }: Order): Refusal[] {
  const sequences = listOfLossClaims.map(({ sequence }) => sequence).sort((a, b) => a - b);
  if (sequences[0] !== 1) return [{ code: 'RULE_INVALID_SEQUENCE_START' }];
  return sequences.some((sequence, index) => sequence !== index + 1)
    ? [{ code: 'RULE_SEQUENCE_ORDER_BROKEN' }]
    : [];
}
