import { countryName, type Property } from '../../records/index.ts';
import { type TaxYear } from '../../tax-year.ts';
import { type SubmissionDeps } from '../deps.ts';
import { byPlace } from '../quarterly/behind.ts';
import {
  amountsAbroad,
  type ForeignUpdateFigures,
  type PlaceFigures,
  withYearAmounts,
} from '../quarterly/rules.ts';
import { isByProperty, isOver, type Obstacle, registrationOf } from './rules.ts';

type Totals = Awaited<ReturnType<SubmissionDeps['records']['totalsAbroad']>>;

/** Figures of property abroad, and what stands in the way of sending them. */
export interface ForeignDraft {
  figures: ForeignUpdateFigures;
  obstacles: Obstacle[];
}

/** Makes the reader of what an update of property abroad would hold now: the records' year to date. */
export function createForeignDrafts({ store, records }: Pick<SubmissionDeps, 'store' | 'records'>) {
  return async function draft(
    ownerId: string,
    of: { businessId: string; taxYear: TaxYear; periodStartDate: string; periodEndDate: string },
  ): Promise<ForeignDraft> {
    const span = { from: of.periodStartDate, to: of.periodEndDate };
    const [totals, costs] = await Promise.all([
      records.totalsAbroad(ownerId, span),
      store.yearAmounts(ownerId, of),
    ]);
    const broughtForward = byPlace(costs);
    const obstacles: Obstacle[] = [];
    const unlet: Obstacle[] = [];
    const places = isByProperty(of.taxYear) ? await byProperty(totals) : byCountry(totals);

    async function byProperty(all: Totals): Promise<PlaceFigures[]> {
      const rows = await store.foreignRegistrations(ownerId);
      return all.flatMap(({ property, transactions, figures }) => {
        const registration = registrationOf(rows, property.id, of.taxYear);
        const named = { id: property.id, name: property.name, countryCode: property.countryCode };
        if (registration.kind !== 'registered') {
          const kind = registration.kind === 'none' ? 'not-registered' : registration.kind;
          // One without records of the year, such as one that was sold before, need not be registered.
          const isNeeded = kind === 'unanswered' || transactions > 0 || broughtForward.has(property.id);
          (isNeeded ? obstacles : unlet).push({ kind, property: named });
          // To be looked at alone: with an obstacle nothing is sent.
          const shown = { hmrcId: '', id: property.id, name: property.name };
          return isNeeded ? [placeOf(property, shown, figures)] : [];
        }
        const { end, hmrcId } = registration;
        if (end && isOver(end, of.taxYear)) {
          if (transactions > 0) obstacles.push({ kind: 'ended', property: named, end });
          if (broughtForward.has(property.id)) {
            obstacles.push({ kind: 'ended-with-costs', property: named, end });
          }
          return [];
        }
        return [placeOf(property, { hmrcId, id: property.id, name: property.name }, figures)];
      });
    }

    function byCountry(all: Totals): PlaceFigures[] {
      // A country may have costs of earlier years to relieve, and no property any more.
      const countries = new Set([
        ...all.map(({ property }) => property.countryCode),
        ...broughtForward.keys(),
      ]);
      return [...countries].map((countryCode) => {
        const own = all.filter(({ property }) => property.countryCode === countryCode);
        const claims = new Set(own.map(({ property }) => property.claimsForeignTaxCredit));
        if (claims.size > 1) obstacles.push({ kind: 'mixed-claims', countryCode });
        const sums: Record<string, number> = {};
        for (const { figures } of own) {
          for (const [category, pence] of Object.entries(figures))
            sums[category] = (sums[category] ?? 0) + pence;
        }
        const claimsForeignTaxCredit = claims.has(true);
        return placeOf({ countryCode, claimsForeignTaxCredit }, null, sums);
      });
    }

    // HMRC takes no update of nothing at all.
    if (places.length + obstacles.length === 0) {
      obstacles.push(...(unlet.length > 0 ? unlet : [{ kind: 'no-property' } as const]));
    }
    const named = (place: PlaceFigures) => `${countryName(place.countryCode)} ${place.property?.name ?? ''}`;
    places.sort((a, b) => named(a).localeCompare(named(b), 'en'));
    const figures = { fromDate: span.from, toDate: span.to, places };
    return { figures: withYearAmounts(figures, broughtForward), obstacles };
  };
}

const placeOf = (
  { countryCode, claimsForeignTaxCredit }: Pick<Property, 'countryCode' | 'claimsForeignTaxCredit'>,
  property: PlaceFigures['property'],
  totals: Readonly<Record<string, number>>,
): PlaceFigures => ({ countryCode, property, claimsForeignTaxCredit, ...amountsAbroad(totals) });
