import { expect, type Page } from '@playwright/test';

import { expectStatus } from '../landlord.ts';
import { type TestUser } from '../simulator.ts';
import { type World } from '../world.ts';
import { csvOf, type Entry } from './ledger.ts';

/** A landlord with property here and abroad, in front of a browser. */
export interface Owner {
  page: Page;
  world: World;
  user: TestUser;
}

/** Imports rows as a spreadsheet. */
export async function importRows({ page, world }: Owner, rows: readonly Entry[]): Promise<void> {
  await page.goto(`${world.url}/records/import`);
  await page.getByLabel('CSV file').setInputFiles({
    name: 'ledger.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(csvOf(rows)),
  });
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: /^Import \d+ transactions?$/ }).click();
  await expect(page).toHaveURL(/\/records(\?.*)?$/);
}

export async function checkDates({ page, world }: Owner): Promise<void> {
  await page.goto(`${world.url}/updates`);
  await page.getByRole('button', { name: 'Check these dates with HMRC' }).click();
  await expect(page.getByText('These are HMRC’s dates as of now.')).toBeVisible();
}

/** Sends the update of a quarter; properties abroad are put on HMRC's list where they must be first. */
export async function sendUpdate({ page, world }: Owner, businessId: string, end: string): Promise<void> {
  await page.goto(`${world.url}/updates/${businessId}/${end}`);
  const register = page.getByRole('button', { name: /^Register / });
  while (await register.first().isVisible()) await register.first().click();
  await page.getByRole('button', { name: 'Submit', exact: true }).click();
  await expectStatus(page, 'Submitted');
}

/** Answers the questions of a UK annual summary that must be answered, and sends it. */
export async function sendAnnualSummary(owner: Owner, taxYear: string): Promise<void> {
  const { page, user } = owner;
  await openAnnualSummary(owner, { taxYear, businessId: user.businessId });
  await page.getByLabel('Replacing domestic items, in pounds').fill('412.07');
  await page
    .getByRole('group', { name: /non-resident/ })
    .getByLabel('No')
    .check();
  await reviewAndSubmit(page);
}

/** Fills in and sends the annual summary of the properties abroad. */
export async function sendAnnualSummaryAbroad(owner: Owner, taxYear: string): Promise<void> {
  const { page, user } = owner;
  await openAnnualSummary(owner, { taxYear, businessId: user.foreignBusinessId });
  const place = page.getByRole('group', { name: 'Gîte Bleu, France' });
  await place.getByLabel('Replacing domestic items, in pounds').fill('99.01');
  await reviewAndSubmit(page);
}

/** Opens the form, with the accounting type confirmed. */
async function openAnnualSummary(
  { page, world }: Owner,
  of: { taxYear: string; businessId: string },
): Promise<void> {
  const path = `${world.url}/years/${of.taxYear}/annual-summary/${of.businessId}`;
  await page.goto(`${path}/accounting-type`);
  await page.getByRole('button', { name: 'See what HMRC has' }).click();
  await page.getByRole('button', { name: 'Confirm', exact: true }).click();
  await page.goto(path);
}

/** Tells HMRC of a loss of earlier years that this year uses up, with nothing of it carried forward. */
export async function sendLosses(
  { page, world }: Owner,
  of: { taxYear: string; businessId: string; pounds: string },
): Promise<void> {
  const path = `${world.url}/years/${of.taxYear}/losses`;
  await page.goto(path);
  await page.getByRole('button', { name: 'See what HMRC has' }).click();
  await page.goto(`${path}/${of.businessId}?change=put`);
  await page.getByLabel('Losses brought forward into this year, in pounds').fill(of.pounds);
  await page.getByLabel('Losses of earlier years carried forward, in pounds').fill('0');
  await page.getByRole('button', { name: 'Submit', exact: true }).click();
  await expectStatus(page, 'Submitted');
}

async function reviewAndSubmit(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save and review' }).click();
  await page.getByRole('button', { name: 'Submit', exact: true }).click();
  await expectStatus(page, 'Submitted');
}

/** Has HMRC summarise a business, adjusts what is told or nothing, and confirms it as finalised. */
export async function finalise(
  { page, world }: Owner,
  of: { taxYear: string; businessId: string },
  adjustment?: { field: string; pounds: string; reason: string },
): Promise<void> {
  const path = `${world.url}/years/${of.taxYear}/finalise/${of.businessId}`;
  await page.goto(path);
  await page.getByRole('button', { name: /^Get (HMRC’s|a new) summary$/ }).click();
  if (adjustment) {
    await page.goto(`${path}/adjustments`);
    const row = page.getByRole('group', { name: adjustment.field });
    await row.getByLabel('in pounds').fill(adjustment.pounds);
    await row.getByLabel('Reason').fill(adjustment.reason);
    await page.getByRole('button', { name: 'Save and review' }).click();
  } else await page.getByRole('button', { name: 'There is nothing to adjust' }).click();
  await page.getByRole('button', { name: 'Submit', exact: true }).click();
  await expectStatus(page, 'Submitted');
  await page.goto(path);
  await page.getByLabel('As far as I know').check();
  await page.getByLabel('Your full name').fill('Ada Landlord');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByText('confirmed by Ada Landlord')).toBeVisible();
}

/** Answers the question of other income, has HMRC work out the figures, and agrees to them by name. */
export async function declare({ page, world }: Owner, taxYear: string, button: string): Promise<void> {
  await page.goto(`${world.url}/years/${taxYear}/final-declaration`);
  await page.getByLabel('No, property is all there is').check();
  await page.getByRole('button', { name: button }).click();
  await expect(page.getByRole('heading', { name: 'From income to tax' })).toBeVisible({ timeout: 60_000 });
  await page.getByLabel('I have read this statement and agree to it').check();
  await page.getByLabel('Your full name').fill('Ada Landlord');
  await page.getByRole('button', { name: 'Submit', exact: true }).click();
  await expect(page).toHaveTitle(/^Submitted: /, { timeout: 60_000 });
}
