import { refuse } from '../platform/refusals.ts';
import type { PropertyBusinessType } from '../tax/inputs.ts';
import { profitsOf, type BusinessProfit } from '../tax/profit.ts';
import { FIRST_CUMULATIVE_YEAR } from '../tax-year.ts';
import { adjustedFigures, businessInputsOf } from './calculations-sources.ts';
import type { ApiCall, Operation } from './operation.ts';
import { findPathRefusals } from './path-rules.ts';

const TYPES = ['uk-property', 'uk-property-fhl', 'foreign-property', 'foreign-property-fhl-eea'] as const;
const TYPE_FORM = /^(uk-property(-fhl)?|foreign-property(-fhl-eea)?|self-employment)$/;
const FIRST_YEAR = 2017;

/** Business Income Source Summary 3.0. */
export const biss: readonly Operation[] = [
  {
    name: 'retrieve-income-summary',
    method: 'GET',
    path: '/individuals/self-assessment/income-summary/:nino/:typeOfBusiness/:taxYear/:businessId',
    version: '3.0',
    scope: 'read:self-assessment',
    codes: [
      'FORMAT_NINO',
      'FORMAT_TAX_YEAR',
      'RULE_TAX_YEAR_RANGE_INVALID',
      'FORMAT_TYPE_OF_BUSINESS',
      'FORMAT_BUSINESS_ID',
      'RULE_TAX_YEAR_NOT_SUPPORTED',
      'RULE_NO_INCOME_SUBMISSIONS_EXIST',
      'CLIENT_OR_AGENT_NOT_AUTHORISED',
      'MATCHING_RESOURCE_NOT_FOUND',
    ],
    handle: retrieve,
  },
];

function retrieve(call: ApiCall) {
  const { core, user, nino, param } = call;
  const [first, ...more] = findPathRefusals(call, {
    businessId: true,
    taxYear: { first: FIRST_YEAR, last: 'current' },
    forms: { typeOfBusiness: [TYPE_FORM, 'FORMAT_TYPE_OF_BUSINESS'] },
  });
  if (first) return refuse(first, ...more);
  const taxYear = param('taxYear');
  const startYear = Number(taxYear.slice(0, 4));
  const type = TYPES.find((one) => one === param('typeOfBusiness'));
  // Furnished holiday lets end with 2024-25; HMRC says no more than that the type is not valid from then on.
  if (type && isHolidayLet(type) && startYear >= FIRST_CUMULATIVE_YEAR)
    return refuse({ code: 'FORMAT_TYPE_OF_BUSINESS' });
  const business = user.businesses.find(({ businessId }) => businessId === param('businessId'));
  // Of self-employment nothing is kept here, so none is found.
  if (!type || business?.typeOfBusiness !== baseOf(type))
    return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  const figures = adjustedFigures(core, nino, business.businessId, taxYear);
  const inputs = businessInputsOf(business.businessId, figures);
  const profit = profitsOf(inputs, startYear).find(({ typeOfBusiness }) => typeOfBusiness === type);
  if (!figures.updated || !profit) return refuse({ code: 'RULE_NO_INCOME_SUBMISSIONS_EXIST' });
  return { status: 200, body: toBody(profit, startYear) };
}

const isHolidayLet = (type: PropertyBusinessType): boolean => type.includes('-fhl');

const baseOf = (type: PropertyBusinessType): string =>
  type.startsWith('uk-property') ? 'uk-property' : 'foreign-property';

function toBody(profit: BusinessProfit, startYear: number) {
  const { incomePence, expensesPence, netPence, additionsPence, deductionsPence, taxablePence } = profit;
  return {
    total: {
      income: Math.max(0, incomePence) / 100,
      expenses: expensesPence / 100,
      additions: additionsPence / 100,
      deductions: Math.max(0, deductionsPence) / 100,
    },
    profit: {
      net: Math.max(0, netPence) / 100,
      taxable: Math.max(0, taxablePence) / 100,
      ...(startYear >= FIRST_CUMULATIVE_YEAR && { adjusted: Math.max(0, netPence) / 100 }),
    },
    loss: { net: Math.max(0, -netPence) / 100, taxable: Math.max(0, -taxablePence) / 100 },
  };
}
