import { expect } from '@playwright/test';

import { connect, expectStatus, signUp, startWithSampleRecords } from '../landlord.ts';
import { after, at, press, type Walk, type Walker } from './walk.ts';

const review = '/updates/:businessId/:periodEndDate{\\d{4}-\\d{2}-\\d{2}}';
const list = '/years/:taxYear/foreign-properties/:businessId';
const costs = '/years/:taxYear/finance-costs/:businessId';
const end = `${list}/:propertyId/end`;

const file = `Date,Property,Category,Description,Money in,Money out,Country
02/05/2026,Villa Sol,Rental income,"Rent May, EUR 1,400.00 at 0.85",1190.00,,Spain
02/05/2026,Villa Sol,Foreign tax paid or taken off,Withheld by the agent,,226.10,
12/06/2026,Villa Sol,Property repairs and maintenance,Pump of the pool,,84.35,Spain
03/06/2026,Gîte des Pins,Rental income,Rent June,640.00,,FRA
04/06/2026,Gîte des Pins,Rent a Room rents,Not a category abroad,10.00,,
05/06/2026,Gîte des Pins,Rental income,Another country,10.00,,Portugal
`;

async function importAbroad(walker: Walker): Promise<void> {
  const { page, world } = walker;
  await page.goto(`${world.url}/records/import`);
  const buffer = Buffer.from(file);
  await page.getByLabel('CSV file').setInputFiles({ name: 'abroad.csv', mimeType: 'text/csv', buffer });
  await press(walker, 'Continue');
  await expect(page).toHaveURL(/\/records\/import\/./);
}

const goToList = async ({ page, world }: Walker) => {
  await page.goto(`${world.url}/updates`);
  await page.getByRole('link', { name: 'Foreign properties at HMRC' }).click();
};

/** The review of the first quarter of property abroad, whose table stands below that of UK property. */
async function reviewAbroad({ page, world }: Walker): Promise<void> {
  await page.goto(`${world.url}/updates`);
  const table = page.getByRole('table', { name: 'Tax year 2026-27, foreign property' });
  await table.getByRole('link', { name: /^Review and .* to 5 July 2026$/ }).click();
}

export const abroad: Walk = {
  title: 'the pages of property abroad',
  stops: [
    after('/records/properties/new', 'abroad without a country', async (walker) => {
      const { page, world } = walker;
      Object.assign(walker.user, await world.simulator.addLandlord({ abroad: true }));
      await signUp(page, world);
      await startWithSampleRecords(page);
      await page.goto(`${world.url}/records/properties/new`);
      await page.getByLabel('Name').fill('Casa Nova');
      await page.getByLabel('Abroad', { exact: true }).check();
      await press(walker, 'Save');
      await expect(page.getByRole('alert')).toContainText('Select the country');
    }),
    after('/records/import/:id', 'with rows that do not fit a property abroad', importAbroad),
    after('/records', 'in the UK and abroad', (walker) => press(walker, 'Import the 4 good rows')),
    at('/records/properties', 'in the UK and abroad'),
    after('/records/properties/:id', 'abroad', async ({ page }) => {
      await page.getByRole('link', { name: /^Change.*Villa Sol/ }).click();
    }),
    after('/records/properties', 'with relief claimed', async (walker) => {
      await walker.page.getByLabel('I claim Foreign Tax Credit Relief for this property').check();
      await press(walker, 'Save');
    }),
    at('/records/transactions/new', 'with a property abroad'),
    after('/updates', 'in the UK and abroad', async ({ page, world, user }) => {
      await connect(page, world, user);
      await page.goto(`${world.url}/updates`);
    }),
    at('/years/:taxYear', 'in the UK and abroad', '/years/2026-27'),
    after(review, 'of properties that are not registered', reviewAbroad),
    after(review, 'of properties that are registered', async (walker) => {
      await press(walker, 'Register Gîte des Pins at HMRC');
      await press(walker, 'Register Villa Sol at HMRC');
      await expect(walker.page.getByRole('button', { name: 'Submit', exact: true })).toBeVisible();
    }),
    after('/submissions/:id', 'rejected update of property abroad', async (walker) => {
      await walker.world.simulator.fault('refuse', {
        nino: walker.user.nino,
        operation: 'put-foreign-cumulative',
        code: 'FORMAT_VALUE',
        path: '/foreignProperty/1/expenses/repairsAndMaintenance',
        times: 1,
      });
      await press(walker, 'Submit');
      await expectStatus(walker.page, 'Rejected');
    }),
    after('/submissions/:id', 'submitted update of property abroad', async (walker) => {
      await press(walker, 'Resubmit');
      await press(walker, 'Resubmit');
      await expectStatus(walker.page, 'Submitted');
    }),
    after(review, 'of property abroad again', reviewAbroad),
    after(costs, 'of properties abroad', ({ page }) =>
      page.getByRole('link', { name: 'Bring finance costs forward' }).click(),
    ),
    after(costs, 'of properties abroad, with a problem', async (walker) => {
      await walker.page.getByLabel('Villa Sol, Spain, in pounds').fill('1.234');
      await press(walker, 'Save');
      await expect(walker.page.getByRole('alert')).toContainText('Villa Sol, Spain: Enter an amount');
    }),
    after(review, 'of property abroad with finance costs brought forward', async (walker) => {
      await walker.page.getByLabel('Villa Sol, Spain, in pounds').fill('1,234.56');
      await press(walker, 'Save');
      await expect(walker.page.getByText('£1,234.56, as you entered it')).toBeVisible();
    }),
    after(list, 'registered', goToList),
    after(list, 'checked', (walker) => press(walker, 'Check with HMRC')),
    after(end, 'empty', async ({ page }) => {
      await page
        .getByRole('link', { name: /^Tell HMRC that it has ended/ })
        .first()
        .click();
    }),
    after(end, 'refused', async (walker) => {
      await press(walker, 'Tell HMRC');
      await expect(walker.page.getByRole('alert')).toBeVisible();
    }),
    after(list, 'with one that has ended', async (walker) => {
      const { page } = walker;
      await page.getByLabel('Day').fill('30');
      await page.getByLabel('Month').fill('9');
      await page.getByLabel('Year').fill('2026');
      await page.getByLabel('I sold it or gave it away').check();
      await press(walker, 'Tell HMRC');
      await expect(page.getByText('HMRC’s list is changed.')).toBeVisible();
    }),
  ],
};
