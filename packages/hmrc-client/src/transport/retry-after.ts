/** Longest wait that is believed. Also keeps timers, which count in 31 bits, from firing at once. */
const longestMs = 24 * 60 * 60 * 1000;

/** `Retry-After` in milliseconds, from seconds or a date; a date is measured against the answer's own `Date`. Null: none. */
export function retryAfterMs(headers: Headers): number | null {
  const value = headers.get('retry-after')?.trim();
  if (!value) return null;
  if (/^\d+(\.\d+)?$/.test(value)) return limited(Number(value) * 1000);
  // Only HTTP's own form of a date: `Date.parse` would take many strings that mean something else.
  if (!/^[A-Z][a-z]{2,8},? /.test(value)) return null;
  // One of HTTP's old forms names no zone and means UTC all the same, where `Date.parse` would take our own.
  const until = Date.parse(/(GMT|UTC)$/.test(value) ? value : `${value} GMT`);
  const sentAt = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(until)) return null;
  return limited(until - (Number.isNaN(sentAt) ? Date.now() : sentAt));
}

function limited(ms: number): number {
  return Math.min(Math.max(0, Math.ceil(ms)), longestMs);
}
