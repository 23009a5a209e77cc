import { parseTaxYear, type TaxYear, taxYearDates } from '../../tax-year.ts';
import { readAnswers } from '../annual/rules.ts';
import { type SubmissionDeps } from '../deps.ts';
import { createYearAmounts, type KeptAmount, type Periods } from '../year-amounts.ts';
import { readClaim, rentARoomLimit, type RentARoomRoom } from './rules.ts';

/** Rent a Room rents of a UK property business in a tax year, and the amount that is claimed of them. */
export interface RentARoomState extends RentARoomRoom {
  businessId: string;
  taxYear: TaxYear;
  /** What the landlord answered for the annual summary: whether the income is shared; null while that is not said. */
  isShared: boolean | null;
  /** Null until the landlord said what they claim; nought where they claim nothing. */
  kept: KeptAmount | null;
  /** The year's updates leave expenses out, and what is claimed with them. */
  isLeftOut: boolean;
}

/** The same, to be entered. */
export interface RentARoomView extends RentARoomState {
  /** HMRC takes no changes of the tax year any more. */
  isClosed: boolean;
}

/** Rent a Room relief: the amount that a landlord claims in the updates of a year instead of expenses of that room. */
export function createRentARoom(deps: SubmissionDeps, periods: Periods) {
  const { store, records } = deps;
  const amounts = createYearAmounts(deps, periods, 'rent-a-room');

  /** Each UK property business of a tax year that has such rents in the records, or a claim; none for years before 2025-26. */
  async function states(ownerId: string, taxYear: TaxYear): Promise<RentARoomState[]> {
    const businesses = (await amounts.kept(ownerId, taxYear)).filter(
      ({ typeOfBusiness }) => typeOfBusiness === 'uk-property',
    );
    if (businesses.length === 0) return [];
    const { rentsReceived } = await records.yearToDateTotals(ownerId, taxYear, lastDay(taxYear));
    const found = await Promise.all(
      businesses.map(async ({ businessId, kept, isLeftOut }): Promise<RentARoomState> => {
        const isShared = await sharing(ownerId, { businessId, taxYear });
        const room = { rentsPence: rentsReceived, limitPence: rentARoomLimit(isShared === true) };
        return { businessId, taxYear, isShared, kept, isLeftOut, ...room };
      }),
    );
    return found.filter(({ rentsPence, kept }) => rentsPence !== 0 || kept !== null);
  }

  async function sharing(
    ownerId: string,
    of: { businessId: string; taxYear: TaxYear },
  ): Promise<boolean | null> {
    const draft = await store.annualDraft(ownerId, of);
    const answer = readAnswers(draft?.answers).fields['rentARoom'];
    if (answer === 'shared') return true;
    return answer === 'alone' ? false : null;
  }

  /** One business of a tax year; null where nothing can be claimed and nothing is. */
  async function view(
    ownerId: string,
    named: { businessId: string; taxYear: string },
  ): Promise<RentARoomView | null> {
    const taxYear = parseTaxYear(named.taxYear);
    if (taxYear === undefined) return null;
    const state = (await states(ownerId, taxYear)).find(({ businessId }) => businessId === named.businessId);
    return state ? { ...state, isClosed: amounts.isClosed(taxYear) } : null;
  }

  /** Keeps what a landlord claims; with something wrong, nothing is kept. */
  async function save(
    ownerId: string,
    of: RentARoomView,
    typed: Readonly<Record<string, string>>,
  ): Promise<{ ok: true } | { ok: false; problems: { field: string; text: string }[] }> {
    if (of.isClosed) return { ok: false, problems: [] };
    const read = readClaim(typed['amount'] ?? '', of);
    if (!read.ok) return { ok: false, problems: [{ field: 'amount', text: read.text }] };
    await amounts.save(ownerId, of, [{ countryCode: null, propertyId: null, amountPence: read.amountPence }]);
    return { ok: true };
  }

  return { states, view, save };
}

const lastDay = (taxYear: TaxYear): string => taxYearDates(taxYear).end;
