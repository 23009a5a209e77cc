import { type Page } from '@playwright/test';

import { type TestUser } from '../simulator.ts';
import { type World } from '../world.ts';

/** Where a walk has come to. */
export interface Walker {
  page: Page;
  world: World;
  /** Who they are at HMRC. */
  user: TestUser;
}

/** One page in one of its states. */
export interface Stop {
  /** The page's route, as the platform has it. */
  route: string;
  /** Which state of the page. */
  state: string;
  go: (walker: Walker) => Promise<void>;
}

/** A way through the platform, stop by stop. */
export interface Walk {
  title: string;
  stops: readonly Stop[];
}

/** A stop that a person reaches by its address alone. */
export const at = (route: string, state: string, address = route): Stop => ({
  route,
  state,
  go: async ({ page, world }) => {
    await page.goto(`${world.url}${address}`);
  },
});

/** A stop on the page that the browser is on already, reached by a click. */
export const after = (route: string, state: string, go: (walker: Walker) => Promise<void>): Stop => ({
  route,
  state,
  go,
});

export async function press({ page }: Walker, name: string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name, exact: true }).click();
}
