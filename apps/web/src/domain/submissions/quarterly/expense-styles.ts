import { type ExpenseStyle } from '../../../data/expense-styles.ts';
import { totalOfKind } from '../../records/index.ts';
import { lastDayToAmend, parseTaxYear, type TaxYear } from '../../tax-year.ts';
import { type AllowanceClaim, createAllowanceClaims } from '../annual/allowance-claim.ts';
import { type SubmissionDeps } from '../deps.ts';
import { type PropertyBusinessType } from '../property-years.ts';
import { isReported, yearOfQuarters } from '../rules.ts';
import { oneTotalUnderPence } from './rules.ts';

/** A property business in a tax year. */
interface Business {
  businessId: string;
  typeOfBusiness: PropertyBusinessType;
  taxYear: TaxYear;
}

/** The quarters that HMRC has of it. */
interface Periods {
  periods(ownerId: string): Promise<(Business & { periodStartDate: string; periodEndDate: string })[]>;
}

/** How a landlord reports the expenses of a business in a tax year, and whether they may choose. */
export interface ExpenseStyleView extends Business {
  style: ExpenseStyle;
  /** What the records have of the whole year, by its quarters, as income of the business, in pence, later days included. */
  turnoverPence: number;
  /** The same as expenses of it, residential finance costs among them and without what is brought forward. */
  expensesPence: number;
  /** Whether HMRC takes expenses of so much turnover as one total. */
  mayBeOneTotal: boolean;
  /** Where the property income allowance is claimed, which leaves no expenses; null where it is not. */
  claim: AllowanceClaim | null;
  /** The last day on which HMRC takes changes of the year. */
  lastDay: string;
  isClosed: boolean;
}

/** Whether HMRC wants expenses in their categories: from the limit on, not only above it. */
export const isTooMuchForOneTotal = (turnoverPence: number): boolean => turnoverPence >= oneTotalUnderPence;

/** The year from which on HMRC's limit for one total is the one that is known here. */
const firstYearOfOneTotal = '2024-25';

/** Whether expenses of a tax year can be one total at all. */
export const takesOneTotal = (taxYear: string): boolean => taxYear >= firstYearOfOneTotal;

/** Expenses each in its category, as one total or left out, as chosen for a business and a tax year. */
export function createExpenseStyles(
  { store, records }: Pick<SubmissionDeps, 'store' | 'records'>,
  requests: Periods,
) {
  return {
    chosen: (ownerId: string, of: Pick<Business, 'businessId' | 'taxYear'>): Promise<ExpenseStyle> =>
      store.expenseStyle(ownerId, of),

    /** What the records have of a business in the whole year, in pence. Tax taken off income counts as not taken off. */
    async ofYear(
      ownerId: string,
      of: Business,
    ): Promise<Pick<ExpenseStyleView, 'turnoverPence' | 'expensesPence'>> {
      const quarters = (await requests.periods(ownerId)).filter(
        (each) => each.businessId === of.businessId && each.taxYear === of.taxYear,
      );
      const span = yearOfQuarters(of.taxYear, quarters);
      const all =
        of.typeOfBusiness === 'uk-property'
          ? [await records.yearToDateTotals(ownerId, of.taxYear, span.to, span.from)]
          : (await records.totalsAbroad(ownerId, span)).map(({ figures }) => figures);
      const sum = (kind: 'income' | 'expense') =>
        all.reduce((total, figures) => total + totalOfKind(figures, kind), 0);
      return { turnoverPence: sum('income'), expensesPence: sum('expense') };
    },
  };
}

/** The choice itself, for a page. */
export function createExpenseStyleChoice(deps: SubmissionDeps, requests: Periods) {
  const styles = createExpenseStyles(deps, requests);
  const allowanceClaim = createAllowanceClaims(deps);

  /** Null where the owner has no such business with quarters of the year, or no updates of the year are sent from here. */
  async function view(
    ownerId: string,
    named: { businessId: string; taxYear: string },
  ): Promise<ExpenseStyleView | null> {
    const taxYear = parseTaxYear(named.taxYear);
    if (taxYear === undefined || !isReported(taxYear)) return null;
    const period = (await requests.periods(ownerId)).find(
      (each) => each.businessId === named.businessId && each.taxYear === taxYear,
    );
    if (!period) return null;
    const { businessId, typeOfBusiness } = period;
    const of = { businessId, typeOfBusiness, taxYear };
    const [style, year, claim] = await Promise.all([
      styles.chosen(ownerId, of),
      styles.ofYear(ownerId, of),
      allowanceClaim(ownerId, of),
    ]);
    const lastDay = lastDayToAmend(taxYear);
    return {
      ...{ ...of, style, ...year, claim, lastDay },
      mayBeOneTotal: takesOneTotal(taxYear) && !isTooMuchForOneTotal(year.turnoverPence),
      isClosed: deps.clock.today() > lastDay,
    };
  }

  /** Keeps a choice; one that HMRC would not take, or not any more, is not kept. */
  async function choose(ownerId: string, of: ExpenseStyleView, style: ExpenseStyle): Promise<boolean> {
    if (of.isClosed || (style === 'consolidated' && !of.mayBeOneTotal)) return false;
    await deps.store.saveExpenseStyle(ownerId, of, { style, chosenAt: deps.clock.now() });
    return true;
  }

  return { view, choose };
}
