import { describe, expect, it } from 'vitest';
import { abroad, pounds, uk, year } from '../test/assessing.ts';

describe('losses', () => {
  const of = (taxYearIncurred: string, amount: number) => ({
    businessId: 'XAIS00000000001',
    typeOfBusiness: 'uk-property' as const,
    taxYearIncurred,
    pence: pounds(amount),
  });

  it('of earlier years come off the same business, the oldest first, and the rest is kept', () => {
    // 5,000 profit: all 3,000 of 2023-24, then 2,000 of the 4,000 of 2024-25; 2,000 stay
    const losses = { broughtForward: [of('2024-25', 4000), of('2023-24', 3000)], sideways: [] };
    const [business] = year([uk({ incomePence: pounds(5000) })], losses).businesses;
    expect(business).toMatchObject({ profitAfterLosses: 0, broughtForwardUsed: 5000, carriedForward: 2000 });
    expect(business?.broughtForward.map(({ used }) => used)).toEqual([3000, 2000]);
  });

  it('of this year are kept, up to the whole pound, unless a claim sets them against other income', () => {
    // Loss of 1,000.50, up to 1,001. Abroad 20,000: claimed, 18,999 is left to tax before the allowance
    const businesses = [
      uk({ expensesPence: 100_050 }),
      abroad({ countryCode: 'ESP', incomePence: pounds(20_000) }),
    ];
    expect(year(businesses)).toMatchObject({ taxableIncome: 20_000 - 12_570 });
    const sideways = [{ businessId: 'XAIS00000000001', typeOfBusiness: 'uk-property' as const }];
    const claimed = year(businesses, { broughtForward: [], sideways });
    expect(claimed).toMatchObject({ lossesAgainstIncome: 1001, taxableIncome: 18_999 - 12_570 });
    expect(claimed.businesses[0]?.carriedForward).toBe(0);
  });
});

describe('residential finance costs', () => {
  it('reduce tax by 20% of them where profit and income are larger', () => {
    // 40,000 - 12,570 = 27,430 at 20% = 5,486; 6,000 of costs at 20% = 1,200; 4,286 to pay
    const result = year([uk({ incomePence: pounds(40_000), financeCostsPence: pounds(6000) })]);
    expect(result.financeCostRelief).toMatchObject({ relievable: 6000, reliefPence: 120_000 });
    expect(result.duePence).toBe(428_600);
  });

  it('reduce it only by 20% of the profit, the rest being carried forward', () => {
    // UK: 3,000 profit, 5,000 costs. Abroad 30,000 without costs: income above the allowance is 20,430
    const result = year([
      uk({ incomePence: pounds(3000), financeCostsPence: pounds(5000) }),
      abroad({ countryCode: 'FRA', incomePence: pounds(30_000) }),
    ]);
    expect(result.financeCostRelief).toMatchObject({
      relievable: 3000,
      reliefPence: 60_000,
      uk: { claimed: 5000, allowable: 3000, carriedForward: 2000 },
    });
  });

  it('reduce it only by 20% of income above the allowance, shared among businesses', () => {
    // UK 10,000 with 9,000 of costs; abroad 5,570 with 4,500: 15,570 - 12,570 = 3,000 to relieve, 2:1
    const result = year([
      uk({ incomePence: pounds(10_000), financeCostsPence: pounds(9000) }),
      abroad({ countryCode: 'FRA', incomePence: pounds(5570), financeCostsPence: pounds(4500) }),
    ]);
    expect(result.financeCostRelief).toMatchObject({
      adjustedTotalIncome: 3000,
      relievable: 3000,
      uk: { carriedForward: 7000 },
      foreign: [{ countryCode: 'FRA', claimed: 4500, carriedForward: 3500 }],
    });
    expect(result.duePence).toBe(0);
  });
});

describe('finance costs that a year leaves', () => {
  it('bring relief in the next year, to the pound', () => {
    // 15,000 - 12,570 = 2,430 of 5,000; then 2,570 and 1,000 more of 21,150 - 12,570 = 8,580
    const first = year([uk({ incomePence: pounds(15_000), financeCostsPence: pounds(5000) })]);
    const left = first.financeCostRelief?.uk?.carriedForward ?? 0;
    const costs = { financeCostsPence: pounds(1000), broughtForwardFinanceCostsPence: pounds(left) };
    const second = year([uk({ incomePence: pounds(21_150), ...costs })]).financeCostRelief;
    expect(second).toMatchObject({ relievable: 3570, reliefPence: 71_400, uk: { carriedForward: 0 } });
  });
});

describe('foreign tax', () => {
  it('is credited up to the UK tax on the same income', () => {
    // UK 20,000, France 10,000: France adds 10,000 at 20% = 2,000. It took 2,500, of which 2,000 is credited
    const result = year([
      uk({ incomePence: pounds(20_000) }),
      abroad({
        countryCode: 'FRA',
        incomePence: pounds(10_000),
        foreignTaxPence: pounds(2500),
        claimsForeignTaxCredit: true,
      }),
    ]);
    expect(result.foreignTaxCredits).toMatchObject([{ countryCode: 'FRA', creditPence: 200_000 }]);
    expect(result.duePence).toBe(148_600);
  });

  it('is deducted where no credit is claimed', () => {
    const result = year([
      abroad({ countryCode: 'FRA', incomePence: pounds(20_000), foreignTaxPence: pounds(1500) }),
    ]);
    expect(result).toMatchObject({ totalIncome: 18_500, foreignTaxCreditPence: 0 });
  });
});
