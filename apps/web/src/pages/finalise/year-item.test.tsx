import { describe, expect, it } from 'vitest';

import { type Standing, type YearTasks } from '../../domain/years/index.ts';
import { render } from '../../test/markup.ts';
import { finaliseItem } from './year-item.tsx';

const year = (declared: boolean, change: Partial<YearTasks> = {}) => ({
  taxYear: '2026-27' as const,
  isOver: true,
  isClosed: false,
  businesses: [],
  finalDeclaration: {
    standing: declared ? ({ is: 'at-hmrc', on: null } as const) : ({ is: 'to-do', days: 9 } as const),
    dueDate: null,
  },
  ...change,
});

const textOf = (tasks: ReturnType<typeof year>, state: Parameters<typeof finaliseItem>[1]['state']) => {
  const { text } = finaliseItem(tasks, { businessId: 'XAIS00000000001', state }).status;
  return render(<>{text}</>)
    .replaceAll(/<[^>]+>/g, '')
    .trim();
};

const quarter = (periodEndDate: string, standing: Standing) => ({
  quarter: {
    businessId: 'XAIS00000000001',
    typeOfBusiness: 'uk-property',
    taxYear: '2026-27' as const,
    periodStartDate: '2026-04-06',
    periodEndDate,
    dueDate: '2027-05-07',
    status: 'open',
    receivedDate: null,
  },
  standing,
});

const business = (...quarters: ReturnType<typeof quarter>[]) => ({
  businesses: [
    {
      businessId: 'XAIS00000000001',
      typeOfBusiness: 'uk-property',
      annualSummary: { is: 'optional' } as const,
      quarters,
    },
  ],
});

describe('finalising a business in the list of a year', () => {
  it.each([
    ['is to do once the year is over', textOf(year(false), 'not-started'), 'To do'],
    [
      'waits for the update that ends the year of the business',
      textOf(
        year(
          false,
          business(
            quarter('2026-07-05', { is: 'sent', submissionId: 'first' }),
            quarter('2027-01-05', { is: 'to-do', days: 3 }),
            quarter('2027-04-05', { is: 'waits', for: 'earlier-quarter' }),
          ),
        ),
        'not-started',
      ),
      'After your update to 5 April 2027',
    ],
    ['is to be confirmed once HMRC has adjustments', textOf(year(false), 'adjusted'), 'To confirm'],
    [
      'is nothing to do any more where the year was declared without it',
      textOf(year(true), 'not-started'),
      'The year was declared without it',
    ],
    [
      'is not to be confirmed any more after the declaration',
      textOf(year(true), 'adjusted'),
      'The year was declared without your confirmation',
    ],
    ['stays final', textOf(year(true), 'finalised'), 'Final'],
    [
      'is said of a closed year that was declared',
      textOf(year(true, { isClosed: true }), 'summary'),
      'The year was declared without it',
    ],
    [
      'was not done here of a closed year without a declaration',
      textOf(year(false, { isClosed: true }), 'summary'),
      'Was not done here',
    ],
  ])('%s', (_what, text, told) => {
    expect(text).toBe(told);
  });
});
