import { expect, test } from 'vitest';
import { includesYear, readYears, taxYearOf } from './tax-years.ts';

test.each([
  ['TY 2022-23 and before', { from: null, to: 2022 }],
  ['TY 2023-24 or before', { from: null, to: 2023 }],
  ['Tax Years before 2025-26', { from: null, to: 2024 }],
  ['Before 2025-26', { from: null, to: 2024 }],
  ['PRE-TY-2024-25-UK', { from: null, to: 2023 }],
  ['TY 2023-24 and 2024-25', { from: 2023, to: 2024 }],
  ['For TY 2025-26', { from: 2025, to: 2025 }],
  ['For TY 2026-27 and after', { from: 2026, to: null }],
  ['TY-2026-27-Onwards-Zero', { from: 2026, to: null }],
  ['All', null],
  ['A card 4026-2712', null],
])('%s is read', (text, range) => {
  expect(readYears(text)).toEqual(range);
});

test('the ends of a range belong to it', () => {
  const range = { from: 2023, to: 2024 };
  expect([2022, 2023, 2024, 2025].filter((year) => includesYear(range, year))).toEqual([2023, 2024]);
  expect(includesYear({ from: null, to: null }, 1900)).toBe(true);
});

test('a tax year is written with the end of the year after', () => {
  expect([2026, 2099].map(taxYearOf)).toEqual(['2026-27', '2099-00']);
});
