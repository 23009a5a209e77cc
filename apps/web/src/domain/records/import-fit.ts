/** Which rows of a file fit the properties that they name. Pure. */
import { countryName } from './countries.ts';
import type { LedgerRow, RowProblem } from './ledger-file.ts';
import type { Property } from './properties.ts';
import { categoryPlaceProblem, findCategory, folded, unitedKingdom } from './rules.ts';

/**
 * Tells rows apart by whether the property they name is where they say, and whether their category is one of properties there. A
 * property that is not in the records yet is where the file first says; in the UK where it says nothing.
 *
 * @returns the countries of all properties that rows name, by folded name
 */
export function fitRows(
  rows: readonly LedgerRow[],
  properties: readonly Pick<Property, 'name' | 'countryCode'>[],
): { fitting: LedgerRow[]; misfits: RowProblem[]; countries: Map<string, string> } {
  const countries = new Map(properties.map(({ name, countryCode }) => [folded(name), countryCode]));
  const known = new Set(countries.keys());
  for (const { property, countryCode } of rows) {
    const key = folded(property);
    if (countryCode !== null && !countries.has(key)) countries.set(key, countryCode);
  }
  const fitting: LedgerRow[] = [];
  const misfits: RowProblem[] = [];
  for (const row of rows) {
    const key = folded(row.property);
    const there = countries.get(key) ?? unitedKingdom;
    countries.set(key, there);
    const category = findCategory(row.category);
    const reasons = [
      row.countryCode !== null && row.countryCode !== there
        ? `“${row.property}” is in ${countryName(there)} ${known.has(key) ? 'in your records' : 'in another row'}, not in ${countryName(row.countryCode)}`
        : undefined,
      category && categoryPlaceProblem(category, there),
    ].filter((reason) => reason !== undefined);
    if (reasons.length === 0) fitting.push(row);
    else misfits.push({ line: row.line, reasons });
  }
  return { fitting, misfits, countries };
}
