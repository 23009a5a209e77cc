import { expect } from '@playwright/test';

import { connect, expectStatus, signUp } from '../landlord.ts';
import { after, at, press, type Walk, type Walker } from './walk.ts';

const review = '/updates/:businessId/:periodEndDate{\\d{4}-\\d{2}-\\d{2}}';

const annual = '/years/:taxYear/annual-summary/:businessId';

const file = `Date,Property,Country,Category,Description,Money in,Money out
01/05/2024,12 Mill Lane,,Rental income,"Rent, May",950.00,
07/06/2024,12 Mill Lane,,Property repairs and maintenance,Gutter,,125.50
01/08/2024,12 Mill Lane,,Rental income,"Rent, August",975.00,
02/05/2024,Gîte du Moulin,France,Rental income,Week 18,640.00,
`;

async function importFile(walker: Walker): Promise<void> {
  const { page, world } = walker;
  await page.goto(`${world.url}/records/import`);
  const buffer = Buffer.from(file);
  await page.getByLabel('CSV file').setInputFiles({ name: '2024.csv', mimeType: 'text/csv', buffer });
  await press(walker, 'Continue');
  await page.getByRole('button', { name: /^Import \d+ transactions$/ }).click();
}

const open = ({ page, world, user }: Walker, end: string, businessId = user.businessId) =>
  page.goto(`${world.url}/updates/${businessId}/${end}`).then(() => undefined);

async function submit(walker: Walker, end: string, businessId?: string): Promise<void> {
  await open(walker, end, businessId);
  await press(walker, 'Submit');
  await expectStatus(walker.page, 'Submitted');
}

/** Sends two quarters of 2024-25, each of its own, and corrects the first. */
export const earlierYear: Walk = {
  title: 'the pages of a year whose updates are each of a quarter',
  stops: [
    after('/updates', 'to 2024-25', async (walker) => {
      const { page, world } = walker;
      walker.user = await world.simulator.addLandlord({ abroad: true, joined: '2024-25' });
      await signUp(page, world);
      await importFile(walker);
      await connect(page, world, walker.user);
      await page.goto(`${world.url}/updates`);
      await expect(page.getByRole('table', { name: 'Tax year 2024-25, UK property' })).toBeVisible();
    }),
    after(review, 'waits for the quarter before', (walker) => open(walker, '2024-10-05')),
    after(review, 'of its quarter alone', (walker) => open(walker, '2024-07-05')),
    after('/submissions/:id', 'of its quarter alone', (walker) => submit(walker, '2024-07-05')),
    after('/submissions/:id', 'of its quarter alone, after a lost answer', async (walker) => {
      const { simulator } = walker.world;
      await simulator.fault('answer-lost', {
        nino: walker.user.nino,
        operation: 'create-uk-period',
        times: 1,
      });
      await submit(walker, '2024-10-05');
      await expect(walker.page.getByText('it holds exactly this').first()).toBeVisible();
    }),
    after('/submissions/:id/receipt', 'of its quarter alone', async ({ page }) => {
      await page.getByRole('link', { name: 'Receipt', exact: true }).click();
    }),
    after('/submissions/:id', 'of a country and a quarter', (walker) =>
      submit(walker, '2024-07-05', walker.user.foreignBusinessId),
    ),
    after(review, 'of its quarter alone, again', (walker) => open(walker, '2024-07-05')),
    at('/years/:taxYear', 'to 2024-25', '/years/2024-25'),
    after(annual, 'to 2024-25', async ({ page }) => {
      await page.getByRole('link', { name: 'Annual summary' }).first().click();
    }),
    after(`${annual}/accounting-type`, 'to 2024-25', async (walker) => {
      await walker.page.getByRole('link', { name: 'See how accounts are kept' }).click();
      await press(walker, 'See what HMRC has');
    }),
    after(`${annual}/review`, 'to 2024-25', async (walker) => {
      const { page } = walker;
      await page.getByRole('link', { name: 'Annual summary', exact: true }).click();
      await page
        .getByRole('group', { name: /non-resident/ })
        .getByLabel('No')
        .check();
      await page.getByLabel('Zero-emissions goods vehicle allowance, in pounds').fill('200.02');
      await page.getByLabel('Electric charge-point allowance, in pounds').fill('300.03');
      await press(walker, 'Save and review');
    }),
    after('/submissions/:id', 'annual summary of 2024-25', async (walker) => {
      await press(walker, 'Submit');
      await expectStatus(walker.page, 'Submitted');
    }),
    after('/updates', 'some to 2024-25', async (walker) => {
      const { nino, businessId, foreignBusinessId } = walker.user;
      const kept = Object.keys(await walker.world.simulator.documents('property-periods', nino));
      const of = (id: string) => kept.filter((key) => key.startsWith(`${id}/2024-25/`)).length;
      expect([of(businessId), of(foreignBusinessId)]).toEqual([2, 1]);
      await walker.page.goto(`${walker.world.url}/updates`);
    }),
  ],
};
