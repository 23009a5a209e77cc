import { test as base } from '@playwright/test';

import { createWorld, type World } from './world.ts';

/** Tests that share a running platform with the others of their worker; each is a landlord of its own. */
export const test = base.extend<object, { world: World }>({
  world: [
    // Playwright reads the fixtures a fixture needs out of this pattern.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const world = await createWorld();
      await use(world);
      await world.close();
    },
    { scope: 'worker' },
  ],
});
