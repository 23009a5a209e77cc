export { ledgerPath } from './ledger-path.ts';
export { recordsPages } from './routes.ts';
