import { describe, expect, it } from 'vitest';

import { howLong } from './words.ts';

describe('howLong', () => {
  it('stands after a due date', () => {
    expect([howLong(3), howLong(0), howLong(-12)]).toEqual(['in 3 days', 'today', '12 days overdue']);
  });
});
