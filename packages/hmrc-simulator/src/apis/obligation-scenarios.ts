import { addDays } from '../dates.ts';
import type { Answer } from '../platform/answer.ts';
import { firstDayOf, quarterlyPeriods, taxYearOf, type QuarterlyPeriod } from '../tax-year.ts';
import type { ApiCall } from './operation.ts';

/** Days between a period's end and the date that a scenario says it was met on. */
const MET_AFTER_DAYS = 20;
const exampleIds: Record<string, string> = {
  'self-employment': 'XBIS00000000901',
  'uk-property': 'XPIS00000000902',
  'foreign-property': 'XFIS00000000903',
};

/** Success scenarios of income and expenditure obligations, with made-up periods of the clock's tax year. */
export const incomeAndExpenditureScenarios = {
  OPEN: (call: ApiCall) => answer(call, periodsNow(call).slice(0, 1), 'open'),
  FULFILLED: (call: ApiCall) => answer(call, periodsNow(call).slice(0, 1), 'fulfilled'),
  CUMULATIVE: (call: ApiCall) => answer(call, periodsNow(call), 'open'),
  DYNAMIC: (call: ApiCall) => answer(call, [askedFor(call)], call.query('status') ?? 'open'),
};

function periodsNow({ core }: ApiCall): QuarterlyPeriod[] {
  const startYear = taxYearOf(core.clock.today());
  return quarterlyPeriods(startYear, undefined, firstDayOf(startYear, undefined));
}

/** The dates of the request as one period, else the clock's first quarter. */
function askedFor(call: ApiCall): QuarterlyPeriod {
  const [first] = periodsNow(call);
  const startDate = call.query('fromDate') ?? first?.startDate ?? call.core.clock.today();
  const endDate = call.query('toDate') ?? first?.endDate ?? startDate;
  return { startDate, endDate, dueDate: addDays(endDate, 33) };
}

function answer({ query }: ApiCall, periods: readonly QuarterlyPeriod[], status: string): Answer {
  const wanted = query('typeOfBusiness');
  const types = wanted === undefined ? Object.keys(exampleIds) : [wanted];
  const obligationDetails = periods.map(({ startDate, endDate, dueDate }) => ({
    periodStartDate: startDate,
    periodEndDate: endDate,
    dueDate,
    status,
    ...(status === 'fulfilled' && { receivedDate: addDays(endDate, MET_AFTER_DAYS) }),
  }));
  const obligations = types.map((typeOfBusiness) => ({
    typeOfBusiness,
    businessId: query('businessId') ?? exampleIds[typeOfBusiness],
    obligationDetails,
  }));
  return { status: 200, body: { obligations } };
}
