import type { Answer } from '../platform/answer.ts';
import { refuse, type RefusalCode } from '../platform/refusals.ts';
import { defineCollection } from '../state/documents.ts';
import { formatTaxYear } from '../tax-year.ts';
import { endsLate, keptPeriods, tradeIn } from './business-details-periods.ts';
import type { ApiCall, Operation } from './operation.ts';
import { findPathRefusals } from './path-rules.ts';
import { findClosedWindow, startYearOf, yearKey } from './property-businesses.ts';

const PATH = '/individuals/business/details/:nino/:businessId/:taxYear/late-accounting-date-rule-election';
/** For how many tax years an election holds, its own included. */
const ELECTION_YEARS = 5;
const YEARS = { first: 2025 } as const;

/** Elections by `NINO/businessId/taxYear` of the election. */
const elections = defineCollection<true>('late-accounting-date-elections');

const READ_CODES = [
  'FORMAT_NINO',
  'FORMAT_TAX_YEAR',
  'FORMAT_BUSINESS_ID',
  'RULE_TAX_YEAR_RANGE_INVALID',
  'CLIENT_OR_AGENT_NOT_AUTHORISED',
  'MATCHING_RESOURCE_NOT_FOUND',
] as const;
const WRITE_CODES = [
  ...READ_CODES,
  'RULE_TAX_YEAR_NOT_SUPPORTED',
  'RULE_TAX_YEAR_NOT_ENDED',
  'RULE_OUTSIDE_AMENDMENT_WINDOW',
  'RULE_ELECTION_PERIOD_NOT_EXPIRED',
] as const;

/** The election against treating accounts up to a day shortly before 5 April as if they ended on it. */
export const lateAccountingDateRule: readonly Operation[] = [
  {
    name: 'get-late-accounting-date-rule',
    method: 'GET',
    path: PATH,
    version: '2.0',
    scope: 'read:self-assessment',
    codes: READ_CODES,
    handle: get,
  },
  {
    name: 'disapply-late-accounting-date-rule',
    method: 'POST',
    path: `${PATH}/disapply`,
    version: '2.0',
    scope: 'write:self-assessment',
    codes: [...WRITE_CODES, 'RULE_NO_ACCOUNTING_DATE_FOUND', 'RULE_TYPE_OF_BUSINESS_INCORRECT'],
    statuses: { RULE_TYPE_OF_BUSINESS_INCORRECT: 422 },
    handle: disapply,
  },
  {
    name: 'withdraw-late-accounting-date-rule',
    method: 'DELETE',
    path: `${PATH}/withdraw`,
    version: '2.0',
    scope: 'write:self-assessment',
    codes: WRITE_CODES,
    handle: withdraw,
  },
];

function get(call: ApiCall): Answer {
  const [first, ...more] = findPathRefusals(call, { businessId: true, taxYear: {} });
  if (first) return refuse(first, ...more);
  if (!tradeIn(call)) return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  const elected = electedYear(call);
  return {
    status: 200,
    body: {
      disapply: elected !== undefined,
      eligible: isEligible(call),
      ...(elected !== undefined && {
        taxYearOfElection: formatTaxYear(elected),
        taxYearElectionExpires: formatTaxYear(elected + ELECTION_YEARS - 1),
      }),
    },
  };
}

function disapply(call: ApiCall): Answer {
  const refused = findRefusal(call);
  if (refused) return refused;
  const business = call.user.businesses.find(({ businessId }) => businessId === call.param('businessId'));
  if (!business) return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  if (!tradeIn(call)) return refuse({ code: 'RULE_TYPE_OF_BUSINESS_INCORRECT', status: 422 });
  if (electedYear(call) !== undefined) return refuse({ code: 'RULE_ELECTION_PERIOD_NOT_EXPIRED' });
  if (!isEligible(call)) return refuse({ code: 'RULE_NO_ACCOUNTING_DATE_FOUND' });
  elections.put(call.core, yearKey(call), true);
  return { status: 204 };
}

function withdraw(call: ApiCall): Answer {
  const refused = findRefusal(call);
  if (refused) return refused;
  const elected = tradeIn(call) && electedYear(call);
  if (elected === undefined) return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  // HMRC does not say whether an election can be taken back within its own year; here it can.
  if (elected !== startYearOf(call)) return refuse({ code: 'RULE_ELECTION_PERIOD_NOT_EXPIRED' });
  elections.remove(call.core, yearKey(call));
  return { status: 204 };
}

function findRefusal(call: ApiCall): Answer | undefined {
  const [first, ...more] = findPathRefusals(call, { businessId: true, taxYear: YEARS });
  if (first) return refuse(first, ...more);
  const code: RefusalCode | undefined =
    call.core.clock.today() <= `${startYearOf(call) + 1}-04-05`
      ? 'RULE_TAX_YEAR_NOT_ENDED'
      : findClosedWindow(call)?.code;
  return code && refuse({ code });
}

/** The starting year of the election that holds in the path's tax year. */
function electedYear({ core, nino, param }: ApiCall): number | undefined {
  const startYear = Number(param('taxYear').slice(0, 4));
  for (let year = startYear; year > startYear - ELECTION_YEARS; year -= 1) {
    if (elections.get(core, `${nino}/${param('businessId')}/${formatTaxYear(year)}`)) return year;
  }
  return undefined;
}

function isEligible(call: ApiCall): boolean {
  const declared = keptPeriods.get(call.core, yearKey(call));
  return declared !== undefined && endsLate(declared, startYearOf(call));
}
