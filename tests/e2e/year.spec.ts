import { expect } from '@playwright/test';

import { connect, reconnectBanner, signInAtHmrc, signUp, status } from './landlord.ts';
import { test } from './world-fixture.ts';
import { entries, type Entry, forgotten, toDate, yearOf } from './year/ledger.ts';
import {
  checkDates,
  declare,
  finalise,
  importRows,
  type Owner,
  sendAnnualSummary,
  sendAnnualSummaryAbroad,
  sendLosses,
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
    await expectAnnualSummaries(owner);
  });
  await test.step('a loss of earlier years, which this year uses', async () => {
    await sendLosses(owner, { taxYear, businessId: user.businessId, pounds: '1,234.56' });
    const held = await simulator.documents('loss-claims-by-year', user.nino);
    expect(Object.values(held)).toMatchObject([
      {
        losses: { broughtForwardLosses: 123_456 },
        claims: { carryForward: { previousYearsLosses: 0 } },
      },
    ]);
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
    await expectDeclared(owner, 'final-declaration', entries);
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
    const kinds = (await confirmed(owner)).map(({ as }) => as);
    expect(kinds).toEqual(['final-declaration', 'confirm-amendment']);
    await expectDeclared(owner, 'final-declaration', entries);
    await expectDeclared(owner, 'confirm-amendment', [...entries, forgotten]);
  });
});

interface Business {
  incomeSourceId: string;
  [figure: string]: unknown;
}

/** The calculations that were declared, with HMRC's figures of each business in pounds. */
async function confirmed({ world: { simulator }, user }: Owner) {
  const calculations = Object.values(await simulator.documents('calculations', user.nino)) as {
    confirmed?: { as: string };
    calculation?: { businessProfitAndLoss: Business[] };
  }[];
  return calculations.flatMap((each) =>
    each.confirmed
      ? [{ as: each.confirmed.as, businesses: each.calculation?.businessProfitAndLoss ?? [] }]
      : [],
  );
}

/** What was declared is what the records come to, with adjustment, allowance and loss, to the penny. */
async function expectDeclared(owner: Owner, as: string, rows: readonly Entry[]): Promise<void> {
  const { user } = owner;
  const declared = (await confirmed(owner)).find((each) => each.as === as);
  const of = (id: string) => declared?.businesses.find(({ incomeSourceId }) => incomeSourceId === id);
  const uk = yearOf(rows, 'uk');
  const income = uk.income - 25_010;
  const taxableProfit = Math.floor((income - uk.expenses - 41_207) / 100);
  expect(of(user.businessId)).toMatchObject({
    totalIncome: income / 100,
    totalExpenses: uk.expenses / 100,
    totalDeductions: 412.07,
    taxableProfit,
    // HMRC rounds losses up to whole pounds.
    totalBroughtForwardIncomeTaxLosses: 1_235,
    broughtForwardIncomeTaxLossesUsed: 1_235,
    taxableProfitAfterIncomeTaxLossesDeduction: taxableProfit - 1_235,
  });
  const abroad = yearOf(rows, 'abroad');
  expect(of(user.foreignBusinessId)).toMatchObject({
    totalIncome: abroad.income / 100,
    totalExpenses: abroad.expenses / 100,
    foreignTaxPaid: abroad.foreignTax / 100,
  });
}

/** The annual summaries hold what was filled in, and nothing else. */
async function expectAnnualSummaries({ world: { simulator }, user }: Owner): Promise<void> {
  const held = Object.entries(await simulator.documents('property-annual', user.nino));
  const of = (businessId: string) => held.find(([key]) => key.startsWith(businessId))?.[1];
  const { ukProperty } = of(user.businessId) as { ukProperty: Record<string, object> };
  expect(ukProperty).toEqual({
    adjustments: { nonResidentLandlord: false },
    allowances: { costOfReplacingDomesticItems: 41_207 },
  });
  const { foreignProperty } = of(user.foreignBusinessId) as { foreignProperty: object[] };
  expect(foreignProperty.flatMap((each) => Object.entries(withoutNoughts(amountsOf(each))))).toEqual([
    ['allowances.costOfReplacingDomesticItems', 9_901],
  ]);
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
