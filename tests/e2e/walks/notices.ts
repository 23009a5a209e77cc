import { expect } from '@playwright/test';

import { connect, expectStatus, signUp, startWithSampleRecords, submitQuarter } from '../landlord.ts';
import { after, at, press, type Walk } from './walk.ts';

/** For a world of its own, since the clock moves. */
export const notices: Walk = {
  title: 'the pages of notices',
  stops: [
    after('/notices', 'none', async ({ page, world }) => {
      await signUp(page, world);
      await page.goto(`${world.url}/notices`);
      await expect(page.getByText('Nothing yet')).toBeVisible();
    }),
    after('/notices', 'a deadline that has passed, and a submission', async ({ page, world, user }) => {
      await startWithSampleRecords(page);
      await connect(page, world, user);
      await submitQuarter(page, world, '5 October 2026');
      await expectStatus(page, 'Submitted');
      // The third quarter is due on 7 February.
      await world.simulator.advanceClock('P120D');
      await expect(async () => {
        await page.goto(`${world.url}/notices`);
        await expect(
          page.getByRole('heading', { name: 'Quarterly update due on 7 February 2027' }),
        ).toBeVisible({
          timeout: 100,
        });
      }).toPass({ timeout: 30_000 });
      await expect(page.getByRole('link', { name: /^Notices \d new$/ })).toBeVisible();
    }),
    after('/notices', 'all read', async (walker) => {
      await walker.page.getByRole('button', { name: /^Mark as read ?: Quarterly update due on/ }).click();
      await press(walker, 'Mark all as read');
      await expect(walker.page.getByRole('link', { name: 'Notices', exact: true })).toBeVisible();
      await expect(walker.page.getByText('New:')).toBeHidden();
    }),
    at('/settings/notices', 'all'),
    after('/settings/notices', 'saved', async (walker) => {
      await walker.page.getByRole('group', { name: 'By email' }).getByLabel('Submitted').uncheck();
      await press(walker, 'Save');
      await expect(walker.page.getByText('Your choice is saved.')).toBeVisible();
      await expect(
        walker.page.getByRole('group', { name: 'By email' }).getByLabel('Submitted'),
      ).not.toBeChecked();
    }),
    at('/settings', 'all'),
  ],
};
