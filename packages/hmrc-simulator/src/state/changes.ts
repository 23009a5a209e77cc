import { z } from 'zod';
import type { State } from './schema.ts';

/** Parts of the state that are tables of rows, each written by itself. */
export const tables = [
  'users',
  'journeys',
  'authorities',
  'codes',
  'tokens',
  'refreshTokens',
  'updates',
  'history',
  'fulfilments',
] as const;
export type Table = (typeof tables)[number];
export type Row<Name extends Table> = State[Name][string];

/** Parts of the state that are small enough to be written whole. */
export const values = ['clock', 'faults', 'nextFaultNumber', 'nextSubmissionNumber'] as const;
export type Value = (typeof values)[number];

/** How many accepted updates of one business and tax year are remembered. */
const HISTORY_KEPT = 500;

/**
 * One change, as the journal has it: a row (or document, or value) as it is now; without a third part, one that is gone;
 * with a fourth, an item added at the end of a list.
 */
export type Change =
  | [part: string, key: string]
  | [part: string, key: string, now: unknown]
  | [part: string, key: string, item: unknown, how: '+'];

const changeSchema = z.union([
  z.tuple([z.string(), z.string()]),
  z.tuple([z.string(), z.string(), z.unknown()]),
  z.tuple([z.string(), z.string(), z.unknown(), z.literal('+')]),
]);
/** A line of changes that were kept together. */
export const changesSchema = z.array(changeSchema);

/** A document's place in the state. */
export interface Place {
  collection: string;
  owner: string;
  rest: string;
}

/** Takes `collection/owner/rest` apart; the rest may be empty and may have further slashes. */
export function placeOf(path: string): Place {
  const [collection = '', owner = '', ...rest] = path.split('/');
  return { collection, owner, rest: rest.join('/') };
}

/** A row, value or document as it is now; undefined when there is none. */
export function lookUp(state: State, part: string, key: string): unknown {
  if (part === 'documents') {
    const { collection, owner, rest } = placeOf(key);
    return own(own(own(state.documents, collection), owner), rest);
  }
  return part === 'value' ? own(state, key) : own(own(state, part), key);
}

/** Makes a change happen to a state that is being read back. */
export function apply(state: State, change: Change): void {
  const [part, key, now, how] = change;
  if (how === '+') {
    // Checked with everything else once the state is complete.
    appendTo<unknown>((state.history[key] ??= []), now);
  } else if (part === 'documents') {
    if (change.length === 2) removeDocument(state, placeOf(key));
    else putDocument(state, placeOf(key), now);
  } else if (part === 'value') set(state, key, now);
  else if (change.length === 2) Reflect.deleteProperty(tableOf(state, part), key);
  else set(tableOf(state, part), key, now);
}

/** Puts a document in its place. */
export function putDocument(state: State, { collection, owner, rest }: Place, value: unknown): void {
  ((state.documents[collection] ??= {})[owner] ??= {})[rest] = value;
}

/** Takes a document away, and whatever it leaves empty. */
export function removeDocument({ documents }: State, { collection, owner, rest }: Place): void {
  const owners = documents[collection];
  const mine = owners?.[owner];
  if (!owners || !mine) return;
  Reflect.deleteProperty(mine, rest);
  if (Object.keys(mine).length === 0) Reflect.deleteProperty(owners, owner);
}

/** Adds an item at the end of a list, which forgets its beginning once it is too long. */
export function appendTo<Item>(list: Item[], item: Item): void {
  list.push(item);
  if (list.length > HISTORY_KEPT) list.splice(0, list.length - HISTORY_KEPT);
}

/** A whole state as changes to an empty one, a row at a time, so that no text of it grows without bounds. */
export function* everythingIn(state: State): Generator<Change> {
  for (const name of values) yield ['value', name, state[name]];
  for (const table of tables) {
    for (const [key, row] of Object.entries(state[table])) yield [table, key, row];
  }
  for (const [collection, owners] of Object.entries(state.documents)) {
    for (const [owner, documents] of Object.entries(owners)) {
      for (const [rest, value] of Object.entries(documents)) {
        yield ['documents', `${collection}/${owner}/${rest}`, value];
      }
    }
  }
}

function own(container: unknown, key: string): unknown {
  return typeof container === 'object' && container !== null && Object.hasOwn(container, key)
    ? (container as Record<string, unknown>)[key] // it has just been seen to have it
    : undefined;
}

// What is read back is checked as a whole once it is complete, so the types can wait until then.
function set(container: object, key: string, value: unknown): void {
  (container as Record<string, unknown>)[key] = value;
}

function tableOf(state: State, name: string): object {
  const table = tables.find((known) => known === name);
  if (table === undefined) throw new Error('There is no such table.');
  return state[table];
}
