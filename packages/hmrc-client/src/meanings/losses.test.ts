import { expect, test } from 'vitest';
import { meaningOf } from './meaning-of.ts';

test.each([
  ['createBroughtForwardLoss', 400, 'RULE_DUPLICATE_SUBMISSION', 'rejected'],
  ['createLossClaim', 400, 'RULE_DUPLICATE_SUBMISSION', 'already-done'],
  ['amendBroughtForwardLoss', 400, 'RULE_NO_CHANGE', 'already-done'],
  ['amendLossClaimType', 400, 'RULE_NO_CHANGE', 'already-done'],
  ['createBroughtForwardLoss', 400, 'RULE_TAX_YEAR_NOT_ENDED', 'rejected'],
  ['createLossClaim', 400, 'RULE_ACCOUNTING_PERIOD_NOT_ENDED', 'rejected'],
  ['createLossClaim', 400, 'RULE_TYPE_OF_CLAIM_INVALID', 'rejected'],
  ['deleteBroughtForwardLoss', 400, 'RULE_DELETE_AFTER_FINAL_DECLARATION', 'rejected'],
  ['amendLossClaimOrder', 400, 'RULE_LOSS_CLAIMS_MISSING', 'start-over'],
  ['amendLossClaimOrder', 400, 'RULE_SEQUENCE_ORDER_BROKEN', 'malformed'],
  ['amendLossClaimOrder', 400, 'FORMAT_VALUE', 'malformed'],
  ['amendBroughtForwardLoss', 400, 'FORMAT_VALUE', 'rejected'],
  ['putLossesAndClaims', 400, 'RULE_CARRY_BACK_CLAIM', 'rejected'],
  ['listLossClaims', 400, 'RULE_TAX_YEAR_FOR_VERSION_NOT_SUPPORTED', 'malformed'],
  ['createBroughtForwardLoss', 404, 'MATCHING_RESOURCE_NOT_FOUND', 'malformed'],
  ['amendLossClaimType', 404, 'MATCHING_RESOURCE_NOT_FOUND', 'start-over'],
  ['listBroughtForwardLosses', 404, 'MATCHING_RESOURCE_NOT_FOUND', 'nothing-there'],
  ['retrieveLossClaim', 404, 'MATCHING_RESOURCE_NOT_FOUND', 'nothing-there'],
  ['getLossesAndClaims', 404, 'MATCHING_RESOURCE_NOT_FOUND', 'nothing-there'],
  ['deleteLossesAndClaims', 404, 'MATCHING_RESOURCE_NOT_FOUND', 'nothing-there'],
])('%s %i %s: %s', (operation, status, code, expected) => {
  expect(meaningOf({ operation, status, codes: [code] })).toMatchObject({ code, outcome: expected });
});
