import { expect, test } from 'vitest';
import { bodyOf, fieldOf, refusalsOf } from './bodies.ts';

const business = { nino: 'AA123456A', businessId: 'XAIS12345678901', taxYear: '2026-27' };
const allowances = { annualInvestmentAllowancePence: 12_345 };
const annual = { ...business, submission: { ukProperty: { allowances } } };

test('the text that a method sends can be kept before it is sent', () => {
  expect(bodyOf('putUkPropertyAnnual', annual)).toBe(
    '{"ukProperty":{"allowances":{"annualInvestmentAllowance":123.45}}}',
  );
});

test('a method without a body has no text', () => {
  expect(bodyOf('getUkPropertyAnnual', business)).toBeNull();
});

test('the field behind a path of a refusal has our name', () => {
  const path = '/ukProperty/allowances/annualInvestmentAllowance';
  expect(fieldOf('putUkPropertyAnnual', annual, path)).toMatch(/allowances\.annualInvestmentAllowancePence$/);
  expect(fieldOf('putUkPropertyAnnual', annual, '/moon')).toBeNull();
});

test('what would be refused without a call can be known while figures are typed', () => {
  expect(refusalsOf('putUkPropertyAnnual', annual)).toEqual([]);
  const tooMuch = { ukProperty: { allowances: { propertyIncomeAllowancePence: 100_001 } } };
  expect(refusalsOf('putUkPropertyAnnual', { ...business, submission: tooMuch })).toMatchObject([
    { code: 'FORMAT_VALUE', paths: ['/ukProperty/allowances/propertyIncomeAllowance'] },
  ]);
});
