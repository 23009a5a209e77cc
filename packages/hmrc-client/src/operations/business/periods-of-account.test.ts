import { expect, test } from 'vitest';
import { buildRequest, checkRequest } from '../../request.ts';
import {
  type PeriodsOfAccount,
  putPeriodsOfAccount,
  retrievePeriodsOfAccount,
} from './periods-of-account.ts';

const business = { nino: 'AA123456A', businessId: 'XBIS12345678901', taxYear: '2025-26' };
const dates = '/periodsOfAccountDates';

/** Periods from their first to their last days. */
function periods(...spans: [startDate: string, endDate: string][]): PeriodsOfAccount {
  return {
    periodsOfAccount: true,
    periodsOfAccountDates: spans.map(([startDate, endDate]) => ({ startDate, endDate })),
  };
}

const findings = (given: PeriodsOfAccount) =>
  checkRequest(putPeriodsOfAccount, { ...business, periods: given }).map(
    ({ code, paths }) => `${code} ${paths.join(' ')}`,
  );

test.each([
  [{ periodsOfAccount: false }, []],
  [{ periodsOfAccount: false, periodsOfAccountDates: [] }, []],
  [periods(['2025-04-06', '2026-04-05']), []],
  [periods(['2024-07-01', '2025-04-06']), []],
  [periods(['2025-10-01', '2026-03-31'], ['2025-04-06', '2025-09-30']), []],
  [periods(['2026-04-05', '2026-04-05']), []],
  [{ periodsOfAccount: true }, ['RULE_PERIODS_OF_ACCOUNT ']],
  [periods(), ['RULE_PERIODS_OF_ACCOUNT ']],
  [{ ...periods(['2025-04-06', '2026-04-05']), periodsOfAccount: false }, ['RULE_PERIODS_OF_ACCOUNT ']],
  [periods(['2025-09-01', '2025-08-31']), [`RULE_END_DATE_BEFORE_START_DATE ${dates}/0`]],
  [
    periods(['2026-04-06', '2026-04-07']),
    [`RULE_START_DATE ${dates}/0/startDate`, `RULE_END_DATE ${dates}/0/endDate`],
  ],
  [
    periods(['2024-04-06', '2025-04-05'], ['2025-04-06', '2026-04-06']),
    [`RULE_END_DATE ${dates}/0/endDate ${dates}/1/endDate`],
  ],
  [periods(['2025-04-06', '2025-09-30'], ['2025-09-30', '2026-04-05']), [`RULE_PERIODS_OVERLAP ${dates}`]],
  [periods(['2025-09-30', '2026-04-05'], ['2025-04-06', '2025-10-31']), [`RULE_PERIODS_OVERLAP ${dates}`]],
  [
    periods(['6 April', '2026-02-30']),
    [`FORMAT_START_DATE ${dates}/0/startDate`, `FORMAT_END_DATE ${dates}/0/endDate`],
  ],
])('periods of account are judged as HMRC does: %j', (given, expected) => {
  expect(findings(given)).toEqual(expected);
});

test('periods are sent as they are, and read back', () => {
  const given = periods(['2025-04-06', '2025-12-31']);
  const built = buildRequest(
    'https://api.example',
    putPeriodsOfAccount,
    { accessToken: 'a', fraudPreventionHeaders: {} },
    { ...business, periods: given },
  );
  const body = built.ok ? built.request.body : null;
  expect(body).toBe(
    '{"periodsOfAccount":true,"periodsOfAccountDates":[{"startDate":"2025-04-06","endDate":"2025-12-31"}]}',
  );
  const copy = { ...(JSON.parse(body ?? '{}') as object), submittedOn: '2026-04-05T14:15:22.802Z' };
  expect(retrievePeriodsOfAccount.reads?.parse(copy)).toEqual({ ...given, submittedOn: copy.submittedOn });
});
