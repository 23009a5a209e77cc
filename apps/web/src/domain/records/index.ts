import type { RecordsStore } from '../../data/records.ts';
import type { Clock } from '../../platform/clock.ts';
import { createImportCases } from './imports.ts';
import { createPropertyCases } from './properties.ts';
import { createTransactionCases } from './transactions.ts';

export { countriesAbroad, countryName } from './countries.ts';
export {
  categories,
  categoryLabel,
  type CategoryKey,
  type CategoryKind,
  figuresOf as totalsOf,
  findCategory,
  fitsPlace,
  type Place,
  placeOf,
  totalOfKind,
  unitedKingdom,
} from './rules.ts';
export { type SharedAmounts, shareAsPercent, wholeShare } from './share.ts';
export { mostFileBytes, mostFileRows, type RowProblem } from './ledger-file.ts';
export type { ImportPreview } from './imports.ts';
export type { Property, PropertyEntry, PropertyProblems } from './properties.ts';
export { sampleLedger } from './sample-ledger.ts';
export type {
  LedgerSummary,
  MonthAmounts,
  Transaction,
  TransactionEntry,
  TransactionFilter,
  TransactionProblems,
} from './transactions.ts';

export type Records = ReturnType<typeof createRecords>;

/** Properties and the ledger. Every function takes the owner first; what is another owner's is not found. */
export function createRecords(deps: { store: RecordsStore; clock: Clock }) {
  return { ...createPropertyCases(deps), ...createTransactionCases(deps), ...createImportCases(deps) };
}
