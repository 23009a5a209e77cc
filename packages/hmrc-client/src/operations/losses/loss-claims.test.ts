import { describe, expect, test } from 'vitest';
import { buildRequest, checkRequest, textOf } from '../../request.ts';
import { amendLossClaimOrder, amendLossClaimType } from './loss-claim-changes.ts';
import {
  createLossClaim,
  deleteLossClaim,
  listLossClaims,
  type LossClaim,
  retrieveLossClaim,
} from './loss-claims.ts';

const nino = 'AA123456A';
const claimId = 'AAZZ0123456789a';
const call = { accessToken: 'secret', fraudPreventionHeaders: {} };
const codes = (errors: { code: string }[]): string[] => errors.map(({ code }) => code);

const claim: LossClaim = {
  taxYearClaimedFor: '2024-25',
  typeOfLoss: 'uk-property',
  typeOfClaim: 'carry-sideways',
  businessId: 'XAIS12345678901',
};

describe('a claim', () => {
  test('is made under HMRC’s names', () => {
    const body = createLossClaim.body?.({ nino, claim });
    expect(body && textOf(body)).toBe(
      '{"taxYearClaimedFor":"2024-25","typeOfLoss":"uk-property","typeOfClaim":"carry-sideways",' +
        '"businessId":"XAIS12345678901"}',
    );
  });

  test.each([
    [{}, []],
    [{ taxYearClaimedFor: '2019-20' }, []],
    [{ taxYearClaimedFor: '2018-19' }, ['RULE_TAX_YEAR_NOT_SUPPORTED']],
    [{ taxYearClaimedFor: '2026-27' }, ['RULE_TAX_YEAR_NOT_SUPPORTED']],
    [{ taxYearClaimedFor: '2024-26' }, ['RULE_TAX_YEAR_RANGE_INVALID']],
    [{ taxYearClaimedFor: 'then' }, ['FORMAT_TAX_YEAR']],
    [{ businessId: 'mine' }, ['FORMAT_BUSINESS_ID']],
    [{ typeOfClaim: 'carry-forward' }, ['RULE_TYPE_OF_CLAIM_INVALID']],
    [{ typeOfClaim: 'carry-forward-to-carry-sideways', typeOfLoss: 'foreign-property' }, []],
    [{ typeOfClaim: 'carry-forward', typeOfLoss: 'self-employment' }, []],
    [{ typeOfClaim: 'carry-sideways-fhl', typeOfLoss: 'self-employment' }, ['RULE_TYPE_OF_CLAIM_INVALID']],
    [{ typeOfClaim: 'carry-sideways-fhl' }, []],
    [{ typeOfClaim: 'carry-sideways-fhl', taxYearClaimedFor: '2025-26' }, ['RULE_CSFHL_CLAIM_NOT_SUPPORTED']],
  ] satisfies [Partial<LossClaim>, string[]][])('with %j: %j', (changes, expected) => {
    expect(codes(checkRequest(createLossClaim, { nino, claim: { ...claim, ...changes } }))).toEqual(expected);
  });

  test('of a later year is made with another operation', () => {
    const later = { ...claim, taxYearClaimedFor: '2026-27' };
    const [error] = checkRequest(createLossClaim, { nino, claim: later });
    expect(error?.message).toContain('putLossesAndClaims');
    expect(error?.paths).toEqual(['/taxYearClaimedFor']);
  });

  test('is read with or without a place in the order', () => {
    const copy = { ...claim, lastModified: '2026-01-01T10:00:00Z' };
    expect(retrieveLossClaim.reads?.parse({ ...copy, links: [] })).toEqual(copy);
    expect(listLossClaims.reads?.parse({ claims: [{ ...copy, claimId, sequence: 2 }] })).toEqual([
      { ...copy, claimId, sequence: 2 },
    ]);
    expect(createLossClaim.reads?.parse({ claimId })).toEqual({ claimId });
  });

  test('changes its type', () => {
    const params = { nino, claimId, taxYearClaimedFor: '2024-25', typeOfClaim: 'carry-sideways' } as const;
    const built = buildRequest('https://hmrc.test', amendLossClaimType, call, params);
    expect(built).toMatchObject({ ok: true, request: { body: '{"typeOfClaim":"carry-sideways"}' } });
    const toOld = { ...params, taxYearClaimedFor: '2025-26', typeOfClaim: 'carry-sideways-fhl' } as const;
    expect(codes(checkRequest(amendLossClaimType, toOld))).toEqual(['RULE_CSFHL_CLAIM_NOT_SUPPORTED']);
  });
});

describe('the order of claims', () => {
  const check = (...sequences: number[]): string[] => {
    const listOfLossClaims = sequences.map((sequence) => ({ claimId, sequence }));
    const order = { typeOfClaim: 'carry-sideways', listOfLossClaims } as const;
    return codes(checkRequest(amendLossClaimOrder, { nino, taxYearClaimedFor: '2024-25', order }));
  };

  test.each([
    [[1], []],
    [[2, 1, 3], []],
    [[], ['RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED']],
    [[2, 3], ['RULE_INVALID_SEQUENCE_START']],
    [[1, 3], ['RULE_SEQUENCE_ORDER_BROKEN']],
    [[1, 1, 2], ['RULE_SEQUENCE_ORDER_BROKEN']],
    [[1, 1.5], ['FORMAT_VALUE']],
    [[0, 1], ['FORMAT_VALUE']],
  ])('%j: %j', (sequences, expected) => {
    expect(check(...sequences)).toEqual(expected);
  });

  test('is that of numbers, not of their digits', () => {
    expect(check(10, 9, 8, 7, 6, 5, 4, 3, 2, 1)).toEqual([]);
  });
});

test('claims are listed by what HMRC can filter by', () => {
  const list = (filters: object): string[] =>
    codes(checkRequest(listLossClaims, { nino, taxYearClaimedFor: '2024-25', ...filters }));
  expect(list({ typeOfLoss: 'uk-property', typeOfClaim: 'carry-sideways' })).toEqual([]);
  expect(list({ typeOfClaim: 'carry-forward' })).toEqual(['FORMAT_TYPE_OF_CLAIM']);
  expect(list({ typeOfLoss: 'uk-property-fhl' })).toEqual(['FORMAT_TYPE_OF_LOSS']);
});

test.each([
  ['2019-20', []],
  ['2025-26', []],
  ['2018-19', ['RULE_TAX_YEAR_NOT_SUPPORTED']],
  ['2026-27', ['RULE_TAX_YEAR_NOT_SUPPORTED']],
  ['2025', ['FORMAT_TAX_YEAR']],
])('a claim for %s is deleted: %j', (taxYearClaimedFor, expected) => {
  expect(codes(checkRequest(deleteLossClaim, { nino, claimId, taxYearClaimedFor }))).toEqual(expected);
});
