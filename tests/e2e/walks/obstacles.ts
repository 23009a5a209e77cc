import { expect } from '@playwright/test';

import { query } from '../database.ts';
import { connect, expectStatus, signUp } from '../landlord.ts';
import { after, press, type Walk, type Walker } from './walk.ts';

const review = '/updates/:businessId/:periodEndDate{\\d{4}-\\d{2}-\\d{2}}';
const list = '/years/:taxYear/foreign-properties/:businessId';
const properties = '/records/properties';

const file = `Date,Property,Category,Description,Money in,Money out,Country
01/06/2025,Villa Sol,Rental income,Rent June,900.00,,Spain
01/06/2025,Casa Nova,Rental income,Rent June,700.00,,Spain
02/05/2026,Villa Sol,Rental income,Rent May,1190.00,,Spain
02/05/2026,Casa Nova,Rental income,Rent May,700.00,,Spain
02/05/2026,Mill House,Rental income,Rent of the year,95000.00,,
`;

async function importFile(walker: Walker): Promise<void> {
  const { page, world } = walker;
  await page.goto(`${world.url}/records/import`);
  const buffer = Buffer.from(file);
  await page.getByLabel('CSV file').setInputFiles({ name: 'all.csv', mimeType: 'text/csv', buffer });
  await press(walker, 'Continue');
  await press(walker, 'Import 5 transactions');
}

async function claimRelief(walker: Walker, name: string): Promise<void> {
  await walker.page.goto(`${walker.world.url}${properties}`);
  await walker.page.getByRole('link', { name: new RegExp(`^Change.*${name}`) }).click();
  await walker.page.getByLabel('I claim Foreign Tax Credit Relief for this property').check();
  await press(walker, 'Save');
}

const look = (businessId: string, periodEndDate: string, { page, world }: Walker) =>
  page.goto(`${world.url}/updates/${businessId}/${periodEndDate}`);

const goToList = ({ page, world, user }: Walker) =>
  page.goto(`${world.url}/years/2026-27/foreign-properties/${user.foreignBusinessId}`);

const see = ({ page }: Walker, text: string) => expect(page.getByText(text).first()).toBeVisible();

export const obstacles: Walk = {
  title: 'the pages of updates that something stands in the way of',
  stops: [
    after(review, 'without a property abroad', async (walker) => {
      const { page, world } = walker;
      Object.assign(walker.user, await world.simulator.addLandlord({ abroad: true }));
      await signUp(page, world);
      await connect(page, world, walker.user);
      await look(walker.user.foreignBusinessId, '2026-07-05', walker);
      await see(walker, 'HMRC asks for figures of property abroad, and your records have none.');
    }),
    after(review, 'with every figure nought', async (walker) => {
      await look(walker.user.businessId, '2026-07-05', walker);
      await see(walker, 'Your records have no money in or out for these dates');
    }),
    after(review, 'with too much income for one total', async (walker) => {
      const { page, world, user } = walker;
      await page.goto(`${world.url}/years/2026-27/expenses/${user.businessId}`);
      await page.getByRole('radio', { name: 'One total' }).check();
      await press(walker, 'Save');
      await importFile(walker);
      await look(user.businessId, '2026-07-05', walker);
      await see(walker, 'HMRC takes expenses as one total only where that is under £90,000.');
    }),
    after(review, 'of 2025-26, by country, with two answers on relief', async (walker) => {
      await claimRelief(walker, 'Villa Sol');
      await look(walker.user.foreignBusinessId, '2026-04-05', walker);
      await see(walker, 'HMRC takes one answer for a country.');
    }),
    after(review, 'of 2025-26, by country', async (walker) => {
      await claimRelief(walker, 'Casa Nova');
      await look(walker.user.foreignBusinessId, '2026-04-05', walker);
      await see(walker, 'Spain');
    }),
    after(review, 'of 2025-26, that would replace one from other software', async (walker) => {
      const { world, user } = walker;
      await query(
        world.dataDir,
        `update obligations set status = 'fulfilled' where business_id = $1 and period_end_date <= '2026-04-05'`,
        [user.foreignBusinessId],
      );
      await look(user.foreignBusinessId, '2026-04-05', walker);
      await press(walker, 'Submit');
      await see(walker, 'Tick the box if this update shall replace the figures HMRC has');
    }),
    after(review, 'of 2025-26, before one from other software', async (walker) => {
      await look(walker.user.foreignBusinessId, '2025-07-05', walker);
      await see(walker, 'HMRC has a later update of this tax year, from other software');
    }),
    after('/submissions/:id', 'of 2025-26, by country', async (walker) => {
      await look(walker.user.foreignBusinessId, '2026-04-05', walker);
      await walker.page.getByLabel('I understand that this replaces the figures HMRC has').check();
      await press(walker, 'Submit');
      await expectStatus(walker.page, 'Submitted');
    }),
    after('/submissions/:id/receipt', 'of 2025-26, by country', ({ page }) =>
      page.getByRole('link', { name: 'Receipt', exact: true }).click(),
    ),
    after(list, 'HMRC’s answer to registering lost', async (walker) => {
      await walker.world.simulator.fault('answer-lost-before', {
        ...{ nino: walker.user.nino, operation: 'create-foreign-property', times: 1 },
      });
      await goToList(walker);
      await press(walker, 'Register Casa Nova at HMRC');
      await see(walker, 'HMRC’s answer did not reach us');
    }),
    after(review, 'of a property whose registration is not known', async (walker) => {
      await look(walker.user.foreignBusinessId, '2026-07-05', walker);
      await see(walker, 'HMRC’s answer to registering Casa Nova did not reach us.');
    }),
    after(review, 'of a property that has ended', async (walker) => {
      const { page } = walker;
      await press(walker, 'Register Villa Sol at HMRC');
      await goToList(walker);
      await page.getByRole('link', { name: /^Tell HMRC that it has ended/ }).click();
      await page.getByLabel('Day').fill('30');
      await page.getByLabel('Month').fill('6');
      await page.getByLabel('Year').fill('2026');
      await page.getByLabel('It was registered by mistake').check();
      await press(walker, 'Tell HMRC');
      await look(walker.user.foreignBusinessId, '2026-07-05', walker);
      await see(walker, 'HMRC has Villa Sol as ended on 30 June 2026');
    }),
    after(list, 'with one that matches none', async (walker) => {
      const { world, user } = walker;
      // As after a registration with other software, under a name of its own.
      await query(
        world.dataDir,
        `with gone as (delete from foreign_registrations where business_id = $1 returning property_id)
         update properties set name = 'The house by the sea' where name = 'Villa Sol' and id in (select property_id from gone)`,
        [user.foreignBusinessId],
      );
      await goToList(walker);
      await press(walker, 'Check with HMRC');
      await see(walker, 'that none of yours matches by country and name');
    }),
    after(list, 'with one that was linked', async (walker) => {
      await walker.page.getByRole('button', { name: /^It is The house by the sea/ }).click();
      await see(walker, 'The property on HMRC’s list is linked to yours.');
    }),
    after('/years/:taxYear/quarters/:businessId', 'the answer to a choice lost', async (walker) => {
      const { page, world, user } = walker;
      const of = { nino: user.nino };
      await world.simulator.fault('answer-lost', {
        ...{ ...of, operation: 'put-quarterly-period-type', times: 1 },
      });
      await world.simulator.fault('outage-503', { ...of, operation: 'get-business' });
      await page.goto(`${world.url}/years/2026-27/quarters/${user.businessId}`);
      await page.getByLabel('Calendar quarters, by whole months').check();
      await press(walker, 'Tell HMRC');
      await see(walker, 'it is not known yet whether HMRC has it, so we keep asking HMRC');
      await world.simulator.clearFaultsOf(user.nino);
    }),
  ],
};
