import { FIRST_CUMULATIVE_YEAR } from '../tax-year.ts';
import { refuse } from '../platform/refusals.ts';
import type { ApiCall, Operation } from './operation.ts';
import { annualExample, findAnnual, putAnnual, showAnnual } from './property-annual.ts';
import { findBrokenAllowances, foreignAnnual } from './property-annual-fields.ts';
import { FIRST_YEAR_BY_PROPERTY, PATH_CODES, startYearOf } from './property-businesses.ts';
import { EXAMPLE_PROPERTY_ID, findForeignMismatch, onlyProperty } from './property-foreign.ts';
import { findDuplicates } from './property-fields.ts';

const PATH = '/individuals/business/property/foreign/:nino/:businessId/annual/:taxYear';

const allOther = {
  adjustments: { privateUseAdjustment: 130, balancingCharge: 44.4 },
  allowances: {
    annualInvestmentAllowance: 510.1,
    costOfReplacingDomesticItems: 87.25,
    otherCapitalAllowance: 60,
  },
};
const allOtherFhl = {
  adjustments: { privateUseAdjustment: 130, periodOfGraceAdjustment: true },
  allowances: { annualInvestmentAllowance: 510.1, otherCapitalAllowance: 60 },
};
const incomeAllowance = { allowances: { propertyIncomeAllowance: 722.5 } };

/** Property Business 6.0: annual submissions of a foreign property business. */
export const foreignPropertyAnnual: readonly Operation[] = [
  {
    name: 'put-foreign-annual',
    method: 'PUT',
    path: PATH,
    version: '6.0',
    scope: 'write:self-assessment',
    codes: [
      ...PATH_CODES,
      'FORMAT_VALUE',
      'FORMAT_DATE',
      'FORMAT_STRING',
      'FORMAT_COUNTRY_CODE',
      'FORMAT_PROPERTY_ID',
      'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED',
      'RULE_TYPE_OF_BUSINESS_INCORRECT',
      'RULE_BOTH_ALLOWANCES_SUPPLIED',
      'RULE_BUILDING_NAME_NUMBER',
      'RULE_COUNTRY_CODE',
      'RULE_DUPLICATE_COUNTRY_CODE',
      'RULE_DUPLICATE_PROPERTY_ID',
      'RULE_PROPERTY_ID_MISMATCH',
      'RULE_PROPERTY_INCOME_ALLOWANCE',
      'RULE_OUTSIDE_AMENDMENT_WINDOW',
    ],
    handle: (call) =>
      putAnnual(call, {
        type: 'foreign-property',
        body: foreignAnnual,
        rules: ({ foreignFhlEea, foreignProperty = [] }) => [
          ...(foreignFhlEea ? findBrokenAllowances(foreignFhlEea, '/foreignFhlEea') : []),
          ...foreignProperty.flatMap((item, index) =>
            findBrokenAllowances(item, `/foreignProperty/${index}`),
          ),
          ...findDuplicates(foreignProperty, '/foreignProperty'),
        ],
        findMismatch: (one, { foreignProperty = [] }) => findForeignMismatch(one, foreignProperty),
      }),
  },
  {
    name: 'get-foreign-annual',
    method: 'GET',
    path: PATH,
    version: '6.0',
    scope: 'read:self-assessment',
    codes: [...PATH_CODES, 'FORMAT_PROPERTY_ID', 'RULE_TYPE_OF_BUSINESS_INCORRECT'],
    scenarios: {
      FOREIGN_PROPERTY: (call) => example(call, allOther),
      FOREIGN_ALL_OTHER_ALLOWANCES: (call) => example(call, allOther),
      FOREIGN_PROPERTY_ALLOWANCE: (call) => example(call, incomeAllowance),
      FOREIGN_FHL_ALL_OTHER_ALLOWANCES: (call) => fhlExample(call, allOtherFhl),
      FOREIGN_FHL_PROPERTY_ALLOWANCE: (call) => fhlExample(call, incomeAllowance),
      UK_PROPERTY: 'RULE_TYPE_OF_BUSINESS_INCORRECT',
    },
    handle: get,
  },
];

function get(call: ApiCall) {
  const wanted = onlyProperty(call);
  if (!wanted.ok) return wanted.answer;
  const found = findAnnual(call, 'foreign-property');
  if (!found.ok) return found.answer;
  if (wanted.propertyId === undefined) return showAnnual(found.annual);
  const foreignProperty = found.annual.foreignProperty?.filter(wanted.fits) ?? [];
  return foreignProperty.length > 0
    ? showAnnual({ ...found.annual, foreignProperty })
    : refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
}

function example(call: ApiCall, figures: object) {
  const place =
    startYearOf(call) < FIRST_YEAR_BY_PROPERTY
      ? { countryCode: 'ESP' }
      : { propertyId: call.query('propertyId') ?? EXAMPLE_PROPERTY_ID };
  return annualExample(call, { foreignProperty: [{ ...place, ...figures }] });
}

/** Furnished holiday lets, which HMRC's pages know of before 2025-26 only. */
function fhlExample(call: ApiCall, foreignFhlEea: object) {
  return startYearOf(call) < FIRST_CUMULATIVE_YEAR
    ? annualExample(call, { foreignFhlEea })
    : refuse({ code: 'RULE_INCORRECT_GOV_TEST_SCENARIO' });
}
