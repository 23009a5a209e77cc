import { afterAll, beforeEach, describe, expect, test } from 'vitest';

import { createTestRecordsPages, rentFields } from '../../test/records-pages.ts';

const { records, get, post, upload, addProperty, listAll, signIn, drop } = await createTestRecordsPages();

let owner = '';
beforeEach(async () => {
  owner = await signIn();
});
afterAll(drop);

async function addJoint(share = '50', name = 'Flat'): Promise<string> {
  const { status } = await post('/records/properties/new', { name, address: '', share });
  expect(status).toBe(303);
  const property = (await records.listProperties(owner)).find((each) => each.name === name);
  return property?.id ?? '';
}

const rentOf = async (property: string) => {
  await post('/records/transactions/new', { ...rentFields(property), 'money-in': '1000' });
  return (await listAll(owner))[0]?.id ?? '';
};

describe('the form of a property', () => {
  test('starts at all of it, and its list names a share below that alone', async () => {
    expect((await get('/records/properties/new')).html).toMatch(/name="share"[^>]* value="100"/);
    await addProperty(owner, 'House');
    expect((await get('/records/properties')).html).not.toContain('Your share');
    await addJoint('33.33');
    expect((await get('/records/properties')).html).toMatch(/Your share[\s\S]*33\.33%/);
  });

  test('sends a share that is none back as it was typed, with what to do', async () => {
    const flat = await addJoint();
    await rentOf(flat);
    for (const path of ['/records/properties/new', `/records/properties/${flat}`]) {
      const typed = { name: 'Kept name', address: '', share: '33.333', rework: 'yes' };
      const { status, html } = await post(path, typed);
      expect(status).toBe(422);
      expect(html).toContain('<a href="#share">Your share must have at most 2 decimal places</a>');
      expect(html).toMatch(/name="share"[^>]* value="33\.333"/);
      expect(html).toContain('Kept name');
    }
    const { html } = await post(`/records/properties/${flat}`, { name: '', share: '25', rework: 'yes' });
    expect(html).toMatch(/name="rework"[^>]* checked/);
    expect(await records.findProperty(owner, flat)).toMatchObject({ shareBasisPoints: 5_000 });
  });

  test('works out anew what is there where its box is ticked, and offers it only where there is something', async () => {
    const flat = await addJoint();
    const path = `/records/properties/${flat}`;
    expect((await get(path)).html).not.toContain('name="rework"');
    await rentOf(flat);
    const { html } = await get(path);
    expect(html).toMatch(/name="share"[^>]* value="50"/);
    expect(html).toContain('Also work out anew the records already entered for this property');

    const fields = { name: 'Flat', address: '', share: '25' };
    expect(await post(path, fields)).toMatchObject({ location: '/records/properties?done=property-changed' });
    expect(await listAll(owner)).toMatchObject([{ moneyInPence: 50_000 }]);
    const reworked = await post(path, { ...fields, rework: 'yes' });
    expect(reworked.location).toBe('/records/properties?done=property-reworked');
    expect((await get(reworked.location)).html).toContain('worked out anew');
    expect(await listAll(owner)).toMatchObject([{ moneyInPence: 25_000 }]);
  });
});

describe('the form of a transaction', () => {
  test('says what is recorded of a whole amount, and nothing where that is all of it', async () => {
    const flat = await addJoint();
    expect((await get('/records/transactions/new')).html).toContain(
      'Enter the whole amount. Your share of 50% is recorded.',
    );
    await addJoint('33.33', 'Barn');
    await addProperty(owner, 'House');
    expect((await get('/records/transactions/new')).html).toContain(
      'Of what you own jointly, your share is recorded: 33.33% of Barn, 50% of Flat.',
    );
    for (const name of ['Flat', 'Barn']) {
      const property = (await records.listProperties(owner)).find((each) => each.name === name);
      await records.changeProperty(owner, property?.id ?? '', { name, address: '', share: '100' });
    }
    expect((await get('/records/transactions/new')).html).not.toContain('whole amount');
    expect((await get(`/records/transactions/${await rentOf(flat)}`)).html).not.toContain('whole amount');
  });

  test('shows the whole amount again, and keeps the share of its day', async () => {
    const flat = await addJoint();
    const id = await rentOf(flat);
    await records.changeProperty(owner, flat, { name: 'Flat', address: '', share: '10' });
    const path = `/records/transactions/${id}`;
    const { html } = await get(path);
    expect(html).toMatch(/name="money-in"[^>]* value="1000\.00"/);
    expect(html).toContain('Enter the whole amount. Your share of 50% is recorded');
    const refused = await post(path, { ...rentFields(flat), 'money-in': 'x' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('Your share of 50% is recorded');
    await post(path, { ...rentFields(flat), 'money-in': '', 'money-out': '300' });
    expect(await listAll(owner)).toMatchObject([{ moneyInPence: 0, moneyOutPence: 15_000 }]);
  });
});

test('lists show the landlord’s own amount and what it is a share of', async () => {
  const id = await rentOf(await addJoint());
  const own = /£500\.00<br\/?><span class="govuk-hint">50% of £1,000\.00<\/span>/;
  expect((await get('/records')).html).toMatch(own);
  expect((await get('/records')).html).toContain('<div class="qd-card__value">£500.00</div>');
  expect((await get(`/records/transactions/${id}/delete`)).html).toMatch(own);
});

test('an import shows what it would record of whole amounts', async () => {
  await addJoint();
  const header = 'Date,Property,Category,Description,Money in,Money out,Your share';
  const rows = ['8/4/2026,Flat,Rental income,Rent,1000,,', '9/4/2026,Barn,Rental income,Rent,800,,25%'];
  const { location } = await upload([header, ...rows].join('\n'));
  const { html } = await get(location);
  expect(html).toContain('50% of £1,000.00');
  expect(html).toContain('25% of £800.00');
  expect(html).toContain('Barn, your share 25%');
  expect(html).toContain('£700.00');
  await post(location, { choice: 'all' });
  expect(await listAll(owner)).toMatchObject([{ moneyInPence: 20_000 }, { moneyInPence: 50_000 }]);
});
