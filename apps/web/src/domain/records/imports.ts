import { z } from 'zod';

import type { RecordsStore } from '../../data/records.ts';
import type { Clock } from '../../platform/clock.ts';
import { sumPence } from '../money.ts';
import { fitRows } from './import-fit.ts';
import { readLedgerFile, type LedgerRow, type RowProblem } from './ledger-file.ts';
import type { Property } from './properties.ts';
import {
  countKeys,
  findCategory,
  folded,
  rowsToAdd,
  shortened,
  tidied,
  unitedKingdom,
  type CategoryKey,
} from './rules.ts';
import { sampleLedger } from './sample-ledger.ts';
import { type SharedAmounts, wholeShare, withShare } from './share.ts';

/** A row with the landlord's own part of its amount. */
type SharedRow = Omit<LedgerRow, keyof SharedAmounts> & SharedAmounts;

/** What importing a file would do to the ledger as it is now. */
export interface ImportPreview {
  id: string;
  fileName: string;
  /** Rows that can be imported, whether the ledger has them already or not. */
  goodRows: number;
  toAdd: SharedRow[];
  alreadyThere: number;
  newProperties: { name: string; countryCode: string; shareBasisPoints: number }[];
  problems: RowProblem[];
  /** The landlord's own, of the rows to add. */
  moneyInPence: number;
  moneyOutPence: number;
}

export type ConfirmImportResult =
  { ok: true; added: number; alreadyThere: number } | { ok: false; reason: 'not-found' | 'has-problems' };

const dayInMs = 86_400_000;

const categoryKey = z.custom<CategoryKey>(
  (value) => typeof value === 'string' && findCategory(value) !== undefined,
);
const storedRows: z.ZodType<LedgerRow[]> = z.array(
  z.object({
    line: z.int(),
    date: z.iso.date(),
    property: z.string(),
    countryCode: z.string().nullable().default(null),
    category: categoryKey,
    description: z.string(),
    moneyInPence: z.int(),
    moneyOutPence: z.int(),
    shareBasisPoints: z.int().nullable().default(null),
  }),
);
const storedProblems: z.ZodType<RowProblem[]> = z.array(
  z.object({ line: z.int(), reasons: z.array(z.string()) }),
);

/**
 * What makes two rows the same; the property by its folded name, as a file names it. The amounts are whole ones: a statement
 * that is read again after a share changed adds nothing.
 */
const rowKey = (row: Omit<LedgerRow, 'line' | 'countryCode' | 'shareBasisPoints'>) =>
  JSON.stringify([
    row.date,
    folded(row.property),
    row.category,
    row.description,
    row.moneyInPence,
    row.moneyOutPence,
  ]);

/** Compares rows with the ledger: which are new, and which properties they need. */
async function compare(store: RecordsStore, ownerId: string, read: readonly LedgerRow[]) {
  const properties = await store.listProperties(ownerId);
  const { fitting: rows, misfits, countries } = fitRows(read, properties);
  const propertyIds = new Map(properties.map(({ id, name }) => [folded(name), id]));
  const names = new Map(properties.map(({ id, name }) => [id, name]));
  const dates = rows.map(({ date }) => date).sort();
  const [first, last] = [dates[0], dates.at(-1)];
  const ledger = first && last ? await store.listValues(ownerId, first, last) : [];
  const there = countKeys(
    // A value's category is text to the database; a key is compared, not used.
    ledger.map((values) =>
      rowKey({
        ...values,
        property: names.get(values.propertyId) ?? '',
        category: values.category as CategoryKey,
        moneyInPence: values.wholeInPence,
        moneyOutPence: values.wholeOutPence,
      }),
    ),
  );
  const missing = rowsToAdd(rows, rowKey, there);
  const shares = sharesOf(rows, properties);
  const newNames = new Map<string, string>();
  for (const { property } of missing) {
    const key = folded(property);
    if (!propertyIds.has(key) && !newNames.has(key)) newNames.set(key, property);
  }
  return {
    toAdd: missing.map((row) => ({
      ...row,
      ...withShare(row, row.shareBasisPoints ?? shares.get(folded(row.property)) ?? wholeShare),
    })),
    alreadyThere: rows.length - missing.length,
    newProperties: [...newNames].map(([key, name]) => ({
      name,
      countryCode: countries.get(key) ?? unitedKingdom,
      shareBasisPoints: shares.get(key) ?? wholeShare,
    })),
    misfits,
    propertyIds,
  };
}

/** The share of each property that rows name, by folded name: that of the records, and of a new one that of its latest row. */
function sharesOf(
  rows: readonly LedgerRow[],
  properties: readonly Pick<Property, 'name' | 'shareBasisPoints'>[],
): Map<string, number> {
  const latestLast = rows.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const ofRows = latestLast.flatMap(({ property, shareBasisPoints }) =>
    shareBasisPoints === null ? [] : [[folded(property), shareBasisPoints] as const],
  );
  return new Map([
    ...ofRows,
    ...properties.map(({ name, shareBasisPoints }) => [folded(name), shareBasisPoints] as const),
  ]);
}

/** Adds what is not there yet. Must run inside `exclusively`, or two imports at once would both count and both add. */
async function addMissing(held: RecordsStore, ownerId: string, rows: readonly LedgerRow[], at: Date) {
  const { toAdd, alreadyThere, newProperties, propertyIds } = await compare(held, ownerId, rows);
  const created = await held.insertProperties(
    ownerId,
    newProperties.map((property) => ({ ...property, address: '', claimsForeignTaxCredit: false })),
    at,
  );
  for (const { id, name } of created) propertyIds.set(folded(name), id);
  const values = toAdd.map(({ property, date, category, description, ...row }) => {
    const propertyId = propertyIds.get(folded(property));
    if (propertyId === undefined) throw new Error('A row names a property that was not made.');
    const { moneyInPence, moneyOutPence, wholeInPence, wholeOutPence, shareBasisPoints } = row;
    return {
      ...{ propertyId, date, category, description },
      ...{ moneyInPence, moneyOutPence, wholeInPence, wholeOutPence, shareBasisPoints },
    };
  });
  await held.insertTransactions(ownerId, values, at);
  return { added: values.length, alreadyThere };
}

export function createImportCases({ store, clock }: { store: RecordsStore; clock: Clock }) {
  const oldest = () => new Date(clock.now().getTime() - dayInMs);

  async function findPending(from: RecordsStore, ownerId: string, id: string) {
    const pending = await from.findPendingImport(ownerId, id);
    if (!pending || pending.createdAt < oldest()) return undefined;
    return {
      fileName: pending.fileName,
      rows: storedRows.parse(pending.rows),
      problems: storedProblems.parse(pending.problems),
    };
  }

  return {
    /**
     * Reads a CSV file and keeps what it says for a day, for the person to look at. Nothing reaches the ledger.
     *
     * @returns the id of what waits, or why the file as a whole can't be read
     */
    async readImport(
      ownerId: string,
      fileName: string,
      bytes: Uint8Array,
    ): Promise<{ ok: true; id: string } | { ok: false; reason: string }> {
      const read = readLedgerFile(bytes, clock.today());
      if (!read.ok) return read;
      await store.deletePendingImportsBefore(ownerId, oldest());
      const { rows, problems } = read;
      const name = shortened(tidied(fileName.replace(/\p{Cc}/gu, '')), 100);
      const id = await store.insertPendingImport(ownerId, { fileName: name, rows, problems }, clock.now());
      return { ok: true, id };
    },

    /** What an import that waits would do now; nothing when it is done, dropped or older than a day. */
    async previewImport(ownerId: string, id: string): Promise<ImportPreview | undefined> {
      const pending = await findPending(store, ownerId, id);
      if (!pending) return undefined;
      const { fileName, rows, problems } = pending;
      const { toAdd, alreadyThere, newProperties, misfits } = await compare(store, ownerId, rows);
      return {
        id,
        fileName,
        goodRows: rows.length - misfits.length,
        toAdd,
        alreadyThere,
        newProperties,
        problems: [...problems, ...misfits].sort((a, b) => a.line - b.line),
        moneyInPence: sumPence(toAdd.map((row) => row.moneyInPence)),
        moneyOutPence: sumPence(toAdd.map((row) => row.moneyOutPence)),
      };
    },

    /**
     * Imports what waits, once. Rows that the ledger has already are left out.
     *
     * @param options.goodRowsOnly the person's own choice to leave the bad rows out; without it, a file with any is refused
     */
    confirmImport: (
      ownerId: string,
      id: string,
      options: { goodRowsOnly: boolean },
    ): Promise<ConfirmImportResult> =>
      store.exclusively(ownerId, async (held) => {
        const pending = await findPending(held, ownerId, id);
        if (!pending) return { ok: false, reason: 'not-found' };
        const { misfits } = await compare(held, ownerId, pending.rows);
        if (pending.problems.length + misfits.length > 0 && !options.goodRowsOnly)
          return { ok: false, reason: 'has-problems' };
        const result = await addMissing(held, ownerId, pending.rows, clock.now());
        await held.deletePendingImport(ownerId, id);
        return { ok: true, ...result };
      }),

    /** Forgets an import that waits. @returns false when there is none */
    dropImport: (ownerId: string, id: string): Promise<boolean> => store.deletePendingImport(ownerId, id),

    /** Whether the person has neither properties nor transactions. */
    isEmpty: async (ownerId: string): Promise<boolean> => (await store.listProperties(ownerId)).length === 0,

    /** Fills an empty account with the sample ledger; a second click finds it full and adds nothing. */
    loadSampleRecords: (
      ownerId: string,
    ): Promise<{ ok: true; added: number } | { ok: false; reason: 'not-empty' }> =>
      store.exclusively(ownerId, async (held) => {
        if ((await held.listProperties(ownerId)).length > 0) return { ok: false, reason: 'not-empty' };
        const read = readLedgerFile(new TextEncoder().encode(sampleLedger), sampleDate);
        if (!read.ok || read.problems.length > 0) throw new Error('The sample ledger can’t be read.');
        const { added } = await addMissing(held, ownerId, read.rows, clock.now());
        return { ok: true, added };
      }),
  };
}

/** The sample's own present, so that it can be loaded on any day. */
const sampleDate = '2026-10-06';
