import { expect } from '@playwright/test';

import { expectStatus, settleIn, status } from './landlord.ts';
import { test } from './world-fixture.ts';

test('d: an annual summary whose answer is lost is found in HMRC’s copy, and a refused one is corrected', async ({
  page,
  world,
}) => {
  const { user } = await settleIn(page, world);
  const { nino } = user;
  await page.goto(`${world.url}/years/2026-27`);
  await page.getByRole('link', { name: 'Annual summary' }).click();

  await page.getByRole('link', { name: 'Confirm how accounts are kept' }).click();
  await page.getByRole('button', { name: 'See what HMRC has' }).click();
  await expect(page.getByText('HMRC has: Cash basis')).toBeVisible();
  await page.getByRole('button', { name: 'Confirm', exact: true }).click();
  await expect(page.getByText('Cash basis, confirmed')).toBeVisible();

  await page.getByLabel('Replacing domestic items, in pounds').fill('1,250');
  await page.getByLabel('Property income allowance, in pounds').fill('1000.001');
  await page.getByRole('button', { name: 'Add a building to structures and buildings allowance' }).click();
  await page.getByLabel('Allowance for this building, in pounds').fill('300.03');
  await page.getByLabel('Name of the building').fill('St. Mary’s');
  await page.getByRole('button', { name: 'Save and review' }).click();
  const summary = page.getByRole('alert');
  await expect(summary.getByRole('link')).toHaveText([
    'Select yes if you live outside the UK',
    'Property income allowance: Enter an amount with at most 2 decimal places',
    'Structures and buildings allowance, building 1, postcode: Enter the postcode of the building',
  ]);
  await summary.getByRole('link', { name: /postcode/ }).click();
  await expect(page.getByLabel('Postcode')).toBeFocused();
  await expect(page.getByLabel('Property income allowance, in pounds')).toHaveValue('1000.001');
  await page.getByLabel('Postcode').fill('TF3 4NT');
  await page.getByLabel('Property income allowance, in pounds').fill('1000');
  await page
    .getByRole('group', { name: /non-resident/ })
    .getByLabel('No')
    .check();
  await page.getByRole('button', { name: 'Save and review' }).click();
  await expect(summary.getByRole('link')).toHaveText([/takes the place of all other allowances/]);
  await page.getByLabel('Property income allowance, in pounds').fill('');
  await page.getByRole('button', { name: 'Save and review' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Review your annual summary for 2026-27');
  await expect(page.getByRole('row', { name: 'Replacing domestic items' })).toContainText('£1,250.00');
  await expect(page.getByRole('row', { name: /St. Mary’s, TF3 4NT/ })).toContainText('£300.03');
  await world.simulator.fault('answer-lost', { nino, operation: 'put-uk-annual', times: 1 });
  await page.getByRole('button', { name: 'Submit', exact: true }).click();
  await expectStatus(page, 'Submitted');
  await expect(page.getByText('it holds exactly this').first()).toBeVisible();

  await page.goto(`${world.url}/years/2026-27`);
  await expect(status(page, 'Submitted')).toBeVisible();
  await page.getByRole('link', { name: 'Annual summary' }).click();
  await page.getByLabel('Replacing domestic items, in pounds').fill('1,300');
  await page.getByRole('button', { name: 'Save and review' }).click();
  const replaced = page.getByRole('row', { name: 'Replacing domestic items' });
  await expect(replaced).toContainText('+£50.00');
  const message = 'The amount must be looked at again';
  await world.simulator.fault('refuse', {
    nino,
    operation: 'put-uk-annual',
    code: 'FORMAT_VALUE',
    path: '/ukProperty/allowances/costOfReplacingDomesticItems',
    message,
    times: 1,
  });
  await page.getByRole('button', { name: 'Submit', exact: true }).click();
  await expectStatus(page, 'Rejected');
  await expect(replaced).toContainText(message);
  await page.getByRole('button', { name: 'Resubmit' }).click();
  await page.getByRole('link', { name: 'Change your answers' }).click();
  await page.getByLabel('Replacing domestic items, in pounds').fill('1,299.99');
  await page.getByRole('button', { name: 'Save and review' }).click();
  await page.getByRole('button', { name: 'Resubmit' }).click();
  await expectStatus(page, 'Submitted');
  await page.getByText('Everything that was sent').click();
  await expect(page.getByText('"costOfReplacingDomesticItems":1299.99')).toHaveCount(1);
});
