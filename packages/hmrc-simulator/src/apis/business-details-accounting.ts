import { readBody } from '../bodies/body.ts';
import { choice, object } from '../bodies/parts.ts';
import type { Answer } from '../platform/answer.ts';
import { refuse } from '../platform/refusals.ts';
import { defineCollection } from '../state/documents.ts';
import type { Business } from '../state/schema.ts';
import { taxYearOf } from '../tax-year.ts';
import type { ApiCall, Operation } from './operation.ts';
import { findPathRefusals } from './path-rules.ts';
import { findClosedWindow, startYearOf, yearKey } from './property-businesses.ts';

type AccountingType = 'CASH' | 'ACCRUAL';

const PATH = '/individuals/business/details/:nino/:businessId/:taxYear/accounting-type';
/** HMRC's sandbox takes one year more, production does not. */
const FIRST_YEAR = 2025;
const body = object({
  accountingType: choice(['CASH', 'ACCRUAL'], 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED'),
});
const kept = defineCollection<AccountingType>('accounting-types');

/** Whether accounts of a tax year are kept on the cash basis or by accruals. */
export const accountingTypes: readonly Operation[] = [
  {
    name: 'get-accounting-type',
    method: 'GET',
    path: PATH,
    version: '2.0',
    scope: 'read:self-assessment',
    codes: [
      'FORMAT_NINO',
      'FORMAT_TAX_YEAR',
      'FORMAT_BUSINESS_ID',
      'RULE_TAX_YEAR_RANGE_INVALID',
      'CLIENT_OR_AGENT_NOT_AUTHORISED',
      'MATCHING_RESOURCE_NOT_FOUND',
    ],
    handle: get,
  },
  {
    name: 'put-accounting-type',
    method: 'PUT',
    path: PATH,
    version: '2.0',
    scope: 'write:self-assessment',
    codes: [
      'FORMAT_NINO',
      'FORMAT_TAX_YEAR',
      'FORMAT_BUSINESS_ID',
      'RULE_OUTSIDE_AMENDMENT_WINDOW',
      'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED',
      'RULE_TAX_YEAR_RANGE_INVALID',
      'RULE_TAX_YEAR_NOT_SUPPORTED',
      'CLIENT_OR_AGENT_NOT_AUTHORISED',
      'MATCHING_RESOURCE_NOT_FOUND',
    ],
    handle: put,
  },
];

function get(call: ApiCall): Answer {
  const [first, ...more] = findPathRefusals(call, { businessId: true, taxYear: {} });
  if (first) return refuse(first, ...more);
  const business = businessIn(call);
  if (!business || startYearOf(call) > taxYearOf(call.core.clock.today())) {
    return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  }
  const accountingType = kept.get(call.core, yearKey(call)) ?? business.accountingType ?? 'CASH';
  return { status: 200, body: { accountingType } };
}

function put(call: ApiCall): Answer {
  const reading = readBody(body, call.bodyText);
  const years = { first: FIRST_YEAR, last: 'current' } as const;
  const [first, ...more] = [
    ...findPathRefusals(call, { businessId: true, taxYear: years }),
    ...(reading.ok ? [] : reading.refusals),
  ];
  if (first) return refuse(first, ...more);
  if (!reading.ok) return refuse(...reading.refusals);
  if (!businessIn(call)) return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  const closed = findClosedWindow(call);
  if (closed) return refuse(closed);
  kept.put(call.core, yearKey(call), reading.value.accountingType);
  return { status: 204 };
}

/** The business in the path, where it was there in the path's tax year. */
function businessIn(call: ApiCall): Business | undefined {
  const business = call.user.businesses.find(({ businessId }) => businessId === call.param('businessId'));
  return business && taxYearOf(business.commencementDate) <= startYearOf(call) ? business : undefined;
}
