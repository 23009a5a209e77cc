import type { Core } from '../core.ts';
import { businessKey } from '../state/initial.ts';
import type { Business, User } from '../state/schema.ts';
import { quarterlyPeriods } from '../tax-year.ts';
import type { Message } from './calculations-kept.ts';
import type { Source } from './calculations-sources.ts';
import { reportsQuarterly } from './obligations.ts';
import { sumPence, type FiguresOfProperty, type PropertyFigures } from './property-figures.ts';

/** What stands in the way of finalising a tax year: figures that do not fit together, and updates still missing. */
export function findErrors(core: Core, user: User, startYear: number, sources: readonly Source[]): Message[] {
  return sources.flatMap(({ business, figures }) => [
    ...findMisfits(figures),
    ...(hasOpenQuarters(core, user, business, startYear)
      ? [{ id: 'SIM-E01', text: `Quarterly updates of ${business.businessId} are still missing.` }]
      : []),
  ]);
}

/** Figures of one business that do not fit together. */
export function findMisfits({ properties }: PropertyFigures): Message[] {
  return properties.flatMap((property) => [
    ...(allowanceExceedsIncome(property)
      ? [{ id: 'SIM-E02', text: 'The property income allowance is more than the income.' }]
      : []),
    ...(privateUseExceedsExpenses(property)
      ? [{ id: 'SIM-E03', text: 'The adjustment for private use is more than the expenses.' }]
      : []),
  ]);
}

/** Whether quarterly updates of a tax year are due from a business and not all there. */
function hasOpenQuarters(core: Core, user: User, business: Business, startYear: number): boolean {
  if (!reportsQuarterly(user, business, startYear, core.clock.today())) return false;
  const met = core.store.state.fulfilments[businessKey(user.nino, business.businessId)] ?? {};
  return quarterlyPeriods(startYear, business.quarterlyTypeChoice, business.commencementDate).some(
    ({ endDate }) => met[endDate] === undefined,
  );
}

function allowanceExceedsIncome({ allowancesPence, incomePence }: FiguresOfProperty): boolean {
  return (allowancesPence['propertyIncomeAllowance'] ?? 0) > sumPence(incomePence);
}

function privateUseExceedsExpenses({ adjustmentsPence, expensesPence }: FiguresOfProperty): boolean {
  return (adjustmentsPence['privateUseAdjustment'] ?? 0) > Math.max(0, sumPence(expensesPence));
}
