import type { Answer } from '../platform/answer.ts';
import { refuse } from '../platform/refusals.ts';
import { defineCollection } from '../state/documents.ts';
import { readTaxYear } from '../tax-year.ts';
import type { ApiCall, Operation } from './operation.ts';
import { findPathRefusals } from './path-rules.ts';

const PATH = '/accounts/self-assessment/:nino/:taxYear/collection/tax-code/coding-out';

/** By `NINO/taxYear`: who said when that they are out, or back in. */
const choices = defineCollection<{ out: boolean; at: string }>('coding-out-choices');

const STANDING_CODES = ['RULE_BUSINESS_PARTNER_NOT_EXIST', 'RULE_ITSA_CONTRACT_OBJECT_NOT_EXIST'] as const;
const CHOICE_CODES = [
  'FORMAT_NINO',
  'FORMAT_TAX_YEAR',
  ...STANDING_CODES,
  'CLIENT_OR_AGENT_NOT_AUTHORISED',
] as const;

/** Whether anything is to be collected through the tax code at all. It is, until a person opts out. */
export const codingOutChoice: readonly Operation[] = [
  {
    name: 'opt-out-of-coding-out',
    method: 'POST',
    path: `${PATH}/opt-out`,
    version: '4.0',
    scope: 'write:self-assessment',
    codes: [...CHOICE_CODES, 'RULE_ALREADY_OPTED_OUT'],
    handle: (call) => choose(call, true),
  },
  {
    name: 'coding-out-status',
    method: 'GET',
    path: `${PATH}/status`,
    version: '4.0',
    scope: 'read:self-assessment',
    // HMRC documents no 403 for it, and these two codes instead.
    answersWhoIsNotEnrolled: true,
    codes: [
      'FORMAT_NINO',
      'FORMAT_TAX_YEAR',
      'RULE_TAX_YEAR_NOT_SUPPORTED',
      'RULE_TAX_YEAR_RANGE_INVALID',
      ...STANDING_CODES,
    ],
    handle: status,
  },
  {
    name: 'opt-in-to-coding-out',
    method: 'POST',
    path: `${PATH}/opt-in`,
    version: '4.0',
    scope: 'write:self-assessment',
    codes: [...CHOICE_CODES, 'RULE_ALREADY_OPTED_IN'],
    handle: (call) => choose(call, false),
  },
];

const keyOf = ({ nino, param }: ApiCall): string => `${nino}/${param('taxYear')}`;

function choose(call: ApiCall, out: boolean): Answer {
  // A year that spans two years is of the wrong form here: there is no code for its range.
  if (!readTaxYear(call.param('taxYear')).ok) return refuse({ code: 'FORMAT_TAX_YEAR' });
  if (call.user.businesses.length === 0) return refuse({ code: 'RULE_ITSA_CONTRACT_OBJECT_NOT_EXIST' });
  const isOut = choices.get(call.core, keyOf(call))?.out ?? false;
  if (isOut === out) return refuse({ code: out ? 'RULE_ALREADY_OPTED_OUT' : 'RULE_ALREADY_OPTED_IN' });
  choices.put(call.core, keyOf(call), { out, at: call.core.clock.now().toISOString() });
  return { status: 204 };
}

function status(call: ApiCall): Answer {
  const [first, ...more] = findPathRefusals(call, { taxYear: { first: 2021 } });
  if (first) return refuse(first, ...more);
  if (call.user.mtdId === null) return refuse({ code: 'RULE_BUSINESS_PARTNER_NOT_EXIST' });
  if (call.user.businesses.length === 0) return refuse({ code: 'RULE_ITSA_CONTRACT_OBJECT_NOT_EXIST' });
  const choice = choices.get(call.core, keyOf(call));
  return {
    status: 200,
    body: {
      processingDate: choice?.at ?? call.core.clock.now().toISOString(),
      nino: call.nino,
      taxYear: call.param('taxYear'),
      optOutIndicator: choice?.out ?? false,
    },
  };
}
