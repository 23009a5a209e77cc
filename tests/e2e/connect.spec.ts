import { expect, type Page } from '@playwright/test';

import {
  connect,
  goToHmrc,
  giveNino,
  loseConnection,
  reconnectBanner,
  settleIn,
  signIn,
  signInAtHmrc,
  signUp,
  status,
  tokensKept,
} from './landlord.ts';
import { test } from './world-fixture.ts';

const callback = /\/oauth\/hmrc\/callback\?/;

/** The page that says what came of a sign-in at HMRC: the status in its heading, why, and a way on. */
async function expectResult(page: Page, heading: string, why: string, next: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
  await expect(page.getByText(why)).toBeVisible();
  await expect(page.getByText(next)).toBeVisible();
  // What HMRC sent along has left the address bar.
  expect(page.url()).not.toContain('state=');
}

test('b: permission denied leaves the account Not Connected, says why and what to do, and stores nothing', async ({
  page,
  world,
}) => {
  const user = await world.simulator.addLandlord();
  const email = await signUp(page, world);
  await goToHmrc(page, world, user);
  await signInAtHmrc(page, user, 'Do not give permission');

  await expectResult(page, 'Not Connected', 'permission was not given', 'select “Give permission”');
  expect(await tokensKept(world, email)).toBe(0);
  expect(await world.simulator.codesUsed(user.nino)).toEqual([]);

  await page.getByRole('link', { name: 'Go to HMRC Connection' }).click();
  await expect(status(page, 'Not Connected')).toBeVisible();
  await page.goBack();
  await page.getByRole('button', { name: 'Connect to HMRC' }).click();
  await signInAtHmrc(page, user);
  await expect(page.getByText('Your HMRC account is connected.')).toBeVisible();
});

test('b: an answer with a state that was never given out is not used', async ({ page, world }) => {
  const user = await world.simulator.addLandlord();
  const email = await signUp(page, world);
  await giveNino(page, world, user.nino);
  await page.goto(`${world.url}/oauth/hmrc/callback?state=made-up&code=made-up`);

  await expectResult(
    page,
    'Not Connected',
    'does not belong to a sign-in that was started here',
    'To connect, start here',
  );
  expect(await tokensKept(world, email)).toBe(0);
});

test('b: an answer that comes a second time is not used again, and the connection stays', async ({
  page,
  world,
}) => {
  const user = await world.simulator.addLandlord();
  await signUp(page, world);
  const answered = page.waitForRequest(callback);
  await connect(page, world, user);
  await page.goto((await answered).url());

  await expectResult(page, 'Nothing has changed', 'was used already', 'If you are not connected');
  await expect(status(page, 'Connected')).toBeVisible();
});

test('b: an answer that comes after signing out is not used, and signing in leads back', async ({
  page,
  context,
  world,
}) => {
  const user = await world.simulator.addLandlord();
  const email = await signUp(page, world);
  await goToHmrc(page, world, user);
  const tab = await context.newPage();
  await tab.goto(world.url);
  await tab.getByRole('button', { name: 'Sign out' }).click();
  await expect(tab).toHaveURL(/\/sign-in/);
  await signInAtHmrc(page, user);

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not Connected');
  await expect(page.getByText('You were signed out of Quarterday while you were at HMRC')).toBeVisible();
  expect(await world.simulator.codesUsed(user.nino)).toEqual([false]);

  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await signIn(page, email);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('HMRC Connection');
  await expect(status(page, 'Not Connected')).toBeVisible();
  expect(await tokensKept(world, email)).toBe(0);
});

test('b: an answer after more than an hour is not used', async ({ page, ownWorld: world }) => {
  const user = await world.simulator.addLandlord();
  const email = await signUp(page, world);
  await goToHmrc(page, world, user);
  await world.simulator.advanceClock('PT61M');
  await signInAtHmrc(page, user);

  await expectResult(page, 'Not Connected', 'took longer than an hour', 'Choose “Connect to HMRC” again');
  expect(await world.simulator.codesUsed(user.nino)).toEqual([false]);
  expect(await tokensKept(world, email)).toBe(0);
});

test('b: an error in place of a permission is told as HMRC’s', async ({ page, world }) => {
  const user = await world.simulator.addLandlord();
  const email = await signUp(page, world);
  const asked = page.waitForRequest(/\/oauth\/authorize\?/);
  await goToHmrc(page, world, user);
  const state = new URL((await asked).url()).searchParams.get('state') ?? '';
  const answer = new URLSearchParams({ state, error: 'server_error', error_description: '<b>no</b>' });
  await page.goto(`${world.url}/oauth/hmrc/callback?${answer.toString()}`);

  await expectResult(page, 'Not Connected', 'HMRC answered with an error', 'Wait a few minutes');
  await expect(page.getByRole('main')).not.toContainText('<b>');
  expect(await tokensKept(world, email)).toBe(0);
});

test('b: when HMRC cannot be reached for the tokens, that is said, and connecting again works', async ({
  page,
  world,
}) => {
  const user = await world.simulator.addLandlord();
  await signUp(page, world);
  await goToHmrc(page, world, user);
  const fault = await world.simulator.fault('outage-503', { nino: user.nino, operation: 'token' });
  await signInAtHmrc(page, user);

  await expectResult(page, 'Not Connected', 'HMRC could not be reached', 'Wait a few minutes');
  await world.simulator.clearFault(fault);
  await page.getByRole('button', { name: 'Connect to HMRC' }).click();
  await signInAtHmrc(page, user);
  await expect(status(page, 'Connected')).toBeVisible();
});

test('b: when HMRC cannot be asked whose account it is, "Check again" connects without a second sign-in', async ({
  page,
  world,
}) => {
  const user = await world.simulator.addLandlord();
  await signUp(page, world);
  await goToHmrc(page, world, user);
  const fault = await world.simulator.fault('outage-503', { nino: user.nino, operation: 'list-businesses' });
  await signInAtHmrc(page, user);

  await expectResult(
    page,
    'Not Connected',
    'could not be asked yet whose account it is',
    'Choose “Check again”',
  );
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(page.getByText('could not be asked yet whose account it is')).toBeVisible();

  await world.simulator.clearFault(fault);
  await page.getByRole('link', { name: 'Go to HMRC Connection' }).click();
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(page.getByText('Your HMRC account is connected.')).toBeVisible();
  await expect(status(page, 'Connected')).toBeVisible();
});

test('f: signing in at HMRC as somebody else is said plainly, connects nothing and shows the way out', async ({
  page,
  world,
}) => {
  const [user, other] = [await world.simulator.addLandlord(), await world.simulator.addLandlord()];
  const email = await signUp(page, world);
  await goToHmrc(page, world, user);
  await signInAtHmrc(page, other);

  await expectResult(
    page,
    'Not Connected',
    'does not belong to the National Insurance number given here',
    'sign in with the Government Gateway account that holds your own MTD for Income Tax',
  );
  expect(await tokensKept(world, email)).toBe(0);

  await page.getByRole('link', { name: 'Change your National Insurance number' }).click();
  await page.getByLabel('National Insurance number').fill(other.nino);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Connect to HMRC' }).click();
  await signInAtHmrc(page, other);
  await expect(status(page, 'Connected')).toBeVisible();
});

test('f: a landlord who is not signed up for MTD is sent to HMRC’s sign-up', async ({ page, world }) => {
  const user = await world.simulator.addLandlord({ isEnrolled: false });
  const email = await signUp(page, world);
  await goToHmrc(page, world, user);
  await signInAtHmrc(page, user);

  await expectResult(
    page,
    'Not Connected',
    'is not signed up for MTD for Income Tax',
    'Sign up with HMRC first',
  );
  await expect(page.getByRole('link', { name: 'Sign up for MTD for Income Tax' })).toHaveAttribute(
    'href',
    /^https:\/\/www\.gov\.uk\//,
  );
  expect(await tokensKept(world, email)).toBe(0);
});

test('f: reconnecting as somebody else leaves an expired connection as it was', async ({ page, world }) => {
  const { user } = await settleIn(page, world);
  const other = await world.simulator.addLandlord();
  await loseConnection(page, world, user);
  await page.goto(`${world.url}/settings/hmrc-connection`);
  await page.getByRole('button', { name: 'Reconnect HMRC Account' }).click();
  await signInAtHmrc(page, other);

  await expectResult(
    page,
    'Expired',
    'You signed in at HMRC as another taxpayer',
    'Choose “Reconnect HMRC Account”',
  );
  await expect(reconnectBanner(page)).toBeVisible();

  await page.getByRole('button', { name: 'Reconnect HMRC Account' }).click();
  await signInAtHmrc(page, user);
  await expect(page.getByText('Your HMRC account is connected again.')).toBeVisible();
  await expect(reconnectBanner(page)).toBeHidden();
});

test('f: signing in as somebody else from an old tab leaves a working connection as it was', async ({
  page,
  context,
  world,
}) => {
  const [user, other] = [await world.simulator.addLandlord(), await world.simulator.addLandlord()];
  await signUp(page, world);
  await giveNino(page, world, user.nino);
  const oldTab = await context.newPage();
  await oldTab.goto(`${world.url}/settings/hmrc-connection`);
  await page.getByRole('button', { name: 'Connect to HMRC' }).click();
  await signInAtHmrc(page, user);
  await expect(status(page, 'Connected')).toBeVisible();

  await oldTab.getByRole('button', { name: 'Connect to HMRC' }).click();
  await signInAtHmrc(oldTab, other);
  await expectResult(oldTab, 'Nothing has changed', 'You signed in at HMRC as another taxpayer', 'your own');
  await expect(status(oldTab, 'Connected')).toBeVisible();

  await page.goto(`${world.url}/updates`);
  await page.getByRole('button', { name: 'Check these dates with HMRC' }).click();
  await expect(page.getByText('These are HMRC’s dates as of now.')).toBeVisible();
});
