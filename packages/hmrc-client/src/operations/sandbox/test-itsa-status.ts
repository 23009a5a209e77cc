import { content, noContent, type Operation } from '../../operation.ts';
import type { HmrcError } from '../../result.ts';
import { choice, group, type In, list, money, optional, required, text } from '../../shapes/shape.ts';

const statuses = [
  'No Status',
  'MTD Mandated',
  'MTD Voluntary',
  'Annual',
  'Non Digital',
  'Dormant',
  'MTD Exempt',
] as const;
const reasons = [
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
] as const;

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const status = group({
  /** `YYYY-MM-DDThh:mm:ss.sssZ`; no two of a tax year alike. */
  submittedOn: required(text(instant, 'FORMAT_SUBMITTED_ON')),
  status: required(choice(statuses, 'FORMAT_STATUS')),
  statusReason: required(choice(reasons, 'FORMAT_STATUS_REASON')),
  /** Integer pence, 0 or more. */
  businessIncome2YearsPriorPence: optional(money({ code: 'FORMAT_BUSINESS_INCOME_2_YEARS_PRIOR' })),
});
const itsaStatuses = group({ itsaStatusDetails: required(list(status)) });

export interface PutTestItsaStatusParams {
  nino: string;
  /** `YYYY-YY`. */
  taxYear: string;
  itsaStatusDetails: TestItsaStatus[];
}
/** How a test user stands with MTD for Income Tax in a tax year. It lives seven days. */
export type TestItsaStatus = In<typeof status>;

/**
 * Self Assessment Test Support 1.0, sandbox: create or amend ITSA status. 204, no content.
 * @see Self Assessment Test Support (MTD) 1.0, HMRC, August 2026
 */
export const putTestItsaStatus: Operation<PutTestItsaStatusParams, null> = {
  name: 'putTestItsaStatus',
  version: '1.0',
  method: 'POST',
  path: '/individuals/self-assessment-test-support/itsa-status/{nino}/{taxYear}',
  sandboxOnly: true,
  body: ({ itsaStatusDetails }) => content(itsaStatuses, { itsaStatusDetails }),
  check: ({ itsaStatusDetails }) => checkInstants(itsaStatusDetails),
  ...noContent,
};

function checkInstants(details: readonly TestItsaStatus[]): HmrcError[] {
  if (new Set(details.map(({ submittedOn }) => submittedOn)).size === details.length) return [];
  const message = 'Two statuses of a tax year have the same instant.';
  return [{ code: 'DUPLICATE_SUBMITTED_ON', message, paths: [] }];
}
