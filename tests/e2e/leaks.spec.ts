import { expect } from '@playwright/test';

import { query } from './database.ts';
import { connect, expectStatus, signUp, startWithSampleRecords, submitQuarter } from './landlord.ts';
import { findLeaks, secretsOf } from './leaks.ts';
import { test } from './world-fixture.ts';

test('k: the search for leaks, made after every journey, finds a canary in each place it looks', async ({
  page,
  ownWorld,
  answers,
}) => {
  const canary = 'RULE_CANARY_IS_SEEN';
  const user = await ownWorld.simulator.addLandlord();
  await signUp(page, ownWorld);
  await startWithSampleRecords(page);
  await connect(page, ownWorld, user);
  // A code that nobody knows is logged.
  await ownWorld.simulator.fault('refuse', {
    nino: user.nino,
    operation: 'obligations',
    code: canary,
    times: 1,
  });
  await page.goto(`${ownWorld.url}/updates`);
  await page.getByRole('button', { name: 'Check these dates with HMRC' }).click();
  await expect(page.getByText('HMRC could not be reached')).toBeVisible();
  // What HMRC says about figures is kept and shown.
  await ownWorld.simulator.fault('refuse', {
    nino: user.nino,
    operation: 'put-uk-cumulative',
    code: 'RULE_OUTSIDE_AMENDMENT_WINDOW',
    message: canary,
  });
  await submitQuarter(page, ownWorld, '5 October 2026');
  await expectStatus(page, 'Rejected');
  await query(ownWorld.dataDir, `update dbos.workflow_status set authenticated_user = $1`, [canary]);
  await query(ownWorld.dataDir, `insert into operator_alerts (at, kind, detail) values (now(), $1, '{}')`, [
    Buffer.from(canary).toString('base64'),
  ]);

  const found = await findLeaks(ownWorld, answers, [canary]);
  expect(new Set(found.map((leak) => leak.place))).toEqual(new Set(['database', 'engine', 'log', 'answer']));
  // Written otherwise, it is found as well.
  expect(found.map((leak) => leak.where)).toContain('public.operator_alerts');
  // And there is something to look for in this world, which the fixture does when the test ends.
  expect((await secretsOf(ownWorld)).length).toBeGreaterThan(8);
});
