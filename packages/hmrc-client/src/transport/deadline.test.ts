import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Deadline } from './deadline.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const limits = { headersMs: 30, callMs: 60 };

test('cuts a call off whose headers do not come in time', () => {
  const deadline = new Deadline(limits, undefined);
  vi.advanceTimersByTime(29);
  expect(deadline.reason).toBeNull();
  vi.advanceTimersByTime(1);
  expect([deadline.reason, deadline.signal.aborted]).toEqual(['timeout', true]);
});

test('counts the limit of the whole call from its start, once the headers are there', () => {
  const deadline = new Deadline(limits, undefined);
  vi.advanceTimersByTime(20);
  deadline.headersArrived();
  vi.advanceTimersByTime(39);
  expect(deadline.reason).toBeNull();
  vi.advanceTimersByTime(1);
  expect(deadline.reason).toBe('timeout');
});

test('holds the limit of the whole call where it is the shorter one', () => {
  const deadline = new Deadline({ headersMs: 60, callMs: 30 }, undefined);
  vi.advanceTimersByTime(30);
  expect(deadline.reason).toBe('timeout');
});

test('leaves neither a timer nor a listener behind', () => {
  const stop = new AbortController();
  const deadline = new Deadline(limits, stop.signal);
  deadline.headersArrived();
  deadline.end();
  stop.abort();
  expect([vi.getTimerCount(), deadline.reason]).toEqual([0, null]);
});

test('tells a caller’s wish from a limit, and keeps the first of them', () => {
  const stop = new AbortController();
  const deadline = new Deadline(limits, stop.signal);
  stop.abort();
  vi.advanceTimersByTime(100);
  expect([deadline.reason, deadline.signal.aborted]).toEqual(['aborted', true]);
});
