import { content, noContent, type Operation, type ServedYears } from '../../operation.ts';
import type { HmrcError } from '../../result.ts';
import { reads } from '../../shapes/read.ts';
import { date, flag, group, type In, list, optional, type Out, required, text } from '../../shapes/shape.ts';
import type { BusinessYearParams } from './business-year.ts';

const period = group({
  /** `YYYY-MM-DD`; in the tax year or before it. */
  startDate: required(date('FORMAT_START_DATE')),
  /** `YYYY-MM-DD`; in the tax year. */
  endDate: required(date('FORMAT_END_DATE')),
});
type Period = In<typeof period>;

const periodsOfAccount = group({
  periodsOfAccount: required(flag()),
  /** Needed where `periodsOfAccount` is true, refused where it is false; no two of them overlap. */
  periodsOfAccountDates: optional(list(period)),
});
/** Whether a self-employment has periods of account other than the tax year, and which. */
export type PeriodsOfAccount = In<typeof periodsOfAccount>;

const submitted = group({
  /** The instant HMRC took it, as HMRC writes it. */
  submittedOn: required(text()),
  periodsOfAccount: required(flag()),
  periodsOfAccountDates: optional(list(period)),
});
/** The periods of account that HMRC has. */
export type SubmittedPeriodsOfAccount = Out<typeof submitted>;

export interface PutPeriodsOfAccountParams extends BusinessYearParams {
  periods: PeriodsOfAccount;
}

const path = '/individuals/business/details/{nino}/{businessId}/{taxYear}/periods-of-account';

const years: ServedYears = {
  from: '2025-26',
  sandboxFrom: '2024-25',
  otherwise: 'HMRC keeps periods of account from 2025-26: there is nothing to send or to read before.',
};

/**
 * Business Details 2.0, for self-employments: a property business is answered 404, as is one without periods on record.
 * @see Business Details (MTD) 2.0, HMRC, August 2026
 */
export const retrievePeriodsOfAccount: Operation<BusinessYearParams, SubmittedPeriodsOfAccount> = {
  name: 'retrievePeriodsOfAccount',
  version: '2.0',
  method: 'GET',
  path,
  years,
  reads: reads(submitted),
};

/**
 * Business Details 2.0, for self-employments: create or replace. 204, no content; 404 for a property business.
 * @see Business Details (MTD) 2.0, HMRC, August 2026
 */
export const putPeriodsOfAccount: Operation<PutPeriodsOfAccountParams, null> = {
  name: 'putPeriodsOfAccount',
  version: '2.0',
  method: 'PUT',
  path,
  years,
  body: ({ periods }) => content(periodsOfAccount, periods),
  check: ({ periods, taxYear }) => checkPeriods(periods, taxYear),
  ...noContent,
};

function checkPeriods(
  { periodsOfAccount: hasPeriods, periodsOfAccountDates: dates = [] }: PeriodsOfAccount,
  taxYear: string,
): HmrcError[] {
  const errors: HmrcError[] = [];
  if (hasPeriods !== dates.length > 0) {
    const message = 'Dates are given where there are periods of account, and only there.';
    errors.push({ code: 'RULE_PERIODS_OF_ACCOUNT', message, paths: [] });
  }
  const wrong = checkDates(dates, taxYear);
  if (wrong.length === 0 && overlaps(dates)) {
    const message = 'Two of the periods of account share a day.';
    errors.push({ code: 'RULE_PERIODS_OVERLAP', message, paths: [place] });
  }
  return [...errors, ...wrong];
}

const place = '/periodsOfAccountDates';

function checkDates(dates: readonly Period[], taxYear: string): HmrcError[] {
  const firstYear = Number(taxYear.slice(0, 4));
  const firstDay = `${String(firstYear)}-04-06`;
  const lastDay = `${String(firstYear + 1)}-04-05`;
  const pathsOf = (isWrong: (one: Period) => boolean, member: string): string[] =>
    dates.flatMap((one, index) => (isWrong(one) ? [`${place}/${String(index)}${member}`] : []));
  const isTurned = ({ startDate, endDate }: Period): boolean => endDate < startDate;
  return [
    {
      code: 'RULE_END_DATE_BEFORE_START_DATE',
      message: 'A period of account ends before it starts.',
      paths: pathsOf(isTurned, ''),
    },
    {
      code: 'RULE_START_DATE',
      message: 'A period of account starts after the tax year.',
      paths: pathsOf((one) => !isTurned(one) && one.startDate > lastDay, '/startDate'),
    },
    {
      code: 'RULE_END_DATE',
      message: 'A period of account ends outside the tax year.',
      paths: pathsOf(
        (one) => !isTurned(one) && (one.endDate < firstDay || one.endDate > lastDay),
        '/endDate',
      ),
    },
  ].filter(({ paths }) => paths.length > 0);
}

function overlaps(dates: readonly Period[]): boolean {
  const inOrder = dates.toSorted((a, b) => (a.startDate < b.startDate ? -1 : 1));
  return inOrder.some((one, index) => {
    const next = inOrder[index + 1];
    return next !== undefined && next.startDate <= one.endDate;
  });
}
