import { expect } from '@playwright/test';

import { connect, expectStatus, signUp, startWithSampleRecords, submitQuarter } from '../landlord.ts';
import { after, press, type Walk, type Walker } from './walk.ts';

const finalise = '/years/:taxYear/finalise/:businessId';
const adjustments = `${finalise}/adjustments`;
const review = `${finalise}/review`;

const go = async ({ page, world, user }: Walker, end = '') => {
  await page.goto(`${world.url}/years/2026-27/finalise/${user.businessId}${end}`);
};

export const finalising: Walk = {
  title: 'the pages of finalising a property business',
  stops: [
    after(finalise, 'too early', async (walker) => {
      const { page, world, user } = walker;
      await signUp(page, world);
      await startWithSampleRecords(page);
      await connect(page, world, user);
      await go(walker);
    }),
    after(finalise, 'updates missing', async (walker) => {
      const { page, world } = walker;
      await world.simulator.advanceClock('P196D');
      await page.goto(`${world.url}/updates`);
      await page.getByRole('button', { name: 'Check these dates with HMRC' }).click();
      await go(walker);
    }),
    after(finalise, 'refused by HMRC', (walker) => press(walker, 'Get HMRC’s summary')),
    after(finalise, 'summary', async (walker) => {
      await submitQuarter(walker.page, walker.world, '5 April 2027');
      await expectStatus(walker.page, 'Submitted');
      await go(walker);
      await press(walker, 'Get HMRC’s summary');
    }),
    after(review, 'nothing to adjust', (walker) => press(walker, 'There is nothing to adjust')),
    after(adjustments, 'empty', (walker) => go(walker, '/adjustments')),
    after(adjustments, 'with problems', async (walker) => {
      const { page } = walker;
      const rents = page.getByRole('group', { name: 'Rental income' });
      await rents.getByLabel('in pounds').fill('-250.10');
      const travel = page.getByRole('group', { name: 'Travel costs' });
      await travel.getByLabel('in pounds').fill('twelve');
      await travel.getByLabel('Reason').fill('Mileage to the flat, which was not booked');
      await press(walker, 'Save and review');
    }),
    after(review, 'adjustments', async (walker) => {
      const { page } = walker;
      await page
        .getByRole('group', { name: 'Rental income' })
        .getByLabel('Reason')
        .fill('A deposit was booked as rent');
      await page.getByRole('group', { name: 'Travel costs' }).getByLabel('in pounds').fill('12');
      await press(walker, 'Save and review');
    }),
    after('/submissions/:id', 'rejected adjustments', async (walker) => {
      await walker.world.simulator.fault('refuse', {
        nino: walker.user.nino,
        operation: 'adjust-uk-bsas',
        code: 'RULE_RESULTING_VALUE_NOT_PERMITTED',
        path: '/ukProperty/income/totalRentsReceived',
        times: 1,
      });
      await press(walker, 'Submit');
      await expectStatus(walker.page, 'Rejected');
    }),
    after('/submissions/:id', 'submitted adjustments', async (walker) => {
      await walker.page.getByRole('button', { name: 'Resubmit' }).click();
      await press(walker, 'Resubmit');
      await expectStatus(walker.page, 'Submitted');
    }),
    after(finalise, 'adjusted', (walker) => go(walker)),
    after(finalise, 'not confirmed', (walker) => press(walker, 'Confirm')),
    after(finalise, 'finalised', async (walker) => {
      await walker.page.getByLabel('As far as I know').check();
      await walker.page.getByLabel('Your full name').fill('Ada Landlord');
      await press(walker, 'Confirm');
      await expect(walker.page.getByText('confirmed by Ada Landlord')).toBeVisible();
    }),
    after(finalise, 'undone', async (walker) => {
      await submitQuarter(walker.page, walker.world, '5 April 2027');
      await expectStatus(walker.page, 'Submitted');
      await go(walker);
      await expect(walker.page.getByText('A later update has undone these adjustments')).toBeVisible();
    }),
  ],
};
