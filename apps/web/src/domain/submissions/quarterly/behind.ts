import { type Behind, type LedgerRow } from '../../../data/attempt-evidence.ts';
import { type YearAmountRow } from '../../../data/year-amounts.ts';
import { categories, placeOf, totalsOf } from '../../records/index.ts';
import {
  amountsAbroad,
  figuresOf,
  fingerprint,
  type ForeignUpdateFigures,
  hasOneTotal,
  isForeign,
  type PlaceFigures,
  type UpdateFigures,
  withOneTotal,
  withYearAmounts,
  type YearAmounts,
  yearAmountKey,
} from './rules.ts';

/** The transactions that an update's figures are, with the amounts entered of the year, the sums of: those of properties in the UK, or those of properties abroad. Of figures that leave expenses out, those of income and of tax alone. */
export function behind(
  figures: UpdateFigures,
  {
    leavesOutExpenses = false,
    replaced = null,
  }: Partial<Pick<Behind, 'leavesOutExpenses' | 'replaced'>> = {},
): Behind {
  const { fromDate: from, toDate: to } = figures;
  const place = isForeign(figures) ? 'abroad' : 'uk';
  return {
    from,
    to,
    leavesOutExpenses,
    replaced,
    pick(rows, beside) {
      const amounts = byPlace(beside);
      const own = rows
        .filter(({ countryCode }) => placeOf(countryCode) === place)
        .filter(({ category }) => !leavesOutExpenses || !expenses.has(category));
      const ofLedger = isForeign(figures)
        ? { ...figures, places: figures.places.map((each) => withAmounts(each, own)) }
        : figuresOf(totalsOf(own), { fromDate: from, toDate: to });
      const itemised = withYearAmounts(ofLedger, amounts);
      const now = hasOneTotal(figures) ? withOneTotal(itemised) : itemised;
      const hasAll = !isForeign(figures) || (hasEach(own, figures) && hasCosts(amounts, figures));
      return hasAll && fingerprint(now) === fingerprint(figures) ? own : null;
    },
  };
}

const expenses: ReadonlySet<string> = new Set(
  categories.filter(({ kind }) => kind === 'expense').map(({ key }) => key),
);

/** What a landlord entered of the year, by place; nought is nothing. */
export const byPlace = (rows: readonly YearAmountRow[]): YearAmounts =>
  new Map(rows.filter((row) => row.amountPence !== 0).map((row) => [yearAmountKey(row), row.amountPence]));

const withAmounts = (place: PlaceFigures, rows: readonly LedgerRow[]): PlaceFigures => ({
  ...place,
  ...amountsAbroad(totalsOf(rows.filter((row) => isOf(row, place)))),
});

const hasEach = (rows: readonly LedgerRow[], { places }: ForeignUpdateFigures): boolean =>
  rows.every((row) => places.some((each) => isOf(row, each)));

const hasCosts = (costs: YearAmounts, { places }: ForeignUpdateFigures): boolean =>
  [...costs.keys()].every((key) =>
    places.some(({ property, countryCode }) => key === (property?.id ?? countryCode)),
  );

const isOf = (row: LedgerRow, { property, countryCode }: PlaceFigures): boolean =>
  property ? row.propertyId === property.id : row.countryCode === countryCode;
