import { expect } from '@playwright/test';

import {
  attemptsShown,
  connect,
  expectStatus,
  reviewQuarter,
  signInAtHmrc,
  signUp,
  startWithSampleRecords,
  submitQuarter,
} from '../landlord.ts';
import { after, at, press, type Walk, type Walker } from './walk.ts';

const quarter = '5 October 2026';
const review = '/updates/:businessId/:periodEndDate{\\d{4}-\\d{2}-\\d{2}}';
const connection = '/settings/hmrc-connection';
const result = `${connection}/result/:reason`;

async function arrive({ page, world, user }: Walker): Promise<void> {
  await signUp(page, world);
  await startWithSampleRecords(page);
  await connect(page, world, user);
}

const outage = ({ world, user }: Walker) =>
  world.simulator.fault('outage-503', { nino: user.nino, operation: 'put-uk-cumulative' });

const whenTheyEnd = ({ page }: Walker) =>
  page.getByRole('link', { name: 'When these quarters end' }).first().click();

export const sending: Walk = {
  title: 'the pages of an update that is sent',
  stops: [
    after(connection, 'connected', arrive),
    at(`${connection}/disconnect`, 'asks'),
    at('/updates', 'due'),
    after('/years/:taxYear/quarters/:businessId', 'may choose', whenTheyEnd),
    after(review, 'first', ({ page, world }) => reviewQuarter(page, world, quarter)),
    after('/submissions/:id', 'processing', async (walker) => {
      await outage(walker);
      await submitQuarter(walker.page, walker.world, quarter);
      await expect.poll(() => attemptsShown(walker.page)).toBeGreaterThan(0);
    }),
    at('/updates', 'processing'),
    at('/account/delete', 'not now'),
    at(`${connection}/disconnect`, 'with a submission in flight'),
    after(connection, 'waiting to disconnect', (walker) => press(walker, 'Disconnect')),
    after('/submissions/:id', 'submitted', async ({ page, world, user }) => {
      await page.getByRole('button', { name: 'Stay connected' }).click();
      await world.simulator.clearFaultsOf(user.nino);
      await page.goto(`${world.url}/updates`);
      await page.getByRole('link', { name: 'See how it is going' }).click();
      await expectStatus(page, 'Submitted');
    }),
    after('/submissions/:id/receipt', 'submitted', async ({ page }) => {
      await page.getByRole('link', { name: 'Receipt', exact: true }).click();
      await expect(page.getByText('Attempt 1: Submitted')).toBeVisible();
    }),
    after('/submissions/:id/receipt/print', 'submitted', async ({ page }) => {
      await page.getByRole('button', { name: 'Print or save as PDF' }).click();
      await expect(page.getByRole('button', { name: 'Print', exact: true })).toBeVisible();
    }),
    at('/receipts', 'some'),
    at('/', 'submitted'),
    at('/updates', 'submitted'),
    after(review, 'again', ({ page, world }) => reviewQuarter(page, world, quarter)),
    after('/years/:taxYear/expenses/:businessId', 'may choose', ({ page }) =>
      page.getByRole('link', { name: 'report one total instead' }).click(),
    ),
    after('/years/:taxYear/expenses/:businessId', 'chose nothing', async (walker) => {
      await walker.page.evaluate(
        `document.querySelectorAll('[name=style]').forEach((each) => (each.checked = false))`,
      );
      await press(walker, 'Save');
    }),
    after(review, 'with one total of expenses', async (walker) => {
      const { page } = walker;
      await page.getByRole('radio', { name: 'One total' }).check();
      await press(walker, 'Save');
      await page.getByText('Your expenses by category').click();
    }),
    after(review, 'with expenses left out', async (walker) => {
      const { page } = walker;
      await page.getByRole('link', { name: 'Change how expenses are reported' }).click();
      await page.getByRole('radio', { name: 'None, because I claim' }).check();
      await press(walker, 'Save');
      await expect(page.getByText('All expenses are left out of this update')).toBeVisible();
      await page.getByText('Your expenses by category').click();
    }),
    at('/updates', 'with a correction'),
    after('/years/:taxYear/quarters/:businessId', 'are fixed', whenTheyEnd),
    at('/years/:taxYear', 'with a correction', '/years/2026-27'),
  ],
};

export const failing: Walk = {
  title: 'the pages of an update that goes wrong',
  stops: [
    after('/submissions/:id', 'rejected', async (walker) => {
      await arrive(walker);
      await walker.world.simulator.fault('refuse', {
        nino: walker.user.nino,
        operation: 'put-uk-cumulative',
        code: 'FORMAT_VALUE',
        path: '/ukProperty/expenses/repairsAndMaintenance',
        times: 1,
      });
      await submitQuarter(walker.page, walker.world, quarter);
      await expectStatus(walker.page, 'Rejected');
    }),
    after('/submissions/:id/resubmit', 'the same figures', (walker) => press(walker, 'Resubmit')),
    after('/submissions/:id', 'failed', async (walker) => {
      await walker.world.simulator.revoke(walker.user.nino);
      await press(walker, 'Resubmit');
      await expectStatus(walker.page, 'Failed');
    }),
    after('/submissions/:id/receipt', 'of two attempts that failed', async ({ page }) => {
      await page.getByRole('link', { name: 'Receipt', exact: true }).click();
      await expect(page.getByText('Attempt 1: Rejected')).toBeVisible();
    }),
    after('/submissions/:id', 'failed, after its receipt', async ({ page }) => {
      await page.getByRole('link', { name: 'The submission' }).click();
      await expectStatus(page, 'Failed');
    }),
    after('/submissions/:id/resubmit', 'expired', (walker) => press(walker, 'Resubmit')),
    at('/', 'expired'),
    at(connection, 'expired'),
    at('/updates/affected', 'expired'),
    after(review, 'expired', ({ page, world }) => reviewQuarter(page, world, quarter)),
    after(result, 'another taxpayer', async (walker) => {
      const other = await walker.world.simulator.addLandlord();
      await walker.page.goto(`${walker.world.url}${connection}`);
      await press(walker, 'Reconnect HMRC Account');
      await signInAtHmrc(walker.page, other);
    }),
    after('/updates/affected', 'reconnected', async (walker) => {
      await walker.page.goto(`${walker.world.url}${connection}`);
      await press(walker, 'Reconnect HMRC Account');
      await signInAtHmrc(walker.page, walker.user);
      await expect(walker.page.getByText('Your HMRC account is connected again.')).toBeVisible();
    }),
    after('/submissions/:id', 'waiting for its owner to reconnect', async (walker) => {
      const { page, world, user } = walker;
      await world.simulator.fault('answer-lost', {
        nino: user.nino,
        operation: 'put-uk-cumulative',
        times: 1,
      });
      await world.simulator.fault('revoke-authority', { nino: user.nino, operation: 'get-uk-cumulative' });
      await press(walker, 'Resubmit');
      await expect(page.getByText('HMRC’s answer to this update was lost')).toBeVisible();
    }),
    at('/updates/affected', 'asking HMRC'),
    after('/submissions/:id', 'submitted by HMRC’s own copy', async (walker) => {
      await walker.page.goto(`${walker.world.url}${connection}`);
      await press(walker, 'Reconnect HMRC Account');
      await signInAtHmrc(walker.page, walker.user);
      await walker.page.goto(`${walker.world.url}/updates`);
      await walker.page
        .getByRole('row')
        .getByRole('link', { name: '6 April 2026 to 5 October 2026' })
        .first()
        .click();
      await expectStatus(walker.page, 'Submitted');
    }),
    after(connection, 'disconnected', async (walker) => {
      await walker.page.goto(`${walker.world.url}${connection}/disconnect`);
      await press(walker, 'Disconnect');
      await expect(walker.page.getByText('Your HMRC account is disconnected.')).toBeVisible();
    }),
    at(connection, 'another NINO', `${connection}?change=nino`),
    at(result, 'denied', `${connection}/result/denied`),
    at(result, 'not enrolled', `${connection}/result/not-enrolled`),
    at(result, 'unproven', `${connection}/result/unproven`),
    at(result, 'wrong account', `${connection}/result/wrong-account`),
  ],
};
