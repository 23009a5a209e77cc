import { describe, expect, it } from 'vitest';

import { type TaxYear } from '../../tax-year.ts';
import { standingOf } from './rules.ts';

describe('standingOf', () => {
  it.each([
    ['2023-24', 'simulator', '2024-04-05', 'year-not-over'],
    ['2023-24', 'simulator', '2024-04-06', 'open'],
    ['2023-24', 'simulator', '2026-01-31', 'open'],
    ['2023-24', 'simulator', '2026-02-01', 'closed'],
    ['2023-24', 'sandbox', '2024-04-06', 'withdrawn'],
    ['2023-24', 'production', '2024-04-06', 'withdrawn'],
    ['2024-25', 'simulator', '2025-04-06', 'no-such-year'],
    ['2024-25', 'production', '2025-04-06', 'no-such-year'],
  ] as const)('%s in the %s on %s is %s', (taxYear: TaxYear, environment, today, expected) => {
    expect(standingOf(taxYear, { environment, today })).toBe(expected);
  });
});
