export { type Accounts, type Person } from './account.ts';
export { createAccounts } from './accounts.ts';
export { toCsv } from './csv.ts';
export { deletionWord, describeWait, type FieldProblem, leastPasswordLength, ownPath } from './rules.ts';
