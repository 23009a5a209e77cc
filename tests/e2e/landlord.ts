import { expect, type Page } from '@playwright/test';

import { query } from './database.ts';
import { type TestUser } from './simulator.ts';
import { type World } from './world.ts';

const password = 'a long enough passphrase';
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

export async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
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

/** Gives the NINO and goes to HMRC's sign-in page. */
export async function goToHmrc(page: Page, world: World, user: TestUser): Promise<void> {
  await giveNino(page, world, user.nino);
  await page.getByRole('button', { name: 'Connect to HMRC' }).click();
  await expect(page.getByLabel('User ID')).toBeVisible();
}

/** Signs in on the simulator's pages, where the browser is now, and answers its question. */
export async function signInAtHmrc(
  page: Page,
  user: TestUser,
  decision: 'Give permission' | 'Do not give permission' = 'Give permission',
): Promise<void> {
  await page.getByLabel('User ID').fill(user.userId);
  await page.getByLabel('Password').fill(user.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: decision, exact: true }).click();
}

export async function connect(page: Page, world: World, user: TestUser): Promise<void> {
  await goToHmrc(page, world, user);
  await signInAtHmrc(page, user);
  await expect(page.getByText('Your HMRC account is connected.')).toBeVisible();
}

/** A landlord with an account, the sample records and a connection to HMRC. */
export async function settleIn(page: Page, world: World): Promise<{ user: TestUser; email: string }> {
  const user = await world.simulator.addLandlord();
  const email = await signUp(page, world);
  await startWithSampleRecords(page);
  await connect(page, world, user);
  return { user, email };
}

/** The person withdraws the authority at HMRC, and the platform finds out by asking for dates. */
export async function loseConnection(page: Page, world: World, user: TestUser): Promise<void> {
  await world.simulator.revoke(user.nino);
  await page.goto(`${world.url}/updates`);
  await page.getByRole('button', { name: 'Check these dates with HMRC' }).click();
  await expect(reconnectBanner(page)).toBeVisible();
}

/** What stands at the top of every page while the connection is lost. */
export function reconnectBanner(page: Page) {
  return page
    .getByRole('region', { name: 'HMRC connection' })
    .filter({ hasText: 'Please reconnect your HMRC account' });
}

/** The status that the page tells of a connection or a submission. */
export function status(page: Page, words: string) {
  return page.getByRole('main').locator('.govuk-tag', { hasText: new RegExp(`^${words}$`) });
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
export async function expectStatus(page: Page, words: 'Submitted' | 'Failed' | 'Rejected'): Promise<void> {
  await expect(page).toHaveTitle(new RegExp(`${words}: .* for`), { timeout: 60_000 });
}

/** The number of the last attempt that did not get through, when the page also tells the time of the next; else 0. */
export async function attemptsShown(page: Page): Promise<number> {
  const text = await page.getByRole('main').innerText();
  const told = /attempt (\d+) did not get through\. Attempt (\d+) is at \d+:\d\d/.exec(text);
  const [tried, next] = [Number(told?.[1] ?? 0), Number(told?.[2] ?? 0)];
  return next === tried + 1 ? tried : 0;
}

/** What the platform keeps of a person's authority: sealed tokens, in place or waiting to be proved. */
export async function tokensKept(world: World, email: string): Promise<number> {
  const [row] = await query(
    world.dataDir,
    `select (select count(*) from connections c where c.owner_id = u.id and sealed_tokens is not null)
          + (select count(*) from authorisation_requests r where r.owner_id = u.id and sealed_tokens is not null) as kept
     from users u where u.email = $1`,
    [email],
  );
  return Number(row?.['kept']);
}

/** How many attempts to submit a person has made. */
export async function attemptsMade(world: World, email: string): Promise<number> {
  const [row] = await query(
    world.dataDir,
    'select count(a.id) as made from users u left join attempts a on a.owner_id = u.id where u.email = $1',
    [email],
  );
  return Number(row?.['made']);
}
