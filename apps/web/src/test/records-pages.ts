import { Hono } from 'hono';

import { type AppEnv, type Person } from '../pages/env.ts';
import { recordsPages } from '../pages/records/index.ts';
import { createTestRecords } from './records.ts';

/** The pages under `/records` in a frame of their own, for whoever is signed in with `signIn`. */
export async function createTestRecordsPages() {
  const test = await createTestRecords();
  let person: Person | null = null;
  const app = new Hono<AppEnv>();
  app.use(async (c, next) => {
    c.set('person', person);
    c.set('page', { nav: { signedIn: true }, environment: 'simulator' });
    await next();
  });
  app.route('/', recordsPages({ records: test.records, clock: test.clock }));

  async function send(path: string, init?: RequestInit) {
    const response = await app.request(path, init);
    const { status, headers } = response;
    return { status, headers, location: headers.get('location') ?? '', html: await response.text() };
  }

  return {
    ...test,
    get: (path: string) => send(path),
    post: (path: string, fields: Record<string, string> = {}) =>
      send(path, { method: 'POST', body: new URLSearchParams(fields) }),
    upload: (content: string | Uint8Array<ArrayBuffer>, name = 'ledger.csv') => {
      const body = new FormData();
      body.set('file', new File([content], name));
      return send('/records/import', { method: 'POST', body });
    },

    /** Signs in somebody new, and says who. */
    signIn: async (): Promise<string> => {
      const id = await test.addPerson();
      person = { id, email: `${id}@example.com`, sessionId: 'session' };
      return id;
    },
    signOut: () => {
      person = null;
    },
    listAll: (ownerId: string) => test.records.listTransactions(ownerId, {}, { page: 1, pageSize: 100 }),
  };
}

/** A transaction as the form sends it. */
export const rentFields = (property: string) => ({
  'date-day': '8',
  'date-month': '4',
  'date-year': '2026',
  property,
  category: 'periodAmount',
  description: 'Rent',
  'money-in': '1,150.00',
  'money-out': '',
});
