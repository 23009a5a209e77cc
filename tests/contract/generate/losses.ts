import fc from 'fast-check';
import { isObject } from '../hmrc/documents.ts';
import type { Body, Generator } from './generator.ts';
import { businessIds } from './identifiers.ts';
import { noneTwice, without } from './tidy.ts';

const years = fc.constantFrom('2019-20', '2021-22', '2023-24', '2024-25', '2025-26');
const types = fc.constantFrom('self-employment', 'uk-property', 'foreign-property');

const filters = (more: Record<string, fc.Arbitrary<string>> = {}): Generator => ({
  others: fc.record({ businessId: businessIds, typeOfLoss: types, ...more }, { requiredKeys: [] }),
});

/** Claims in their order are numbered from 1. */
function numberClaims(body: Body): Body {
  const claims = noneTwice(body, 'claimId')['listOfLossClaims'];
  if (!Array.isArray(claims)) return body;
  const listOfLossClaims = claims.map((claim: unknown, index) => ({
    ...(isObject(claim) ? claim : {}),
    sequence: index + 1,
  }));
  return { ...body, listOfLossClaims };
}

/** Two claims on general income have an order, others have none; a terminal loss is not carried forward. */
function tidyClaims(body: Body): Body {
  const { claims } = body;
  if (!isObject(claims)) return body;
  const member = (group: unknown, name: string): unknown => (isObject(group) ? group[name] : undefined);
  const isBoth =
    member(claims['carryBack'], 'previousYearGeneralIncomePence') !== undefined &&
    member(claims['carrySideways'], 'currentYearGeneralIncomePence') !== undefined;
  const isTerminal = member(claims['carryBack'], 'terminalLossesPence') !== undefined;
  const kept = without(
    claims,
    (name) => name === 'preferenceOrder' || (isTerminal && name === 'carryForward'),
  );
  return { ...body, claims: isBoth ? { ...kept, preferenceOrder: { applyFirst: 'carry-back' } } : kept };
}

export const losses: Readonly<Record<string, Generator>> = {
  createBroughtForwardLoss: { members: { taxYearBroughtForwardFrom: years } },
  listBroughtForwardLosses: filters(),
  createLossClaim: { members: { taxYearClaimedFor: years } },
  listLossClaims: filters({ typeOfClaim: fc.constant('carry-sideways') }),
  amendLossClaimOrder: { tidy: numberClaims },
  putLossesAndClaims: { tidy: tidyClaims },
};
