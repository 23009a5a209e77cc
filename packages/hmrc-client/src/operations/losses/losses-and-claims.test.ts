import { expect, test } from 'vitest';
import { checkRequest, textOf } from '../../request.ts';
import {
  deleteLossesAndClaims,
  getLossesAndClaims,
  type LossesAndClaims,
  putLossesAndClaims,
} from './losses-and-claims.ts';

const place = { nino: 'AA123456A', businessId: 'XAIS12345678901', taxYear: '2026-27' };
const bodyOf = (lossesAndClaims: LossesAndClaims): string => {
  const body = putLossesAndClaims.body?.({ ...place, lossesAndClaims });
  return body === undefined ? '' : textOf(body);
};

const full: LossesAndClaims = {
  claims: {
    carryBack: { previousYearGeneralIncomePence: 500_099, earlyYearLossesPence: 0 },
    carrySideways: { currentYearGeneralIncomePence: 435 },
    preferenceOrder: { applyFirst: 'carry-sideways' },
    carryForward: { currentYearLossesPence: 1, previousYearsLossesPence: 2 },
  },
  losses: { broughtForwardLossesPence: 99 },
};

test('losses and claims are pounds under HMRC’s names', () => {
  expect(bodyOf(full)).toBe(
    '{"claims":{"carryBack":{"previousYearGeneralIncome":5000.99,"earlyYearLosses":0},' +
      '"carrySideways":{"currentYearGeneralIncome":4.35},"preferenceOrder":{"applyFirst":"carry-sideways"},' +
      '"carryForward":{"currentYearLosses":0.01,"previousYearsLosses":0.02}},"losses":{"broughtForwardLosses":0.99}}',
  );
});

test('they are read back as the same', () => {
  const wire = JSON.parse(bodyOf(full)) as object;
  const submittedOn = '2027-05-01T10:00:00Z';
  expect(getLossesAndClaims.reads?.parse({ ...wire, submittedOn })).toEqual({ ...full, submittedOn });
});

const missing = [{ code: 'RULE_MISSING_PREFERENCE_ORDER', paths: ['/claims'] }];
const needless = [
  { code: 'RULE_PREFERENCE_ORDER_NOT_ALLOWED', paths: ['/claims/preferenceOrder/applyFirst'] },
];
const { claims = {} } = full;
const hollow = [{ code: 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED', paths: ['/claims/carryForward'] }];
const { carryBack = {}, carrySideways = {}, preferenceOrder = {}, carryForward = {} } = claims;

test.each([
  [full, []],
  [{ losses: { broughtForwardLossesPence: 0 } }, []],
  [{ claims: { carrySideways, carryForward } }, []],
  [{ claims: { carryBack: { terminalLossesPence: 1 }, carrySideways } }, []],
  [{ claims: { carryBack: { terminalLossesPence: 1 }, carryForward: {} } }, hollow],
  [{ claims: { carryBack, carrySideways } }, missing],
  [{ claims: { carrySideways, preferenceOrder } }, needless],
  [{ claims: { carryBack: { earlyYearLossesPence: 1 }, carrySideways, preferenceOrder } }, needless],
  [
    { claims: { carryBack: { terminalLossesPence: 1 }, carryForward } },
    [{ code: 'RULE_CARRY_FORWARD_AND_TERMINAL_LOSS_NOT_ALLOWED', paths: ['/claims'] }],
  ],
  [
    { claims: { carrySideways: { currentYearGeneralIncomePence: -1 } } },
    [{ code: 'FORMAT_VALUE', paths: ['/claims/carrySideways/currentYearGeneralIncome'] }],
  ],
  [{ claims: { carryForward: {} } }, hollow],
  [{}, [{ code: 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED', paths: [] }]],
] satisfies [LossesAndClaims, object[]][])('%j: %j', (lossesAndClaims, expected) => {
  const errors = checkRequest(putLossesAndClaims, { ...place, lossesAndClaims });
  expect(errors.map(({ code, paths }) => ({ code, paths }))).toEqual(expected);
});

test('a word that HMRC does not know is no order', () => {
  const claims: unknown = { ...full.claims, preferenceOrder: { applyFirst: 'whatever' } };
  // What a caller without types could send.
  const lossesAndClaims = { claims } as LossesAndClaims;
  expect(checkRequest(putLossesAndClaims, { ...place, lossesAndClaims })).toMatchObject([
    { code: 'FORMAT_PREFERENCE_ORDER', paths: ['/claims/preferenceOrder/applyFirst'] },
  ]);
});

test('up to 2025-26 other operations do it', () => {
  const earlier = { ...place, taxYear: '2025-26' };
  const messages = [
    checkRequest(putLossesAndClaims, { ...earlier, lossesAndClaims: full }),
    checkRequest(getLossesAndClaims, earlier),
    checkRequest(deleteLossesAndClaims, earlier),
  ].map(([error]) => error?.message);
  expect(messages[0]).toMatch(/createBroughtForwardLoss and createLossClaim/);
  expect(messages[1]).toMatch(/listBroughtForwardLosses and listLossClaims/);
  expect(messages[2]).toMatch(/deleteBroughtForwardLoss and deleteLossClaim/);
});
