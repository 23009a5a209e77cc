import { expect, test } from 'vitest';
import { except, requireSame } from './round-trip.ts';

const put = { income: { rentPence: 100, otherPence: undefined }, expenses: {}, entries: [{ id: 'a' }] };

test('what says nothing need not be shown', () => {
  const shown = { submittedOn: 'then', income: { rentPence: 100 }, entries: [{ id: 'a' }] };
  requireSame('figures', put, except(shown, 'submittedOn'));
});

test.each([
  ['an amount', { income: { rentPence: 101 }, entries: [{ id: 'a' }] }, '/income/rentPence was 100, is 101'],
  ['a lost figure', { entries: [{ id: 'a' }] }, '/income was {"rentPence":100}, is not there'],
  ['an added one', { ...put, adjustments: { taxPence: 0 } }, '/adjustments is there besides'],
  ['an entry', { ...put, entries: [] }, '/entries/0 was {"id":"a"}, is not there'],
])('%s that differs is told', (_, shown, fault) => {
  expect(() => {
    requireSame('figures', put, shown);
  }).toThrow(fault);
});
