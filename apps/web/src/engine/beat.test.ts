import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLog } from '../platform/log.ts';
import { createBeat } from './beat.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function createTestBeat(work: (signal: AbortSignal) => Promise<void>) {
  const lines: string[] = [];
  const log = createLog({ logLevel: 'trace' }, { write: (line) => void lines.push(line) });
  return { lines, beat: createBeat({ what: 'Looking', everyMs: 1000, log, work, stopWaitMs: 500 }) };
}

describe('a beat', () => {
  it('works at once, and again and again, about as often as told', async () => {
    const work = vi.fn(() => Promise.resolve());
    const { beat } = createTestBeat(work);
    beat.start();
    expect(work).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(11_500);
    expect(work.mock.calls.length).toBeGreaterThanOrEqual(11);
    expect(work.mock.calls.length).toBeLessThanOrEqual(13);
    await beat.stop();
    const before = work.mock.calls.length;
    await vi.advanceTimersByTimeAsync(5000);
    expect(work).toHaveBeenCalledTimes(before);
  });

  it('does not begin again while it works', async () => {
    const work = vi.fn(() => new Promise<void>((resolve) => setTimeout(resolve, 10_000)));
    const { beat } = createTestBeat(work);
    beat.start();
    beat.start();
    await vi.advanceTimersByTimeAsync(9000);
    expect(work).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(3000);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('goes on after a failure, and tells of an outage once', async () => {
    const work = vi.fn(() => Promise.reject(new Error('the database is away')));
    const { beat, lines } = createTestBeat(work);
    beat.start();
    await vi.advanceTimersByTimeAsync(5000);
    expect(work.mock.calls.length).toBeGreaterThan(3);
    expect(lines).toHaveLength(1);
    work.mockResolvedValue(undefined as never);
    await vi.advanceTimersByTimeAsync(1500);
    work.mockRejectedValue(new Error('away again'));
    await vi.advanceTimersByTimeAsync(3000);
    expect(lines).toHaveLength(2);
    await beat.stop();
  });

  it('tells its work when it is stopped, and waits for it, but not for ever', async () => {
    let told: AbortSignal | undefined;
    const { beat } = createTestBeat((signal) => {
      told = signal;
      return new Promise(() => undefined);
    });
    beat.start();
    const stopped = vi.fn();
    const stopping = beat.stop().then(stopped);
    expect(told?.aborted).toBe(true);
    await vi.advanceTimersByTimeAsync(400);
    expect(stopped).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    await stopping;
    expect(stopped).toHaveBeenCalled();
  });
});
