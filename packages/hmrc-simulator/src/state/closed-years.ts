import { FIRST_CUMULATIVE_YEAR, formatTaxYear, quarterlyPeriods } from '../tax-year.ts';
import type { AcceptedUpdate, State } from './schema.ts';

/** The test user whose earlier years are over and done with. */
const PERSON = { nino: 'NC270607C', businessId: 'XAIS00000000007', commencementDate: '2019-06-01' };
const DECLARED = [
  {
    year: 2023,
    receivedAt: '2024-11-20T11:20:00.000Z',
    calculationId: '0b3f6c1e-2a54-4d7b-9c38-6f0e1d2a3b4c',
  },
  {
    year: 2024,
    receivedAt: '2025-12-04T16:45:00.000Z',
    calculationId: '7d1e8f2a-5c63-4b90-8a17-2e4f6a8c0d1e',
  },
] as const;

/** What came in and went out in each quarter, in pence. */
const INCOME_PENCE = [412_500, 412_500, 398_000, 425_000] as const;
const EXPENSES_PENCE = {
  premisesRunningCosts: 31_250,
  repairsAndMaintenance: 27_480,
  professionalFees: 9900,
};
const FINANCE_PENCE = { residentialFinancialCost: 96_000 };

/**
 * Four period summaries and the declaration of each of two years, and four cumulative updates of the next: of them all,
 * what came in before the day on which the world begins.
 */
export function closedYears(today: string): Pick<State, 'updates' | 'history' | 'documents' | 'fulfilments'> {
  const { nino, businessId } = PERSON;
  const documents: Record<string, Record<string, unknown>> = {};
  const met: Record<string, string> = {};
  const put = (collection: string, rest: string, value: unknown): void => {
    (documents[collection] ??= {})[rest] = value;
  };
  for (const { year, receivedAt, calculationId } of DECLARED) {
    const taxYear = formatTaxYear(year);
    const sent = periodsOf(year).filter(wasDueBefore(today));
    sent.forEach((period, index) => {
      met[period.endDate] = dayOfSending(period.dueDate);
      put('property-periods', `${businessId}/${taxYear}/${submissionId(year, index)}`, {
        submittedOn: sentOn(period.dueDate),
        fromDate: period.startDate,
        toDate: period.endDate,
        ukNonFhlProperty: {
          income: { periodAmount: INCOME_PENCE[index] ?? 0 },
          expenses: { ...EXPENSES_PENCE, ...FINANCE_PENCE },
        },
      });
    });
    const last = sent.at(-1);
    if (last) {
      const at = sentOn(last.dueDate);
      // Numbers count from 1 on for what is sent from now on.
      put('submissions', `${taxYear}/${businessId}`, { number: 0, at, kind: 'uk-period' });
    }
    const receivedOn = receivedAt.slice(0, 10);
    if (receivedOn < today) put('final-declarations', taxYear, { calculationId, receivedAt, receivedOn });
  }
  const taxYear = formatTaxYear(FIRST_CUMULATIVE_YEAR);
  const accepted = periodsOf(FIRST_CUMULATIVE_YEAR).filter(wasDueBefore(today)).map(cumulativeUpdate);
  const current = accepted.at(-1);
  const key = `${nino}/${businessId}/${taxYear}`;
  if (current) {
    const at = current.submittedOn;
    put('submissions', `${taxYear}/${businessId}`, { number: 0, at, kind: 'uk-cumulative' });
  }
  const update = current && { nino, businessId, taxYear, acceptedCount: accepted.length, current };
  return {
    updates: update ? { [key]: update } : {},
    history: update ? { [key]: accepted } : {},
    fulfilments: { [`${nino}/${businessId}`]: met },
    documents: Object.fromEntries(
      Object.entries(documents).map(([collection, rows]) => [collection, { [nino]: rows }]),
    ),
  };
}

const periodsOf = (year: number) => quarterlyPeriods(year, undefined, PERSON.commencementDate);

/** Whether a period's deadline had passed when the world began: what was due by then counts as sent. */
export const wasDueBefore =
  (today: string) =>
  ({ dueDate }: { dueDate: string }): boolean =>
    dueDate < today;

/** Three days before the deadline as all that was sent before this world began. */
export const dayOfSending = (dueDate: string): string => `${dueDate.slice(0, 8)}02`;

const sentOn = (dueDate: string): string => `${dayOfSending(dueDate)}T10:00:00.000Z`;

function cumulativeUpdate(
  { startDate, endDate, dueDate }: { startDate: string; endDate: string; dueDate: string },
  index: number,
): AcceptedUpdate {
  const quarters = index + 1;
  const expenses = Object.entries({ ...EXPENSES_PENCE, ...FINANCE_PENCE });
  return {
    submittedOn: sentOn(dueDate),
    correlationId: submissionId(FIRST_CUMULATIVE_YEAR, index),
    fromDate: startDate,
    toDate: endDate,
    pence: {
      'income.periodAmount': INCOME_PENCE.slice(0, quarters).reduce((sum, pence) => sum + pence, 0),
      ...Object.fromEntries(expenses.map(([name, pence]) => [`expenses.${name}`, pence * quarters])),
    },
  };
}

const BEFORE = '5f1d0000';
const submissionId = (year: number, index: number): string =>
  `${BEFORE}-${year}-4000-8000-00000000000${index + 1}`;

/** Whether an update was there when this world began: nobody has sent it here. */
export function wasSentBefore({ correlationId }: AcceptedUpdate): boolean {
  return correlationId.startsWith(BEFORE);
}
