import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createTestRecords } from '../../test/records.ts';
import { sampleLedger } from './index.ts';

const { records, addPerson, addProperty, importFile, countTransactions, drop } = await createTestRecords();
const header = 'Date,Property,Category,Description,Money in,Money out';

let owner = '';
beforeEach(async () => {
  owner = await addPerson();
});
afterAll(drop);

describe('the sample records', () => {
  let sampled = '';
  beforeAll(async () => {
    sampled = await addPerson();
    await records.loadSampleRecords(sampled);
  });

  const none = {
    premiumsOfLeaseGrant: 0,
    reversePremiums: 0,
    rentsReceived: 0,
    taxDeducted: 0,
    foreignTaxPaidOrDeducted: 0,
    specialWithholdingTaxOrUkTaxPaid: 0,
    financialCosts: 0,
    travelCosts: 0,
  };

  test('add up to quarter 1, to the penny', async () => {
    expect(await records.yearToDateTotals(sampled, '2026-27', '2026-07-05')).toEqual({
      ...none,
      costOfServices: 75_00,
      professionalFees: 1279_80,
      other: 84_99,
      otherIncome: 90_00,
      repairsAndMaintenance: 361_50,
      premisesRunningCosts: 856_51,
      periodAmount: 10665_00,
      residentialFinancialCost: 2305_38,
    });
  });

  test('add up to quarter 2, year to date, to the penny', async () => {
    expect(await records.yearToDateTotals(sampled, '2026-27', '2026-10-05')).toEqual({
      ...none,
      costOfServices: 75_00,
      professionalFees: 2686_80,
      other: 295_64,
      otherIncome: 180_00,
      repairsAndMaintenance: 1537_02,
      premisesRunningCosts: 998_21,
      periodAmount: 20390_00,
      residentialFinancialCost: 4254_67,
    });
  });

  test('stand behind each figure, the refund among them', async () => {
    const filter = { category: 'repairsAndMaintenance', from: '2026-04-06', to: '2026-10-05' } as const;
    const rows = await records.listTransactions(sampled, filter, { page: 1, pageSize: 50 });
    const sum = rows.reduce((total, row) => total + row.moneyOutPence - row.moneyInPence, 0);
    expect(sum).toBe(1537_02);
    expect(rows.map(({ description }) => description)).toContain('Refund, unused paint');
  });

  test('make one point of the chart for each month', async () => {
    const months = await records.monthlyAmounts(sampled, { start: '2026-03-01', end: '2026-05-31' });
    expect(months).toEqual([
      { month: '2026-03', incomePence: 0, expensesPence: 0 },
      { month: '2026-04', incomePence: 2570_00, expensesPence: 816_77 },
      { month: '2026-05', incomePence: 3555_00, expensesPence: 2102_74 },
    ]);
  });

  test('go into an empty account once, however often the button is clicked', async () => {
    const results = await Promise.all([records.loadSampleRecords(owner), records.loadSampleRecords(owner)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await countTransactions(owner)).toBe(75);
  });

  test('are refused where a property is there already', async () => {
    expect(await records.isEmpty(owner)).toBe(true);
    await addProperty(owner, 'Flat');
    expect(await records.isEmpty(owner)).toBe(false);
    expect(await records.loadSampleRecords(owner)).toEqual({ ok: false, reason: 'not-empty' });
  });

  test('imported as a file on top of themselves add nothing', async () => {
    await records.loadSampleRecords(owner);
    expect(await importFile(owner, sampleLedger)).toEqual({ ok: true, added: 0, alreadyThere: 75 });
  });
});

describe('totals', () => {
  test('are exact where doubles of pounds are not', async () => {
    const rows = Array.from(
      { length: 300 },
      (_, day) => `${(day % 28) + 1}/5/2026,Flat,Rental income,${day},0.10,`,
    );
    rows.push('1/6/2026,Flat,Rental income,large,99999999.99,', '1/6/2026,Flat,Rental income,cent,0.01,');
    await importFile(owner, [header, ...rows].join('\n'));
    const figures = await records.yearToDateTotals(owner, '2026-27', '2026-07-05');
    expect(figures.periodAmount).toBe(100_000_030_00);
  });

  test('begin where the year begins for the business, and end with their last day', async () => {
    const rows = ['31/3', '1/4', '5/4', '6/4', '5/7', '6/7'].map(
      (day, index) => `${day}/2026,Flat,Rental income,,${10 ** index},`,
    );
    await importFile(owner, [header, ...rows].join('\n'));
    const standard = await records.yearToDateTotals(owner, '2026-27', '2026-07-05');
    expect(standard.periodAmount).toBe(11_000_00);
    const calendar = await records.yearToDateTotals(owner, '2026-27', '2026-06-30', '2026-04-01');
    expect(calendar.periodAmount).toBe(1_110_00);
  });
});
