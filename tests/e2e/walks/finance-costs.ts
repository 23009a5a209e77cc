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

const costs = '/years/:taxYear/finance-costs/:businessId';
const review = '/updates/:businessId/:periodEndDate{\\d{4}-\\d{2}-\\d{2}}';
const quarter = '5 October 2026';

async function open({ page, world }: Walker, year: string): Promise<void> {
  await page.goto(`${world.url}/years/${year}`);
  await page.getByRole('link', { name: 'Finance costs brought forward' }).click();
}

const fill = ({ page }: Walker, amount: string) =>
  page.getByLabel('Unused residential finance costs of earlier years, in pounds').fill(amount);

export const bringingForward: Walk = {
  title: 'the pages of finance costs brought forward',
  stops: [
    after(costs, 'nothing known', async (walker) => {
      await signUp(walker.page, walker.world);
      await startWithSampleRecords(walker.page);
      await connect(walker.page, walker.world, walker.user);
      await open(walker, '2026-27');
    }),
    after(costs, 'with a problem', async (walker) => {
      await fill(walker, '-1');
      await press(walker, 'Save');
    }),
    after(costs, 'saved', async (walker) => {
      await fill(walker, '50,000');
      await press(walker, 'Save');
      await expect(walker.page.getByText('Nothing was sent to HMRC')).toBeVisible();
    }),
    after(review, 'with finance costs brought forward', ({ page, world }) =>
      reviewQuarter(page, world, quarter),
    ),
    after('/submissions/:id', 'with finance costs brought forward', async ({ page, world }) => {
      await submitQuarter(page, world, quarter);
      await expectStatus(page, 'Submitted');
    }),
    after('/submissions/:id/receipt', 'with finance costs brought forward', ({ page }) =>
      page.getByRole('link', { name: 'Receipt', exact: true }).click(),
    ),
    after('/updates', 'with a correction of finance costs', async (walker) => {
      const { page, world } = walker;
      await open(walker, '2026-27');
      await fill(walker, '49,000.01');
      await press(walker, 'Save');
      await page.goto(`${world.url}/updates`);
      await expect(page.getByText('Finance costs brought forward are £999.99 less.')).toBeVisible();
    }),
    after('/years/:taxYear', 'with finance costs carried forward', async ({ page, world }) => {
      await world.simulator.advanceClock('P274D');
      await page.goto(`${world.url}/updates`);
      await page.getByRole('button', { name: 'Check these dates with HMRC' }).click();
      await submitQuarter(page, world, '5 April 2027');
      await expectStatus(page, 'Submitted');
      await expect(async () => {
        await page.goto(`${world.url}/years/2026-27`);
        const sentence = page.getByText('Residential finance costs carried forward into 2027-28');
        await expect(sentence).toBeVisible({ timeout: 1_000 });
      }).toPass({ timeout: 30_000 });
    }),
    at('/years/:taxYear/losses', 'with finance costs carried forward', '/years/2026-27/losses'),
    after(costs, 'by HMRC’s estimate', ({ page }) =>
      page.getByRole('link', { name: 'Bring finance costs forward into 2027-28' }).click(),
    ),
  ],
};
