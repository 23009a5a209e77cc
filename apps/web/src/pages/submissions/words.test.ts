import { describe, expect, it } from 'vitest';

import { coveringUpdate, howLong } from './words.ts';

const quarter = { businessId: 'XAIS00000000001', taxYear: '2026-27', periodEndDate: '2026-07-05' } as const;
const update = { ...quarter, status: 'submitted' } as const;

describe('coveringUpdate', () => {
  it('is a later update of the same tax year that HMRC took', () => {
    const later = { ...update, periodEndDate: '2026-10-05' };
    expect(coveringUpdate(quarter, [update, later])).toBe(later);
    expect(coveringUpdate(quarter, [update])).toBe(update);
  });

  it.each([
    ['was not taken', { ...update, status: 'failed' as const, periodEndDate: '2026-10-05' }],
    ['ends before it', { ...update, periodEndDate: '2026-04-05' }],
    ['is of another tax year', { ...update, taxYear: '2027-28', periodEndDate: '2027-07-05' }],
    ['is of another business', { ...update, businessId: 'XAIS00000000002' }],
  ])('is none that %s', (_what, other) => {
    expect(coveringUpdate(quarter, [other])).toBeUndefined();
  });
});

describe('howLong', () => {
  it('stands after a due date', () => {
    expect([howLong(3), howLong(0), howLong(-12)]).toEqual(['in 3 days', 'today', '12 days overdue']);
  });
});
