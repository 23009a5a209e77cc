import { isObject } from '../hmrc/documents.ts';
import type { Body, Generator } from './generator.ts';
import { deeply, inOrder, type Pick, tidyExpenses, together, without } from './tidy.ts';

/** Up to 2023-24 a total of expenses stands alone. */
const totalAlone = /^consolidated/;

export function tidyPeriod(body: Body, taxYear: string | null, pick: Pick): Body {
  const ordered = inOrder(body, 'fromDate', 'toDate');
  return taxYear !== null && taxYear < '2024-25' ? tidyExpenses(ordered, pick, totalAlone) : ordered;
}

export function tidyCumulative(body: Body): Body {
  return inOrder(together(body, 'fromDate', 'toDate'), 'fromDate', 'toDate');
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
