import { isDeepStrictEqual } from 'node:util';
import type { Core } from '../core.ts';
import type { KeyedDocument } from './documents.ts';
import type { State, User } from './schema.ts';

/** Where checkpoints are kept, which outlive the state that they are of. */
export const CHECKPOINTS = 'checkpoints';

/** Tables whose keys begin with a NINO and a slash. */
const tables = ['updates', 'history', 'fulfilments'] as const;
type OwnTables = Pick<State, (typeof tables)[number]>;

/** Everything that software or test support can change about a person, as plain data. */
export interface PersonState extends OwnTables {
  businesses: User['businesses'];
  itsaStatuses: User['itsaStatuses'];
  documents: (KeyedDocument<unknown> & { collection: string })[];
}

/** A person's state as it is now; later changes do not touch it. */
export function personState(core: Core, nino: string): PersonState | undefined {
  const user = core.store.state.users[nino];
  const documents = core.documents.ownedBy(nino).filter(({ collection }) => collection !== CHECKPOINTS);
  return user && structuredClone({ ...stateIn(core.store.state, user), documents });
}

/** How a person was before anything was sent: from the beginning of the world, or empty for those who came later. */
export function pristineState(core: Core, user: User): PersonState {
  const initial = core.initialState();
  const known = initial.users[user.nino];
  if (!known) {
    return { businesses: [], itsaStatuses: [], updates: {}, history: {}, fulfilments: {}, documents: [] };
  }
  const documents = Object.entries(initial.documents).flatMap(([collection, owners]) =>
    Object.entries(owners[user.nino] ?? {}).map(([rest, value]) => ({
      collection,
      key: `${user.nino}/${rest}`,
      value,
    })),
  );
  return { ...stateIn(initial, known), documents };
}

/** Puts a state in the place of what is there of a person now. */
export function replacePersonState(core: Core, nino: string, next: PersonState): void {
  const { store, documents } = core;
  const user = store.state.users[nino];
  if (!user) return;
  const { businesses, itsaStatuses, ...rest } = structuredClone(next);
  store.set('users', nino, { ...user, businesses, itsaStatuses });
  for (const table of tables) {
    for (const key of keysOf(store.state[table], nino)) store.remove(table, key);
  }
  for (const [key, row] of Object.entries(rest.updates)) store.set('updates', key, row);
  for (const [key, row] of Object.entries(rest.history)) store.set('history', key, row);
  for (const [key, row] of Object.entries(rest.fulfilments)) store.set('fulfilments', key, row);
  for (const { collection, key } of documents.ownedBy(nino)) {
    if (collection !== CHECKPOINTS) documents.remove(collection, key);
  }
  for (const { collection, key, value } of rest.documents) documents.put(collection, key, value);
}

/** Takes away what was sent for one business, wherever it is kept. */
export function forgetBusiness(core: Core, nino: string, businessId: string): void {
  const { store, documents } = core;
  const isOf = (key: string): boolean => key.split('/').includes(businessId);
  for (const table of tables) {
    for (const key of keysOf(store.state[table], nino).filter(isOf)) store.remove(table, key);
  }
  for (const { collection, key } of documents.ownedBy(nino)) {
    if (collection !== CHECKPOINTS && isOf(key)) documents.remove(collection, key);
  }
}

export const isSameState = (one: PersonState, other: PersonState): boolean => isDeepStrictEqual(one, other);

function stateIn(state: State, { nino, businesses, itsaStatuses }: User): Omit<PersonState, 'documents'> {
  const rowsOf = <Row>(table: Record<string, Row>): Record<string, Row> =>
    Object.fromEntries(Object.entries(table).filter(([key]) => key.startsWith(`${nino}/`)));
  return {
    businesses,
    itsaStatuses,
    updates: rowsOf(state.updates),
    history: rowsOf(state.history),
    fulfilments: rowsOf(state.fulfilments),
  };
}

const keysOf = (table: object, nino: string): string[] =>
  Object.keys(table).filter((key) => key.startsWith(`${nino}/`));
