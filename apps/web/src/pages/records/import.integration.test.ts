import { afterAll, beforeEach, describe, expect, test } from 'vitest';

import { sampleLedger } from '../../domain/records/index.ts';
import { createTestRecordsPages } from '../../test/records-pages.ts';

const { get, post, upload, listAll, signIn, drop } = await createTestRecordsPages();
const header = 'Date,Property,Category,Description,Money in,Money out';

let owner = '';
beforeEach(async () => {
  owner = await signIn();
});
afterAll(drop);

describe('an import', () => {
  test('of the sample is shown, confirmed, and adds nothing the second time', async () => {
    const { status, location } = await upload(sampleLedger);
    expect(status).toBe(303);
    const { html } = await get(location);
    expect(html).toContain('Import 75 transactions');
    expect(html).toContain('Flat 3, Wharf House');
    expect(await listAll(owner)).toEqual([]);
    expect(await post(location, { choice: 'all' })).toMatchObject({
      status: 303,
      location: '/records?imported=75',
    });
    expect((await get('/records?imported=75')).html).toContain('75 transactions imported');

    const again = await upload(sampleLedger);
    const second = await get(again.location);
    expect(second.html).toContain('There is nothing to add');
    expect(second.html).not.toContain('value="all"');
    expect((await post(location, { choice: 'all' })).status).toBe(404);
    expect(await listAll(owner)).toHaveLength(75);
  });

  test('with bad rows lists them, and imports the good ones only when told so', async () => {
    const file = [header, '8/4/2026,Flat,Rental income,Rent,1,', 'x,Flat,Rent,<i>,1,1'].join('\n');
    const { location } = await upload(file);
    const { html } = await get(location);
    expect(html).toContain('<th scope="row" class="govuk-table__header">3</th>');
    expect(html).toContain('There is no category “Rent”');
    expect(html).toContain('Import the 1 good row');
    for (const choice of ['all', '', 'x']) {
      expect(await post(location, { choice })).toMatchObject({ status: 303, location });
    }
    expect(await listAll(owner)).toEqual([]);
    expect(await post(location, { choice: 'good-rows' })).toMatchObject({ location: '/records?imported=1' });
    expect(await listAll(owner)).toHaveLength(1);
  });

  test('can be cancelled', async () => {
    const { location } = await upload(sampleLedger);
    expect(await post(location, { choice: 'cancel' })).toMatchObject({
      location: '/records/import?done=import-cancelled',
    });
    expect((await get(location)).status).toBe(404);
    expect((await post(location, { choice: 'cancel' })).status).toBe(404);
  });

  test('of no file, no CSV file or too large a file is sent back', async () => {
    expect((await upload('', '')).html).toContain('Select a CSV file');
    expect((await post('/records/import')).html).toContain('Select a CSV file');
    expect((await upload('')).html).toContain('The file is empty');
    expect((await upload(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).html).toContain('must be a CSV file');
    for (const size of [1_000_001, 2_000_000]) {
      const { status, html } = await upload('x'.repeat(size));
      expect(status).toBe(413);
      expect(html).toContain('1 MB or smaller');
    }
  });

  test('can start from the example file', async () => {
    const { headers, html: example } = await get('/records/import/example.csv');
    expect(headers.get('content-disposition')).toContain('attachment');
    const { location } = await upload(example);
    expect((await get(location)).html).toContain('Import 75 transactions');
  });
});
