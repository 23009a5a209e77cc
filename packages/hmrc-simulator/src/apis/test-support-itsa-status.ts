import { readBody, type ValueOf } from '../bodies/body.ts';
import { amount, choice, list, object, text } from '../bodies/parts.ts';
import type { Answer } from '../platform/answer.ts';
import { refuse, type Refusal } from '../platform/refusals.ts';
import type { User } from '../state/schema.ts';
import type { ApiCall, Operation } from './operation.ts';
import { findPathRefusals } from './path-rules.ts';

type ItsaStatus = User['itsaStatuses'][number];

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const detail = object(
  {
    submittedOn: text(INSTANT, 'FORMAT_SUBMITTED_ON'),
    status: choice(
      ['No Status', 'MTD Mandated', 'MTD Voluntary', 'Annual', 'Non Digital', 'Dormant', 'MTD Exempt'],
      'FORMAT_STATUS',
    ),
    statusReason: choice(
      [
        'Sign up - return available',
        'Sign up - no return available',
        'ITSA final declaration',
        'ITSA Q4 declaration',
        'CESA SA return',
        'Complex',
        'Ceased income source',
        'Reinstated income source',
        'Rollover',
        'Income Source Latency Changes',
        'MTD ITSA Opt-Out',
        'MTD ITSA Opt-In',
        'Digitally Exempt',
      ],
      'FORMAT_STATUS_REASON',
    ),
  },
  { businessIncome2YearsPrior: amount({ code: 'FORMAT_BUSINESS_INCOME_2_YEARS_PRIOR' }) },
);
const body = object({ itsaStatusDetails: list(detail) });

/** A status of a tax year, as a test wants it. */
export const testItsaStatus: readonly Operation[] = [
  {
    name: 'set-test-itsa-status',
    method: 'POST',
    path: '/individuals/self-assessment-test-support/itsa-status/:nino/:taxYear',
    version: '1.0',
    scope: 'write:self-assessment',
    codes: [
      'FORMAT_NINO',
      'FORMAT_TAX_YEAR',
      'RULE_TAX_YEAR_RANGE_INVALID',
      'FORMAT_STATUS',
      'FORMAT_STATUS_REASON',
      'FORMAT_BUSINESS_INCOME_2_YEARS_PRIOR',
      'FORMAT_SUBMITTED_ON',
      'DUPLICATE_SUBMITTED_ON',
      'CLIENT_OR_AGENT_NOT_AUTHORISED',
    ],
    handle: set,
  },
];

function set(call: ApiCall): Answer {
  const { core, user, param } = call;
  const reading = readBody(body, call.bodyText, findBrokenRules);
  const [first, ...more] = [
    ...findPathRefusals(call, { taxYear: {} }),
    ...(reading.ok ? [] : reading.refusals.map(withoutShape)),
  ];
  if (first) return refuse(first, ...more);
  if (!reading.ok) return refuse({ code: 'INVALID_REQUEST' });
  const taxYear = param('taxYear');
  const added = reading.value.itsaStatusDetails.map(
    ({ businessIncome2YearsPrior: pence, ...status }): ItsaStatus => ({
      taxYear,
      ...status,
      ...(pence !== undefined && { businessIncome2YearsPriorPence: pence }),
    }),
  );
  const others = user.itsaStatuses.filter((status) => status.taxYear !== taxYear);
  const orderOf = (status: ItsaStatus): string => `${status.taxYear} ${status.submittedOn}`;
  // What counts is the last one of a year.
  const itsaStatuses = [...others, ...added].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  core.store.set('users', user.nino, { ...user, itsaStatuses });
  return { status: 204 };
}

/** HMRC documents no code of a wrong shape here, so that it is as wrong as what is no JSON. */
function withoutShape(refusal: Refusal): Refusal {
  return refusal.code === 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED' ? { code: 'INVALID_REQUEST' } : refusal;
}

function findBrokenRules({ itsaStatusDetails: details }: ValueOf<typeof body>): Refusal[] {
  const wrong = details.flatMap(({ submittedOn }, index) =>
    INSTANT.test(submittedOn) && !isInstant(submittedOn) ? [`/itsaStatusDetails/${index}/submittedOn`] : [],
  );
  const isRepeated = new Set(details.map(({ submittedOn }) => submittedOn)).size < details.length;
  return [
    ...(wrong.length > 0 ? [{ code: 'FORMAT_SUBMITTED_ON', paths: wrong } as const] : []),
    ...(isRepeated ? [{ code: 'DUPLICATE_SUBMITTED_ON' } as const] : []),
  ];
}

function isInstant(text: string): boolean {
  const parsed = new Date(text);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString() === text;
}
