import { type YearAmountRow } from '../../data/year-amounts.ts';
import { lastDayToAmend, type TaxYear } from '../tax-year.ts';
import { type SubmissionDeps } from './deps.ts';
import { type PropertyBusinessType } from './property-years.ts';
import { isCumulative } from './rules.ts';

/** A business of a landlord's. */
export interface Business {
  businessId: string;
  typeOfBusiness: PropertyBusinessType;
}

/** What a landlord entered of a kind for a business and tax year, and when. */
export interface KeptAmount {
  pence: number;
  enteredAt: Date;
}

/** The quarters that HMRC has listed. */
export interface Periods {
  periods: (ownerId: string) => Promise<(Business & { taxYear: TaxYear })[]>;
}

/** What is kept of a business; null until it was said. */
interface KeptOf extends Business {
  kept: KeptAmount | null;
  /** The year's updates leave expenses out, as the landlord chose, and these amounts with them. */
  isLeftOut: boolean;
}

type Kind = YearAmountRow['kind'];
type Of = Pick<Business, 'businessId'> & { taxYear: TaxYear };

/** Amounts of a kind that landlords enter of a tax year, since no transaction tells them. */
export function createYearAmounts({ store, clock }: SubmissionDeps, { periods }: Periods, kind: Kind) {
  /** The property businesses that HMRC has listed quarters of a tax year for, each with what is kept of it. */
  async function kept(ownerId: string, taxYear: TaxYear): Promise<KeptOf[]> {
    // Updates of earlier years are not of the year to date.
    if (!isCumulative(taxYear)) return [];
    const [listed, rows] = await Promise.all([periods(ownerId), store.yearAmountsOfYear(ownerId, taxYear)]);
    const own = listed.filter((each) => each.taxYear === taxYear);
    const businesses = [...new Map(own.map((each) => [each.businessId, each])).values()];
    return Promise.all(
      businesses.map(async ({ businessId, typeOfBusiness }) => ({
        ...{ businessId, typeOfBusiness },
        kept: keptIn(rows.filter((row) => row.kind === kind && row.businessId === businessId)),
        isLeftOut: (await store.expenseStyle(ownerId, { businessId, taxYear })) === 'none',
      })),
    );
  }

  async function rows(ownerId: string, of: Of): Promise<YearAmountRow[]> {
    return (await store.yearAmounts(ownerId, of)).filter((row) => row.kind === kind);
  }

  async function save(
    ownerId: string,
    of: Of,
    entries: readonly Pick<YearAmountRow, 'countryCode' | 'propertyId' | 'amountPence'>[],
  ): Promise<void> {
    const enteredAt = clock.now();
    const timed = entries.map((entry) => ({ ...entry, enteredAt }));
    await store.saveYearAmounts(ownerId, { ...of, kind }, timed);
  }

  /** Whether HMRC takes no changes of a tax year any more. */
  const isClosed = (taxYear: TaxYear): boolean => clock.today() > lastDayToAmend(taxYear);

  return { kept, rows, save, isClosed };
}

function keptIn(rows: readonly YearAmountRow[]): KeptAmount | null {
  const [first] = rows;
  if (!first) return null;
  return { pence: rows.reduce((sum, row) => sum + row.amountPence, 0), enteredAt: first.enteredAt };
}
