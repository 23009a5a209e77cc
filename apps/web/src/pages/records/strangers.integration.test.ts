import { afterAll, beforeEach, describe, expect, test } from 'vitest';

import { sampleLedger } from '../../domain/records/index.ts';
import { createTestRecordsPages, rentFields } from '../../test/records-pages.ts';

const { records, get, post, upload, addProperty, listAll, signOut, signIn, drop } =
  await createTestRecordsPages();

let owner = '';
beforeEach(async () => {
  owner = await signIn();
});
afterAll(drop);

describe('somebody else', () => {
  test('is told that nothing is there, whatever they try', async () => {
    const property = await addProperty(owner, 'Flat');
    await post('/records/transactions/new', rentFields(property));
    const [transaction] = await listAll(owner);
    const { location } = await upload(sampleLedger);
    const paths = [
      `/records/transactions/${transaction?.id ?? ''}`,
      `/records/transactions/${transaction?.id ?? ''}/delete`,
      `/records/properties/${property}`,
      `/records/properties/${property}/delete`,
      location,
    ];
    await signIn();
    for (const path of paths) {
      expect((await get(path)).status).toBe(404);
      const fields = { ...rentFields(property), name: 'Mine', address: '', choice: 'good-rows' };
      expect((await post(path, fields)).status).toBe(404);
    }
    expect((await post('/records/transactions/new', rentFields(property))).status).toBe(422);
    expect((await get(`/records?property=${property}`)).html).toContain('No transactions yet');
    expect(await listAll(owner)).toHaveLength(1);
    expect(await records.listProperties(owner)).toMatchObject([{ name: 'Flat' }]);
  });

  test('who is not signed in is sent to sign in', async () => {
    signOut();
    for (const path of ['/records', '/records/import', '/records/transactions/new', '/records/properties']) {
      expect((await get(path)).location).toBe('/sign-in');
    }
    expect(await post('/records/sample')).toMatchObject({ status: 303, location: '/sign-in' });
  });
});
