import { expect, type Page } from '@playwright/test';

import {
  attemptsMade,
  attemptsShown,
  expectStatus,
  loseConnection,
  reconnectBanner,
  reviewQuarter,
  settleIn,
  signInAtHmrc,
  status,
  submitQuarter,
} from './landlord.ts';
import { type TestUser } from './simulator.ts';
import { test } from './world-fixture.ts';
import { type World } from './world.ts';

const quarter = '5 October 2026';

async function reconnect(page: Page, user: TestUser): Promise<void> {
  await page.getByRole('button', { name: 'Reconnect HMRC Account' }).click();
  await signInAtHmrc(page, user);
}

/** Changes a repair in the ledger to another amount, as a landlord who found a mistake would. */
async function correctRepair(page: Page, world: World, pounds: string): Promise<void> {
  await page.goto(`${world.url}/records?text=Repainting`);
  await page.getByRole('link', { name: 'Repainting between tenants' }).click();
  await page.getByLabel('Money out, in pounds').fill(pounds);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Transaction changed')).toBeVisible();
}

test('c: authority revoked: Failed, Expired, told everywhere, then reconnected and resubmitted', async ({
  page,
  world,
}) => {
  const { user } = await settleIn(page, world);
  await world.simulator.revoke(user.nino);
  await submitQuarter(page, world, quarter);
  await expectStatus(page, 'Failed');
  const submission = page.url();
  await expect(status(page, 'Failed')).toBeVisible();
  await expect(page.getByRole('main').getByText('Please reconnect your HMRC account')).toBeVisible();
  await expect(reconnectBanner(page)).toBeVisible();

  await page.getByRole('link', { name: 'Home', exact: true }).click();
  await expect(status(page, 'Expired')).toBeVisible();
  await expect(status(page, 'Failed')).toBeVisible();
  await expect(page.getByRole('main').getByText('Please reconnect your HMRC account')).toBeVisible();
  for (const name of ['Records', 'Updates', 'Settings', 'Help']) {
    await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
    await expect(reconnectBanner(page)).toBeVisible();
  }

  await reconnectBanner(page).getByRole('link').click();
  await expect(status(page, 'Expired')).toBeVisible();
  await reconnect(page, user);
  await expect(page.getByText('Your HMRC account is connected again.')).toBeVisible();
  await expect(reconnectBanner(page)).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'What was stopped while you were not connected',
  );
  await expect(page.getByRole('row', { name: 'Total income' })).toContainText('£20,570.00');
  expect(await world.simulator.update(user.nino)).toBeUndefined();

  await page.goto(submission);
  await expect(page.getByText('You are connected again: choose “Resubmit”.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reconnect HMRC Account' })).toHaveCount(0);
  await page.goBack();
  await page.getByRole('button', { name: 'Resubmit' }).click();
  await expect(page).toHaveURL(submission);
  await expectStatus(page, 'Submitted');
  expect((await world.simulator.update(user.nino))?.acceptedCount).toBe(1);
  await page.goto(`${world.url}/updates/affected`);
  await expect(page.getByText('Nothing was stopped.')).toBeVisible();
});

test('c: an expired connection replaces Submit, and a click from an old page is refused with no attempt made', async ({
  page,
  context,
  world,
}) => {
  const { user, email } = await settleIn(page, world);
  const oldTab = await context.newPage();
  await reviewQuarter(oldTab, world, quarter);
  await loseConnection(page, world, user);

  await reviewQuarter(page, world, quarter);
  await expect(page.getByRole('row', { name: 'Total income' })).toContainText('£20,570.00');
  await expect(page.getByRole('button', { name: 'Submit', exact: true })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Reconnect HMRC Account' })).toBeVisible();

  const answered = oldTab.waitForResponse((response) => response.request().method() === 'POST');
  await oldTab.getByRole('button', { name: 'Submit', exact: true }).click();
  expect((await answered).status()).toBe(409);
  await expect(oldTab.getByText('Please reconnect your HMRC account. Nothing was sent.')).toBeVisible();
  expect(await attemptsMade(world, email)).toBe(0);
});

test('c: records that changed since the failure are pointed out before they are resubmitted', async ({
  page,
  world,
}) => {
  const { user } = await settleIn(page, world);
  await world.simulator.revoke(user.nino);
  await submitQuarter(page, world, quarter);
  await expectStatus(page, 'Failed');
  await correctRepair(page, world, '1180.55');
  await page.goto(`${world.url}/settings/hmrc-connection`);
  await reconnect(page, user);

  await expect(page.getByText('Your records changed since this update was stopped.')).toBeVisible();
  const repairs = page.getByRole('row', { name: 'Property repairs and maintenance' });
  await expect(repairs).toContainText('£1,537.57');
  await expect(repairs).toContainText('£1,537.02');
  await page.getByRole('button', { name: 'Resubmit' }).click();
  await expectStatus(page, 'Submitted');
  expect((await world.simulator.update(user.nino))?.current.pence).toMatchObject({
    'expenses.repairsAndMaintenance': 1_537_57,
  });
});

test('c: authority lost while HMRC’s answer is unknown: after reconnecting HMRC is asked, and nothing is sent twice', async ({
  page,
  world,
}) => {
  const { user } = await settleIn(page, world);
  const { nino } = user;
  await world.simulator.fault('answer-lost', { nino, operation: 'put-uk-cumulative', times: 1 });
  await world.simulator.fault('revoke-authority', { nino, operation: 'get-uk-cumulative' });
  await submitQuarter(page, world, quarter);
  const submission = page.url();
  await expect(page.getByText('HMRC’s answer to this update was lost')).toBeVisible();
  await expect(status(page, 'Processing')).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'Reconnect HMRC Account' }).click();
  await reconnect(page, user);

  await expect(page.getByText('Your HMRC account is connected again.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Resubmit' })).toHaveCount(0);
  await page.goto(submission);
  await expectStatus(page, 'Submitted');
  await expect(page.getByText('it holds exactly this').first()).toBeVisible();
  expect((await world.simulator.update(nino))?.acceptedCount).toBe(1);
});

test('c: what is the operator’s fault is not put on the landlord, and the connection stays', async ({
  page,
  world,
}) => {
  const { user } = await settleIn(page, world);
  await world.simulator.fault('forbidden', {
    nino: user.nino,
    operation: 'put-uk-cumulative',
    code: 'RESOURCE_FORBIDDEN',
    times: 1,
  });
  await submitQuarter(page, world, quarter);
  await expectStatus(page, 'Failed');
  await expect(page.getByText('This is our fault, not yours').first()).toBeVisible();
  await expect(page.getByText('Please reconnect your HMRC account')).toHaveCount(0);
  expect(world.output()).toContain('RESOURCE_FORBIDDEN');
  await page.goto(`${world.url}/settings/hmrc-connection`);
  await expect(status(page, 'Connected')).toBeVisible();
});

test('d: an outage through three attempts is waited out, each attempt and the time of the next on the page', async ({
  page,
  world,
}) => {
  const { user } = await settleIn(page, world);
  const fault = await world.simulator.fault('outage-503', {
    nino: user.nino,
    operation: 'put-uk-cumulative',
  });
  await submitQuarter(page, world, quarter);

  await expect.poll(() => attemptsShown(page)).toBeGreaterThanOrEqual(3);
  await expect(status(page, 'Processing')).toBeVisible();
  await expect(reconnectBanner(page)).toBeHidden();
  await world.simulator.clearFault(fault);
  await expectStatus(page, 'Submitted');

  expect((await world.simulator.update(user.nino))?.acceptedCount).toBe(1);
  await page.getByText('Everything that was sent').click();
  expect(await page.getByText('HMRC answered 503.').count()).toBeGreaterThanOrEqual(3);
  await expect(page.getByText('HMRC answered 204.')).toHaveCount(1);
});

test('d: an outage before anything is sent is waited out too', async ({ page, world }) => {
  const { user } = await settleIn(page, world);
  await world.simulator.fault('outage-503', { nino: user.nino, times: 3 });
  await submitQuarter(page, world, quarter);
  await expectStatus(page, 'Submitted');
  expect((await world.simulator.update(user.nino))?.acceptedCount).toBe(1);
});

test('e: refused figures: HMRC’s message stands beside its figure, and the corrected update is submitted', async ({
  page,
  world,
}) => {
  const { user } = await settleIn(page, world);
  const message = 'The amount for repairs must be looked at again';
  const fault = await world.simulator.fault('refuse', {
    nino: user.nino,
    operation: 'put-uk-cumulative',
    code: 'FORMAT_VALUE',
    path: '/ukProperty/expenses/repairsAndMaintenance',
    message,
  });
  await submitQuarter(page, world, quarter);
  await expectStatus(page, 'Rejected');

  await expect(status(page, 'Rejected')).toBeVisible();
  const repairs = page.getByRole('row', { name: 'Property repairs and maintenance' });
  await expect(repairs).toContainText(message);
  await expect(page.getByRole('row', { name: 'Total income' })).not.toContainText(message);
  const summary = page.getByRole('alert').getByRole('link', { name: message });
  await summary.click();
  await expect(repairs).toBeInViewport();
  expect(await world.simulator.update(user.nino)).toBeUndefined();

  await world.simulator.clearFault(fault);
  const submission = page.url();
  await correctRepair(page, world, '1200.00');
  await page.goto(submission);
  await page.getByRole('button', { name: 'Resubmit' }).click();
  await expect(page.getByText('Your records changed since')).toBeVisible();
  await expect(repairs).toContainText('£1,557.02');
  await page.getByRole('button', { name: 'Resubmit' }).click();
  await expectStatus(page, 'Submitted');
  expect((await world.simulator.update(user.nino))?.current.pence).toMatchObject({
    'expenses.repairsAndMaintenance': 1_557_02,
  });
});
