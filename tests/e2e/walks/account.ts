import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { expect } from '@playwright/test';

import { signUp } from '../landlord.ts';
import { after, at, press, type Walk, type Walker } from './walk.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The operator makes a link for somebody who has forgotten their password. */
async function makeResetLink(world: Walker['world'], email: string): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'apps/web/src/ops.ts', 'password-reset', email],
    { cwd: root, env: { PATH: process.env['PATH'], DATA_DIR: world.dataDir, BASE_URL: world.url } },
  );
  return /https?:\/\/\S+/.exec(stdout)?.[0] ?? '';
}

export const outside: Walk = {
  title: 'the pages for everybody',
  stops: [
    at('/', 'welcome'),
    at('/sign-up', 'empty'),
    after('/sign-up', 'refused', async (walker) => {
      await walker.page.getByLabel('Email address').fill('nobody');
      await press(walker, 'Create account');
      await expect(walker.page.getByRole('alert')).toBeVisible();
    }),
    at('/sign-in', 'empty'),
    after('/sign-in', 'refused', async (walker) => {
      await walker.page.getByLabel('Email address').fill('nobody@example.org');
      await walker.page.getByLabel('Password', { exact: true }).fill('not the password');
      await press(walker, 'Sign in');
      await expect(walker.page.getByRole('alert')).toBeVisible();
    }),
    at('/password/forgot', 'without mail'),
    at('/password/reset', 'with no link that works'),
    after('/password/reset', 'with a good link', async ({ page, world }) => {
      const email = await signUp(page, world);
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.goto(await makeResetLink(world, email));
      await expect(page.getByLabel('New password', { exact: true })).toBeVisible();
    }),
    at('/help', 'signed out'),
    at('/privacy', 'signed out'),
    at('/accessibility', 'signed out'),
    at('/oauth/hmrc/callback', 'signed out meanwhile', '/oauth/hmrc/callback?state=none&code=none'),
  ],
};

export const newcomer: Walk = {
  title: 'the pages of a new account',
  stops: [
    after('/', 'nothing yet', async ({ page, world }) => {
      await signUp(page, world);
    }),
    at('/records', 'empty'),
    at('/records/properties', 'empty'),
    at('/records/transactions/new', 'without a property'),
    at('/updates', 'not connected'),
    at('/updates/affected', 'nothing'),
    at('/receipts', 'none'),
    at('/settings', 'all'),
    at('/account', 'all'),
    at('/account/password', 'empty'),
    after('/account/password', 'refused', async (walker) => {
      await press(walker, 'Change password');
      await expect(walker.page.getByRole('alert')).toBeVisible();
    }),
    at('/account/delete', 'empty'),
    after('/account/delete', 'refused', async (walker) => {
      await press(walker, 'Delete my account');
      await expect(walker.page.getByRole('alert')).toBeVisible();
    }),
    at('/settings/hmrc-connection', 'without a NINO'),
    after('/settings/hmrc-connection/nino', 'refused', async (walker) => {
      await walker.page.getByLabel('National Insurance number').fill('12345');
      await press(walker, 'Save and continue');
      await expect(walker.page.getByRole('alert')).toBeVisible();
    }),
    at('/no-such-page', 'not found'),
  ],
};
