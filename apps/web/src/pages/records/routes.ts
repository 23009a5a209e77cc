import { Hono } from 'hono';

import { type AppEnv } from '../env.ts';
import { deletePropertyPage } from './delete-property.tsx';
import { deleteTransactionPage } from './delete-transaction.tsx';
import { type RecordsPagesDeps } from './deps.ts';
import { importPage } from './import.tsx';
import { importPreviewPage } from './import-preview.tsx';
import { ledgerPage } from './ledger.tsx';
import { propertiesPage } from './properties.tsx';
import { propertyPages } from './property.tsx';
import { transactionPages } from './transaction.tsx';

/** Everything under `/records`. All of it is for signed-in people alone. */
export function recordsPages(deps: RecordsPagesDeps): Hono<AppEnv> {
  const pages = new Hono<AppEnv>();
  pages.use('/records/*', async (c, next) => {
    if (c.var.person === null) return c.redirect('/sign-in', 303);
    return next();
  });
  const all = [
    ledgerPage,
    deleteTransactionPage,
    transactionPages,
    propertiesPage,
    deletePropertyPage,
    propertyPages,
    importPage,
    importPreviewPage,
  ];
  for (const page of all) pages.route('/', page(deps));
  return pages;
}
