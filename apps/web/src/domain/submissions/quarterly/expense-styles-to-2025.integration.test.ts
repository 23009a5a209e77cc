import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createAbroad } from '../../../test/abroad.ts';
import { createJourney, type Journey, startsAt } from '../../../test/journey.ts';
import { captured, type Landlord } from '../../../test/landlords.ts';
import { createPeriodSummaries, early1, early2 } from '../../../test/period-summaries.ts';
import { type TaxYear } from '../../tax-year.ts';
import { type AnnualYear } from '../annual/draft.ts';
import { noAnswers } from '../annual/entry/rules.ts';
import { expensesOfQuartersInTheWay } from '../annual/rules.ts';

let journey: Journey;
let periods: ReturnType<typeof createPeriodSummaries>;

beforeAll(async () => {
  journey = await createJourney();
  periods = createPeriodSummaries(journey);
});
afterAll(() => journey.close());

const styleOf = (landlord: Landlord, taxYear: TaxYear = '2024-25') =>
  journey.submissions.expenseStyles.view(landlord.id, { businessId: landlord.businessId, taxYear });

async function choose(landlord: Landlord, style: 'consolidated' | 'none'): Promise<void> {
  const view = await styleOf(landlord);
  if (!view) throw new Error('There is no such business.');
  expect(await journey.submissions.expenseStyles.choose(landlord.id, view, style)).toBe(true);
}

/** Two quarters that HMRC has, the first with expenses. */
async function addWithExpenses(): Promise<Landlord> {
  await journey.setTime(startsAt);
  const landlord = await periods.addEarly();
  const [house] = await journey.records.listProperties(landlord.id);
  const { record } = createAbroad(journey);
  await record(landlord, house?.id ?? '', 'repairsAndMaintenance', -90, '2024-05-02');
  await record(landlord, house?.id ?? '', 'other', -4.35, '2024-05-02');
  await record(landlord, house?.id ?? '', 'residentialFinancialCost', -50, '2024-05-02');
  await periods.sendThrough(landlord, early1);
  await periods.sendThrough(landlord, early2);
  return landlord;
}

const expensesOf = (landlord: Landlord) =>
  periods.periodsOf(landlord).map(({ ukNonFhlProperty }) => ukNonFhlProperty?.['expenses']);

describe('expenses of a year whose updates are each of a quarter alone', () => {
  it('are left out once that is chosen and the quarter sent again, and the allowance can be claimed', async () => {
    const landlord = await addWithExpenses();
    const { annual } = journey.submissions;
    const of: AnnualYear = {
      ...{ businessId: landlord.businessId, taxYear: '2024-25', typeOfBusiness: 'uk-property' },
    };
    const fields = { nonResidentLandlord: 'no', propertyIncomeAllowance: '1,000' };
    await annual.save(landlord.id, of, { ...noAnswers, fields });
    const problems = async () => (await annual.view(landlord.id, of)).problems.map(({ text }) => text);
    expect(await problems()).toEqual([expensesOfQuartersInTheWay]);

    await choose(landlord, 'none');
    const found = await journey.submissions.corrections(landlord.id);
    expect(found.map(({ period }) => period.periodEndDate)).toEqual([early1]);
    await journey.setTime('2026-10-06T10:00:00Z');
    await periods.sendThrough(landlord, early1);
    expect(expensesOf(landlord)).toEqual([undefined, undefined]);
    expect(await problems()).toEqual([]);
  });

  it('go to HMRC as one total in 2024-25, while the income of all its quarters is under the limit', async () => {
    const landlord = await addWithExpenses();
    expect(await styleOf(landlord)).toMatchObject({ turnoverPence: 600_006, mayBeOneTotal: true });
    await choose(landlord, 'consolidated');
    await journey.setTime('2026-10-06T10:00:00Z');
    await periods.sendThrough(landlord, early1);
    expect(expensesOf(landlord)[0]).toEqual({ consolidatedExpenses: 9_435, residentialFinancialCost: 5_000 });
    await journey.addRent(landlord, '2024-05-03', '84,000.00');
    expect(await styleOf(landlord)).toMatchObject({ turnoverPence: 9_000_006, mayBeOneTotal: false });
  });

  it('can be left out before 2024-25 too, and are no total then', async () => {
    const landlord = await journey.addLandlord('MTD Mandated', { joined: '2023-24' });
    await journey.setTime('2024-10-06T09:00:00Z');
    expect((await journey.connect(landlord)).ok).toBe(true);
    expect(await styleOf(landlord, '2023-24')).toMatchObject({ style: 'itemised', mayBeOneTotal: false });
  });
});

describe('the income of a year in calendar quarters', () => {
  it('is of the days that its updates are of', async () => {
    await journey.setTime('2026-04-10T09:00:00Z');
    const landlord = await journey.addConnected();
    const { businessId } = landlord;
    const named = { businessId, taxYear: '2026-27' };
    const quarters = await journey.submissions.quarterTypes.view(landlord.id, named);
    if (!quarters) throw new Error('There are no quarters.');
    const chosen = await journey.submissions.quarterTypes.choose(landlord.id, quarters, 'calendar', captured);
    expect(chosen).toEqual({ ok: true });
    await journey.addRent(landlord, '2027-03-31', '10.00');
    await journey.addRent(landlord, '2027-04-03', '90,000.00');
    // 1,150.00 of the first quarter, and what the last one ends with.
    expect(await styleOf(landlord, '2026-27')).toMatchObject({ turnoverPence: 116_000 });
  });
});
