/** Percent-encoding of RFC 3986: everything but its unreserved characters, `!'()*` included. */
export function encode(value: string): string {
  // A lone half of a surrogate pair has no encoding; it could come from a damaged form value.
  const wellFormed = value.replace(/\p{Surrogate}/gu, '\uFFFD');
  return encodeURIComponent(wellFormed).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** `k=v&k2=v2`: keys and values encoded, separators not. */
export function encodePairs(pairs: readonly (readonly [string, string | number])[]): string {
  return pairs.map(([key, value]) => `${encode(key)}=${encode(String(value))}`).join('&');
}

/** Verbatim, save what a header cannot carry: US-ASCII stays, the rest is percent-encoded. */
export function encodeBeyondAscii(value: string): string {
  return value.replace(/[^\x20-\x7e]+/g, encode);
}
