import { describe, expect, test } from 'vitest';
import { checkRequest, textOf } from '../../request.ts';
import { deletePropertyAnnual } from './either-property.ts';
import { getUkPropertyAnnual, putUkPropertyAnnual, type UkPropertyAnnual } from './uk-property-annual.ts';

const business = { nino: 'AA123456A', businessId: 'XAIS12345678901' };
const building = {
  amountPence: 300_030,
  firstYear: { qualifyingDate: '2025-06-01', qualifyingAmountExpenditurePence: 300_040 },
  building: { name: 'St. Mary’s', postcode: 'TF3 4NT' },
};
const submission: UkPropertyAnnual = {
  ukProperty: {
    adjustments: { balancingChargePence: 200_020, nonResidentLandlord: true, jointlyLet: false },
    allowances: {
      costOfReplacingDomesticItemsPence: 100,
      structuredBuildingAllowance: [building],
      enhancedStructuredBuildingAllowance: [building, building],
    },
  },
};
const check = (annual: UkPropertyAnnual, taxYear = '2026-27') =>
  checkRequest(putUkPropertyAnnual, { ...business, taxYear, submission: annual });
const findings = (annual: UkPropertyAnnual) => check(annual).map(({ code, paths }) => ({ code, paths }));

describe('a year’s adjustments and allowances', () => {
  test('are sent under HMRC’s names, in pounds', () => {
    const { enhancedStructuredBuildingAllowance, ...allowances } = submission.ukProperty?.allowances ?? {};
    const annual = { ukProperty: { ...submission.ukProperty, allowances } };
    const sent = putUkPropertyAnnual.body?.({ ...business, taxYear: '2026-27', submission: annual });
    expect(enhancedStructuredBuildingAllowance).toHaveLength(2);
    expect(sent && textOf(sent)).toBe(
      '{"ukProperty":{"adjustments":{"balancingCharge":2000.2,"nonResidentLandlord":true,' +
        '"rentARoom":{"jointlyLet":false}},"allowances":{"costOfReplacingDomesticItems":1,' +
        '"structuredBuildingAllowance":[{"amount":3000.3,' +
        '"firstYear":{"qualifyingDate":"2025-06-01","qualifyingAmountExpenditure":3000.4},' +
        '"building":{"name":"St. Mary’s","postcode":"TF3 4NT"}}]}}}',
    );
  });

  test('are read back as the same, whatever the year', () => {
    const old: UkPropertyAnnual = {
      ukFhlProperty: { adjustments: { nonResidentLandlord: false, periodOfGraceAdjustment: true } },
      ukProperty: { allowances: { electricChargePointAllowancePence: 1 } },
    };
    const submittedOn = '2026-06-17T10:53:38.000Z';
    for (const [taxYear, annual] of [
      ['2026-27', submission],
      ['2024-25', old],
    ] as const) {
      const sent = putUkPropertyAnnual.body?.({ ...business, taxYear, submission: annual });
      const wire = JSON.parse(sent ? textOf(sent) : '') as object;
      expect(getUkPropertyAnnual.reads?.parse({ ...wire, submittedOn })).toEqual({ ...annual, submittedOn });
    }
  });
});

describe('a year’s adjustments and allowances are refused before a call is spent', () => {
  test('not when they are right', () => {
    expect(check(submission)).toEqual([]);
    expect(
      check({
        ukProperty: {
          adjustments: { nonResidentLandlord: false },
          allowances: { propertyIncomeAllowancePence: 100_000, structuredBuildingAllowance: [] },
        },
      }),
    ).toEqual([]);
  });

  test('when the property income allowance is more than £1,000', () => {
    expect(findings({ ukProperty: { allowances: { propertyIncomeAllowancePence: 100_001 } } })).toEqual([
      { code: 'FORMAT_VALUE', paths: ['/ukProperty/allowances/propertyIncomeAllowance'] },
    ]);
  });

  test('when the property income allowance does not stand alone', () => {
    expect(
      findings({
        ukProperty: {
          adjustments: { nonResidentLandlord: false, privateUseAdjustmentPence: 0 },
          allowances: { propertyIncomeAllowancePence: 1, otherCapitalAllowancePence: 0 },
        },
      }),
    ).toEqual([
      { code: 'RULE_BOTH_ALLOWANCES_SUPPLIED', paths: ['/ukProperty/allowances'] },
      {
        code: 'RULE_PROPERTY_INCOME_ALLOWANCE',
        paths: ['/ukProperty/allowances/propertyIncomeAllowance'],
      },
    ]);
  });

  test('when a building has a postcode alone', () => {
    const nameless = { ...building, building: { postcode: 'TF3 4NT' } };
    expect(
      findings({
        ukProperty: {
          allowances: {
            structuredBuildingAllowance: [building, nameless],
            enhancedStructuredBuildingAllowance: [nameless],
          },
        },
      }),
    ).toEqual([
      {
        code: 'RULE_BUILDING_NAME_NUMBER',
        paths: ['/ukProperty/allowances/structuredBuildingAllowance/1/building'],
      },
      {
        code: 'RULE_BUILDING_NAME_NUMBER',
        paths: ['/ukProperty/allowances/enhancedStructuredBuildingAllowance/0/building'],
      },
    ]);
  });

  test('when a building’s name or date has no form of HMRC’s', () => {
    const firstYear = { ...building.firstYear, qualifyingDate: '1 June' };
    const odd = { ...building, firstYear, building: { name: '<>', postcode: 'TF3 4NT' } };
    const place = '/ukProperty/allowances/structuredBuildingAllowance/0';
    expect(findings({ ukProperty: { allowances: { structuredBuildingAllowance: [odd] } } })).toEqual([
      { code: 'FORMAT_DATE', paths: [`${place}/firstYear/qualifyingDate`] },
      { code: 'FORMAT_STRING', paths: [`${place}/building/name`] },
    ]);
  });

  test.each([
    [{ ukFhlProperty: { allowances: { otherCapitalAllowancePence: 1 } }, ...submission }, '/ukFhlProperty'],
    [
      { ukProperty: { allowances: { zeroEmissionsGoodsVehicleAllowancePence: 1 } } },
      '/ukProperty/allowances/zeroEmissionsGoodsVehicleAllowance',
    ],
  ] satisfies [UkPropertyAnnual, string][])('when a year has no such member: %#', (annual, path) => {
    expect(check(annual, '2024-25')).toEqual([]);
    const refused = check(annual, '2025-26');
    expect(refused[0]?.code).toBe('RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED');
    expect(refused.flatMap(({ paths }) => paths)).toContain(path);
  });

  test('when HMRC does not serve the year', () => {
    expect(check(submission, '2020-21')).toMatchObject([{ code: 'RULE_TAX_YEAR_NOT_SUPPORTED' }]);
    expect(checkRequest(deletePropertyAnnual, { ...business, taxYear: '2020-21' })).toHaveLength(1);
    expect(checkRequest(deletePropertyAnnual, { ...business, taxYear: '2021-22' })).toEqual([]);
  });
});
