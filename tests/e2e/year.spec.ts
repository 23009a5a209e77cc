import { expect } from '@playwright/test';

import { connect, reconnectBanner, signInAtHmrc, signUp, status } from './landlord.ts';
import { test } from './world-fixture.ts';
import { entries, type Entry, forgotten, toDate } from './year/ledger.ts';
import {
  checkDates,
  declare,
  finalise,
  importRows,
  type Owner,
  sendAnnualSummary,
  sendAnnualSummaryAbroad,
  sendUpdate,
} from './year/steps.ts';

const taxYear = '2026-27';

/** The end of each quarter, and the day after it on which it is sent. */
const quarters = [
  { start: '2026-04-06', end: '2026-07-05', sentOn: '2026-07-06' },
  { start: '2026-07-06', end: '2026-10-05', sentOn: '2026-10-06' },
  { start: '2026-10-06', end: '2027-01-05', sentOn: '2027-01-06' },
  { start: '2027-01-06', end: '2027-04-05', sentOn: '2027-04-06' },
] as const;

test('a landlord with property here and abroad does the whole year, and amends it after the authority ended', async ({
  page,
  ownWorld: world,
}) => {
  test.setTimeout(900_000);
  const { simulator } = world;
  await simulator.setClock('2026-07-06T09:00:00Z');
  const user = await simulator.addLandlord({ abroad: true });
  const owner: Owner = { page, world, user };
  await signUp(page, world);
  await connect(page, world, user);

  for (const { start, end, sentOn } of quarters) {
    await test.step(`the quarter to ${end}`, async () => {
      await simulator.setClock(`${sentOn}T09:00:00Z`);
      await importRows(
        owner,
        entries.filter(({ date }) => date >= start && date <= end),
      );
      await checkDates(owner);
      await sendUpdate(owner, user.businessId, end);
      await sendUpdate(owner, user.foreignBusinessId, end);
      await expectHeld(owner, entries, end);
    });
  }

  await simulator.setClock('2027-05-10T09:00:00Z');
  await checkDates(owner);
  await test.step('the annual summaries', async () => {
    await sendAnnualSummary(owner, taxYear);
    await sendAnnualSummaryAbroad(owner, taxYear);
    const held = await simulator.documents('property-annual', user.nino);
    const of = (businessId: string) => Object.entries(held).find(([key]) => key.startsWith(businessId))?.[1];
    expect(of(user.businessId)).toMatchObject({
      ukProperty: { allowances: { costOfReplacingDomesticItems: 41_207 } },
    });
    expect(allowancesAbroad(of(user.foreignBusinessId))).toEqual([9_901]);
  });
  const adjustment = { field: 'Rental income', pounds: '-250.10', reason: 'A deposit was booked as rent' };
  const uk = { taxYear, businessId: user.businessId };
  await test.step('the business finalised', async () => {
    await finalise(owner, uk, adjustment);
    expect(await adjusted(owner)).toEqual([-25_010]);
  });
  await test.step('the foreign business finalised, with nothing to adjust', async () => {
    await finalise(owner, { taxYear, businessId: user.foreignBusinessId });
    expect(await adjusted(owner)).toEqual([-25_010]);
  });
  await test.step('the final declaration', async () => {
    await declare(owner, taxYear, 'Work out the figures to declare');
    expect(Object.keys(await simulator.documents('final-declarations', user.nino))).toHaveLength(1);
  });
  await page.goto(`${world.url}/years/${taxYear}`);
  await expect(status(page, 'Submitted').last()).toBeVisible();

  await test.step('a correction that finds the authority at its end', async () => {
    // Given on 6 July 2026, for 18 months.
    await simulator.setClock('2028-01-10T09:00:00Z');
    await importRows(owner, [forgotten]);
    await page.goto(`${world.url}/updates/${user.businessId}/2027-04-05`);
    const submit = page.getByRole('button', { name: 'Submit', exact: true });
    if (await submit.isVisible()) {
      await submit.click();
      await expect(page).toHaveTitle(/^Failed: /, { timeout: 60_000 });
    }
    await expect(reconnectBanner(page)).toBeVisible();
    await page.goto(`${world.url}/settings/hmrc-connection`);
    await page.getByRole('button', { name: 'Reconnect HMRC Account' }).click();
    await signInAtHmrc(page, user);
    await expect(page.getByText('Your HMRC account is connected again.')).toBeVisible();
    await page.goto(`${world.url}/updates`);
    await sendUpdate(owner, user.businessId, '2027-04-05');
    await expectHeld(owner, [...entries, forgotten], '2027-04-05');
  });
  await test.step('the adjustments that the correction has undone', async () => {
    await page.goto(`${world.url}/years/${taxYear}/finalise/${user.businessId}`);
    await expect(page.getByText('A later update has undone these adjustments')).toBeVisible();
    await finalise(owner, uk, adjustment);
    expect(await adjusted(owner)).toEqual([-25_010, -25_010]);
  });
  await test.step('the amendment', async () => {
    await declare(owner, taxYear, 'Work out the amended figures');
    const calculations = Object.values(await simulator.documents('calculations', user.nino)) as {
      trigger: string;
      confirmed?: { as: string };
    }[];
    expect(calculations.flatMap(({ confirmed }) => confirmed?.as ?? [])).toEqual([
      'final-declaration',
      'confirm-amendment',
    ]);
  });
});

/** The allowances for replacing domestic items, in pence, of the properties that have one. */
function allowancesAbroad(held: unknown): number[] {
  const { foreignProperty } = held as {
    foreignProperty: { allowances?: { costOfReplacingDomesticItems?: number } }[];
  };
  return foreignProperty.flatMap(({ allowances }) => allowances?.costOfReplacingDomesticItems ?? []);
}

/** What was adjusted of the rents, in pence, summary by summary. */
async function adjusted({ world: { simulator }, user }: Owner): Promise<number[]> {
  const summaries = Object.values(await simulator.documents('adjustable-summaries', user.nino)) as {
    number: number;
    adjusted?: { items: { income?: { totalRentsReceived?: number } }[] };
  }[];
  return summaries
    .sort((one, other) => one.number - other.number)
    .flatMap((each) => each.adjusted?.items ?? [])
    .flatMap(({ income }) => income?.totalRentsReceived ?? []);
}

/** What the simulator holds is what the records come to, to the penny. */
async function expectHeld(
  { world: { simulator }, user }: Owner,
  rows: readonly Entry[],
  until: string,
): Promise<void> {
  const uk = await simulator.update(user.nino);
  expect(uk?.current).toMatchObject({ toDate: until, pence: {} });
  expect(withoutNoughts(uk?.current.pence ?? {})).toEqual(toDate(rows, { until }));

  const properties = Object.entries(await simulator.documents('foreign-properties', user.nino)) as [
    string,
    { details: Record<string, { propertyName: string }> },
  ][];
  const [abroad] = Object.values(await simulator.documents('foreign-cumulative', user.nino)) as {
    toDate: string;
    foreignProperty: ({ propertyId: string } & Record<string, unknown>)[];
  }[];
  expect(abroad?.toDate).toBe(until);
  for (const property of ['Gîte Bleu', 'Casa Sol']) {
    const [key = ''] =
      properties.find(([, { details }]) => details[taxYear]?.propertyName === property) ?? [];
    const held = abroad?.foreignProperty.find(({ propertyId }) => key.endsWith(propertyId));
    expect(withoutNoughts(amountsOf(held)), property).toEqual(toDate(rows, { until, property }));
  }
}

/** Every amount by its path, without yes and no. */
function amountsOf(value: unknown, path = ''): Record<string, number> {
  if (typeof value === 'number') return { [path]: value };
  if (typeof value !== 'object' || value === null) return {};
  return Object.assign(
    {},
    ...Object.entries(value).map(([name, inner]) => amountsOf(inner, path === '' ? name : `${path}.${name}`)),
  ) as Record<string, number>;
}

const withoutNoughts = (amounts: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(amounts).filter(([, amount]) => amount !== 0));
