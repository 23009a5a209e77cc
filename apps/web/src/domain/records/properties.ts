import type { PropertyValues } from '../../data/properties.ts';
import type { RecordsStore } from '../../data/records.ts';
import type { Clock } from '../../platform/clock.ts';
import { countryName, isCountry } from './countries.ts';
import {
  categoryPlaceProblem,
  findCategory,
  folded,
  longestAddress,
  longestName,
  placeOf,
  textProblem,
  tidied,
  unitedKingdom,
} from './rules.ts';
import { readShare, wholeShare } from './share.ts';

/** A home or another building that is let. */
export interface Property {
  id: string;
  name: string;
  /** May be empty; lines are parted by `\n`. */
  address: string;
  /** Where it is: three letters of ISO 3166-1, `GBR` for the UK. */
  countryCode: string;
  /** Abroad only: whether Foreign Tax Credit Relief is claimed for the tax its country took. */
  claimsForeignTaxCredit: boolean;
  /** What of it is the landlord's, in hundredths of a per cent: 10,000 where nobody owns it with them. */
  shareBasisPoints: number;
}

/** A property as its form gives it: in the UK unless a country is named, its share in per cent as it was typed. */
export interface PropertyEntry {
  name: string;
  address: string;
  countryCode?: string;
  claimsForeignTaxCredit?: boolean;
  /** Without it a property keeps the share that it has, and a new one is the landlord's alone. */
  share?: string;
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
  | { ok: false; reason: 'has-transactions'; transactions: number }
  /** HMRC has it on its list of properties abroad. */
  | { ok: false; reason: 'at-hmrc' }
  /** Finance costs of earlier years are brought forward for it. */
  | { ok: false; reason: 'has-finance-costs' };

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
    shareBefore: number,
  ): { values: PropertyValues; problems: PropertyProblems } {
    const { countryCode = unitedKingdom, claimsForeignTaxCredit = false, share } = entry;
    const read = share === undefined ? undefined : readShare(share);
    const values = {
      name: tidied(entry.name),
      address: tidyAddress(entry.address),
      countryCode,
      claimsForeignTaxCredit: placeOf(countryCode) === 'abroad' && claimsForeignTaxCredit,
      shareBasisPoints: read?.ok ? read.shareBasisPoints : shareBefore,
    };
    const taken = others.some(({ name }) => folded(name) === folded(values.name));
    const name =
      propertyNameProblem(values.name) ?? (taken ? 'You already have a property with this name' : undefined);
    const address = textProblem('Address', values.address.replaceAll('\n', ' '), longestAddress);
    const country = isCountry(countryCode) ? undefined : 'Select the country that the property is in';
    return {
      values,
      problems: {
        ...(name && { name }),
        ...(address && { address }),
        ...(country && { countryCode: country }),
        ...(read?.ok === false && { share: read.reason }),
      },
    };
  }

  /** Why a property can't move to another country, if so. */
  async function moveProblem(
    held: RecordsStore,
    ownerId: string,
    property: Property,
    countryCode: string,
  ): Promise<string | undefined> {
    if (countryCode === property.countryCode || !isCountry(countryCode)) return undefined;
    if (await held.isRegisteredAtHmrc(ownerId, property.id)) {
      return `HMRC has this property on its list in ${countryName(property.countryCode)}, and takes no other country for it. Add another property instead`;
    }
    if (await held.hasFinanceCosts(ownerId, property.id)) {
      return 'You bring finance costs of earlier years forward for this property where it is now. Change that first, in your tax year';
    }
    const sums = await held.sumByCategory(ownerId, { propertyId: property.id });
    for (const sum of sums) {
      const category = findCategory(sum.category);
      const problem = category && categoryPlaceProblem(category, countryCode);
      if (problem !== undefined) {
        return `This property has transactions under “${category?.label ?? ''}”, which is not for properties there. Change those first`;
      }
    }
    return undefined;
  }

  return {
    /** By name, each with how many transactions it has. */
    listProperties: (ownerId: string): Promise<(Property & { transactions: number })[]> =>
      store.listProperties(ownerId),

    findProperty: (ownerId: string, id: string): Promise<Property | undefined> =>
      store.findProperty(ownerId, id),

    addProperty: (ownerId: string, entry: PropertyEntry): Promise<SavePropertyResult> =>
      store.exclusively(ownerId, async (held) => {
        const { values, problems } = check(entry, await held.listProperties(ownerId), wholeShare);
        if (Object.keys(problems).length > 0) return { ok: false, reason: 'problems', problems };
        const [property] = await held.insertProperties(ownerId, [values], clock.now());
        if (!property) throw new Error('The database kept no property.');
        return { ok: true, id: property.id };
      }),

    /**
     * A new share counts for transactions that are entered from then on.
     *
     * @param options.reworks the person's own choice to work out those entered before by it, too
     */
    changeProperty: (
      ownerId: string,
      id: string,
      entry: PropertyEntry,
      { reworks = false }: { reworks?: boolean } = {},
    ): Promise<SavePropertyResult> =>
      store.exclusively(ownerId, async (held) => {
        const all = await held.listProperties(ownerId);
        const property = all.find((each) => each.id === id);
        if (!property) return { ok: false, reason: 'not-found' };
        const { values, problems } = check(
          entry,
          all.filter((each) => each.id !== id),
          property.shareBasisPoints,
        );
        const countryCode = await moveProblem(held, ownerId, property, values.countryCode);
        if (countryCode !== undefined) problems.countryCode = countryCode;
        if (Object.keys(problems).length > 0) return { ok: false, reason: 'problems', problems };
        const at = clock.now();
        await held.updateProperty(ownerId, id, values, at);
        if (reworks) await held.applyShare(ownerId, id, values.shareBasisPoints, at);
        return { ok: true, id };
      }),

    /** Refused while the property has transactions or finance costs brought forward: deleting those with it would change figures unseen. */
    deleteProperty: (ownerId: string, id: string): Promise<DeletePropertyResult> =>
      store.exclusively(ownerId, async (held) => {
        const property = (await held.listProperties(ownerId)).find((each) => each.id === id);
        if (!property) return { ok: false, reason: 'not-found' };
        const { transactions } = property;
        if (transactions > 0) return { ok: false, reason: 'has-transactions', transactions };
        if (await held.isRegisteredAtHmrc(ownerId, id)) return { ok: false, reason: 'at-hmrc' };
        if (await held.hasFinanceCosts(ownerId, id)) return { ok: false, reason: 'has-finance-costs' };
        await held.deleteProperty(ownerId, id);
        return { ok: true };
      }),
  };
}
