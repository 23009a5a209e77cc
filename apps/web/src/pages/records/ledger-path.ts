import { findCategory, type CategoryKey, type TransactionFilter } from '../../domain/records/index.ts';
import { isCalendarDate, type DateSpan } from '../../domain/tax-year.ts';

/** A span of dates as one value of a form: `2026-04-06_2026-07-05`. */
export const periodValue = ({ start, end }: DateSpan): string => `${start}_${end}`;

/** Reads what {@link periodValue} wrote; anything else is no period. */
function readPeriod(value: string): DateSpan | undefined {
  const [start = '', end = '', ...more] = value.split('_');
  const valid = more.length === 0 && isCalendarDate(start) && isCalendarDate(end) && start <= end;
  return valid ? { start, end } : undefined;
}

/** The filter out of the ledger's address. What makes no sense there narrows nothing. */
export function readFilter(query: (name: string) => string | undefined): TransactionFilter {
  const period = readPeriod(query('period') ?? '');
  const property = query('property');
  const country = query('country') ?? '';
  const text = query('text')?.trim().replaceAll('\0', '').slice(0, 100);
  return {
    propertyId: property === '' ? undefined : property,
    countryCode: /^[A-Z]{3}$/.test(country) ? country : undefined,
    category: findCategory(query('category') ?? '')?.key,
    from: period?.start,
    to: period?.end,
    text: text === '' ? undefined : text,
  };
}

/**
 * The address of the ledger narrowed to what is asked, such as the transactions behind one figure of an update.
 * `from` and `to` come together.
 */
export function ledgerPath(filter: {
  category?: CategoryKey | undefined;
  propertyId?: string | undefined;
  countryCode?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  text?: string | undefined;
  page?: number;
}): string {
  const { category, propertyId, countryCode, from, to, text, page = 1 } = filter;
  const query = new URLSearchParams();
  if (from !== undefined && to !== undefined) query.set('period', periodValue({ start: from, end: to }));
  if (propertyId !== undefined) query.set('property', propertyId);
  if (countryCode !== undefined) query.set('country', countryCode);
  if (category !== undefined) query.set('category', category);
  if (text !== undefined) query.set('text', text);
  if (page > 1) query.set('page', String(page));
  return query.size === 0 ? '/records' : `/records?${query.toString()}`;
}
