import { type SubmissionDeps } from '../deps.ts';
import { findCategory } from '../../records/index.ts';
import { isByProperty, registrationOf } from '../foreign/rules.ts';
import { type BusinessYear } from '../property-years.ts';
import {
  type AdjustableSummary,
  type AdjustmentFigures,
  type NamedPlace,
  type PropertyType,
  recordsBeside,
} from './rules.ts';

/** HMRC's figures of a place beside those of the ledger, under the summary's names. */
export interface PlaceBeside {
  place: string;
  /** How it is called; null for the UK business, which is one place without a name. */
  name: NamedPlace | null;
  /** Null where the ledger alone has figures. */
  atHmrc: Record<string, number> | null;
  inRecords: Record<string, number>;
}

/** What the ledger adds up to at a place, by category. */
interface LedgerPlace {
  name: NamedPlace | null;
  totals: Readonly<Record<string, number>>;
  /** Finance costs of earlier years that the landlord brings forward, in pence. */
  broughtForwardPence: number;
}

interface Span {
  from: string;
  to: string;
}
type Of = BusinessYear & { typeOfBusiness: PropertyType };

/** Makes the reader of a summary's places beside the ledger's: the UK, or abroad each country, and from 2026-27 each property. */
export function createPlaces({ store, records }: Pick<SubmissionDeps, 'store' | 'records'>) {
  /** The ledger as the landlord has chosen to report it. */
  async function ofReported(ownerId: string, of: Of, span: Span): Promise<LedgerPlace[]> {
    const [places, style] = await Promise.all([ofLedger(ownerId, of, span), store.expenseStyle(ownerId, of)]);
    return style === 'none' ? places.map(withoutExpenses) : places;
  }

  async function ofLedger(ownerId: string, of: Of, span: Span): Promise<LedgerPlace[]> {
    if (of.typeOfBusiness === 'uk-property') {
      const [totals, amounts] = await Promise.all([
        records.yearToDateTotals(ownerId, of.taxYear, span.to, span.from),
        store.yearAmounts(ownerId, of),
      ]);
      const costs = amounts.filter(({ kind }) => kind === 'finance-costs');
      const broughtForwardPence = costs.reduce((sum, { amountPence }) => sum + amountPence, 0);
      return [{ name: null, totals, broughtForwardPence }];
    }
    const abroad = await records.totalsAbroad(ownerId, span);
    if (!isByProperty(of.taxYear)) {
      const countries = [...new Set(abroad.map(({ property }) => property.countryCode))];
      return countries.map((countryCode) => ({
        name: { place: countryCode, countryCode, property: null },
        totals: sumOf(abroad.filter((each) => each.property.countryCode === countryCode)),
        broughtForwardPence: notInSummary,
      }));
    }
    const rows = await store.foreignRegistrations(ownerId);
    return abroad.map(({ property: { id, name, countryCode }, figures }) => {
      const registration = registrationOf(rows, id, of.taxYear);
      const hmrcId = registration.kind === 'registered' ? registration.hmrcId : '';
      const property = { hmrcId, id, name };
      return {
        name: { place: hmrcId === '' ? id : hmrcId, countryCode, property },
        totals: figures,
        broughtForwardPence: notInSummary,
      };
    });
  }

  /** The places of a summary in HMRC's order, and after them those that the ledger alone has figures of. */
  return async function placesBeside(
    ownerId: string,
    of: Of,
    { summary, span }: { summary: AdjustableSummary; span: Span },
  ): Promise<PlaceBeside[]> {
    const ledger = await ofReported(ownerId, of, span);
    const { typeOfBusiness: type } = of;
    const atHmrc = summary.submitted.places.map((at): PlaceBeside => {
      const own = ledger.find(({ name }) => isSame(name?.place ?? '', at.place));
      const inRecords = {
        ...recordsBeside(type, at, own?.totals ?? {}),
        ...(own &&
          own.broughtForwardPence > 0 && { broughtFwdResidentialFinancialCost: own.broughtForwardPence }),
      };
      if (type === 'uk-property') return { place: at.place, name: null, atHmrc: at.amounts, inRecords };
      const { place, countryCode = place } = at;
      const unknown = { hmrcId: place, id: '', name: '' };
      const name = { place, countryCode, property: isByProperty(of.taxYear) ? unknown : null };
      return { place, name: own?.name ? { ...own.name, place } : name, atHmrc: at.amounts, inRecords };
    });
    const inLedgerAlone = ledger
      .filter(({ name }) => !atHmrc.some(({ place }) => isSame(name?.place ?? '', place)))
      .map(({ name, totals }): PlaceBeside => {
        const place = name?.place ?? '';
        return { place, name, atHmrc: null, inRecords: recordsBeside(type, { place, amounts: {} }, totals) };
      })
      .filter(({ inRecords }) => Object.values(inRecords).some((pence) => pence !== 0));
    return [...atHmrc, ...inLedgerAlone];
  };
}

/** Adjustments with the names that their places have now, to be kept with them. */
export function withNames(figures: AdjustmentFigures, places: readonly PlaceBeside[]): AdjustmentFigures {
  const adjusted = new Set(figures.entries.map(({ place }) => place));
  return {
    ...figures,
    places: places.flatMap(({ place, name }) => (name && adjusted.has(place) ? [name] : [])),
  };
}

const withoutExpenses = ({ name, totals }: LedgerPlace): LedgerPlace => ({
  name,
  totals: Object.fromEntries(
    Object.entries(totals).filter(([category]) => findCategory(category)?.kind !== 'expense'),
  ),
  broughtForwardPence: 0,
});

/** Abroad HMRC's summary has no residential finance costs to compare. */
const notInSummary = 0;

/** HMRC writes its ids in either case. */
const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

function sumOf(parts: readonly { figures: Readonly<Record<string, number>> }[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { figures } of parts) {
    for (const [category, pence] of Object.entries(figures)) sums[category] = (sums[category] ?? 0) + pence;
  }
  return sums;
}
