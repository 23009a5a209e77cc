import fc from 'fast-check';
import { isObject } from '../hmrc/documents.ts';
import type { Body, Generator } from './generator.ts';

/** Periods of account: within the tax year, one after the other, and there where the answer says so. */
function tidyPeriods(body: Body, taxYear: string | null): Body {
  const dates = body['periodsOfAccountDates'];
  if (!Array.isArray(dates) || dates.length === 0) return { periodsOfAccount: false };
  const year = (taxYear ?? '2025-26').slice(0, 4);
  const months = ['05', '07', '09', '11'];
  const periodsOfAccountDates = dates.slice(0, months.length).map((entry: unknown, index) => ({
    ...(isObject(entry) ? entry : {}),
    startDate: `${year}-${months[index] ?? ''}-01`,
    endDate: `${year}-${months[index] ?? ''}-28`,
  }));
  return { periodsOfAccount: true, periodsOfAccountDates };
}

export const businessDetails: Readonly<Record<string, Generator>> = {
  retrieveItsaStatus: {
    others: fc.record({ futureYears: fc.boolean(), history: fc.boolean() }, { requiredKeys: [] }),
  },
  putPeriodsOfAccount: { tidy: tidyPeriods },
};
