import { refuse, type Refusal } from '../platform/refusals.ts';
import type { User } from '../state/schema.ts';
import { formatTaxYear, readTaxYear, taxYearOf } from '../tax-year.ts';
import type { ApiCall, Operation } from './operation.ts';

type ItsaStatus = User['itsaStatuses'][number];

/** Self Assessment Individual Details 2.0: ITSA status. */
export const itsaStatus: readonly Operation[] = [
  {
    name: 'itsa-status',
    method: 'GET',
    path: '/individuals/person/itsa-status/:nino/:taxYear',
    version: '2.0',
    scope: 'read:self-assessment',
    answersWhoIsNotEnrolled: true,
    codes: [
      'FORMAT_NINO',
      'FORMAT_TAX_YEAR',
      'FORMAT_FUTURE_YEARS',
      'FORMAT_HISTORY',
      'RULE_TAX_YEAR_RANGE_INVALID',
      'CLIENT_OR_AGENT_NOT_AUTHORISED',
      'CLIENT_NOT_MTD_ENROLLED',
      'MATCHING_RESOURCE_NOT_FOUND',
    ],
    scenarios: { NOT_ENROLLED: 'CLIENT_NOT_MTD_ENROLLED' },
    handle: (call) => {
      if (call.user.mtdId === null) return refuse({ code: 'CLIENT_NOT_MTD_ENROLLED' });
      const [first, ...more] = findRefusals(call);
      return first ? refuse(first, ...more) : retrieve(call);
    },
  },
];

/** The status that holds in a tax year: HMRC carries the last one over some weeks before a year begins. */
export function statusIn(user: User, startYear: number, today: string): ItsaStatus | undefined {
  const taxYear = formatTaxYear(startYear);
  const exact = user.itsaStatuses.findLast((status) => status.taxYear === taxYear);
  const rolledOverOn = `${startYear}-02-20`;
  if (exact || today < rolledOverOn) return exact;
  const earlier = user.itsaStatuses.findLast((status) => status.taxYear < taxYear);
  return (
    earlier && {
      ...earlier,
      taxYear,
      statusReason: 'Rollover',
      submittedOn: `${rolledOverOn}T08:00:00.000Z`,
    }
  );
}

function findRefusals({ param, query }: ApiCall): Refusal[] {
  const taxYear = readTaxYear(param('taxYear'));
  return [
    ...(taxYear.ok ? [] : [{ code: taxYear.code }]),
    ...(isBoolean(query('futureYears')) ? [] : [{ code: 'FORMAT_FUTURE_YEARS' } as const]),
    ...(isBoolean(query('history')) ? [] : [{ code: 'FORMAT_HISTORY' } as const]),
  ];
}

const isBoolean = (value: string | undefined): boolean =>
  value === undefined || value === 'true' || value === 'false';

function retrieve({ core, user, param, query }: ApiCall) {
  const firstYear = Number(param('taxYear').slice(0, 4));
  const today = core.clock.today();
  const lastYear = query('futureYears') === 'true' ? Math.max(firstYear, taxYearOf(today) + 1) : firstYear;
  const itsaStatuses = [];
  for (let year = firstYear; year <= lastYear; year += 1) {
    const current = statusIn(user, year, today);
    if (!current) continue;
    const earlier = user.itsaStatuses.filter(
      (status) => status.taxYear === current.taxYear && status !== current,
    );
    const details = query('history') === 'true' ? [current, ...earlier.reverse()] : [current];
    itsaStatuses.push({ taxYear: current.taxYear, itsaStatusDetails: details.map(toBody) });
  }
  if (itsaStatuses.length === 0) return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  return { status: 200, body: { itsaStatuses } };
}

function toBody({ submittedOn, status, statusReason, businessIncome2YearsPriorPence }: ItsaStatus) {
  return {
    submittedOn,
    status,
    statusReason,
    ...(businessIncome2YearsPriorPence !== undefined && {
      businessIncome2YearsPrior: businessIncome2YearsPriorPence / 100,
    }),
  };
}
