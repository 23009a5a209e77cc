import { expect, test } from 'vitest';
import type { DocumentedOperation } from './documents.ts';
import { outcomeOf } from './scenario-outcomes.ts';

const operation = (path: string, ...codes: string[]): DocumentedOperation => ({
  api: 'an-api',
  version: '1.0',
  method: 'GET',
  path,
  parameters: [],
  request: null,
  responses: new Map([
    [
      400,
      {
        required: true,
        mediaType: 'application/json',
        variants: [],
        examples: codes.map((code) => ({ name: code, years: null, value: { code } })),
      },
    ],
  ]),
  scenarios: [],
});
const type = 'RULE_TYPE_OF_BUSINESS_INCORRECT';
const annual = (kind: string): DocumentedOperation =>
  operation(`/individuals/business/property/${kind}/{nino}/{businessId}/annual/{taxYear}`, type);
const statement = operation('/individuals/business/end-of-period-statement/{nino}', 'RULE_LATE_SUBMISSION');

test.each([
  [annual('uk'), null, { kind: 'ordinary work' }],
  [annual('uk'), 'STATEFUL', { kind: 'ordinary work' }],
  [annual('uk'), 'UK_PROPERTY', { kind: 'success' }],
  [annual('uk'), 'FOREIGN_PROPERTY', { kind: 'refusal', code: type }],
  [annual('foreign'), 'UK_PROPERTY', { kind: 'refusal', code: type }],
  [statement, 'BVR_END_DATE_SHORT', { kind: 'refusal', code: 'RULE_BUSINESS_VALIDATION_FAILURE' }],
  [statement, 'LATE_SUBMISSION', { kind: 'refusal', code: 'RULE_LATE_SUBMISSION' }],
  [statement, 'PROFIT', { kind: 'success' }],
])('%o, scenario %s: %j', (documented, value, outcome) => {
  expect(outcomeOf(documented, value)).toEqual(outcome);
});
