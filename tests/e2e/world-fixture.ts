import { expect, test as base } from '@playwright/test';

import { Answers, findLeaks, secretsOf } from './leaks.ts';
import { createWorld, type World } from './world.ts';

interface TestFixtures {
  /** A platform for one test alone, which may be killed and whose clock may be moved. */
  ownWorld: World;
  /** What the platform answered to this test's browser. */
  answers: Answers;
}

interface WorkerFixtures {
  world: World;
  workerAnswers: Answers;
}

/** Tests that share a running platform with the others of their worker; each is a landlord of its own. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  workerAnswers: [
    // Playwright reads the fixtures a fixture needs out of this pattern.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => use(new Answers()),
    { scope: 'worker' },
  ],
  world: [
    async ({ workerAnswers }, use) => {
      await live(workerAnswers, use);
    },
    { scope: 'worker' },
  ],
  answers: [
    async ({ context, workerAnswers }, use) => {
      const answers = new Answers();
      answers.keep(context);
      workerAnswers.keep(context);
      await use(answers);
    },
    { auto: true },
  ],
  ownWorld: async ({ answers }, use) => {
    await live(answers, use);
  },
});

async function live(answers: Answers, use: (world: World) => Promise<void>): Promise<void> {
  const world = await createWorld();
  try {
    await use(world);
    await expectNoLeaks(world, answers);
  } finally {
    await world.close();
  }
}

/** No token, code or NINO of this world's anywhere: not kept, not with the engine, not logged, not answered. */
async function expectNoLeaks(world: World, answers: Answers): Promise<void> {
  const secrets = await secretsOf(world);
  expect(await findLeaks(world, answers, secrets)).toEqual([]);
}
