import { describe, expect, it } from 'vitest';

import { amendableUntil, declarationFor, isAmendable, isOver } from './rules.ts';

describe('amendments', () => {
  it('are taken until a year after the day the declaration is due', () => {
    expect(amendableUntil('2025-26')).toBe('2028-01-31');
    expect(isAmendable('2025-26', '2028-01-31')).toBe(true);
    expect(isAmendable('2025-26', '2028-02-01')).toBe(false);
  });

  it('begin with 2025-26', () => {
    expect(isAmendable('2024-25', '2026-04-06')).toBe(false);
  });
});

it('a year is over after 5 April', () => {
  expect([isOver('2025-26', '2026-04-05'), isOver('2025-26', '2026-04-06')]).toEqual([false, true]);
});

it('nothing is declared of an estimate', () => {
  expect(['in-year', 'intent-to-finalise', 'intent-to-amend'].map(declarationFor)).toEqual([
    null,
    'final-declaration',
    'confirm-amendment',
  ]);
});
