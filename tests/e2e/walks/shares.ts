import { expect } from '@playwright/test';

import { connect, expectStatus, signUp, submitQuarter } from '../landlord.ts';
import { after, at, press, type Walk, type Walker } from './walk.ts';

const rows = [
  'Date,Property,Category,Description,Money in,Money out,Your share',
  '08/04/2026,12 Mill Lane,Rental income,Rent April 2026,1150.01,,',
  '09/04/2026,12 Mill Lane,Property repairs and maintenance,Boiler service,,96.00,33.33',
  '10/04/2026,12 Mill Lane,Property repairs and maintenance,"Refund, boiler service",20.01,,33.33',
  '10/04/2026,7 Orchard Close,Rental income,Rent April 2026,1420.00,,25',
];

async function addProperty(walker: Walker): Promise<void> {
  const { page } = walker;
  await page.getByLabel('Name').fill('12 Mill Lane');
  await page.getByLabel('Your share, in per cent').fill('50');
  await press(walker, 'Save');
  await expect(page.getByText('Your share', { exact: true })).toBeVisible();
}

async function importRows({ page, world }: Walker): Promise<void> {
  await page.goto(`${world.url}/records/import`);
  const file = { name: 'shares.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) };
  await page.getByLabel('CSV file').setInputFiles(file);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('50% of £1,150.01')).toBeVisible();
}

export const owningJointly: Walk = {
  title: 'the pages of jointly owned properties',
  stops: [
    after('/records/properties/new', 'with a share that is none', async (walker) => {
      await signUp(walker.page, walker.world);
      await walker.page.goto(`${walker.world.url}/records/properties/new`);
      await walker.page.getByLabel('Your share, in per cent').fill('33.333');
      await press(walker, 'Save');
      await expect(walker.page.getByLabel('Your share, in per cent')).toHaveValue('33.333');
    }),
    after('/records/properties', 'owned jointly', addProperty),
    at('/records/transactions/new', 'of the one property owned jointly'),
    after('/records/import/:id', 'with shares', importRows),
    after('/records', 'with shares', (walker) => press(walker, 'Import 4 transactions')),
    at('/records/transactions/new', 'with properties owned jointly'),
    after('/records/transactions/:id', 'owned jointly', async ({ page, world }) => {
      await page.goto(`${world.url}/records`);
      await page.getByRole('link', { name: 'Boiler service', exact: true }).click();
      await expect(page.getByLabel('Money out, in pounds')).toHaveValue('96.00');
    }),
    after('/records/transactions/:id/delete', 'owned jointly', async ({ page }) => {
      await page.getByRole('link', { name: 'Delete this transaction' }).click();
    }),
    after('/records/properties/:id', 'owned jointly', async ({ page, world }) => {
      await page.goto(`${world.url}/records/properties`);
      await page.getByRole('link', { name: 'Change' }).first().click();
    }),
    after('/records/properties', 'worked out anew', async (walker) => {
      await walker.page.getByLabel('Your share, in per cent').fill('33.33');
      await walker.page.getByLabel('Also work out anew').check();
      await press(walker, 'Save');
      await expect(walker.page.getByText('worked out anew by your share')).toBeVisible();
    }),
    after('/submissions/:id/receipt', 'with shares', async ({ page, world, user }) => {
      await connect(page, world, user);
      await submitQuarter(page, world, '5 October 2026');
      await expectStatus(page, 'Submitted');
      await page.getByRole('link', { name: 'Receipt', exact: true }).click();
      await page.getByText('Show 4 transactions').click();
      await expect(page.getByText('33.33% of £1,150.01')).toBeVisible();
    }),
    after('/submissions/:id/receipt/print', 'with shares', async ({ page }) => {
      await page.getByRole('button', { name: 'Print or save as PDF' }).click();
      await expect(page.getByText('33.33% of £1,150.01')).toBeVisible();
    }),
  ],
};
