import {
  everySealedPlace,
  type SealedPlace,
  type SealedValue,
  type SealedValueStore,
} from '../../data/sealed-values.ts';
import { createSealer, type SealingKey } from '../../platform/encryption.ts';
import { bindings } from './seals.ts';

/** How a rotation ended. */
export type Rotation =
  | {
      ok: true;
      /** How many sealed values there are. */
      values: number;
      /** How many this rotation has sealed anew. */
      resealed: number;
      /** How many another key than the first still seals. */
      left: number;
      /** The rows whose values did not open, so that they were left as they are. */
      shut: { place: SealedPlace; id: string }[];
    }
  /** A process runs that could not open what the first key seals. */
  | { ok: false; reason: 'key-unknown-to-a-process' };

/** Enough for a batch to cost little more than one write, and few enough for nobody to wait for it. */
const rowsAPage = 250;
/** Once through finds all that lie still; what moved meanwhile is mostly sealed anew by that. */
const mostRounds = 4;

/** The keys that seal what is kept: who needs which, and how all of it comes under the first. */
export function createKeyRing(store: SealedValueStore, keys: readonly SealingKey[]) {
  const sealer = createSealer(keys);
  const ids = keys.map(({ id }) => id);
  const [first = ''] = ids;

  /** The keys that values need and the ring does not hold, each with the number of its values. */
  async function missing(): Promise<{ keyId: string; count: number }[]> {
    const counts = await store.countByKey(ids);
    return counts.flatMap(({ keyId, count }) =>
      keyId === null || ids.includes(keyId) ? [] : [{ keyId, count }],
    );
  }

  /**
   * Seals anew with the first key what others seal, while the platform works. It can be broken off and begun again at any
   * time: what is done is done, and a value that somebody replaces meanwhile stays as they left it.
   */
  async function rotate(onProgress: (resealed: number) => void = () => undefined): Promise<Rotation> {
    let resealed = 0;
    const shut: { place: SealedPlace; id: string }[] = [];
    for (let round = 1; round <= mostRounds; round += 1) {
      let found = 0;
      shut.length = 0;
      for (const place of everySealedPlace) {
        for await (const page of pagesOf(place)) {
          const values = await Promise.all(page.map((value) => reseal(place, value)));
          const opened = values.flatMap(({ resealed, ...value }) =>
            resealed === null ? [] : [{ ...value, resealed }],
          );
          const replaced = await store.replace(place, first, opened);
          if (replaced === null) return { ok: false, reason: 'key-unknown-to-a-process' };
          found += opened.length;
          resealed += replaced;
          shut.push(...values.flatMap(({ id, resealed }) => (resealed === null ? [{ place, id }] : [])));
          onProgress(resealed);
        }
      }
      if (found === 0) break;
    }
    return { ok: true, resealed, shut, ...(await countLeft()) };
  }

  async function* pagesOf(place: SealedPlace) {
    for (let after: string | null = null; ;) {
      const page: { values: SealedValue[]; last: string | null } = await store.sealedByOthers(place, {
        keyId: first,
        after,
        rows: rowsAPage,
      });
      if (page.last === null) return;
      if (page.values.length > 0) yield page.values;
      after = page.last;
    }
  }

  /** Null in place of a value that does not open: its key may come back, or it was put where it does not belong. */
  async function reseal(place: SealedPlace, value: SealedValue) {
    const binding = bindings[place](value.id, value.generation);
    try {
      const plain = await sealer.open(value.sealed, binding);
      return { ...value, resealed: await sealer.seal(plain, binding) };
    } catch {
      return { ...value, resealed: null };
    }
  }

  async function countLeft(): Promise<{ values: number; left: number }> {
    const counts = await store.countByKey(ids);
    const sum = (those: typeof counts) => those.reduce((total, { count }) => total + count, 0);
    return {
      values: sum(counts),
      left: sum(counts.filter(({ keyId }) => keyId !== null && keyId !== first)),
    };
  }

  return { first, missing, rotate };
}
