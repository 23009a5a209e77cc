import { createHmrcClient } from '@quarterday/hmrc-client';
import { describe, expect, it } from 'vitest';

import { foreignFieldOfPath, foreignUpdate } from './foreign.ts';
import { type PlaceFigures } from './rules.ts';

const hmrc = createHmrcClient({
  apiUrl: 'http://localhost:1',
  signInUrl: 'http://localhost:1',
  clientId: 'id',
  clientSecret: 'secret',
});
const dates = { fromDate: '2026-04-06', toDate: '2026-07-05' };
const propertyId = '8e8b8450-dc1b-4360-8109-7067337b42cb';
const place: PlaceFigures = {
  countryCode: 'ESP',
  property: null,
  claimsForeignTaxCredit: true,
  income: { rentAmountPence: 435, foreignTaxPaidOrDeductedPence: 110 },
  expenses: { otherPence: -1 },
};
const bodyIn = (taxYear: string, ...places: PlaceFigures[]): unknown =>
  JSON.parse(foreignUpdate(hmrc).body({ ...dates, places }, taxYear));

describe('an update of property abroad as HMRC takes it', () => {
  const income = {
    rentIncome: { rentAmount: 4.35 },
    foreignTaxCreditRelief: true,
    foreignTaxPaidOrDeducted: 1.1,
  };

  it('is by country in 2025-26', () => {
    expect(bodyIn('2025-26', place)).toEqual({
      ...dates,
      foreignProperty: [{ countryCode: 'ESP', income, expenses: { other: -0.01 } }],
    });
  });

  it('is by HMRC’s id of each property from 2026-27 on, without the country and our own id', () => {
    const property = { hmrcId: propertyId, id: 'ours', name: 'Villa' };
    const empty = { ...place, property, income: { rentAmountPence: 0 }, expenses: {} };
    expect(bodyIn('2026-27', { ...place, property }, empty)).toEqual({
      ...dates,
      foreignProperty: [
        { propertyId, income, expenses: { other: -0.01 } },
        { propertyId, income: { rentIncome: { rentAmount: 0 }, foreignTaxCreditRelief: true } },
      ],
    });
  });
});

it.each([
  ['/foreignProperty/0/income/rentIncome/rentAmount', '0.periodAmount'],
  ['/foreignProperty/12/income/otherPropertyIncome', '12.otherIncome'],
  ['/foreignProperty/1/expenses/travelCosts', '1.travelCosts'],
  ['/foreignProperty/1/expenses', null],
  ['/foreignProperty/1/propertyId', null],
  ['/ukProperty/expenses/other', null],
  ['', null],
])('the figure behind %s is %s', (path, field) => {
  expect(foreignFieldOfPath(path)).toBe(field);
});
