import { expect, it } from 'vitest';
import { readOutcome } from './rules.ts';

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
