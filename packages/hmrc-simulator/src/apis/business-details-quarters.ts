import { readBody } from '../bodies/body.ts';
import { choice, object } from '../bodies/parts.ts';
import type { Answer } from '../platform/answer.ts';
import { refuse, type RefusalCode } from '../platform/refusals.ts';
import type { Business } from '../state/schema.ts';
import { businessKey } from '../state/initial.ts';
import { formatTaxYear, quarterlyTypeIn, taxYearOf, type QuarterlyPeriodType } from '../tax-year.ts';
import type { ApiCall, Operation } from './operation.ts';
import { findPathRefusals } from './path-rules.ts';
import { foreignUpdates } from './property-kept.ts';

// HMRC documents no code for a wrong word of its own.
const wanted = object({
  quarterlyPeriodType: choice(['standard', 'calendar'], 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED'),
});

/** The choice between quarters from 6 April and from 1 April. */
export const quarterlyPeriodType: readonly Operation[] = [
  {
    name: 'put-quarterly-period-type',
    method: 'PUT',
    path: '/individuals/business/details/:nino/:businessId/:taxYear',
    version: '2.0',
    scope: 'write:self-assessment',
    codes: [
      'FORMAT_NINO',
      'FORMAT_BUSINESS_ID',
      'FORMAT_TAX_YEAR',
      'RULE_BUSINESS_ID_STATE_CONFLICT',
      'RULE_QUARTERLY_PERIOD_UPDATING',
      'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED',
      'CLIENT_OR_AGENT_NOT_AUTHORISED',
      'RULE_BUSINESS_ID_NOT_FOUND',
      'RULE_REQUEST_CANNOT_BE_FULFILLED',
    ],
    handle: put,
  },
];

function put(call: ApiCall): Answer {
  const { core, user, param } = call;
  const reading = readBody(wanted, call.bodyText);
  const [first, ...more] = [
    ...findPathRefusals(call, {
      businessId: true,
      // A year that is none comes as one that cannot be served: there is no code for its range here.
      forms: { taxYear: [/^2\d{3}-\d{2}$/, 'FORMAT_TAX_YEAR'] },
    }),
    ...(reading.ok ? [] : reading.refusals),
  ];
  if (first) return refuse(first, ...more);
  if (!reading.ok) return refuse(...reading.refusals);
  const business = user.businesses.find(({ businessId }) => businessId === param('businessId'));
  const broken = findBrokenRule(call, business);
  if (broken) return refuse({ code: broken });
  const year = taxYearOf(core.clock.today());
  const changed = user.businesses.map((one) =>
    one === business ? withChoice(one, year, reading.value.quarterlyPeriodType) : one,
  );
  core.store.set('users', user.nino, { ...user, businesses: changed });
  return { status: 204 };
}

function findBrokenRule(call: ApiCall, business: Business | undefined): RefusalCode | undefined {
  const today = call.core.clock.today();
  const taxYear = formatTaxYear(taxYearOf(today));
  if (call.param('taxYear') !== taxYear) return 'RULE_REQUEST_CANNOT_BE_FULFILLED';
  if (!business) return 'RULE_BUSINESS_ID_NOT_FOUND';
  if (business.typeOfBusiness === 'property-unspecified') return 'RULE_REQUEST_CANNOT_BE_FULFILLED';
  // Somebody who began in the five days between the two kinds of quarters has to wait until they are over.
  const overlap = `${today.slice(0, 4)}-04-0`;
  const { commencementDate: began } = business;
  const inOverlap = (date: string) => date >= `${overlap}1` && date <= `${overlap}5`;
  if (inOverlap(began) && inOverlap(today) && today > began) return 'RULE_QUARTERLY_PERIOD_UPDATING';
  return hasUpdate(call, taxYear) ? 'RULE_BUSINESS_ID_STATE_CONFLICT' : undefined;
}

function hasUpdate({ core, nino, param }: ApiCall, taxYear: string): boolean {
  const key = `${businessKey(nino, param('businessId'))}/${taxYear}`;
  return core.store.state.updates[key] !== undefined || foreignUpdates.get(core, key) !== undefined;
}

/** A business with a type of quarters from a year on; what it had before stays as it was. */
function withChoice(business: Business, startYear: number, type: QuarterlyPeriodType): Business {
  const taxYear = formatTaxYear(startYear);
  const { quarterlyTypeChoice: last } = business;
  const earlier = last?.taxYearOfChoice === taxYear ? last.earlier : last;
  // Saying again what holds already does not make this the year of the choice.
  const same = earlier !== undefined && quarterlyTypeIn(startYear, earlier) === type;
  return {
    ...business,
    quarterlyTypeChoice: same
      ? earlier
      : { quarterlyPeriodType: type, taxYearOfChoice: taxYear, ...(earlier && { earlier }) },
  };
}
