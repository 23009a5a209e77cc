import { Hono } from 'hono';

import { type AppEnv } from '../env.ts';
import { type ReceiptPageDeps } from './deps.ts';
import { exports } from './export.ts';
import { receiptPage } from './receipt-page.tsx';
import { receiptsPage } from './receipts-page.tsx';

/** What was submitted and what became of it, to be read, printed and kept. */
export function receiptPages(deps: ReceiptPageDeps) {
  const app = new Hono<AppEnv>();
  receiptsPage(app, deps);
  receiptPage(app, deps);
  exports(app, deps);
  return app;
}
