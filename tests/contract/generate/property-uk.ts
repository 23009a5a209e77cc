import { isObject } from '../hmrc/documents.ts';
import type { Body, Generator } from './generator.ts';
import { deeply, inOrder, type Pick, tidyExpenses, together, without } from './tidy.ts';

/** Up to 2023-24 a total of expenses stands alone. */
const totalAlone = /^consolidated/;

/** Ends of quarters, of those that start on the 6th and of those that start on the 1st. */
const quarterEnds = [
  ['07-05', '10-05', '01-05', '04-05'],
  ['06-30', '09-30', '12-31', '03-31'],
] as const;

/** The dates of a quarter of the tax year, or of the year up to its end; now and then any two days. */
function quarterDates(body: Body, taxYear: string | null, pick: Pick, isCumulative: boolean): Body {
  if (pick(4) === 0 || taxYear === null) return inOrder(body, 'fromDate', 'toDate');
  const isCalendar = pick(4) === 0;
  const ends = quarterEnds[isCalendar ? 1 : 0];
  const quarter = pick(4);
  const year = Number(taxYear.slice(0, 4));
  const dateOf = (end: string): string => `${end < '04-06' ? year + 1 : year}-${end}`;
  const last = dateOf(ends[quarter] ?? ends[0]);
  const before = ends[quarter - 1];
  const start = `${year}-04-0${isCalendar ? '1' : '6'}`;
  const fromDate = before === undefined || isCumulative ? start : dayAfter(dateOf(before));
  return { ...body, fromDate, toDate: last };
}

function dayAfter(date: string): string {
  return new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
}

export function tidyPeriod(body: Body, taxYear: string | null, pick: Pick): Body {
  const ordered = 'fromDate' in body ? quarterDates(body, taxYear, pick, false) : body;
  return taxYear !== null && taxYear < '2024-25' ? tidyExpenses(ordered, pick, totalAlone) : ordered;
}

export function tidyCumulative(body: Body, taxYear: string | null, pick: Pick): Body {
  const dated = together(body, 'fromDate', 'toDate');
  return 'fromDate' in dated ? quarterDates(dated, taxYear, pick, true) : dated;
}

/** The allowance for property income, or the other allowances; a building has a name or a number. */
export function tidyAnnual(body: Body, _taxYear: string | null, pick: Pick): Body {
  const incomeAllowance = 'propertyIncomeAllowancePence';
  return deeply(body, (group) => {
    if (isObject(group['building']) && !('name' in group['building']) && !('number' in group['building'])) {
      return { ...group, building: { ...group['building'], number: '7' } };
    }
    const { allowances, adjustments } = group;
    if (!isObject(allowances) || !(incomeAllowance in allowances)) return group;
    if (pick(2) === 0) {
      return { ...group, allowances: without(allowances, (name) => name === incomeAllowance) };
    }
    return {
      ...group,
      allowances: { [incomeAllowance]: allowances[incomeAllowance] },
      ...(isObject(adjustments) && {
        adjustments: without(adjustments, (name) => name === 'privateUseAdjustmentPence'),
      }),
    };
  });
}

export const propertyUk: Readonly<Record<string, Generator>> = {
  putUkPropertyCumulative: { tidy: tidyCumulative },
  createUkPropertyPeriod: { tidy: tidyPeriod },
  putUkPropertyPeriod: { tidy: tidyPeriod },
  putUkPropertyAnnual: { tidy: tidyAnnual },
};
