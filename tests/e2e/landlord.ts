import { expect, type Page } from '@playwright/test';

import { type TestUser } from './simulator.ts';
import { type World } from './world.ts';

export const password = 'a long enough passphrase';
let accounts = 0;

/** Makes an account and signs in. */
export async function signUp(page: Page, world: World): Promise<string> {
  accounts += 1;
  const email = `landlord-${process.pid}-${accounts}@example.org`;
  await page.goto(`${world.url}/`);
  await page.getByRole('button', { name: 'Create an account' }).click();
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('How you stand');
  return email;
}

export async function startWithSampleRecords(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Home', exact: true }).click();
  await page.getByRole('button', { name: 'Start with sample records' }).click();
  await expect(page.getByRole('heading', { name: 'Income and expenses this tax year' })).toBeVisible();
}

export async function giveNino(page: Page, world: World, nino: string): Promise<void> {
  await page.goto(`${world.url}/settings/hmrc-connection`);
  await page.getByLabel('National Insurance number').fill(nino);
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await expect(page.getByText('Your National Insurance number is saved.')).toBeVisible();
}

/** Signs in on the simulator's pages, where the browser is now, and answers its question. */
export async function signInAtHmrc(
  page: Page,
  user: TestUser,
  decision: 'Give permission' | 'Do not give permission',
) {
  await page.getByLabel('User ID').fill(user.userId);
  await page.getByLabel('Password').fill(user.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: decision, exact: true }).click();
}

export async function connect(page: Page, world: World, user: TestUser): Promise<void> {
  await giveNino(page, world, user.nino);
  await page.getByRole('button', { name: 'Connect to HMRC' }).click();
  await signInAtHmrc(page, user, 'Give permission');
  await expect(page.getByText('Your HMRC account is connected.')).toBeVisible();
}

/** Opens the review of the quarter that ends on this date. */
export async function reviewQuarter(page: Page, world: World, end: string): Promise<void> {
  await page.goto(`${world.url}/updates`);
  await page.getByRole('link', { name: new RegExp(`^Review and s.* to ${end}$`) }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Review your update');
}

export async function submitQuarter(page: Page, world: World, end: string): Promise<void> {
  await reviewQuarter(page, world, end);
  await page.getByRole('button', { name: 'Submit', exact: true }).click();
  await expect(page).toHaveURL(/\/submissions\//);
}

/** Waits until the submission on the page has ended in this status. */
export async function expectStatus(page: Page, status: 'Submitted' | 'Failed' | 'Rejected'): Promise<void> {
  await expect(page).toHaveTitle(new RegExp(`${status}: update for`), { timeout: 60_000 });
}
