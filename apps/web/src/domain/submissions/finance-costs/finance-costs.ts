import { type YearAmountRow } from '../../../data/year-amounts.ts';
import { countryName } from '../../records/index.ts';
import { parseTaxYear, type TaxYear, taxYearDates } from '../../tax-year.ts';
import { type SubmissionDeps } from '../deps.ts';
import { readDeclarationFigures } from '../final-declaration/rules.ts';
import { isByProperty, isOver, registrationOf } from '../foreign/rules.ts';
import { broughtForwardKey } from '../quarterly/rules.ts';
import { isCumulative } from '../rules.ts';
import { type Views } from '../view.ts';
import { type Business, createYearAmounts, type KeptAmount, type Periods } from '../year-amounts.ts';
import {
  type CostPlace,
  type CostProblem,
  leftOf,
  type LeftOver,
  leftOver,
  readCosts,
  yearAfter,
  yearBefore,
} from './rules.ts';

/** What is brought forward into a tax year for a business, beside what HMRC's calculation of the year before left. */
export interface BroughtForwardState extends Business {
  taxYear: TaxYear;
  /** Null until the landlord said so. */
  kept: KeptAmount | null;
  /** The year's updates leave expenses out, and what is brought forward with them. */
  isLeftOut: boolean;
  /** Null where no calculation of the year before is held. */
  left: (LeftOver & { pence: number }) | null;
}

/** The same, place by place, to be entered. */
export interface BroughtForwardView extends BroughtForwardState {
  places: CostPlace[];
  /** HMRC takes no changes of the tax year any more. */
  isClosed: boolean;
}

/** Finance costs that a tax year leaves, and where they are brought forward into the next. */
export interface CarriedForward {
  left: LeftOver;
  into: TaxYear;
  /** Whether HMRC has listed quarters of that year. */
  isListed: boolean;
  /** Businesses of that year of whose costs something is left. */
  businesses: BroughtForwardState[];
}

/** Residential finance costs that brought no relief in earlier years: what a landlord brings forward into a year's updates. */
export function createFinanceCosts(deps: SubmissionDeps, periods: Periods, views: Pick<Views, 'all'>) {
  const { store, records, calculations } = deps;
  const amounts = createYearAmounts(deps, periods, 'finance-costs');

  /** What HMRC says is left of a year, by the most final calculation of it that is held. */
  async function left(ownerId: string, taxYear: TaxYear): Promise<LeftOver | null> {
    const [calculated, sent] = await Promise.all([calculations.ofYear(ownerId, taxYear), views.all(ownerId)]);
    const declared = sent
      .filter((each) => each.kind === 'final-declaration' && each.taxYear === taxYear)
      .filter(({ status }) => status === 'submitted')
      .map(({ latest }) => readDeclarationFigures(latest.figures).calculationId);
    const seen = calculated.map(({ figures, ...each }) => ({
      ...each,
      left: figures?.tax?.financeCostsCarriedForward ?? null,
    }));
    return leftOver(taxYear, seen, new Set(declared));
  }

  /** Where each business of a tax year stands; none for years whose updates are not of the year to date. */
  async function states(ownerId: string, taxYear: TaxYear): Promise<BroughtForwardState[]> {
    const [businesses, before] = await Promise.all([
      amounts.kept(ownerId, taxYear),
      left(ownerId, yearBefore(taxYear)),
    ]);
    return businesses.map((business) => ({
      ...{ ...business, taxYear },
      left: before && { ...before, pence: leftOf(business.typeOfBusiness, before) },
    }));
  }

  /** One business of a tax year; null where HMRC has listed no quarters of it, or they are of another kind. */
  async function state(
    ownerId: string,
    named: { businessId: string; taxYear: string },
  ): Promise<BroughtForwardState | null> {
    const taxYear = parseTaxYear(named.taxYear);
    if (taxYear === undefined) return null;
    const all = await states(ownerId, taxYear);
    return all.find(({ businessId }) => businessId === named.businessId) ?? null;
  }

  /** The same with its places. */
  async function view(
    ownerId: string,
    named: { businessId: string; taxYear: string },
  ): Promise<BroughtForwardView | null> {
    const found = await state(ownerId, named);
    if (!found) return null;
    const { taxYear } = found;
    const rows = await amounts.rows(ownerId, found);
    const places = await placesOf(ownerId, found, rows);
    return { ...found, places, isClosed: amounts.isClosed(taxYear) };
  }

  async function placesOf(
    ownerId: string,
    { typeOfBusiness, taxYear, left: before }: BroughtForwardState,
    rows: readonly YearAmountRow[],
  ): Promise<CostPlace[]> {
    const kept = new Map(rows.map((row) => [broughtForwardKey(row), row.amountPence]));
    const isFinal = before !== null && before.finality !== 'estimate';
    const leftIn = (countryCode: string | null): number | null =>
      isFinal ? (before.amounts.find((each) => each.countryCode === countryCode)?.pence ?? 0) : null;
    if (typeOfBusiness === 'uk-property') {
      const [keptPence, leftPence] = [kept.get('') ?? null, leftIn(null)];
      return [{ countryCode: null, property: null, keptPence, leftPence }];
    }
    const abroad = await propertiesAbroad(ownerId, taxYear, kept);
    if (isByProperty(taxYear)) {
      return abroad.map(({ id, name, countryCode }) => {
        // HMRC's calculation tells of countries alone: of several properties, only the landlord knows what each one has.
        const isOnly = abroad.filter((each) => each.countryCode === countryCode).length === 1;
        const leftPence = isOnly ? leftIn(countryCode) : null;
        return { countryCode, property: { id, name }, keptPence: kept.get(id) ?? null, leftPence };
      });
    }
    const told = (before?.amounts ?? []).flatMap(({ countryCode }) => countryCode ?? []);
    const countries = new Set([...abroad.map(({ countryCode }) => countryCode), ...kept.keys(), ...told]);
    return [...countries]
      .sort((a, b) => countryName(a).localeCompare(countryName(b), 'en'))
      .map((countryCode) => ({
        ...{ countryCode, property: null },
        keptPence: kept.get(countryCode) ?? null,
        leftPence: leftIn(countryCode),
      }));
  }

  /** Properties abroad that HMRC may take figures of in a tax year, and those that an amount was entered for. */
  async function propertiesAbroad(ownerId: string, taxYear: TaxYear, kept: ReadonlyMap<string, number>) {
    const { start, end } = taxYearDates(taxYear);
    const [abroad, registrations] = await Promise.all([
      records.totalsAbroad(ownerId, { from: start, to: end }),
      store.foreignRegistrations(ownerId),
    ]);
    return abroad
      .map(({ property }) => property)
      .filter(({ id }) => {
        const registration = registrationOf(registrations, id, taxYear);
        const hasEnded = registration.kind === 'registered' && isOver(registration.end, taxYear);
        return !isByProperty(taxYear) || !hasEnded || (kept.get(id) ?? 0) !== 0;
      });
  }

  /** Keeps what a landlord brings forward; with something wrong, nothing is kept. */
  async function save(
    ownerId: string,
    of: BroughtForwardView,
    typed: Readonly<Record<string, string>>,
  ): Promise<{ ok: true } | { ok: false; problems: CostProblem[] }> {
    if (of.isClosed) return { ok: false, problems: [] };
    const read = readCosts(of.places, typed);
    if (!read.ok) return read;
    await amounts.save(ownerId, of, read.entries);
    return { ok: true };
  }

  /** What a tax year leaves for the next one; null where no calculation of it is held, or nothing is left. */
  async function carriedForward(ownerId: string, taxYear: TaxYear): Promise<CarriedForward | null> {
    const into = yearAfter(taxYear);
    if (!isCumulative(into)) return null;
    const over = await left(ownerId, taxYear);
    if (!over || over.amounts.length === 0) return null;
    const next = await states(ownerId, into);
    const businesses = next.filter((each) => (each.left?.pence ?? 0) > 0);
    return { left: over, into, isListed: next.length > 0, businesses };
  }

  return { state, states, view, save, carriedForward };
}
