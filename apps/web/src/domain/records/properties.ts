import type { RecordsStore } from '../../data/records.ts';
import type { Clock } from '../../platform/clock.ts';
import { folded, longestAddress, longestName, textProblem, tidied } from './rules.ts';

/** A home or another building that is let. */
export interface Property {
  id: string;
  name: string;
  /** May be empty; lines are parted by `\n`. */
  address: string;
}

export interface PropertyEntry {
  name: string;
  address: string;
}

/** What is wrong with an entry, by field. */
export type PropertyProblems = Partial<Record<keyof PropertyEntry, string>>;

export type SavePropertyResult =
  | { ok: true; id: string }
  | { ok: false; reason: 'not-found' }
  | { ok: false; reason: 'problems'; problems: PropertyProblems };

export type DeletePropertyResult =
  | { ok: true }
  | { ok: false; reason: 'not-found' }
  | { ok: false; reason: 'has-transactions'; transactions: number };

/** Lines tidied each on its own, empty ones left out. */
const tidyAddress = (address: string) =>
  address
    .split(/\r\n?|\n/)
    .map(tidied)
    .filter((line) => line !== '')
    .join('\n');

/** Why a text can't be a property's name, if so. */
export function propertyNameProblem(name: string): string | undefined {
  if (name === '') return 'Enter a name for the property';
  return textProblem('Property', name, longestName);
}

export function createPropertyCases({ store, clock }: { store: RecordsStore; clock: Clock }) {
  /** A name is one property's alone, because an imported row names its property by it. */
  function check(
    entry: PropertyEntry,
    others: readonly Property[],
  ): { values: PropertyEntry; problems: PropertyProblems } {
    const values = { name: tidied(entry.name), address: tidyAddress(entry.address) };
    const taken = others.some(({ name }) => folded(name) === folded(values.name));
    const name =
      propertyNameProblem(values.name) ?? (taken ? 'You already have a property with this name' : undefined);
    const address = textProblem('Address', values.address.replaceAll('\n', ' '), longestAddress);
    return { values, problems: { ...(name && { name }), ...(address && { address }) } };
  }

  return {
    /** By name, each with how many transactions it has. */
    listProperties: (ownerId: string): Promise<(Property & { transactions: number })[]> =>
      store.listProperties(ownerId),

    findProperty: (ownerId: string, id: string): Promise<Property | undefined> =>
      store.findProperty(ownerId, id),

    addProperty: (ownerId: string, entry: PropertyEntry): Promise<SavePropertyResult> =>
      store.exclusively(ownerId, async (held) => {
        const { values, problems } = check(entry, await held.listProperties(ownerId));
        if (Object.keys(problems).length > 0) return { ok: false, reason: 'problems', problems };
        const [property] = await held.insertProperties(ownerId, [values], clock.now());
        if (!property) throw new Error('The database kept no property.');
        return { ok: true, id: property.id };
      }),

    changeProperty: (ownerId: string, id: string, entry: PropertyEntry): Promise<SavePropertyResult> =>
      store.exclusively(ownerId, async (held) => {
        const all = await held.listProperties(ownerId);
        if (!all.some((property) => property.id === id)) return { ok: false, reason: 'not-found' };
        const { values, problems } = check(
          entry,
          all.filter((property) => property.id !== id),
        );
        if (Object.keys(problems).length > 0) return { ok: false, reason: 'problems', problems };
        await held.updateProperty(ownerId, id, values, clock.now());
        return { ok: true, id };
      }),

    /** Refused while the property has transactions: deleting those with it would change figures unseen. */
    deleteProperty: (ownerId: string, id: string): Promise<DeletePropertyResult> =>
      store.exclusively(ownerId, async (held) => {
        const property = (await held.listProperties(ownerId)).find((each) => each.id === id);
        if (!property) return { ok: false, reason: 'not-found' };
        const { transactions } = property;
        if (transactions > 0) return { ok: false, reason: 'has-transactions', transactions };
        await held.deleteProperty(ownerId, id);
        return { ok: true };
      }),
  };
}
