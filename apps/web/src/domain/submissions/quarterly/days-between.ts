import { unitedKingdom } from '../../records/index.ts';
import { addDays, type TaxYear, taxYearDates, taxYearOf } from '../../tax-year.ts';
import { type SubmissionDeps } from '../deps.ts';
import { type PropertyBusinessType } from '../property-years.ts';
import { isCumulative } from '../rules.ts';

/**
 * Days that are in no update: calendar quarters end on 31 March, and quarters from the 6th begin after 5 April. By their date they
 * are of the tax year that ends on that 5 April, so they are counted to it; HMRC lists no quarter of either year that holds them.
 */
export interface DaysBetween {
  from: string;
  to: string;
  /** The tax year they are of. */
  taxYear: TaxYear;
  /** How many transactions of the business the records have of these days. */
  transactions: number;
}

/** The same, of one business. */
export interface BusinessDaysBetween extends DaysBetween {
  businessId: string;
  typeOfBusiness: PropertyBusinessType;
}

interface Quarter {
  businessId: string;
  typeOfBusiness: PropertyBusinessType;
  taxYear: TaxYear;
  periodStartDate: string;
  periodEndDate: string;
}

/** Finds days between the quarters of two years that no update holds. */
export function createDaysBetween(
  { records }: Pick<SubmissionDeps, 'records'>,
  requests: { periods(ownerId: string): Promise<Quarter[]> },
) {
  async function withRecords(
    ownerId: string,
    typeOfBusiness: PropertyBusinessType,
    { from, to }: { from: string; to: string },
  ): Promise<DaysBetween> {
    const transactions =
      typeOfBusiness === 'uk-property'
        ? (await records.summarise(ownerId, { from, to, countryCode: unitedKingdom })).transactions
        : (await records.totalsAbroad(ownerId, { from, to })).reduce(
            (sum, each) => sum + each.transactions,
            0,
          );
    return { from, to, taxYear: taxYearOf(to), transactions };
  }

  /** The days that a business would lose by quarters from the 6th in a year whose calendar quarters begin before; null where none. */
  async function beforeStandard(ownerId: string, first: Quarter): Promise<DaysBetween | null> {
    const { start } = taxYearDates(first.taxYear);
    if (first.periodStartDate >= start) return null;
    return withRecords(ownerId, first.typeOfBusiness, {
      from: first.periodStartDate,
      to: addDays(start, -1),
    });
  }

  /** Those at either end of a tax year that the records have transactions of, by the quarters that HMRC listed. */
  async function ofYear(ownerId: string, taxYear: TaxYear): Promise<BusinessDaysBetween[]> {
    const quarters = (await requests.periods(ownerId)).toSorted((a, b) =>
      a.periodEndDate < b.periodEndDate ? -1 : 1,
    );
    const found: BusinessDaysBetween[] = [];
    for (const [index, next] of quarters.entries()) {
      const { businessId, typeOfBusiness } = next;
      const last = quarters.slice(0, index).findLast((each) => each.businessId === businessId);
      if (!last || last.taxYear === next.taxYear || !isCumulative(next.taxYear)) continue;
      if (last.taxYear !== taxYear && next.taxYear !== taxYear) continue;
      const days = { from: addDays(last.periodEndDate, 1), to: addDays(next.periodStartDate, -1) };
      // A year of which HMRC lists nothing is no matter of quarters.
      if (
        days.from > days.to ||
        taxYearOf(days.from) !== last.taxYear ||
        taxYearOf(days.to) !== last.taxYear
      ) {
        continue;
      }
      const between = await withRecords(ownerId, typeOfBusiness, days);
      if (between.transactions > 0) found.push({ businessId, typeOfBusiness, ...between });
    }
    return found;
  }

  return { beforeStandard, ofYear };
}
