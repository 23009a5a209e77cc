import { expect } from '@playwright/test';

import { connect, signInAtHmrc, signUp, startWithSampleRecords } from '../landlord.ts';
import { after, at, press, type Walk, type Walker } from './walk.ts';

const connection = '/settings/hmrc-connection';

/** Moves on, and asks HMRC for its dates, as a landlord does who comes back after a while. */
async function comeBackAfter({ page, world }: Walker, duration: string): Promise<void> {
  await world.simulator.advanceClock(duration);
  await page.goto(`${world.url}/updates`);
  await page.getByRole('button', { name: 'Check these dates with HMRC' }).click();
  await expect(page.getByRole('button', { name: 'Check these dates with HMRC' })).toBeVisible();
}

/** Through the 18 months of an authority: for a world of its own, since the clock moves. */
export const authority: Walk = {
  title: 'the pages while an authority comes to its end',
  stops: [
    after(connection, 'a deadline comes after the end', async (walker) => {
      const { page, world, user } = walker;
      await signUp(page, world);
      await startWithSampleRecords(page);
      await connect(page, world, user);
      await expect(page.getByRole('heading', { name: 'Renew your authority' })).toBeHidden();
      // The consent was given on 6 October 2026.
      await comeBackAfter(walker, 'P14M');
      await page.goto(`${world.url}${connection}`);
      await expect(page.getByText('Your authority at HMRC ends on 6 April 2028, in 122 days.')).toBeVisible();
      await expect(
        page.getByText('Your update for 6 April 2027 to 5 April 2028 is due on 7 May 2028.'),
      ).toBeVisible();
    }),
    after('/', 'the authority ends this month', async (walker) => {
      await comeBackAfter(walker, 'P100D');
      await walker.page.goto(`${walker.world.url}/`);
      await expect(banner(walker)).toContainText('ends on 6 April 2028, in 22 days');
    }),
    after(connection, 'the authority ends this month', async (walker) => {
      await walker.page.goto(`${walker.world.url}${connection}`);
      await expect(banner(walker)).toContainText('is due on 7 May 2028');
    }),
    after(connection, 'the authority ends tomorrow', async (walker) => {
      await walker.world.simulator.advanceClock('P21D');
      await walker.page.reload();
      await expect(banner(walker)).toContainText('ends tomorrow, 6 April 2028');
    }),
    after(connection, 'renewed early', async (walker) => {
      await press(walker, 'Reconnect HMRC Account');
      await signInAtHmrc(walker.page, walker.user);
      await expect(walker.page.getByText('5 October 2029, 18 months after you gave it')).toBeVisible();
      await expect(banner(walker)).toBeHidden();
    }),
    at('/', 'renewed early'),
    after(
      '/updates/:businessId/:periodEndDate{\\d{4}-\\d{2}-\\d{2}}',
      'of a year that HMRC closed',
      async (walker) => {
        const { page, world, user } = walker;
        await page.goto(`${world.url}/updates/${user.businessId}/2026-04-05`);
        await expect(
          page.getByText('HMRC takes no changes of this tax year through software any more.'),
        ).toBeVisible();
      },
    ),
  ],
};

const banner = ({ page }: Walker) => page.getByRole('region', { name: 'HMRC authority' });
