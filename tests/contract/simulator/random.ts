/** Choices that come again with the same seed. */
export interface Random {
  /** A whole number from 0 to below a limit. */
  below(limit: number): number;
  chance(probability: number): boolean;
  /** @throws TypeError where there is nothing to choose from. */
  pick<T>(values: readonly T[]): T;
}

/** Mulberry32: small, and good enough to choose what to try. */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    chance: (probability) => next() < probability,
    pick: (values) => {
      const index = below(values.length);
      if (index >= values.length) throw new TypeError('There is nothing to choose from.');
      // The index lies within, so what stands there is one of the values.
      return values[index] as (typeof values)[number];
    },
  };
}

/** A seed for one thing out of the seed of the run, so that leaving one thing out changes nothing else. */
export function seedFor(seed: number, name: string): number {
  let hash = seed;
  for (const character of name) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) | 0;
  return hash;
}
