import { expect } from '@playwright/test';

import {
  attemptsMade,
  expectStatus,
  reviewQuarter,
  settleIn,
  status,
  submitQuarter,
  tokensKept,
} from './landlord.ts';
import { test } from './world-fixture.ts';

const quarter = '5 October 2026';

test('j: "Disconnect" erases the tokens, points to HMRC’s own list, and nothing can be sent any more', async ({
  page,
  context,
  world,
}) => {
  const { email } = await settleIn(page, world);
  expect(await tokensKept(world, email)).toBe(1);
  const oldTab = await context.newPage();
  await reviewQuarter(oldTab, world, quarter);

  await page.goto(`${world.url}/settings/hmrc-connection`);
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await expect(
    page.getByRole('link', { name: 'HMRC’s list of software you have authorised' }),
  ).toHaveAttribute('href', /^https:\/\/www\.tax\.service\.gov\.uk\//);
  expect(await tokensKept(world, email)).toBe(1);
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByText('Your HMRC account is disconnected.')).toBeVisible();
  await expect(status(page, 'Not Connected')).toBeVisible();
  expect(await tokensKept(world, email)).toBe(0);

  const answered = oldTab.waitForResponse((response) => response.request().method() === 'POST');
  await oldTab.getByRole('button', { name: 'Submit', exact: true }).click();
  expect((await answered).status()).toBe(409);
  await expect(oldTab.getByText('Your HMRC account is not connected. Nothing was sent.')).toBeVisible();
  await expect(oldTab.getByRole('button', { name: 'Connect to HMRC' })).toBeVisible();
  expect(await attemptsMade(world, email)).toBe(0);
});

test('j: with a submission in flight, "Disconnect" waits until HMRC’s answer is known', async ({
  page,
  world,
}) => {
  const { user, email } = await settleIn(page, world);
  const fault = await world.simulator.fault('outage-503', {
    nino: user.nino,
    operation: 'put-uk-cumulative',
  });
  await submitQuarter(page, world, quarter);
  const submission = page.url();

  await page.goto(`${world.url}/settings/hmrc-connection/disconnect`);
  await expect(page.getByText('A submission of yours is with HMRC.')).toBeVisible();
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByText('You asked to disconnect.')).toBeVisible();
  await expect(status(page, 'Connected')).toBeVisible();

  await world.simulator.clearFault(fault);
  await page.goto(submission);
  await expectStatus(page, 'Submitted');
  expect((await world.simulator.update(user.nino))?.acceptedCount).toBe(1);
  await page.goto(`${world.url}/settings/hmrc-connection`);
  await expect(status(page, 'Not Connected')).toBeVisible();
  expect(await tokensKept(world, email)).toBe(0);
});

test('j: "Stay connected" takes a disconnection back while it waits', async ({ page, world }) => {
  const { user, email } = await settleIn(page, world);
  const fault = await world.simulator.fault('outage-503', {
    nino: user.nino,
    operation: 'put-uk-cumulative',
  });
  await submitQuarter(page, world, quarter);
  const submission = page.url();
  await page.goto(`${world.url}/settings/hmrc-connection/disconnect`);
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await page.getByRole('button', { name: 'Stay connected' }).click();
  await expect(page.getByText('Your HMRC account stays connected.')).toBeVisible();

  await world.simulator.clearFault(fault);
  await page.goto(submission);
  await expectStatus(page, 'Submitted');
  await page.goto(`${world.url}/settings/hmrc-connection`);
  await expect(status(page, 'Connected')).toBeVisible();
  expect(await tokensKept(world, email)).toBe(1);
});
