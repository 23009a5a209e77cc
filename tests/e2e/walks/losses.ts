import { expect } from '@playwright/test';

import { connect, expectStatus, signUp, startWithSampleRecords, submitQuarter } from '../landlord.ts';
import { after, press, type Walk, type Walker } from './walk.ts';

const losses = '/years/:taxYear/losses';
const change = `${losses}/:businessId`;

const go = async ({ page, world }: Walker, year: string) => {
  await page.goto(`${world.url}/years/${year}/losses`);
};

export const losing: Walk = {
  title: 'the pages of losses',
  stops: [
    after(losses, 'not asked', async (walker) => {
      const { page, world, user } = walker;
      await signUp(page, world);
      await startWithSampleRecords(page);
      await connect(page, world, user);
      await go(walker, '2025-26');
    }),
    after(losses, 'nothing at HMRC', (walker) => press(walker, 'See what HMRC has')),
    after(change, 'add a loss', (walker) =>
      walker.page.getByRole('link', { name: 'Add a loss brought forward' }).click(),
    ),
    after(change, 'with a problem', async (walker) => {
      await walker.page.getByLabel('Amount of the loss, in pounds').fill('many');
      await press(walker, 'Submit');
    }),
    after('/submissions/:id', 'rejected loss', async (walker) => {
      await walker.world.simulator.fault('refuse', {
        nino: walker.user.nino,
        operation: 'create-brought-forward-loss',
        code: 'FORMAT_VALUE',
        path: '/lossAmount',
        times: 1,
      });
      await walker.page.getByLabel('Amount of the loss, in pounds').fill('1,234.56');
      await press(walker, 'Submit');
      await expectStatus(walker.page, 'Rejected');
    }),
    after('/submissions/:id', 'submitted loss', async (walker) => {
      await walker.page.getByRole('button', { name: 'Resubmit' }).click();
      await walker.page.getByRole('link', { name: 'Add a loss brought forward' }).click();
      await walker.page.getByLabel('Amount of the loss, in pounds').fill('1,234.56');
      await press(walker, 'Submit');
      await expectStatus(walker.page, 'Submitted');
    }),
    after(losses, 'a loss', async (walker) => {
      await walker.page.getByRole('button', { name: 'Losses of 2025-26' }).click();
      await expect(walker.page.getByText('£1,234.56')).toBeVisible();
    }),
    after(change, 'change a loss', (walker) =>
      walker.page.getByRole('link', { name: /^Change the loss/ }).click(),
    ),
    after(change, 'delete a loss', async (walker) => {
      await go(walker, '2025-26');
      await walker.page.getByRole('link', { name: /^Delete the loss/ }).click();
    }),
    after(change, 'claim a loss', async (walker) => {
      await go(walker, '2025-26');
      await walker.page.getByRole('link', { name: 'Claim a loss' }).click();
    }),
    after('/submissions/:id', 'submitted claim', async (walker) => {
      await walker.page.getByLabel('Set this year’s loss against').check();
      await press(walker, 'Submit');
      await expectStatus(walker.page, 'Submitted');
    }),
    after(change, 'withdraw a claim', async (walker) => {
      await go(walker, '2025-26');
      await walker.page.getByRole('link', { name: /^Withdraw/ }).click();
    }),
    after(change, 'together', async (walker) => {
      const { page, world } = walker;
      await world.simulator.advanceClock('P196D');
      await page.goto(`${world.url}/updates`);
      await page.getByRole('button', { name: 'Check these dates with HMRC' }).click();
      await submitQuarter(page, world, '5 April 2027');
      await expectStatus(page, 'Submitted');
      await go(walker, '2026-27');
      await press(walker, 'See what HMRC has');
      await page.getByRole('link', { name: 'Enter losses and claims' }).click();
    }),
    after('/submissions/:id', 'submitted together', async (walker) => {
      await walker.page.getByLabel('Losses brought forward into this year, in pounds').fill('1,234.56');
      await press(walker, 'Submit');
      await expectStatus(walker.page, 'Submitted');
    }),
    after(losses, 'together, with what is carried forward', async (walker) => {
      await expect(async () => {
        await go(walker, '2026-27');
        await expect(walker.page.getByText('By HMRC’s calculation of')).toBeVisible({ timeout: 1_000 });
      }).toPass({ timeout: 30_000 });
    }),
    after(change, 'delete all', (walker) =>
      walker.page.getByRole('link', { name: 'delete all of it' }).click(),
    ),
  ],
};
