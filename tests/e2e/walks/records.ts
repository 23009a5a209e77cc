import { expect } from '@playwright/test';

import { signUp, startWithSampleRecords } from '../landlord.ts';
import { after, at, press, type Walk, type Walker } from './walk.ts';

const header = 'Date,Property,Category,Description,Money in,Money out\n';
const good = '01/10/2026,"14 Château Street",Rental income,"Rent, October",950.00,\n';
const bad = '31/02/2026,12 Mill Lane,Gifts,What is this,,-3\n';

async function chooseFile({ page, world }: Walker, content: string): Promise<void> {
  await page.goto(`${world.url}/records/import`);
  const file = { name: 'ledger.csv', mimeType: 'text/csv', buffer: Buffer.from(header + content) };
  await page.getByLabel('CSV file').setInputFiles(file);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page).toHaveURL(/\/records\/import\/./);
}

export const records: Walk = {
  title: 'the pages of records',
  stops: [
    after('/', 'with records', async ({ page, world }) => {
      await signUp(page, world);
      await startWithSampleRecords(page);
    }),
    at('/records', 'all of them'),
    at('/records', 'narrowed to nothing', '/records?text=nothing-like-it'),
    at('/records/transactions/new', 'empty'),
    after('/records/transactions/new', 'refused', async (walker) => {
      await press(walker, 'Save');
      await expect(walker.page.getByRole('alert')).toBeVisible();
    }),
    after('/records/transactions/:id', 'filled', async ({ page, world }) => {
      await page.goto(`${world.url}/records?text=Repainting`);
      await page.getByRole('link', { name: 'Repainting between tenants' }).click();
    }),
    after('/records/transactions/:id/delete', 'asks', async ({ page }) => {
      await page.getByRole('link', { name: 'Delete this transaction' }).click();
    }),
    at('/records/properties', 'three'),
    at('/records/properties/new', 'empty'),
    after('/records/properties/new', 'refused', async (walker) => {
      await press(walker, 'Save');
      await expect(walker.page.getByRole('alert')).toBeVisible();
    }),
    after('/records/properties/:id', 'filled', async ({ page, world }) => {
      await page.goto(`${world.url}/records/properties`);
      await page.getByRole('link', { name: 'Change' }).first().click();
    }),
    after('/records/properties/:id/delete', 'not yet', async ({ page, world }) => {
      await page.goto(`${world.url}/records/properties`);
      await page.getByRole('link', { name: 'Delete' }).first().click();
    }),
    at('/records/import', 'empty'),
    after('/records/import', 'refused', async (walker) => {
      await press(walker, 'Continue');
      await expect(walker.page.getByRole('alert')).toBeVisible();
    }),
    after('/records/import/:id', 'clean', (walker) => chooseFile(walker, good)),
    after('/records/import/:id', 'with a bad row', (walker) => chooseFile(walker, good + bad)),
    at('/records/import/:id', 'gone', '/records/import/00000000-0000-4000-8000-000000000000'),
  ],
};
