import { expect } from '@playwright/test';

import { connect, expectStatus, signUp, startWithSampleRecords, submitQuarter } from '../landlord.ts';
import { after, at, press, type Walk, type Walker } from './walk.ts';

const review = '/updates/:businessId/:periodEndDate{\\d{4}-\\d{2}-\\d{2}}';
const tax = '/years/:taxYear/tax';
const calculation = '/years/:taxYear/calculations/:id';
const declaration = '/years/:taxYear/final-declaration';
const agreement = `${declaration}/:id`;
const year = (route: string) => route.replace(':taxYear', '2026-27');

const listAtHmrc = `${tax}/at-hmrc`;

const figures = ({ page }: Walker) =>
  expect(page.getByRole('heading', { name: 'From income to tax' })).toBeVisible({ timeout: 30_000 });

/** What HMRC calculated for other software. */
const other = ({ page }: Walker) =>
  page.getByRole('button', { name: /^Ask HMRC for it number \d+ of the list, made / });

export const yearEnd: Walk = {
  title: 'the pages of tax and of the final declaration',
  stops: [
    after(tax, 'nothing yet', async ({ page, world, user }) => {
      await signUp(page, world);
      await startWithSampleRecords(page);
      await connect(page, world, user);
      await page.goto(`${world.url}${year(tax)}`);
    }),
    at(declaration, 'too early', year(declaration)),
    at('/years/:taxYear', 'under way', '/years/2026-27'),
    at('/balance', 'not asked'),
    after('/balance', 'asked', (walker) => press(walker, 'Ask HMRC what I owe')),
    after(declaration, 'updates missing', async ({ page, world }) => {
      await world.simulator.advanceClock('P196D');
      await page.goto(`${world.url}/updates`);
      await page.getByRole('button', { name: 'Check these dates with HMRC' }).click();
      await page.goto(`${world.url}${year(declaration)}`);
    }),
    at('/years/:taxYear', 'updates missing', '/years/2026-27'),
    after(calculation, 'waiting', async (walker) => {
      await submitQuarter(walker.page, walker.world, '5 April 2027');
      await expectStatus(walker.page, 'Submitted');
      await walker.page.goto(`${walker.world.url}${year(tax)}`);
      const own = walker.page.getByRole('link', { name: 'See how it is going' });
      if (await own.isVisible()) await own.click();
      else await press(walker, 'Work out my tax');
    }),
    after(calculation, 'ready', figures),
    at(tax, 'ready', year(tax)),
    at(listAtHmrc, 'not asked', year(listAtHmrc)),
    after(listAtHmrc, 'asked', async (walker) => {
      await walker.world.simulator.calculateElsewhere(walker.user, '2026-27');
      await expect(async () => {
        await press(walker, 'Ask HMRC for its list');
        await expect(other(walker)).toBeVisible({ timeout: 2_000 });
      }).toPass({ timeout: 30_000 });
    }),
    after(`${listAtHmrc}/:calculationId`, 'asked', async (walker) => {
      await other(walker).click();
      await figures(walker);
    }),
    after(`${listAtHmrc}/:calculationId`, 'not asked', async ({ page }) => {
      await page.goto(page.url());
    }),
    at(declaration, 'ready', year(declaration)),
    after(declaration, 'unanswered', (walker) => press(walker, 'Work out the figures to declare')),
    after(agreement, 'ready', async (walker) => {
      await walker.page.getByLabel('No, property is all there is').check();
      await press(walker, 'Work out the figures to declare');
      await figures(walker);
    }),
    after(agreement, 'not agreed', (walker) => press(walker, 'Submit')),
    after('/submissions/:id', 'declared', async (walker) => {
      await walker.page.getByLabel('I have read this statement and agree to it').check();
      await walker.page.getByLabel('Your full name').fill('Ada Landlord');
      await press(walker, 'Submit');
      await expect(walker.page).toHaveTitle(/^Submitted: final declaration/, { timeout: 60_000 });
    }),
    at(declaration, 'declared', year(declaration)),
    at('/years/:taxYear', 'declared', '/years/2026-27'),
    at('/years', 'several'),
    after(review, 'of a declared year', async ({ page, world, user }) => {
      await page.goto(`${world.url}/updates/${user.businessId}/2027-04-05`);
      await expect(page.getByText('Sending this does not change it')).toBeVisible();
    }),
    after('/submissions/:id', 'taken after the declaration', async (walker) => {
      await press(walker, 'Submit');
      await expectStatus(walker.page, 'Submitted');
      await expect(walker.page.getByRole('link', { name: 'Amend the declaration' })).toBeVisible();
    }),
    at('/years/:taxYear', 'to be amended', '/years/2026-27'),
    at('/', 'with a declaration to be amended'),
    at(declaration, 'to be amended', year(declaration)),
  ],
};
