import { describe, expect, it } from 'vitest';

import { retryDelayMs, retryPolicy } from './port.ts';

describe('the retry policy', () => {
  it('doubles from 30 seconds to an hour', () => {
    const delays = Array.from({ length: retryPolicy.tries }, (_, index) =>
      retryDelayMs(index + 1, 30_000, 0, 0),
    );
    expect(delays.map((ms) => ms / 1000)).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600]);
  });

  it('scales every delay by the base', () => {
    expect(retryDelayMs(3, 300, 0, 0)).toBe(1200);
    expect(retryDelayMs(8, 300, 0, 0)).toBe(36_000);
  });

  it('adds a little jitter, never takes away', () => {
    expect(retryDelayMs(1, 30_000, 0, 1)).toBe(33_000);
  });

  it('waits as long as HMRC asked for where that is longer', () => {
    expect(retryDelayMs(1, 30_000, 90_000, 0)).toBe(90_000);
    expect(retryDelayMs(1, 30_000, 1_000, 0)).toBe(30_000);
  });
});
