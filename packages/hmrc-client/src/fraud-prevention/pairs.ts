/** The text behind percent-encoding; null where it is not well formed. */
export function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** Pairs of one `k=v&k2=v2`; null where it is none, or not percent-encoded. HMRC takes a key without a value, but not without its `=`. */
export function pairsOf(text: string): Map<string, string> | null {
  const pairs = new Map<string, string>();
  for (const part of text.split('&')) {
    const [key, value, ...more] = part.split('=');
    if (!key || value === undefined || more.length > 0 || !/^[\w.~%-]+$/.test(key + value)) return null;
    const [plainKey, plainValue] = [decode(key), decode(value)];
    if (plainKey === null || plainValue === null) return null;
    pairs.set(plainKey, plainValue);
  }
  return pairs;
}
