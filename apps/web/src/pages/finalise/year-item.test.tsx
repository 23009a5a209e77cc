import { describe, expect, it } from 'vitest';

import { type YearTasks } from '../../domain/years/index.ts';
import { render } from '../../test/markup.ts';
import { finaliseItem } from './year-item.tsx';

const year = (declared: boolean, change: Partial<YearTasks> = {}) => ({
  taxYear: '2026-27' as const,
  isOver: true,
  isClosed: false,
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

describe('finalising a business in the list of a year', () => {
  it.each([
    ['is to do once the year is over', textOf(year(false), 'not-started'), 'To do'],
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
