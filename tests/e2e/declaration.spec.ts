import { expect, type Page } from '@playwright/test';

import { settleIn, submitQuarter } from './landlord.ts';
import { test } from './world-fixture.ts';
import { type World } from './world.ts';

const year = '2026-27';

/** Answers the question of other income, has HMRC work out the figures, and agrees to them by name. */
async function agree(page: Page, world: World, button: string): Promise<void> {
  await page.goto(`${world.url}/years/${year}/final-declaration`);
  await page.getByLabel('No, property is all there is').check();
  await page.getByRole('button', { name: button }).click();
  await expect(page.getByText('HMRC is calculating…')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'From income to tax' })).toBeVisible({ timeout: 30_000 });
  await page.getByLabel('I have read this statement and agree to it').check();
  await page.getByLabel('Your full name').fill('Ada Landlord');
  await page.getByRole('button', { name: 'Submit', exact: true }).click();
}

async function expectDeclared(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/^Submitted: final declaration/, { timeout: 60_000 });
}

test('a year is closed, calculated and declared though HMRC’s answer is lost, and then amended', async ({
  page,
  ownWorld: world,
}) => {
  const { user } = await settleIn(page, world);
  // 6 October 2026 to 20 April 2027: the year is over.
  await world.simulator.advanceClock('P196D');
  await page.goto(`${world.url}/updates`);
  await page.getByRole('button', { name: 'Check these dates with HMRC' }).click();
  await submitQuarter(page, world, '5 April 2027');
  await expect(page).toHaveTitle(/^Submitted: update/, { timeout: 60_000 });

  // The update has asked for an estimate by itself.
  await expect(async () => {
    await page.goto(`${world.url}/years/${year}/tax`);
    await expect(page.getByRole('heading', { name: 'From income to tax' })).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByText('This is an estimate by HMRC, not a bill.')).toBeVisible();

  await world.simulator.fault('answer-lost', {
    nino: user.nino,
    operation: 'submit-final-declaration',
    times: 1,
  });
  await agree(page, world, 'Work out the figures to declare');
  await expectDeclared(page);
  await expect(page.getByText('Found at HMRC')).toBeVisible();
  await expect(page.getByText('Ada Landlord')).toBeVisible();

  await agree(page, world, 'Work out the amended figures');
  await expectDeclared(page);
  await expect(page.getByText('Amended final declaration')).toBeVisible();
  await expect(page.getByText('Received by HMRC')).toBeVisible();
});
