import { FIRST_CUMULATIVE_YEAR } from '../tax-year.ts';
import type { ApiCall, Operation } from './operation.ts';
import { annualExample, findAnnual, putAnnual, showAnnual } from './property-annual.ts';
import { findBrokenAllowances, ukAnnual } from './property-annual-fields.ts';
import { PATH_CODES, startYearOf } from './property-businesses.ts';

const PATH = '/individuals/business/property/uk/:nino/:businessId/annual/:taxYear';

const adjustments = { balancingCharge: 75.5, privateUseAdjustment: 210, nonResidentLandlord: false };
const otherAllowances = { annualInvestmentAllowance: 480.2, otherCapitalAllowance: 61.75 };
const incomeAllowance = {
  adjustments: { nonResidentLandlord: false },
  allowances: { propertyIncomeAllowance: 640.3 },
};
const buildingAllowance = {
  amount: 1250,
  firstYear: { qualifyingDate: '2023-09-01', qualifyingAmountExpenditure: 41_650 },
  building: { name: 'Mill Cottage', postcode: 'ZZ9 9ZZ' },
};
const allOther = {
  adjustments,
  allowances: {
    ...otherAllowances,
    costOfReplacingDomesticItems: 199.99,
    structuredBuildingAllowance: [buildingAllowance],
  },
};
const allOtherFhl = { adjustments, allowances: otherAllowances };

/** Property Business 6.0: annual submissions of a UK property business. */
export const ukPropertyAnnual: readonly Operation[] = [
  {
    name: 'put-uk-annual',
    method: 'PUT',
    path: PATH,
    version: '6.0',
    scope: 'write:self-assessment',
    codes: [
      ...PATH_CODES,
      'FORMAT_VALUE',
      'FORMAT_DATE',
      'FORMAT_STRING',
      'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED',
      'RULE_BOTH_ALLOWANCES_SUPPLIED',
      'RULE_BUILDING_NAME_NUMBER',
      'RULE_TYPE_OF_BUSINESS_INCORRECT',
      'RULE_PROPERTY_INCOME_ALLOWANCE',
      'RULE_OUTSIDE_AMENDMENT_WINDOW',
    ],
    handle: (call) =>
      putAnnual(call, {
        type: 'uk-property',
        body: ukAnnual,
        rules: ({ ukProperty, ukFhlProperty }) => [
          ...(ukProperty ? findBrokenAllowances(ukProperty, '/ukProperty') : []),
          ...(ukFhlProperty ? findBrokenAllowances(ukFhlProperty, '/ukFhlProperty') : []),
        ],
      }),
  },
  {
    name: 'get-uk-annual',
    method: 'GET',
    path: PATH,
    version: '6.0',
    scope: 'read:self-assessment',
    codes: [...PATH_CODES, 'RULE_TYPE_OF_BUSINESS_INCORRECT'],
    scenarios: {
      UK_PROPERTY: (call) => example(call, allOther),
      UK_ALL_OTHER_ALLOWANCES: (call) => example(call, allOther),
      UK_PROPERTY_ALLOWANCE: (call) => example(call, incomeAllowance),
      UK_FHL_ALL_OTHER_ALLOWANCES: (call) => fhlExample(call, allOtherFhl),
      UK_FHL_PROPERTY_ALLOWANCE: (call) => fhlExample(call, incomeAllowance),
      FOREIGN_PROPERTY: 'RULE_TYPE_OF_BUSINESS_INCORRECT',
    },
    handle: (call) => {
      const found = findAnnual(call, 'uk-property');
      return found.ok ? showAnnual(found.annual) : found.answer;
    },
  },
];

const example = (call: ApiCall, ukProperty: object) => annualExample(call, { ukProperty });

/** Furnished holiday lets; a year that has none left shows the same of all UK property. */
function fhlExample(call: ApiCall, { adjustments: ofLets, allowances }: FhlFigures) {
  return startYearOf(call) < FIRST_CUMULATIVE_YEAR
    ? annualExample(call, {
        ukFhlProperty: { adjustments: { ...ofLets, periodOfGraceAdjustment: false }, allowances },
      })
    : example(call, { adjustments: ofLets, allowances });
}

interface FhlFigures {
  adjustments: object;
  allowances: object;
}
