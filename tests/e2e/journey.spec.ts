import { expect } from '@playwright/test';

import { connect, expectStatus, signUp, startWithSampleRecords, submitQuarter } from './landlord.ts';
import { test } from './world-fixture.ts';

test('a: sign up, sample records, connect, submit, and HMRC holds the figures to the penny', async ({
  page,
  world,
}) => {
  const user = await world.simulator.addLandlord();
  await signUp(page, world);
  await startWithSampleRecords(page);
  await connect(page, world, user);
  await submitQuarter(page, world, '5 October 2026');
  await expectStatus(page, 'Submitted');

  const held = await world.simulator.update(user.nino);
  expect(held?.acceptedCount).toBe(1);
  expect(held?.current.pence).toEqual(expectedQuarter2);
  await expect(page.getByText(held?.current.correlationId ?? 'no reference').first()).toBeVisible();

  // What was sent is the year to date, so the late quarter before it is done as well.
  await page.goto(`${world.url}/updates`);
  const late = page.getByRole('row', { name: '6 April 2026 to 5 July 2026' });
  await expect(late).toContainText('In your update to 5 October 2026');
  await expect(late).not.toContainText('overdue');
});

// What sample-ledger-2026-27.csv adds up to from 6 April to 5 October 2026.
const expectedQuarter2 = {
  'income.periodAmount': 20_390_00,
  'income.otherIncome': 180_00,
  'expenses.costOfServices': 75_00,
  'expenses.professionalFees': 2_686_80,
  'expenses.other': 295_64,
  'expenses.repairsAndMaintenance': 1_537_02,
  'expenses.premisesRunningCosts': 998_21,
  'expenses.residentialFinancialCost': 4_254_67,
};
