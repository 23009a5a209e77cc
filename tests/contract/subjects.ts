import { type DocumentedOperation, readDocuments } from './hmrc/documents.ts';
import { includesYear, startYearOf, taxYearOf, type YearRange } from './hmrc/tax-years.ts';
import { whyLeftOut } from './left-out.ts';
import { settings } from './settings.ts';
import type { ClientOperation } from './client-operations.ts';

export const documents = readDocuments(settings.folder);

/** Every operation of HMRC's files that is to be there. */
export const subjects: readonly DocumentedOperation[] = documents
  .flatMap(({ operations }) => operations)
  .filter((operation) => whyLeftOut(operation) === null);

export function titleOf({ api, method, path }: DocumentedOperation): string {
  return `${api} ${method} ${path}`;
}

/** Tax years whose forms differ, and one beyond them. */
const candidates = [2022, 2023, 2024, 2025, 2026, 2027];

/** The tax years to ask an operation about; null alone where its path has none. */
export function taxYearsOf(operation: ClientOperation): readonly (string | null)[] {
  if (!/\{taxYear\w*\}/.test(operation.path)) return [null];
  const { from = '', to = '9999-00' } = operation.years ?? {};
  return candidates.map(taxYearOf).filter((taxYear) => taxYear >= from && taxYear <= to);
}

/** Those of an operation's tax years that are in a range. */
export function taxYearsIn(operation: ClientOperation, range: YearRange | null): readonly (string | null)[] {
  return taxYearsOf(operation).filter(
    (taxYear) => range === null || taxYear === null || includesYear(range, startYearOf(taxYear)),
  );
}
