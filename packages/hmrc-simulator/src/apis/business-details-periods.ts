import { readBody, type ValueOf } from '../bodies/body.ts';
import { date, flag, list, object } from '../bodies/parts.ts';
import { addDays } from '../dates.ts';
import type { Answer } from '../platform/answer.ts';
import { refuse, type Refusal, type RefusalCode } from '../platform/refusals.ts';
import { defineCollection } from '../state/documents.ts';
import type { Business } from '../state/schema.ts';
import { firstDayOf } from '../tax-year.ts';
import type { ApiCall, Operation } from './operation.ts';
import { findPathRefusals } from './path-rules.ts';
import { findClosedWindow, startYearOf, yearKey } from './property-businesses.ts';

const PATH = '/individuals/business/details/:nino/:businessId/:taxYear/periods-of-account';
const WHERE = { businessId: true, taxYear: { first: 2025, last: 'current' } } as const;
const period = object({
  startDate: date('FORMAT_START_DATE', { withPath: true }),
  endDate: date('FORMAT_END_DATE', { withPath: true }),
});
const body = object({ periodsOfAccount: flag() }, { periodsOfAccountDates: list(period, { min: 0 }) });
type Periods = ValueOf<typeof body>;

/** Periods of account as they were declared, by `NINO/businessId/taxYear`. */
export const keptPeriods = defineCollection<Periods & { submittedOn: string }>('periods-of-account');

const READ_CODES = [
  'FORMAT_NINO',
  'FORMAT_TAX_YEAR',
  'FORMAT_BUSINESS_ID',
  'RULE_TAX_YEAR_RANGE_INVALID',
  'RULE_TAX_YEAR_NOT_SUPPORTED',
  'CLIENT_OR_AGENT_NOT_AUTHORISED',
  'MATCHING_RESOURCE_NOT_FOUND',
] as const;

/** Periods of account, which only a trade has. */
export const periodsOfAccount: readonly Operation[] = [
  {
    name: 'get-periods-of-account',
    method: 'GET',
    path: PATH,
    version: '2.0',
    scope: 'read:self-assessment',
    codes: READ_CODES,
    scenarios: {
      NO_PERIODS_OF_ACCOUNT: ({ core }) => ({
        status: 200,
        body: { submittedOn: core.clock.now().toISOString(), periodsOfAccount: false },
      }),
    },
    handle: get,
  },
  {
    name: 'put-periods-of-account',
    method: 'PUT',
    path: PATH,
    version: '2.0',
    scope: 'write:self-assessment',
    codes: [
      ...READ_CODES,
      'FORMAT_START_DATE',
      'FORMAT_END_DATE',
      'RULE_PERIODS_OF_ACCOUNT',
      'RULE_END_DATE_BEFORE_START_DATE',
      'RULE_START_DATE',
      'RULE_END_DATE',
      'RULE_PERIODS_OVERLAP',
      'RULE_CESSATION_DATE',
      'RULE_OUTSIDE_AMENDMENT_WINDOW',
      'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED',
    ],
    handle: put,
  },
];

/** The trade in the path, if the person has one with that id. */
export function tradeIn({ user, param }: ApiCall): Business | undefined {
  return user.businesses.find(
    ({ businessId, typeOfBusiness }) =>
      businessId === param('businessId') && typeOfBusiness === 'self-employment',
  );
}

function get(call: ApiCall): Answer {
  const [first, ...more] = findPathRefusals(call, WHERE);
  if (first) return refuse(first, ...more);
  const kept = tradeIn(call) && keptPeriods.get(call.core, yearKey(call));
  return kept ? { status: 200, body: kept } : refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
}

function put(call: ApiCall): Answer {
  const business = tradeIn(call);
  const reading = readBody(body, call.bodyText, (value) =>
    findBrokenRules(value, startYearOf(call), business),
  );
  const [first, ...more] = [...findPathRefusals(call, WHERE), ...(reading.ok ? [] : reading.refusals)];
  if (first) return refuse(first, ...more);
  if (!reading.ok) return refuse(...reading.refusals);
  if (!business) return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  const closed = findClosedWindow(call);
  if (closed) return refuse(closed);
  const { periodsOfAccount: has, periodsOfAccountDates: dates } = reading.value;
  keptPeriods.put(call.core, yearKey(call), {
    submittedOn: call.core.clock.now().toISOString(),
    periodsOfAccount: has,
    ...(has && dates && { periodsOfAccountDates: dates }),
  });
  return { status: 204 };
}

function findBrokenRules(
  { periodsOfAccount: has, periodsOfAccountDates: dates = [] }: Periods,
  startYear: number,
  business: Business | undefined,
): Refusal[] {
  if (has !== dates.length > 0) return [{ code: 'RULE_PERIODS_OF_ACCOUNT' }];
  const [firstDay, lastDay] = [firstDayOf(startYear, undefined), `${startYear + 1}-04-05`];
  const cessation = business?.cessationDate ?? '9999-12-31';
  const check = (broken: (one: (typeof dates)[number], index: number) => boolean, code: RefusalCode) => {
    const paths = dates.flatMap((one, index) =>
      broken(one, index) ? [`/periodsOfAccountDates/${index}`] : [],
    );
    return paths.length > 0 ? [{ code, paths }] : [];
  };
  return [
    ...check(({ startDate, endDate }) => endDate < startDate, 'RULE_END_DATE_BEFORE_START_DATE'),
    ...check(({ startDate }) => startDate > lastDay, 'RULE_START_DATE'),
    ...check(({ endDate }) => endDate < firstDay || endDate > lastDay, 'RULE_END_DATE'),
    ...check(({ endDate }) => endDate > cessation, 'RULE_CESSATION_DATE'),
    ...check(
      (one, index) => dates.slice(0, index).some((other) => overlaps(one, other)),
      'RULE_PERIODS_OVERLAP',
    ),
  ];
}

interface Period {
  startDate: string;
  endDate: string;
}

function overlaps(one: Period, other: Period): boolean {
  return one.startDate <= other.endDate && other.startDate <= one.endDate;
}

/** Whether a declared period ends in the five days before the tax year's end, so that the rule about such dates matters. */
export function endsLate({ periodsOfAccountDates: dates = [] }: Periods, startYear: number): boolean {
  const lastDay = `${startYear + 1}-04-05`;
  return dates.some(({ endDate }) => endDate >= addDays(lastDay, -5) && endDate < lastDay);
}
