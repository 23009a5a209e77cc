import { describe, expect, it } from 'vitest';
import { coveringUpdate, missingBefore, opensOn, readOutcome } from './rules.ts';

describe('a quarter', () => {
  const of = (taxYear: string, periodEndDate: string, status = 'open') => ({
    businessId: 'XAIS00000000001',
    taxYear,
    periodEndDate,
    status,
  });
  const sent = (taxYear: string, periodEndDate: string) => ({
    ...of(taxYear, periodEndDate),
    status: 'submitted' as const,
  });

  it('opens ten days before its end where updates are the year to date, and once it is over before', () => {
    expect(opensOn(of('2025-26', '2025-07-05'))).toBe('2025-06-25');
    expect(opensOn(of('2024-25', '2024-07-05'))).toBe('2024-07-06');
  });

  it('is held by a later update of the year to date, and to 2024-25 by its own alone', () => {
    const later = (taxYear: string, end: string) => [sent(taxYear, end)];
    expect(coveringUpdate(of('2025-26', '2025-07-05'), later('2025-26', '2025-10-05'))).toBeDefined();
    expect(coveringUpdate(of('2024-25', '2024-07-05'), later('2024-25', '2024-10-05'))).toBeUndefined();
    expect(coveringUpdate(of('2024-25', '2024-07-05'), later('2024-25', '2024-07-05'))).toBeDefined();
  });

  it('to 2024-25 waits for the first before it that HMRC does not have', () => {
    const quarters = ['2024-07-05', '2024-10-05', '2025-01-05'].map((end) => of('2024-25', end));
    const missing = (submissions: ReturnType<typeof sent>[], listed = quarters) =>
      missingBefore(of('2024-25', '2025-01-05'), listed, submissions)?.periodEndDate;
    expect(missing([])).toBe('2024-07-05');
    expect(missing([sent('2024-25', '2024-07-05')])).toBe('2024-10-05');
    expect(missing([sent('2024-25', '2024-07-05'), sent('2024-25', '2024-10-05')])).toBeUndefined();
    expect(
      missing(
        [],
        quarters.map((each) => ({ ...each, status: 'fulfilled' })),
      ),
    ).toBeUndefined();
    expect(missingBefore(of('2025-26', '2026-01-05'), [of('2025-26', '2025-07-05')], [])).toBeNull();
  });
});

it('an outcome is read back as it was kept, and what is none is not taken for one', () => {
  const kept = {
    code: 'ACCEPTED',
    sentence: 'Taken.',
    owner: 'nobody',
    reconnect: false,
    readBack: false,
    messages: [],
  };
  expect(readOutcome(kept)).toEqual(kept);
  expect(readOutcome(null)).toBeNull();
  expect(() => readOutcome({ code: 'ACCEPTED' })).toThrow();
});
