import { type Behind, type LedgerRow } from '../../../data/attempt-evidence.ts';
import { placeOf, totalsOf } from '../../records/index.ts';
import {
  amountsAbroad,
  figuresOf,
  fingerprint,
  hasOneTotal,
  isForeign,
  type PlaceFigures,
  type UpdateFigures,
  withOneTotal,
} from './rules.ts';

/** The transactions that an update's figures are the sums of: those of properties in the UK, or those of properties abroad. */
export function behind(figures: UpdateFigures): Behind {
  const { fromDate: from, toDate: to } = figures;
  const place = isForeign(figures) ? 'abroad' : 'uk';
  return {
    from,
    to,
    pick(rows) {
      const own = rows.filter(({ countryCode }) => placeOf(countryCode) === place);
      const itemised = isForeign(figures)
        ? { ...figures, places: figures.places.map((each) => withAmounts(each, own)) }
        : figuresOf(totalsOf(own), { fromDate: from, toDate: to });
      const now = hasOneTotal(figures) ? withOneTotal(itemised) : itemised;
      const hasAll =
        !isForeign(figures) || own.every((row) => figures.places.some((each) => isOf(row, each)));
      return hasAll && fingerprint(now) === fingerprint(figures) ? own : null;
    },
  };
}

const withAmounts = (place: PlaceFigures, rows: readonly LedgerRow[]): PlaceFigures => ({
  ...place,
  ...amountsAbroad(totalsOf(rows.filter((row) => isOf(row, place)))),
});

const isOf = (row: LedgerRow, { property, countryCode }: PlaceFigures): boolean =>
  property ? row.propertyId === property.id : row.countryCode === countryCode;
