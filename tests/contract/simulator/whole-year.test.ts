import { expect, test } from 'vitest';
import { lastEndedYear } from './whole-year.ts';

test.each([
  ['2024-05-10T09:00:00Z', '2023-24'],
  ['2027-04-06T00:00:00Z', '2026-27'],
  ['2027-04-05T12:00:00Z', '2025-26'],
])('the last tax year that has ended by %s is %s', (instant, taxYear) => {
  expect(lastEndedYear(instant)).toBe(taxYear);
});
