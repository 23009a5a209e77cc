import {
  appendTo,
  lookUp,
  placeOf,
  putDocument,
  removeDocument,
  type Change,
  type Row,
  type Table,
  type Value,
} from './changes.ts';
import { createJournal, type Found } from './journal.ts';
import type { AcceptedUpdate, State } from './schema.ts';

export type Store = ReturnType<typeof createStore>;

/**
 * Holds the state and keeps it in a file, if there is one.
 *
 * Whoever changes the state says which row: either the store makes the change (`set`, `remove`, `put…`), or it is told of
 * one made in place (`changed`, `valueChanged`). `flush()` returns once every change so far is in the file; answers leave
 * after it, so a killed process loses nothing that it has answered.
 */
export function createStore(initial: State, file: string | undefined, found?: Found) {
  let state = initial;
  const journal = file === undefined ? undefined : createJournal(file, found?.generation ?? 0);
  // Rows by place, so that one changed twice is written once, and items added since the last flush.
  const dirty = new Map<string, readonly [part: string, key: string]>();
  const added: Change[] = [];

  const mark = (part: string, key: string): void => {
    if (journal) dirty.set(`${part}/${key}`, [part, key]);
  };

  const writeSnapshot = (): void => {
    journal?.writeSnapshot(state);
    dirty.clear();
    added.length = 0;
  };

  return {
    get state(): State {
      return state;
    },
    set: <Name extends Table>(table: Name, key: string, row: Row<Name>): void => {
      // Row<Name> is what this very table holds, which TypeScript cannot see through the union of tables.
      (state[table] as Record<string, Row<Name>>)[key] = row;
      mark(table, key);
    },
    /** Says that a row was changed in place. */
    changed: mark as (table: Table, key: string) => void,
    remove: (table: Table, key: string): void => {
      Reflect.deleteProperty(state[table], key);
      mark(table, key);
    },
    setValue: <Name extends Value>(name: Name, value: State[Name]): void => {
      state[name] = value;
      mark('value', name);
    },
    /** Says that a value was changed in place. */
    valueChanged: (name: Value): void => {
      mark('value', name);
    },
    /** Adds to a business's history without writing the rest of it again. */
    addToHistory: (key: string, update: AcceptedUpdate): void => {
      appendTo((state.history[key] ??= []), update);
      if (journal) added.push(['history', key, update, '+']);
    },
    /** A document by `collection/owner/rest`. */
    document: (path: string): unknown => lookUp(state, 'documents', path),
    putDocument: (path: string, value: unknown): void => {
      putDocument(state, placeOf(path), value);
      mark('documents', path);
    },
    removeDocument: (path: string): void => {
      removeDocument(state, placeOf(path));
      mark('documents', path);
    },
    /** Puts another state in the place of all there is, and into the file. */
    replace: (next: State): void => {
      state = next;
      writeSnapshot();
    },
    flush: (): void => {
      if (!journal || (dirty.size === 0 && added.length === 0)) return;
      if (!journal.takesChanges) {
        writeSnapshot();
        return;
      }
      const changes = [...added];
      for (const [part, key] of dirty.values()) {
        const now = lookUp(state, part, key);
        changes.push(now === undefined ? [part, key] : [part, key, now]);
      }
      journal.append(changes);
      dirty.clear();
      added.length = 0;
    },
    /** Folds everything into the snapshot. */
    writeSnapshot,
    close: (): void => {
      writeSnapshot();
      journal?.close();
    },
  };
}
