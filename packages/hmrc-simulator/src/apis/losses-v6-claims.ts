import { readBody, type ValueOf } from '../bodies/body.ts';
import { choice, object, text } from '../bodies/parts.ts';
import { refuse, type Refusal } from '../platform/refusals.ts';
import { BUSINESS_ID } from '../state/schema.ts';
import { nextSubmissionNumber } from '../state/submissions.ts';
import { FIRST_CUMULATIVE_YEAR } from '../tax-year.ts';
import { existsIn } from './calculations-sources.ts';
import { claims, claimsOf, type KeptClaim, type TypeOfClaim } from './losses-kept.ts';
import { exampleClaim, exampleClaims } from './losses-v6-scenarios.ts';
import {
  CLAIMABLE,
  COMMON_CODES,
  findBusiness,
  findClosedLossYear,
  findIdRefusals,
  findQueryRefusals,
  findYearRefusals,
  FIRST_CLAIM_YEAR,
  isClaimable,
  isRunning,
  newLossId,
  refuseFirst,
  startYearOfText,
  TYPES_OF_CLAIM,
  YEAR_CODES,
} from './losses-v6-rules.ts';
import type { ApiCall, PersonOperation } from './operation.ts';

export const CLAIMS_PATH = '/individuals/losses/:nino/loss-claims';
const ANY_TEXT = /^/;
const typeOfClaim = () => choice(TYPES_OF_CLAIM, 'FORMAT_TYPE_OF_CLAIM', { withPath: false });
const newClaim = object({
  taxYearClaimedFor: text(ANY_TEXT, 'FORMAT_TAX_YEAR'),
  typeOfLoss: choice(CLAIMABLE, 'FORMAT_TYPE_OF_LOSS', { withPath: false }),
  typeOfClaim: typeOfClaim(),
  businessId: text(BUSINESS_ID, 'FORMAT_BUSINESS_ID'),
});
type NewClaim = ValueOf<typeof newClaim>;
const change = object({ typeOfClaim: typeOfClaim() });

const create: PersonOperation = {
  name: 'create-loss-claim',
  method: 'POST',
  path: CLAIMS_PATH,
  version: '6.0',
  scope: 'write:self-assessment',
  codes: [
    ...COMMON_CODES,
    ...YEAR_CODES,
    'FORMAT_TYPE_OF_LOSS',
    'FORMAT_TYPE_OF_CLAIM',
    'FORMAT_BUSINESS_ID',
    'RULE_TYPE_OF_CLAIM_INVALID',
    'RULE_DUPLICATE_SUBMISSION',
    'RULE_ACCOUNTING_PERIOD_NOT_ENDED',
    'RULE_NO_ACCOUNTING_PERIOD',
    'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED',
    'RULE_CSFHL_CLAIM_NOT_SUPPORTED',
    'RULE_OUTSIDE_AMENDMENT_WINDOW',
  ],
  scenarios: { DUPLICATE: 'RULE_DUPLICATE_SUBMISSION' },
  handle: (call) => {
    const { core } = call;
    const reading = readBody(newClaim, call.bodyText, findRefusalsInClaim);
    if (!reading.ok) return refuse(...reading.refusals);
    const refusal = findClaimRefusal(call, reading.value);
    if (refusal) return refuse(refusal);
    const claimId = newLossId();
    const lastModified = core.clock.now().toISOString();
    keepClaim(call, { claimId, number: nextSubmissionNumber(core), ...reading.value, lastModified });
    return { status: 201, body: { claimId } };
  },
};

const retrieve: PersonOperation = {
  name: 'get-loss-claim',
  method: 'GET',
  path: `${CLAIMS_PATH}/:claimId`,
  version: '6.0',
  scope: 'read:self-assessment',
  codes: [...COMMON_CODES, 'FORMAT_CLAIM_ID'],
  scenarios: {
    UK_PROPERTY: (call) => exampleClaim(call, 'uk-property', 'carry-sideways-fhl'),
    FOREIGN_PROPERTY: (call) => exampleClaim(call, 'foreign-property', 'carry-sideways'),
  },
  handle: ({ core, nino, param }) => {
    const refused = refuseFirst(findIdRefusals(param('claimId'), 'FORMAT_CLAIM_ID'));
    if (refused) return refused;
    const claim = claims.get(core, `${nino}/${param('claimId')}`);
    return claim ? { status: 200, body: write(claim) } : refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  },
};

const list: PersonOperation = {
  name: 'list-loss-claims',
  method: 'GET',
  path: `${CLAIMS_PATH}/tax-year/:taxYearClaimedFor`,
  version: '6.0',
  scope: 'read:self-assessment',
  codes: [
    ...COMMON_CODES,
    ...YEAR_CODES,
    'FORMAT_TYPE_OF_CLAIM',
    'FORMAT_TYPE_OF_LOSS',
    'FORMAT_BUSINESS_ID',
  ],
  scenarios: {
    UK_PROPERTY: (call) => exampleClaims(call, 'uk-property', 'carry-sideways-fhl'),
    FOREIGN_PROPERTY: (call) => exampleClaims(call, 'foreign-property', 'carry-sideways'),
    DYNAMIC: (call) => {
      const typeOfLoss = CLAIMABLE.find((type) => type === call.query('typeOfLoss')) ?? 'uk-property';
      return exampleClaims(call, typeOfLoss, 'carry-sideways');
    },
  },
  handle: (call) => {
    const { query, param } = call;
    const taxYear = param('taxYearClaimedFor');
    const refused = refuseFirst([
      ...findYearRefusals(taxYear, FIRST_CLAIM_YEAR),
      ...findQueryRefusals(call, {
        typeOfLoss: [CLAIMABLE, 'FORMAT_TYPE_OF_LOSS'],
        typeOfClaim: [['carry-sideways'], 'FORMAT_TYPE_OF_CLAIM'],
      }),
    ]);
    if (refused) return refused;
    const found = claimsOf(call.core, call.nino, taxYear)
      .filter(({ businessId }) => businessId === (query('businessId') ?? businessId))
      .filter(({ typeOfLoss }) => typeOfLoss === (query('typeOfLoss') ?? typeOfLoss))
      .filter((claim) => claim.typeOfClaim === (query('typeOfClaim') ?? claim.typeOfClaim));
    return found.length > 0
      ? { status: 200, body: { claims: found.map((claim) => ({ claimId: claim.claimId, ...write(claim) })) } }
      : refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  },
};

const remove: PersonOperation = {
  name: 'delete-loss-claim',
  method: 'DELETE',
  path: `${CLAIMS_PATH}/:claimId/tax-year/:taxYearClaimedFor`,
  version: '6.0',
  scope: 'write:self-assessment',
  codes: [...COMMON_CODES, ...YEAR_CODES, 'FORMAT_CLAIM_ID', 'RULE_OUTSIDE_AMENDMENT_WINDOW'],
  handle: (call) => {
    const refused = refuseFirst(findPathRefusals(call));
    if (refused) return refused;
    const found = claimInPath(call);
    if (!found.ok) return refuse(found.refusal);
    claims.remove(call.core, `${call.nino}/${found.claim.claimId}`);
    return { status: 204 };
  },
};

const amend: PersonOperation = {
  name: 'amend-loss-claim-type',
  method: 'POST',
  path: `${CLAIMS_PATH}/:claimId/tax-year/:taxYearClaimedFor/change-type-of-claim`,
  version: '6.0',
  scope: 'write:self-assessment',
  codes: [
    ...COMMON_CODES,
    ...YEAR_CODES,
    'FORMAT_CLAIM_ID',
    'FORMAT_VALUE',
    'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED',
    'FORMAT_TYPE_OF_CLAIM',
    'RULE_TYPE_OF_CLAIM_INVALID',
    'RULE_CSFHL_CLAIM_NOT_SUPPORTED',
    'RULE_NO_CHANGE',
    'RULE_OUTSIDE_AMENDMENT_WINDOW',
  ],
  scenarios: {
    FP_FORWARD: (call) => exampleChanged(call, 'foreign-property', 'carry-forward'),
    FP_SIDEWAYS: (call) => exampleChanged(call, 'foreign-property', 'carry-sideways'),
    UK_FORWARD: (call) => exampleChanged(call, 'uk-property', 'carry-forward'),
    UK_FORWARD_TO_SIDEWAYS: (call) => exampleChanged(call, 'uk-property', 'carry-forward-to-carry-sideways'),
    UK_SIDEWAYS: (call) => exampleChanged(call, 'uk-property', 'carry-sideways'),
    UK_SIDEWAYS_FHL: (call) => exampleChanged(call, 'uk-property', 'carry-sideways-fhl'),
    SE_FORWARD: (call) => exampleChanged(call, 'self-employment', 'carry-forward'),
    SE_SIDEWAYS: (call) => exampleChanged(call, 'self-employment', 'carry-sideways'),
    DYNAMIC: (call) => {
      const reading = readBody(change, call.bodyText);
      if (!reading.ok) return refuse(...reading.refusals);
      return exampleChanged(call, 'uk-property', reading.value.typeOfClaim);
    },
  },
  handle: (call) => {
    const taxYear = call.param('taxYearClaimedFor');
    const reading = readBody(change, call.bodyText, (sent) =>
      findHolidayLetRefusals(taxYear, sent.typeOfClaim),
    );
    const refused = refuseFirst([...findPathRefusals(call), ...(reading.ok ? [] : reading.refusals)]);
    if (refused) return refused;
    if (!reading.ok) return refuse(...reading.refusals);
    const found = claimInPath(call);
    if (!found.ok) return refuse(found.refusal);
    const wanted = reading.value.typeOfClaim;
    if (found.claim.typeOfClaim === wanted) return refuse({ code: 'RULE_NO_CHANGE' });
    if (!isClaimable(found.claim.typeOfLoss, wanted)) return refuse({ code: 'RULE_TYPE_OF_CLAIM_INVALID' });
    const claim = {
      ...withoutPlace(found.claim),
      typeOfClaim: wanted,
      lastModified: call.core.clock.now().toISOString(),
    };
    keepClaim(call, claim);
    return { status: 200, body: write(claim) };
  },
};

export const claimsByLoss: readonly PersonOperation[] = [create, retrieve, list, remove, amend];

export function keepClaim({ core, nino }: ApiCall, claim: KeptClaim): void {
  claims.put(core, `${nino}/${claim.claimId}`, claim);
}

function findRefusalsInClaim({ taxYearClaimedFor, typeOfLoss, typeOfClaim: wanted }: NewClaim): Refusal[] {
  const inYear = findYearRefusals(taxYearClaimedFor, FIRST_CLAIM_YEAR);
  if (inYear.length > 0) return inYear;
  const refusals = findHolidayLetRefusals(taxYearClaimedFor, wanted);
  return isClaimable(typeOfLoss, wanted) ? refusals : [...refusals, { code: 'RULE_TYPE_OF_CLAIM_INVALID' }];
}

function findHolidayLetRefusals(taxYear: string, wanted: TypeOfClaim): Refusal[] {
  return wanted === 'carry-sideways-fhl' && startYearOfText(taxYear) >= FIRST_CUMULATIVE_YEAR
    ? [{ code: 'RULE_CSFHL_CLAIM_NOT_SUPPORTED' }]
    : [];
}

function findClaimRefusal(call: ApiCall, sent: NewClaim): Refusal | undefined {
  const business = findBusiness(call, sent.businessId, sent.typeOfLoss);
  if (!business) return { code: 'MATCHING_RESOURCE_NOT_FOUND' };
  const taxYear = sent.taxYearClaimedFor;
  if (!existsIn(business, startYearOfText(taxYear))) return { code: 'RULE_NO_ACCOUNTING_PERIOD' };
  if (isRunning(call, taxYear)) return { code: 'RULE_ACCOUNTING_PERIOD_NOT_ENDED' };
  const isKnown = claimsOf(call.core, call.nino, taxYear).some(
    (claim) =>
      claim.businessId === sent.businessId &&
      claim.typeOfLoss === sent.typeOfLoss &&
      claim.typeOfClaim === sent.typeOfClaim,
  );
  return isKnown ? { code: 'RULE_DUPLICATE_SUBMISSION' } : findClosedLossYear(call, taxYear);
}

function findPathRefusals({ param }: ApiCall): Refusal[] {
  return [
    ...findYearRefusals(param('taxYearClaimedFor'), FIRST_CLAIM_YEAR),
    ...findIdRefusals(param('claimId'), 'FORMAT_CLAIM_ID'),
  ];
}

/** The claim in the path, if it is one of the year in the path that may still change. */
function claimInPath(call: ApiCall): { ok: true; claim: KeptClaim } | { ok: false; refusal: Refusal } {
  const { core, nino, param } = call;
  const claim = claims.get(core, `${nino}/${param('claimId')}`);
  if (claim?.taxYearClaimedFor !== param('taxYearClaimedFor'))
    return { ok: false, refusal: { code: 'MATCHING_RESOURCE_NOT_FOUND' } };
  const refusal = findClosedLossYear(call, claim.taxYearClaimedFor);
  return refusal ? { ok: false, refusal } : { ok: true, claim };
}

/** Only sideways claims have a place in an order, and one that has just become one has none yet. */
function withoutPlace(claim: KeptClaim): KeptClaim {
  const {
    claimId,
    number,
    businessId,
    typeOfLoss,
    typeOfClaim: type,
    taxYearClaimedFor,
    lastModified,
  } = claim;
  return { claimId, number, businessId, typeOfLoss, typeOfClaim: type, taxYearClaimedFor, lastModified };
}

function write(claim: KeptClaim): object {
  const { taxYearClaimedFor, typeOfLoss, typeOfClaim: type, businessId, sequence, lastModified } = claim;
  return {
    taxYearClaimedFor,
    typeOfLoss,
    typeOfClaim: type,
    businessId,
    ...(sequence !== undefined && { sequence }),
    lastModified,
  };
}

function exampleChanged(call: ApiCall, typeOfLoss: (typeof CLAIMABLE)[number], type: TypeOfClaim) {
  return exampleClaim(call, typeOfLoss, type, call.param('taxYearClaimedFor'));
}
