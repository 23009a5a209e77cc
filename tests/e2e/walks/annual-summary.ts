import { expect } from '@playwright/test';

import { connect, expectStatus, settleIn, signUp, startWithSampleRecords } from '../landlord.ts';
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

/** Goes to the annual summary of property abroad, which stands below that of UK property. */
async function goAbroad({ page, world }: Walker): Promise<void> {
  await page.goto(`${world.url}/years/2026-27`);
  await page.getByRole('link', { name: 'Annual summary' }).last().click();
}

async function addAbroad(walker: Walker, name: string, country: string): Promise<void> {
  const { page, world } = walker;
  await page.goto(`${world.url}/records/properties/new`);
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Abroad', { exact: true }).check();
  await page.getByLabel('Country').selectOption(country);
  await press(walker, 'Save');
}

export const annualSummaryAbroad: Walk = {
  title: 'the pages of an annual summary of property abroad',
  stops: [
    after(form, 'without any property abroad', async (walker) => {
      const { page, world } = walker;
      Object.assign(walker.user, await world.simulator.addLandlord({ abroad: true }));
      await signUp(page, world);
      await startWithSampleRecords(page);
      await connect(page, world, walker.user);
      await goAbroad(walker);
      await expect(page.getByText('your records have none')).toBeVisible();
    }),
    at('/years/:taxYear', 'with annual summaries in the UK and abroad', '/years/2026-27'),
    after(form, 'of properties abroad that are not registered', async (walker) => {
      await addAbroad(walker, 'Villa Sol', 'Spain');
      await addAbroad(walker, 'Gîte des Pins', 'France');
      await goAbroad(walker);
    }),
    after(review, 'of one registered property abroad', async (walker) => {
      await press(walker, 'Register Villa Sol at HMRC');
      await expect(walker.page.getByRole('heading', { level: 1 })).toContainText('Review');
    }),
    after(accountingType, 'of property abroad', async (walker) => {
      await goAbroad(walker);
      await press(walker, 'Save and review');
      await walker.page.getByRole('button', { name: 'Confirm how you keep your accounts' }).click();
      await press(walker, 'See what HMRC has');
    }),
    after(form, 'abroad with a building, and problems', async (walker) => {
      await press(walker, 'Confirm');
      const { page, world } = walker;
      await page.goto(`${world.url}/updates`);
      await page.getByRole('link', { name: 'Foreign properties at HMRC' }).click();
      await page.getByRole('button', { name: 'Register Gîte des Pins at HMRC' }).click();
      await goAbroad(walker);
      const villa = page.getByRole('group', { name: 'Villa Sol, Spain' });
      await villa.getByLabel('Replacing domestic items, in pounds').fill('1,250');
      await villa.getByLabel('Balancing charge, in pounds').fill('ten');
      await villa.getByRole('button', { name: 'Add a building' }).click();
      await villa.getByLabel('Allowance for this building, in pounds').fill('300.03');
      await press(walker, 'Save and review');
      await expect(page.getByRole('alert').getByRole('link')).toHaveText([
        /^Villa Sol, Spain: Balancing charge: /,
        /^Villa Sol, Spain: .*, building 1, name: /,
        /^Villa Sol, Spain: .*, building 1, postcode: /,
      ]);
    }),
    after(review, 'abroad', async (walker) => {
      const villa = walker.page.getByRole('group', { name: 'Villa Sol, Spain' });
      await villa.getByLabel('Balancing charge, in pounds').fill('10');
      await villa.getByLabel('Name of the building').fill('El Molino');
      await villa.getByLabel('Postcode').fill('29001');
      await press(walker, 'Save and review');
    }),
    after('/submissions/:id', 'rejected annual summary abroad', async (walker) => {
      await walker.world.simulator.fault('refuse', {
        nino: walker.user.nino,
        operation: 'put-foreign-annual',
        code: 'FORMAT_VALUE',
        path: '/foreignProperty/1/allowances/structuredBuildingAllowance/0/amount',
        times: 1,
      });
      await press(walker, 'Submit');
      await expectStatus(walker.page, 'Rejected');
    }),
    after('/submissions/:id', 'submitted annual summary abroad', async (walker) => {
      await press(walker, 'Resubmit');
      await press(walker, 'Resubmit');
      await expectStatus(walker.page, 'Submitted');
    }),
    after(review, 'what changed abroad', async (walker) => {
      await goAbroad(walker);
      const villa = walker.page.getByRole('group', { name: 'Villa Sol, Spain' });
      await villa.getByLabel('Replacing domestic items, in pounds').fill('');
      const gite = walker.page.getByRole('group', { name: 'Gîte des Pins, France' });
      await gite.getByLabel('Private use adjustment, in pounds').fill('12.34');
      await press(walker, 'Save and review');
    }),
  ],
};
