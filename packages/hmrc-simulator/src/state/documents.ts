import type { Store } from './store.ts';

export type Documents = ReturnType<typeof createDocuments>;

/** One document beside its key. */
export interface KeyedDocument<Value> {
  key: string;
  value: Value;
}

/**
 * JSON values by collection and key, for whatever an operation group keeps. A key begins with the NINO it belongs to:
 * `NC270601A/XAIS00000000001/2026-27`. A value is replaced, never changed in place.
 */
export function createDocuments(store: Store) {
  const owned = (collection: string, owner: string): Record<string, unknown> =>
    store.state.documents[collection]?.[owner] ?? {};
  return {
    get: (collection: string, key: string): unknown => store.document(`${collection}/${key}`),
    put: (collection: string, key: string, value: unknown): void => {
      store.putDocument(`${collection}/${key}`, value);
    },
    /** Whether there was one. */
    remove: (collection: string, key: string): boolean => {
      const path = `${collection}/${key}`;
      if (store.document(path) === undefined) return false;
      store.removeDocument(path);
      return true;
    },
    /** Those whose key begins with a prefix, which has to begin with a whole NINO; oldest first. */
    list: (collection: string, prefix: string): KeyedDocument<unknown>[] => {
      const [owner = '', ...rest] = prefix.split('/');
      const start = rest.join('/');
      return Object.entries(owned(collection, owner))
        .filter(([key]) => key.startsWith(start))
        .map(([key, value]) => ({ key: `${owner}/${key}`, value }));
    },
    /** All that is kept of one NINO, whatever the collection. */
    ownedBy: (owner: string): (KeyedDocument<unknown> & { collection: string })[] =>
      Object.keys(store.state.documents).flatMap((collection) =>
        Object.entries(owned(collection, owner)).map(([key, value]) => ({
          collection,
          key: `${owner}/${key}`,
          value,
        })),
      ),
  };
}

/** Whatever holds the documents. */
export interface Keeper {
  documents: Documents;
}

/** A collection with a type: everything in it is put there, and got from it, through this one definition. */
export function defineCollection<Value>(name: string) {
  if (name.includes('/')) throw new Error('A collection has no slash in its name.');
  return {
    // What is got was put by `put` below, or by it in an earlier run and kept in the file.
    get: (core: Keeper, key: string): Value | undefined => core.documents.get(name, key) as Value | undefined,
    put: (core: Keeper, key: string, value: Value): void => {
      core.documents.put(name, key, value);
    },
    remove: (core: Keeper, key: string): boolean => core.documents.remove(name, key),
    list: (core: Keeper, prefix: string): KeyedDocument<Value>[] =>
      core.documents.list(name, prefix) as KeyedDocument<Value>[], // as with `get`
  };
}
