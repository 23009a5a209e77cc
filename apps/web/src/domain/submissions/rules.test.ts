import { describe, expect, it } from 'vitest';
import { atHmrc, coveringUpdate, mayStillArriveMs, missingBefore, opensOn, readOutcome } from './rules.ts';

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

describe('coveringUpdate', () => {
  const quarter = { businessId: 'XAIS00000000001', taxYear: '2026-27', periodEndDate: '2026-07-05' } as const;
  const update = { ...quarter, status: 'submitted' } as const;

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

describe('what HMRC has from elsewhere', () => {
  const ends = ['2025-07-05', '2025-10-05', '2026-01-05', '2026-04-05'] as const;
  type Nth = 0 | 1 | 2 | 3;
  const quarter = (nth: Nth, status = 'open', taxYear = '2025-26') => ({
    businessId: 'XAIS00000000001',
    taxYear,
    periodEndDate: ends[nth],
    status,
  });
  /** HMRC's list with the first so many quarters fulfilled. */
  const listed = (fulfilled: number, taxYear?: string) =>
    ([0, 1, 2, 3] as const).map((nth) => quarter(nth, nth < fulfilled ? 'fulfilled' : 'open', taxYear));
  const update = (nth: Nth, status: 'submitted' | 'processing' | 'rejected' = 'submitted') => ({
    ...quarter(nth),
    status,
  });
  const look = (nth: Nth, fulfilled: number, updates: ReturnType<typeof update>[]) => {
    const { coveredBy, coveredElsewhere, replaces } = atHmrc(quarter(nth), listed(fulfilled), updates);
    return [coveredBy, coveredElsewhere, replaces].map((each) => each?.periodEndDate ?? null);
  };

  it.each([
    ['is nothing where HMRC has nothing', look(1, 0, []), [null, null, null]],
    ['covers a quarter by its latest', look(0, 4, []), [null, ends[3], ends[0]]],
    ['is replaced by the same quarter', look(3, 4, []), [null, null, ends[3]]],
    ['is replaced by a later quarter', look(2, 2, []), [null, null, ends[1]]],
    ['is none of what an update from here fulfilled', look(2, 3, [update(2)]), [null, null, null]],
    ['is none of what a later update from here fulfilled', look(0, 2, [update(1)]), [ends[1], null, null]],
    ['covers past a later update from here', look(0, 4, [update(1)]), [ends[1], ends[3], null]],
    ['is replaced where it came after an update from here', look(1, 2, [update(0)]), [null, null, ends[1]]],
    [
      'is none where one under way may have fulfilled it',
      look(0, 2, [update(1, 'processing')]),
      [null, null, null],
    ],
    [
      'is not explained by one that was rejected',
      look(0, 2, [update(1, 'rejected')]),
      [null, ends[1], ends[0]],
    ],
  ])('%s', (_name, seen, expected) => {
    expect(seen).toEqual(expected);
  });

  it('to 2024-25 covers no other quarter, and only its own is replaced', () => {
    const first = quarter(0, 'open', '2024-25');
    expect(atHmrc(first, listed(4, '2024-25'), [])).toMatchObject({
      coveredElsewhere: null,
      replaces: { periodEndDate: ends[0] },
    });
    expect(atHmrc(quarter(3, 'open', '2024-25'), listed(2, '2024-25'), [])).toMatchObject({ replaces: null });
  });

  it('is of the same business and tax year', () => {
    const others = listed(4).map((each) => ({ ...each, businessId: 'XAIS00000000002' }));
    const none = { coveredBy: null, coveredElsewhere: null, replaces: null };
    expect(atHmrc(quarter(0), [...others, ...listed(4, '2026-27')], [])).toEqual(none);
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

describe('a request without an answer that tells', () => {
  const at = new Date('2026-10-06T09:01:00Z');
  const send = { sentAt: new Date('2026-10-06T09:00:00Z'), httpStatus: null, codes: null };

  it('may still be taken for ten minutes', () => {
    expect(mayStillArriveMs(send, at)).toBe(540_000);
    expect(mayStillArriveMs(send, new Date('2026-10-06T09:10:00Z'))).toBeNull();
    expect(mayStillArriveMs(send, at, (ms) => ms / 100)).toBeNull();
  });

  it.each([
    [502, null, true],
    [504, null, true],
    [500, null, false],
    [503, null, false],
    [200, null, false],
    [400, ['RULE_FINAL_DECLARATION_RECEIVED'], false],
    [400, ['RULE_FINAL_DECLARATION_IN_PROGRESS'], true],
  ])('%s %s: HMRC may still be at it: %s', (httpStatus, codes, isAtIt) => {
    expect(mayStillArriveMs({ ...send, httpStatus, codes }, at) !== null).toBe(isAtIt);
  });
});
