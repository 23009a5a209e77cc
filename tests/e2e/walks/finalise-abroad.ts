import { expect } from '@playwright/test';

import { connect, expectStatus, signUp } from '../landlord.ts';
import { entries } from '../year/ledger.ts';
import { checkDates, importRows, sendUpdate } from '../year/steps.ts';
import { after, press, type Walk, type Walker } from './walk.ts';

const finalise = '/years/:taxYear/finalise/:businessId';
const adjustments = `${finalise}/adjustments`;
const review = `${finalise}/review`;

const go = async ({ page, world, user }: Walker, end = '') => {
  await page.goto(`${world.url}/years/2026-27/finalise/${user.foreignBusinessId}${end}`);
};

/** The fields of one figure of one place. */
const group = ({ page }: Walker, name: string) => page.getByRole('group', { name, exact: true });

export const finalisingAbroad: Walk = {
  title: 'the pages of finalising a foreign property business',
  stops: [
    after(finalise, 'nothing asked for', async (walker) => {
      const { page, world } = walker;
      Object.assign(walker.user, await world.simulator.addLandlord({ abroad: true }));
      await world.simulator.setClock('2027-05-10T09:00:00Z');
      await signUp(page, world);
      await connect(page, world, walker.user);
      await importRows(walker, entries);
      await checkDates(walker);
      await sendUpdate(walker, walker.user.foreignBusinessId, '2027-04-05');
      await go(walker);
    }),
    after(finalise, 'summary', async (walker) => {
      await press(walker, 'Get HMRC’s summary');
      await expect(walker.page.getByRole('heading', { name: 'Gîte Bleu, France' })).toBeVisible();
      await expect(walker.page.getByText('HMRC’s figures and your records differ')).toBeHidden();
    }),
    after(finalise, 'summary that differs from the records', async (walker) => {
      const [rent] = entries.filter(({ property }) => property === 'Casa Sol');
      if (!rent) throw new Error('There is no rent of the Casa Sol.');
      await importRows(walker, [{ ...rent, date: '2027-04-01', description: 'Forgotten', pence: 4_005 }]);
      await go(walker);
      await expect(walker.page.getByText('HMRC’s figures and your records differ')).toBeVisible();
    }),
    after(review, 'nothing to adjust', (walker) => press(walker, 'There is nothing to adjust')),
    after(adjustments, 'with problems', async (walker) => {
      await go(walker, '/adjustments');
      await group(walker, 'Rental income, Casa Sol, Spain').getByLabel('in pounds').fill('40.05');
      const travel = group(walker, 'Travel costs, Gîte Bleu, France');
      await travel.getByLabel('in pounds').fill('twelve');
      await travel.getByLabel('Reason').fill('A ferry that was not booked');
      await press(walker, 'Save and review');
      await expect(walker.page.getByRole('alert')).toContainText(
        'Casa Sol, Spain, Rental income, reason: Enter the reason for this adjustment',
      );
      await expect(walker.page.getByRole('alert')).toContainText('Gîte Bleu, France, Travel costs: ');
    }),
    after(review, 'adjustments', async (walker) => {
      await group(walker, 'Rental income, Casa Sol, Spain').getByLabel('Reason').fill('Forgotten');
      await group(walker, 'Travel costs, Gîte Bleu, France').getByLabel('in pounds').fill('12.01');
      await press(walker, 'Save and review');
    }),
    after('/submissions/:id', 'rejected adjustments', async (walker) => {
      await walker.world.simulator.fault('refuse', {
        nino: walker.user.nino,
        operation: 'adjust-foreign-bsas',
        code: 'RULE_RESULTING_VALUE_NOT_PERMITTED',
        path: '/foreignProperty/propertyLevelDetail/0/expenses/travelCosts',
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
    after(finalise, 'finalised', async (walker) => {
      await walker.page.getByLabel('As far as I know').check();
      await walker.page.getByLabel('Your full name').fill('Ada Landlord');
      await press(walker, 'Confirm');
      await expect(walker.page.getByText('confirmed by Ada Landlord')).toBeVisible();
    }),
    after(finalise, 'undone', async (walker) => {
      await sendUpdate(walker, walker.user.foreignBusinessId, '2027-04-05');
      await go(walker);
      await expect(walker.page.getByText('A later update has undone these adjustments')).toBeVisible();
    }),
  ],
};
