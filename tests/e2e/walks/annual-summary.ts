import { expectStatus, settleIn } from '../landlord.ts';
import { at, after, press, type Walk, type Walker } from './walk.ts';

const form = '/years/:taxYear/annual-summary/:businessId';
const accountingType = `${form}/accounting-type`;
const review = `${form}/review`;

const path = ({ user }: Walker) => `/years/2026-27/annual-summary/${user.businessId}`;
const go = async (walker: Walker, end = '') => {
  await walker.page.goto(`${walker.world.url}${path(walker)}${end}`);
};

export const annualSummary: Walk = {
  title: 'the pages of an annual summary',
  stops: [
    after(form, 'empty', async (walker) => {
      Object.assign(walker.user, (await settleIn(walker.page, walker.world)).user);
      await go(walker);
    }),
    after(accountingType, 'not asked yet', (walker) => go(walker, '/accounting-type')),
    after(accountingType, 'asked', (walker) => press(walker, 'See what HMRC has')),
    after(form, 'with a building, and problems', async (walker) => {
      await press(walker, 'Confirm');
      const { page } = walker;
      await page.getByLabel('Replacing domestic items, in pounds').fill('1,250');
      await page.getByLabel('Balancing charge, in pounds', { exact: true }).fill('ten');
      await page.getByRole('button', { name: 'Add a building to structures' }).click();
      await page.getByLabel('Allowance for this building, in pounds').fill('300.03');
      await press(walker, 'Save and review');
    }),
    after(review, 'first', async (walker) => {
      const { page } = walker;
      await page.getByLabel('Balancing charge, in pounds', { exact: true }).fill('10');
      await page.getByLabel('Name of the building').fill('St. Mary’s');
      await page.getByLabel('Postcode').fill('TF3 4NT');
      await page
        .getByRole('group', { name: /non-resident/ })
        .getByLabel('No')
        .check();
      await press(walker, 'Save and review');
    }),
    after('/submissions/:id', 'rejected annual summary', async (walker) => {
      await walker.world.simulator.fault('refuse', {
        nino: walker.user.nino,
        operation: 'put-uk-annual',
        code: 'FORMAT_VALUE',
        path: '/ukProperty/allowances/structuredBuildingAllowance/0/amount',
        times: 1,
      });
      await press(walker, 'Submit');
      await expectStatus(walker.page, 'Rejected');
    }),
    after(review, 'again', (walker) => press(walker, 'Resubmit')),
    after('/submissions/:id', 'submitted annual summary', async (walker) => {
      await press(walker, 'Resubmit');
      await expectStatus(walker.page, 'Submitted');
    }),
    after(form, 'submitted', (walker) => go(walker)),
    at('/years/:taxYear', 'annual summary submitted', '/years/2026-27'),
    after(review, 'what changed', async (walker) => {
      await go(walker);
      await walker.page.getByLabel('Replacing domestic items, in pounds').fill('1,300');
      await press(walker, 'Save and review');
    }),
  ],
};
