export { type Accounts, type FieldProblem, type Person } from './account.ts';
