import { expect } from '@playwright/test';

import { expectStatus, settleIn, submitQuarter } from './landlord.ts';
import { test } from './world-fixture.ts';

test.use({ javaScriptEnabled: false });

test('i: the whole way with JavaScript off; the page loads itself anew and says which details were left out', async ({
  page,
  world,
}) => {
  const { user } = await settleIn(page, world);
  const fault = await world.simulator.fault('outage-503', {
    nino: user.nino,
    operation: 'put-uk-cumulative',
  });
  await submitQuarter(page, world, '5 October 2026');
  await expect(page.getByText(/attempt \d did not get through/)).toBeVisible();
  await expect(page.getByText('JavaScript was off in your browser')).toBeVisible();

  await world.simulator.clearFault(fault);
  await expectStatus(page, 'Submitted');
  await expect(page.getByText('JavaScript was off in your browser')).toBeVisible();
  await page.getByText('Details about your device that were left out').click();
  await expect(page.getByText('Gov-Client-Browser-JS-User-Agent')).toBeVisible();
  expect((await world.simulator.update(user.nino))?.acceptedCount).toBe(1);
});
