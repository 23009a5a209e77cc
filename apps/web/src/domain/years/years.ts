import { type Clock } from '../../platform/clock.ts';
import { type Connections } from '../connections/index.ts';
import { isAmendment, type Submissions, type SubmissionView } from '../submissions/index.ts';
import { parseTaxYear, type TaxYear, taxYearOf } from '../tax-year.ts';
import { tasksOf, yearsOf, type YearTasks } from './rules.ts';

interface YearDeps {
  connections: Pick<Connections, 'businesses' | 'finalDeclarations'>;
  submissions: Pick<Submissions, 'periods' | 'all'>;
  clock: Clock;
}

/** Tax years as a landlord works through them. */
export function createYears({ connections, submissions, clock }: YearDeps) {
  async function known(ownerId: string) {
    const [businesses, quarters, all, declarations] = await Promise.all([
      connections.businesses(ownerId),
      submissions.periods(ownerId),
      submissions.all(ownerId),
      connections.finalDeclarations(ownerId),
    ]);
    return { businesses, quarters, all, declarations };
  }

  /** Every year of which anything is known, the newest first. */
  async function list(ownerId: string): Promise<YearTasks[]> {
    const facts = await known(ownerId);
    const { quarters, all, declarations } = facts;
    const sent = all.flatMap((each: SubmissionView) => parseTaxYear(each.taxYear) ?? []);
    const years = [
      ...quarters.map((each) => each.taxYear),
      ...sent,
      ...declarations.map((each) => taxYearOf(each.periodEndDate)),
    ];
    return yearsOf(years, taxYearOf(clock.today())).map((taxYear) => tasks(taxYear, facts));
  }

  /** One year, which has begun. */
  async function one(ownerId: string, taxYear: TaxYear): Promise<YearTasks> {
    return tasks(taxYear, await known(ownerId));
  }

  function tasks(taxYear: TaxYear, facts: Awaited<ReturnType<typeof known>>): YearTasks {
    const { businesses, quarters, all, declarations } = facts;
    return tasksOf({
      taxYear,
      today: clock.today(),
      businesses,
      quarters: quarters.filter((each) => each.taxYear === taxYear),
      submissions: all
        .filter((each) => each.taxYear === taxYear)
        .map((each) => ({ ...each, isAmendment: isAmendment(each) })),
      declaration: declarations.find((each) => taxYearOf(each.periodEndDate) === taxYear) ?? null,
    });
  }

  return { list, one };
}

export type Years = ReturnType<typeof createYears>;
