import type { RecordsStore } from '../../data/records.ts';
import type { TransactionRow, TransactionValues } from '../../data/transactions.ts';
import type { Clock } from '../../platform/clock.ts';
import { sumPence } from '../money.ts';
import type { Property } from './properties.ts';
import { monthsOf, taxYearDates, type DateSpan, type TaxYear } from '../tax-year.ts';
import {
  categoryPlaceProblem,
  dateProblem,
  figuresOf,
  findCategory,
  longestDescription,
  readAmounts,
  textProblem,
  tidied,
  totalOfKind,
  unitedKingdom,
  type CategoryKey,
  type Figures,
} from './rules.ts';
import { withShare, type SharedAmounts } from './share.ts';

/** One amount that came in or went out, in whole pence; exactly one of the two whole ones is above nought. */
export interface Transaction extends SharedAmounts {
  id: string;
  propertyId: string;
  propertyName: string;
  /** `YYYY-MM-DD` */
  date: string;
  category: CategoryKey;
  description: string;
}

/** What the ledger is narrowed to; what is left out narrows nothing. Dates are included. */
export interface TransactionFilter {
  propertyId?: string | undefined;
  /** Where the property is; `GBR` is the UK. */
  countryCode?: string | undefined;
  category?: CategoryKey | undefined;
  from?: string | undefined;
  to?: string | undefined;
  /** Part of a description, whatever its capitals. */
  text?: string | undefined;
}

/** A transaction as the form gives it, amounts whole; the date is `YYYY-MM-DD`, or whatever was made of it. */
export interface TransactionEntry {
  date: string;
  propertyId: string;
  category: string;
  description: string;
  moneyIn: string;
  moneyOut: string;
}

/** What is wrong with an entry, by field. */
export type TransactionProblems = Partial<Record<keyof TransactionEntry, string>>;

export type SaveTransactionResult =
  | { ok: true; id: string }
  | { ok: false; reason: 'not-found' }
  | { ok: false; reason: 'problems'; problems: TransactionProblems };

/** The transactions of a filter, added up. */
export interface LedgerSummary {
  transactions: number;
  moneyInPence: number;
  moneyOutPence: number;
  figures: Figures;
  incomePence: number;
  expensesPence: number;
}

export interface MonthAmounts {
  /** `YYYY-MM` */
  month: string;
  incomePence: number;
  expensesPence: number;
}

/** The category of a row out of the database, which holds none but the known ones. */
function knownCategory(key: string): CategoryKey {
  const category = findCategory(key);
  if (!category) throw new RangeError(`There is no category ${key}.`);
  return category.key;
}

export function createTransactionCases({ store, clock }: { store: RecordsStore; clock: Clock }) {
  async function check(
    held: RecordsStore,
    ownerId: string,
    entry: TransactionEntry,
    before?: TransactionRow,
  ): Promise<{ ok: true; values: TransactionValues } | { ok: false; problems: TransactionProblems }> {
    const description = tidied(entry.description);
    const category = findCategory(entry.category);
    const property = await held.findProperty(ownerId, entry.propertyId);
    const amounts = readAmounts(entry.moneyIn, entry.moneyOut);
    const problems: Record<keyof TransactionEntry, string | undefined> = {
      date: dateProblem(entry.date, clock.today()),
      propertyId: property ? undefined : 'Select a property',
      category: category
        ? property && categoryPlaceProblem(category, property.countryCode)
        : 'Select a category',
      description: textProblem('Description', description, longestDescription),
      moneyIn: amounts.ok ? undefined : amounts.moneyIn,
      moneyOut: amounts.ok ? undefined : amounts.moneyOut,
    };
    const found = Object.entries(problems).filter(([, problem]) => problem !== undefined);
    if (found.length > 0 || !property || !category || !amounts.ok) {
      return { ok: false, problems: Object.fromEntries(found) };
    }
    // The share of its day, whatever its property's is by now.
    const { shareBasisPoints } = before?.propertyId === property.id ? before : property;
    return {
      ok: true,
      values: {
        propertyId: property.id,
        date: entry.date,
        category: category.key,
        description,
        ...withShare(amounts, shareBasisPoints),
      },
    };
  }

  return {
    /** Newest first; pages count from 1. */
    async listTransactions(
      ownerId: string,
      filter: TransactionFilter,
      { page, pageSize }: { page: number; pageSize: number },
    ): Promise<Transaction[]> {
      const window = { limit: pageSize, offset: (page - 1) * pageSize };
      const rows = await store.listTransactions(ownerId, filter, window);
      return rows.map((row) => ({ ...row, category: knownCategory(row.category) }));
    },

    async findTransaction(ownerId: string, id: string): Promise<Transaction | undefined> {
      const row = await store.findTransaction(ownerId, id);
      return row && { ...row, category: knownCategory(row.category) };
    },

    addTransaction: (ownerId: string, entry: TransactionEntry): Promise<SaveTransactionResult> =>
      store.exclusively(ownerId, async (held) => {
        const checked = await check(held, ownerId, entry);
        if (!checked.ok) return { ok: false, reason: 'problems', problems: checked.problems };
        const [id] = await held.insertTransactions(ownerId, [checked.values], clock.now());
        if (id === undefined) throw new Error('The database kept no transaction.');
        return { ok: true, id };
      }),

    changeTransaction: (
      ownerId: string,
      id: string,
      entry: TransactionEntry,
    ): Promise<SaveTransactionResult> =>
      store.exclusively(ownerId, async (held) => {
        const before = await held.findTransaction(ownerId, id);
        if (!before) return { ok: false, reason: 'not-found' };
        const checked = await check(held, ownerId, entry, before);
        if (!checked.ok) return { ok: false, reason: 'problems', problems: checked.problems };
        await held.updateTransaction(ownerId, id, checked.values, clock.now());
        return { ok: true, id };
      }),

    /** @returns false when there is no such transaction of this owner's */
    deleteTransaction: (ownerId: string, id: string): Promise<boolean> =>
      store.deleteTransaction(ownerId, id),

    async summarise(ownerId: string, filter: TransactionFilter): Promise<LedgerSummary> {
      const sums = await store.sumByCategory(ownerId, filter);
      const figures = figuresOf(sums);
      return {
        transactions: sums.reduce((total, sum) => total + sum.transactions, 0),
        moneyInPence: sumPence(sums.map((sum) => sum.moneyInPence)),
        moneyOutPence: sumPence(sums.map((sum) => sum.moneyOutPence)),
        figures,
        incomePence: totalOfKind(figures, 'income'),
        expensesPence: totalOfKind(figures, 'expense'),
      };
    },

    /**
     * What a cumulative update of UK property holds for a tax year up to a date, in whole pence, by category.
     *
     * @param from where the year starts for this business; 6 April unless it has calendar quarters
     */
    async yearToDateTotals(
      ownerId: string,
      taxYear: TaxYear,
      upTo: string,
      from: string = taxYearDates(taxYear).start,
    ): Promise<Figures> {
      const filter = { from, to: upTo, countryCode: unitedKingdom };
      return figuresOf(await store.sumByCategory(ownerId, filter));
    },

    /** Every property abroad, by name, with what its records add up to between two dates, in whole pence. */
    async totalsAbroad(
      ownerId: string,
      span: { from: string; to: string },
    ): Promise<{ property: Property; transactions: number; figures: Figures }[]> {
      const [properties, sums] = await Promise.all([
        store.listProperties(ownerId),
        store.sumByProperty(ownerId, span),
      ]);
      return properties
        .filter(({ countryCode }) => countryCode !== unitedKingdom)
        .map((property) => {
          const own = sums.filter(({ propertyId }) => propertyId === property.id);
          const transactions = own.reduce((total, sum) => total + sum.transactions, 0);
          return { property, transactions, figures: figuresOf(own) };
        });
    },

    /** Income and expenses of every month that the span touches, months without any included. */
    async monthlyAmounts(ownerId: string, span: DateSpan): Promise<MonthAmounts[]> {
      const sums = await store.sumByMonth(ownerId, { from: span.start, to: span.end });
      return monthsOf(span).map((month) => {
        const figures = figuresOf(sums.filter((sum) => sum.month === month));
        return {
          month,
          incomePence: totalOfKind(figures, 'income'),
          expensesPence: totalOfKind(figures, 'expense'),
        };
      });
    },

    /** The first and the last date in the ledger, or nothing while it is empty. */
    ledgerDates: (ownerId: string): Promise<{ first: string; last: string } | undefined> =>
      store.dateRange(ownerId),
  };
}
