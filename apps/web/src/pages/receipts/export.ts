import { type Hono } from 'hono';

import { parseTaxYear } from '../../domain/tax-year.ts';
import { type AppContext, type AppEnv, signedInPerson } from '../env.ts';
import { type ReceiptPageDeps } from './deps.ts';
import { receiptFiles } from './files.tsx';

/** Zips to be kept: everything there is of a person, or the receipts of a tax year. */
export function exports(app: Hono<AppEnv>, { accounts, receipts, clock }: ReceiptPageDeps): void {
  app.get('/account/export', async (c) => {
    const person = signedInPerson(c);
    const files = receiptFiles(await receipts.all(person.id), clock.today());
    return download(c, await accounts.exportAll(person, files));
  });

  app.get('/receipts/export', async (c) => {
    const person = signedInPerson(c);
    const taxYear = parseTaxYear(c.req.query('year') ?? '');
    if (taxYear === undefined) return c.redirect('/account/export', 303);
    const files = receiptFiles(await receipts.all(person.id, taxYear), clock.today());
    return download(c, await accounts.exportYear(person, taxYear, files));
  });
}

function download(c: AppContext, { fileName, zip }: { fileName: string; zip: Uint8Array<ArrayBuffer> }) {
  c.header('Content-Type', 'application/zip');
  c.header('Content-Disposition', `attachment; filename="${fileName}"`);
  c.header('Cache-Control', 'no-store');
  return c.body(zip);
}
