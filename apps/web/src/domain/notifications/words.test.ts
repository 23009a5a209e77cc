import { describe, expect, it } from 'vitest';

import { type About, type AboutOf } from './rules.ts';
import { wordsOf } from './words.ts';

const submission = {
  submissionId: 's1',
  attemptId: 'a1',
  submissionKind: 'quarterly-update',
  business: '',
  taxYear: '2026-27',
  periodStartDate: '2026-04-06',
  periodEndDate: '2026-07-05',
} as const;

const deadline: AboutOf<'deadline'> = {
  type: 'deadline',
  of: 'quarterly-update',
  businessId: 'XAIS1',
  business: 'UK property',
  isOneOfSeveral: false,
  taxYear: '2026-27',
  periodStartDate: '2026-04-06',
  periodEndDate: '2026-07-05',
  dueDate: '2026-08-07',
  step: 7,
  seenOn: '2026-07-20',
  hindrance: { kind: 'none' },
};

const textOf = (about: About, today = '2026-07-31') => {
  const { heading, paragraphs } = wordsOf(about, today);
  return [heading, ...paragraphs].join('\n');
};

describe('the words of a deadline', () => {
  it.each([
    ['2026-07-31', 'is due on 7 August 2026, in 7 days.'],
    ['2026-08-06', 'is due tomorrow, 7 August 2026.'],
    ['2026-08-07', 'is due today, 7 August 2026.'],
    ['2026-08-09', 'was due on 7 August 2026.'],
  ])('say on %s which update, of which business, and when', (today, when) => {
    expect(textOf(deadline, today)).toContain(
      `Your update for 6 April 2026 to 5 July 2026 (UK property) ${when}`,
    );
  });

  it('call it overdue only once it has passed', () => {
    expect(wordsOf(deadline, '2026-08-07').heading).toBe('Quarterly update due on 7 August 2026');
    expect(wordsOf(deadline, '2026-08-08').heading).toBe('Quarterly update overdue since 7 August 2026');
  });

  it('have the business in the heading where there are several', () => {
    const foreign = { ...deadline, business: 'foreign property', isOneOfSeveral: true };
    expect(wordsOf(foreign, '2026-08-07').heading).toBe(
      'Quarterly update (foreign property) due on 7 August 2026',
    );
  });

  it('say that one must reconnect, or renew, first', () => {
    expect(textOf(deadline)).not.toMatch(/reconnect|renew/i);
    const lost = { ...deadline, hindrance: { kind: 'lost' } } as const;
    expect(textOf(lost)).toContain('you must reconnect first');
    expect(wordsOf(lost, '2026-07-31').link.path).toBe('/settings/hmrc-connection');
    const ending = { ...deadline, hindrance: { kind: 'ends-before', endsOn: '2026-08-01' } } as const;
    expect(textOf(ending)).toContain('ends on 1 August 2026. Send it before then, or renew');
  });
});

describe('the words of a submission', () => {
  it.each([
    ['quarterly-update', 'update for 6 April 2026 to 5 July 2026'],
    ['annual-summary', 'annual summary for 2026-27'],
    ['end-of-period-statement', 'End of Period Statement for 2026-27'],
    ['final-declaration', 'final declaration for 2026-27'],
  ] as const)('name a %s, lead to it, and say how it ended', (submissionKind, name) => {
    for (const status of ['submitted', 'failed', 'rejected'] as const) {
      const about = {
        type: 'outcome',
        ...submission,
        submissionKind,
        status,
        sentence: 'So it is.',
        reconnect: false,
      } as const;
      const words = wordsOf(about, '2026-07-31');
      expect(words.heading.toLowerCase()).toBe(`${status}: your ${name}`.toLowerCase());
      expect(words.paragraphs).toEqual(['So it is.']);
      expect(words.link.path).toBe('/submissions/s1');
    }
  });

  it('name the business where there are several', () => {
    const about = { type: 'asking', ...submission, business: 'foreign property', waitsFor: 'hmrc' } as const;
    expect(wordsOf(about, '2026-07-31').heading).toBe(
      'Not known yet: your update for 6 April 2026 to 5 July 2026 (foreign property)',
    );
  });

  it('say that nobody knows yet, and what to do meanwhile', () => {
    const asking = { type: 'asking', ...submission, waitsFor: 'hmrc' } as const;
    expect(textOf(asking)).toContain('We keep asking HMRC');
    expect(textOf(asking)).not.toMatch(/reconnect/i);
    expect(textOf({ ...asking, waitsFor: 'reconnect' })).toContain('“Reconnect HMRC Account”');
    const untold = textOf({ ...asking, waitsFor: 'untold' });
    expect(untold).toMatch(/We do not know whether HMRC has taken .* or ask HMRC/s);
    expect(untold).not.toMatch(/reconnect|keep asking/i);
  });
});
