import { expect, test } from 'vitest';
import { createCompiler } from './json-schema.ts';

const amount = { type: 'number', multipleOf: 0.01, minimum: 0, maximum: 99999999999.99 };
const compile = createCompiler('hmrc:test', { schemas: { amount } });
const accepts = (schema: unknown, value: unknown): boolean => compile(schema)(value).length === 0;

test.each([4.35, 1.1, 1_234_567.89, 0, 99_999_999_999.99])('%d pounds are whole pence', (pounds) => {
  expect(accepts({ $ref: '#/components/schemas/amount' }, pounds)).toBe(true);
});

test.each([1.005, -0.01, 100_000_000_000, '4.35', null])('%j is no amount', (pounds) => {
  expect(accepts({ $ref: '#/components/schemas/amount' }, pounds)).toBe(false);
});

test('what OpenAPI says otherwise than JSON schema is meant as OpenAPI says it', () => {
  expect(accepts({ type: 'string', enum: ['a'], nullable: true }, null)).toBe(true);
  expect(accepts({ type: 'number', minimum: 1, exclusiveMinimum: true }, 1)).toBe(false);
  expect(accepts({ type: 'string', format: 'YYYY-MM-DD' }, 'anything')).toBe(true);
  expect(accepts({ type: 'string', format: 'date' }, '2026-02-30')).toBe(false);
});

test('a member may be called as a word of the language', () => {
  const schema = {
    type: 'object',
    additionalProperties: false,
    properties: { example: { type: 'string' }, title: { type: 'number' } },
  };
  expect(accepts(schema, { example: 'x', title: 1 })).toBe(true);
  expect(accepts(schema, { example: 1 })).toBe(false);
  expect(accepts(schema, { other: 1 })).toBe(false);
});
