import { expect, it } from 'vitest';
import { lastLine } from './summary.ts';

it('adds up the rows of all parts', () => {
  const parts = [{ lines: ['a'], rows: 200, wrong: 0 }, undefined, { lines: [], rows: 1, wrong: 1 }];
  expect(lastLine(parts)).toBe('faults: 201 rows, 1 wrong');
});
