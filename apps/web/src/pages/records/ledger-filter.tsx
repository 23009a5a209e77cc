import {
  categoryLabel,
  countryName,
  placeOf,
  type Property,
  type TransactionFilter,
} from '../../domain/records/index.ts';
import { quartersOf, taxYearDates, taxYearOf, type DateSpan, type TaxYear } from '../../domain/tax-year.ts';
import { Button } from '../../ui/components/button.tsx';
import { Details } from '../../ui/components/details.tsx';
import { Input } from '../../ui/components/input.tsx';
import { Select } from '../../ui/components/select.tsx';
import { formatDate } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { categoryItems } from './category-items.ts';
import { periodValue } from './ledger-path.ts';

/** The tax years that the ledger touches, and the present one, newest first. */
export function yearsOf(dates: { first: string; last: string }, today: string): TaxYear[] {
  const first = Number(taxYearOf(dates.first < today ? dates.first : today).slice(0, 4));
  const last = Number(taxYearOf(dates.last > today ? dates.last : today).slice(0, 4));
  return Array.from({ length: last - first + 1 }, (_, index) => taxYearOf(`${last - index}-04-06`));
}

function periodsOf(years: readonly TaxYear[], chosen: DateSpan | undefined) {
  const listed = years.flatMap((year) => [
    { value: periodValue(taxYearDates(year)), text: `${year}, whole tax year` },
    ...quartersOf(year).map((quarter) => ({
      value: periodValue(quarter),
      text: `${year}, quarter ${quarter.number}: ${spanText(quarter)}`,
    })),
  ]);
  const own = chosen && { value: periodValue(chosen), text: spanText(chosen) };
  const isListed = own === undefined || listed.some(({ value }) => value === own.value);
  return [{ value: '', text: 'All dates' }, ...(isListed ? [] : [own]), ...listed];
}

export const spanText = ({ start, end }: DateSpan) => `${formatDate(start)} to ${formatDate(end)}`;

/** The dates of a filter, if it has any. */
export function spanOf({ from, to }: TransactionFilter): DateSpan | undefined {
  return from !== undefined && to !== undefined ? { start: from, end: to } : undefined;
}

export function LedgerFilter(props: {
  properties: readonly Property[];
  filter: TransactionFilter;
  years: readonly TaxYear[];
}) {
  const { properties, filter, years } = props;
  const chosen = spanOf(filter);
  const countries = countriesOf(properties);
  const isNarrowed = Object.values(filter).some((value) => value !== undefined);
  return (
    <>
      {isNarrowed && (
        <p class="govuk-body">
          Showing <strong>{wordsOf(filter, properties).join(' · ')}</strong>.{' '}
          <Link href="/records">Show all transactions</Link>
        </p>
      )}
      <Details summaryText={isNarrowed ? 'Change the filter' : 'Filter the transactions'}>
        <form method="get" action="/records">
          <Select
            name="period"
            label="Dates"
            value={chosen ? periodValue(chosen) : ''}
            items={periodsOf(years, chosen)}
          />
          <Select
            name="property"
            label="Property"
            value={filter.propertyId ?? ''}
            items={[
              { value: '', text: 'All properties' },
              ...properties.map(({ id, name }) => ({ value: id, text: name })),
            ]}
          />
          {countries.length > 1 && (
            <Select
              name="country"
              label="Country"
              value={filter.countryCode ?? ''}
              items={[
                { value: '', text: 'All countries' },
                ...countries.map((code) => ({ value: code, text: countryName(code) })),
              ]}
            />
          )}
          <Select
            name="category"
            label="Category"
            value={filter.category ?? ''}
            items={[{ value: '', text: 'All categories' }, ...categoryItems(properties)]}
          />
          <Input
            name="text"
            label="Words in the description"
            value={filter.text}
            classes="govuk-input--width-20"
          />
          <Button variant="secondary">Filter</Button>
        </form>
      </Details>
    </>
  );
}

/** The countries of somebody's properties: the UK first. */
function countriesOf(properties: readonly Property[]): string[] {
  const codes = [...new Set(properties.map(({ countryCode }) => countryCode))];
  const rank = (code: string) => (placeOf(code) === 'uk' ? '' : countryName(code));
  return codes.sort((a, b) => rank(a).localeCompare(rank(b), 'en'));
}

/** A filter in words. */
function wordsOf(filter: TransactionFilter, properties: readonly Property[]): string[] {
  const { category, propertyId, countryCode, text } = filter;
  const span = spanOf(filter);
  return [
    ...(category === undefined ? [] : [categoryLabel(category)]),
    ...(propertyId === undefined
      ? []
      : [properties.find(({ id }) => id === propertyId)?.name ?? 'another property']),
    ...(countryCode === undefined ? [] : [countryName(countryCode)]),
    ...(text === undefined ? [] : [`“${text}”`]),
    ...(span === undefined ? [] : [spanText(span)]),
  ];
}
