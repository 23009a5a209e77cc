import { expect } from '@playwright/test';

import { attemptsShown, expectStatus, settleIn, submitQuarter } from './landlord.ts';
import { test } from './world-fixture.ts';
import { type World } from './world.ts';

const quarter = '5 October 2026';
const longerThanTheTest = 300_000;
const put = 'put-uk-cumulative';

/** Ends the platform as a power cut would, and starts it again. The open page finds its way back by itself. */
async function crash(world: World): Promise<void> {
  await world.kill();
  await world.startAgain();
}

async function hasStruck(world: World, fault: string): Promise<void> {
  await expect.poll(() => world.simulator.faultApplied(fault)).toBeGreaterThan(0);
}

test('g: killed while the figures were on their way to HMRC: sent once after the start', async ({
  page,
  ownWorld: world,
}) => {
  const { user } = await settleIn(page, world);
  const fault = await world.simulator.fault('slow-before', {
    nino: user.nino,
    operation: put,
    ms: longerThanTheTest,
  });
  await submitQuarter(page, world, quarter);
  await hasStruck(world, fault);
  expect(await world.simulator.update(user.nino)).toBeUndefined();
  await crash(world);
  await world.simulator.clearFault(fault);

  await expectStatus(page, 'Submitted');
  expect((await world.simulator.update(user.nino))?.acceptedCount).toBe(1);
});

test('g: killed while it waited out an outage: goes on with the next attempt after the start', async ({
  page,
  ownWorld: world,
}) => {
  const { user } = await settleIn(page, world);
  const fault = await world.simulator.fault('outage-503', { nino: user.nino });
  await submitQuarter(page, world, quarter);
  await expect.poll(() => attemptsShown(page)).toBeGreaterThanOrEqual(2);
  const before = await attemptsShown(page);
  await crash(world);
  await expect.poll(() => attemptsShown(page)).toBeGreaterThan(before);
  await world.simulator.clearFault(fault);

  await expectStatus(page, 'Submitted');
  expect((await world.simulator.update(user.nino))?.acceptedCount).toBe(1);
});

for (const [when, fault] of [
  ['while HMRC’s answer was on its way', { name: 'slow-answer', ms: longerThanTheTest }],
  ['after HMRC’s answer was lost', { name: 'answer-lost' }],
] as const) {
  test(`g: killed ${when}: HMRC’s own copy is read, and nothing is sent twice`, async ({
    page,
    ownWorld: world,
  }) => {
    const { user } = await settleIn(page, world);
    const { name, ...more } = fault;
    await world.simulator.fault(name, { ...more, nino: user.nino, operation: put, times: 1 });
    await submitQuarter(page, world, quarter);
    await expect.poll(async () => (await world.simulator.update(user.nino))?.acceptedCount).toBe(1);
    await crash(world);

    await expectStatus(page, 'Submitted');
    await expect(page.getByText('it holds exactly this').first()).toBeVisible();
    expect((await world.simulator.update(user.nino))?.acceptedCount).toBe(1);
  });
}
