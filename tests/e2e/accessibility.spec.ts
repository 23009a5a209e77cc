import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

import { abroad } from './walks/abroad.ts';
import { annualSummary, annualSummaryAbroad } from './walks/annual-summary.ts';
import { bringingForward } from './walks/finance-costs.ts';
import { finalising } from './walks/finalise.ts';
import { finalisingAbroad } from './walks/finalise-abroad.ts';
import { losing } from './walks/losses.ts';
import { authority } from './walks/authority.ts';
import { newcomer, outside } from './walks/account.ts';
import { notices } from './walks/notices.ts';
import { obstacles } from './walks/obstacles.ts';
import { records } from './walks/records.ts';
import { owningJointly } from './walks/shares.ts';
import { lettingARoom } from './walks/rent-a-room.ts';
import { endOfPeriod } from './walks/end-of-period.ts';
import { earlierYear } from './walks/earlier-year.ts';
import { failing, sending } from './walks/updates.ts';
import { yearEnd } from './walks/year-end.ts';
import { type Walk } from './walks/walk.ts';
import { type World } from './world.ts';
import { test } from './world-fixture.ts';

const walks = [
  outside,
  newcomer,
  records,
  sending,
  earlierYear,
  failing,
  annualSummary,
  annualSummaryAbroad,
  abroad,
  obstacles,
  lettingARoom,
  owningJointly,
];
const widths = [1280, 360];
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What is no page: files, programs' business, and a stream of news. */
const noPages = [
  '/health/live',
  '/health/ready',
  '/account/export',
  '/receipts/export',
  '/records/import/example.csv',
  '/settings/hmrc-connection/authority.ics',
  '/submissions/:id/events',
  '/years/:taxYear/calculations/:id/events',
];

for (const walk of walks) {
  test(`h: no violations of WCAG 2.2 AA and nothing cut off on ${walk.title}`, async ({ page, world }) => {
    await lookAtAll(walk, page, world);
  });
}

// These move the clock.
for (const walk of [
  authority,
  yearEnd,
  endOfPeriod,
  notices,
  finalising,
  finalisingAbroad,
  losing,
  bringingForward,
]) {
  test(`h: no violations of WCAG 2.2 AA and nothing cut off on ${walk.title}`, async ({ page, ownWorld }) => {
    await lookAtAll(walk, page, ownWorld);
  });
}

async function lookAtAll(walk: Walk, page: Page, world: World): Promise<void> {
  // Each of these looks at a dozen pages twice.
  test.slow();
  const walker = { page, world, user: await world.simulator.addLandlord() };
  for (const stop of walk.stops) {
    await test.step(`${stop.route}, ${stop.state}`, async () => {
      await stop.go(walker);
      await expect(page).toHaveURL(({ pathname }) => patternOf(stop.route).test(pathname));
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      for (const width of widths) await look(page, width, `${walk.title} ${stop.route} ${stop.state}`);
    });
  }
}

test('h: every page of the platform is on one of these walks', () => {
  const program = fileURLToPath(new URL('./print-routes.ts', import.meta.url));
  const printed = execFileSync(process.execPath, ['--import', 'tsx', program], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { PATH: process.env['PATH'] },
    encoding: 'utf8',
  });
  const routes = printed.split('\n').filter((route) => !noPages.includes(route));
  const walked = new Set(
    [...walks, yearEnd, endOfPeriod, notices, finalising, losing, bringingForward].flatMap(({ stops }) =>
      stops.map(({ route }) => route),
    ),
  );
  expect(routes.length).toBeGreaterThan(30);
  expect(routes.filter((route) => !walked.has(route))).toEqual([]);
});

/** Looks at the page as it is now in a window of this width, everything that can be opened being open. */
async function look(page: Page, width: number, name: string): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  const pictures = process.env['PICTURES'];
  if (pictures !== undefined) {
    const file = `${name} ${width}`.replace(/[^a-z0-9]+/gi, '-');
    await page.screenshot({ path: join(pictures, `${file}.png`), fullPage: true });
  }
  await page.evaluate(openAll);
  // Legacy mode spares a second page for each look; it leaves out frames, which we have none of.
  const axe = new AxeBuilder({ page }).withTags(standards).setLegacyMode();
  const { passes, violations } = await axe.analyze();
  expect(passes.length).toBeGreaterThan(5);
  const found = violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }));
  expect.soft(found, `${name}, ${width} px wide`).toEqual([]);
  const overflow = await page.evaluate(overflowing);
  expect.soft(overflow, `${name}, cut off at ${width} px`).toEqual([]);
  await page.evaluate(closeAll);
}

// Text, since the tests know no browser's types.
const openAll = `for (const each of document.querySelectorAll('details')) each.open = true`;
const closeAll = openAll.replace('true', 'false');
const overflowing = `document.documentElement.scrollWidth <= innerWidth ? [] :
  ['the page', ...[...document.querySelectorAll('main *')].filter((each) => each.scrollWidth > innerWidth)
    .map((each) => each.outerHTML.slice(0, 120))]`;

function patternOf(route: string): RegExp {
  return new RegExp(`^${route.replace(/:\w+(\{[^}]*\}[^/]*)?/g, '[^/]+')}$`);
}
