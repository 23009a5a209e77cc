import { expect } from '@playwright/test';

import {
  connect,
  expectStatus,
  reviewQuarter,
  signUp,
  startWithSampleRecords,
  submitQuarter,
} from '../landlord.ts';
import { after, at, press, type Walk, type Walker } from './walk.ts';

const room = '/years/:taxYear/rent-a-room/:businessId';
const review = '/updates/:businessId/:periodEndDate{\\d{4}-\\d{2}-\\d{2}}';
const quarter = '5 October 2026';
const lodger =
  'Date,Property,Category,Description,Money in,Money out\n' +
  '01/06/2026,12 Mill Lane,Rent a Room rents,Lodger,4000.00,\n';

async function arrive(walker: Walker): Promise<void> {
  const { page, world, user } = walker;
  await signUp(page, world);
  await startWithSampleRecords(page);
  await page.goto(`${world.url}/records/import`);
  const file = { name: 'lodger.csv', mimeType: 'text/csv', buffer: Buffer.from(lodger) };
  await page.getByLabel('CSV file').setInputFiles(file);
  await press(walker, 'Continue');
  await press(walker, 'Import 1 transaction');
  await connect(page, world, user);
  await reviewQuarter(page, world, quarter);
}

const fill = ({ page }: Walker, amount: string) =>
  page.getByLabel('Rent a Room amount you claim, in pounds').fill(amount);

export const lettingARoom: Walk = {
  title: 'the pages of Rent a Room relief',
  stops: [
    after(review, 'with Rent a Room rents and no claim', arrive),
    at('/years/:taxYear', 'with Rent a Room rents', '/years/2026-27'),
    after(room, 'with the rents filled in', async ({ page }) => {
      await page.getByRole('link', { name: 'Rent a Room relief' }).click();
    }),
    after(room, 'with a problem', async (walker) => {
      await fill(walker, '4000.01');
      await press(walker, 'Save');
      await expect(walker.page.getByRole('alert')).toBeVisible();
    }),
    after(room, 'saved', async (walker) => {
      await fill(walker, '3000');
      await press(walker, 'Save');
      await expect(walker.page.getByText('Nothing was sent to HMRC')).toBeVisible();
    }),
    after(review, 'with Rent a Room rents above the claim', ({ page, world }) =>
      reviewQuarter(page, world, quarter),
    ),
    after(review, 'with a Rent a Room claim', async (walker) => {
      await walker.page.getByRole('link', { name: 'Check what you claim' }).click();
      await fill(walker, '4000');
      await press(walker, 'Save');
    }),
    after('/submissions/:id', 'with a Rent a Room claim', async ({ page, world }) => {
      await submitQuarter(page, world, quarter);
      await expectStatus(page, 'Submitted');
    }),
    after('/submissions/:id/receipt', 'with a Rent a Room claim', ({ page }) =>
      page.getByRole('link', { name: 'Receipt', exact: true }).click(),
    ),
  ],
};
