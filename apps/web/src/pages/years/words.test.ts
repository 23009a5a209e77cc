import { describe, expect, it } from 'vitest';

import { type BusinessTasks, type Standing } from '../../domain/years/index.ts';
import { missingUpdates } from './words.ts';

/** The quarters of a year whose updates are each of a quarter, and of one whose are the year to date. */
const endsOf = {
  '2024-25': ['2024-07-05', '2024-10-05', '2025-01-05', '2025-04-05'],
  '2026-27': ['2026-07-05', '2026-10-05', '2027-01-05', '2027-04-05'],
} as const;
const done: Standing = { is: 'sent', submissionId: 'sent' };
const toDo: Standing = { is: 'to-do', days: 3 };

/** A business with its quarters in order, and how many of the first HMRC has. */
const business = (
  typeOfBusiness: string,
  doneCount: number,
  taxYear: keyof typeof endsOf = '2024-25',
): BusinessTasks => ({
  businessId: typeOfBusiness,
  typeOfBusiness,
  annualSummary: { is: 'optional' },
  quarters: endsOf[taxYear].map((periodEndDate, index) => ({
    quarter: {
      ...{ businessId: typeOfBusiness, typeOfBusiness, taxYear, periodEndDate },
      ...{
        periodStartDate: `${taxYear.slice(0, 4)}-04-06`,
        dueDate: periodEndDate,
        status: 'open',
        receivedDate: null,
      },
    },
    standing: index < doneCount ? done : toDo,
  })),
});

describe('the updates that are missing of a year', () => {
  const of = (...businesses: BusinessTasks[]) => missingUpdates({ businesses });
  const [uk, abroad] = ['uk-property', 'foreign-property'] as const;

  it.each([
    ['are none', of(business(uk, 4), business(abroad, 4)), null],
    ['is one', of(business(uk, 3)), 'your update to 5 April 2025'],
    ['are two', of(business(uk, 2)), 'your updates to 5 January 2025 and 5 April 2025'],
    [
      'are more: the first, and how many others',
      of(business(uk, 1)),
      'your update to 5 October 2024 and 2 more',
    ],
    [
      'are one of each business',
      of(business(uk, 3), business(abroad, 3)),
      'your update to 5 April 2025 (UK property) and 1 more',
    ],
    [
      'are of one business among others',
      of(business(uk, 4), business(abroad, 3)),
      'your update to 5 April 2025 (Foreign property)',
    ],
    [
      'are more of several businesses: the first of all',
      of(business(uk, 3), business(abroad, 1)),
      'your update to 5 October 2024 (Foreign property) and 3 more',
    ],
    [
      'are all',
      of(business(uk, 0), business(abroad, 0)),
      'your update to 5 July 2024 (UK property) and 7 more',
    ],
  ])('%s', (_name, found, expected) => {
    expect(found).toBe(expected);
  });

  it('are those of one business where only that one is asked for', () => {
    const businesses = [business(uk, 0), business(abroad, 3)];
    expect(missingUpdates({ businesses }, abroad)).toBe('your update to 5 April 2025');
  });

  it.each([
    ['is the last alone', of(business(uk, 0, '2026-27')), 'your update to 5 April 2027'],
    ['is none once HMRC has the last', of(business(uk, 4, '2026-27')), null],
    [
      'is the last of each business',
      of(business(uk, 2, '2026-27'), business(abroad, 0, '2026-27')),
      'your update to 5 April 2027 (UK property) and 1 more',
    ],
  ])('%s, where each is the year to date', (_name, found, expected) => {
    expect(found).toBe(expected);
  });
});
