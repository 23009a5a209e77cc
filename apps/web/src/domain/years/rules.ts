import { isAmendable, takenSinceDeclared } from '../submissions/final-declaration/rules.ts';
import { isPropertyBusiness, lastStatementYear } from '../submissions/end-of-period/rules.ts';
import {
  atHmrc,
  isDoneElsewhere,
  missingBefore,
  opensOn,
  type SubmissionStatus,
} from '../submissions/rules.ts';
import { addDays, daysBetween, lastDayToAmend, type TaxYear, taxYearDates } from '../tax-year.ts';

/** What a task of a tax year may wait for. */
export type Waiting = 'updates' | 'listing' | 'earlier-quarter';

/** The newest submission from here, where HMRC has another one and did not take this, or has not yet. */
export interface NotTaken {
  submissionId: string;
  status: Exclude<SubmissionStatus, 'submitted'>;
}

/** Where a task of a tax year stands. */
export type Standing =
  /** It can be done from this day on. */
  | { is: 'not-yet'; from: string }
  | { is: 'waits'; for: Waiting }
  /** It can be done now; `days` is how many are left, below nought once it is overdue, null where HMRC set no day. */
  | { is: 'to-do'; days: number | null }
  /** It can be done now, and many need not. */
  | { is: 'optional' }
  | { is: 'under-way' | 'failed' | 'rejected'; submissionId: string }
  /** HMRC took it from here. */
  | { is: 'sent'; submissionId: string; notTaken?: NotTaken }
  /** HMRC took the declaration from here, and figures of the year since, while it takes amendments. */
  | { is: 'to-amend'; submissionId: string; notTaken?: NotTaken }
  /** A later update that HMRC took from here holds it. */
  | { is: 'held'; submissionId: string; until: string }
  /** HMRC has it, from wherever. */
  | { is: 'at-hmrc'; on: string | null; notTaken?: NotTaken }
  /** HMRC takes nothing of this year any more. */
  | { is: 'closed' };

/** Whether nothing is left to do about a task. */
export const isDone = ({ is }: Standing): boolean => is === 'sent' || is === 'held' || is === 'at-hmrc';

/** Whether HMRC has the declaration of a year, be it to be amended. */
export const isDeclaredBy = (standing: Standing): boolean => isDone(standing) || standing.is === 'to-amend';

/** A submission, as far as a year's tasks look at it. */
export interface Sent {
  id: string;
  kind: string;
  businessId: string;
  taxYear: string;
  periodEndDate: string;
  status: SubmissionStatus;
  latest?: { outcome: { code: string } | null; finishedAt?: Date | null };
  /** Of a declaration: whether it amends one that HMRC has. */
  isAmendment?: boolean;
}

/** A quarter as HMRC lists it. */
export interface Quarter {
  businessId: string;
  typeOfBusiness: string;
  taxYear: TaxYear;
  periodStartDate: string;
  periodEndDate: string;
  dueDate: string;
  status: string;
  receivedDate: string | null;
}

/** A final declaration that HMRC waits for or has. */
export interface DeclarationObligation {
  status: string;
  dueDate: string;
  receivedDate: string | null;
}

/** The quarters and the annual summary of one business. */
export interface BusinessTasks {
  businessId: string;
  typeOfBusiness: string;
  quarters: { quarter: Quarter; standing: Standing }[];
  annualSummary: Standing;
}

/** The End of Period Statement of one business. */
export interface StatementTask {
  businessId: string;
  typeOfBusiness: string;
  standing: Standing;
}

/** The tasks of a tax year. */
export interface YearTasks {
  taxYear: TaxYear;
  isOver: boolean;
  /** True once HMRC takes no change of it any more: it can be read, and nothing sent. */
  isClosed: boolean;
  /** The last day on which HMRC takes changes. */
  lastDay: string;
  businesses: BusinessTasks[];
  /** Property businesses of which HMRC has listed no quarter of this year, though of others it has. */
  unlisted: { businessId: string; typeOfBusiness: string }[];
  /** One for each property business, in years that have statements. */
  statements: StatementTask[];
  finalDeclaration: { standing: Standing; dueDate: string | null };
}

interface Facts {
  taxYear: TaxYear;
  today: string;
  businesses: readonly { businessId: string; typeOfBusiness: string }[];
  /** Of this year. */
  quarters: readonly Quarter[];
  /** Of this year, of every kind, the newest first. */
  submissions: readonly Sent[];
  declaration: DeclarationObligation | null;
}

/** The task list of a tax year, by what HMRC listed and what was sent from here. */
export function tasksOf(facts: Facts): YearTasks {
  const { taxYear, today, quarters, submissions, businesses } = facts;
  const { end } = taxYearDates(taxYear);
  const lastDay = lastDayToAmend(taxYear);
  const now = { today, isOver: today > end, isClosed: today > lastDay };
  const listed = businesses.filter(
    ({ businessId }) =>
      quarters.some((each) => each.businessId === businessId) ||
      submissions.some((each) => each.businessId === businessId && each.kind !== 'end-of-period-statement'),
  );
  const tasks = listed.map((business) => businessTasks(business, quarters, submissions, now));
  return {
    taxYear,
    isOver: now.isOver,
    isClosed: now.isClosed,
    lastDay,
    businesses: tasks,
    unlisted: listed.length === 0 ? [] : unlistedOf(facts),
    statements: taxYear > lastStatementYear ? [] : statementTasks(facts, now),
    finalDeclaration: {
      standing: standingOfDeclaration(facts, tasks, now),
      dueDate: facts.declaration?.dueDate ?? null,
    },
  };
}

const unlistedOf = ({ businesses, quarters }: Pick<Facts, 'businesses' | 'quarters'>) =>
  businesses.filter(
    ({ businessId, typeOfBusiness }) =>
      isPropertyBusiness(typeOfBusiness) && !quarters.some((each) => each.businessId === businessId),
  );

interface Now {
  today: string;
  isOver: boolean;
  isClosed: boolean;
}

function businessTasks(
  { businessId, typeOfBusiness }: { businessId: string; typeOfBusiness: string },
  quarters: readonly Quarter[],
  submissions: readonly Sent[],
  now: Now,
): BusinessTasks {
  const own = submissions.filter((each) => each.businessId === businessId);
  const updates = own.filter(({ kind }) => kind === 'quarterly-update');
  const summaries = own.filter(({ kind }) => kind === 'annual-summary');
  return {
    businessId,
    typeOfBusiness,
    quarters: quarters
      .filter((each) => each.businessId === businessId)
      .map((quarter) => ({ quarter, standing: standingOfQuarter(quarter, updates, { ...now, quarters }) })),
    annualSummary: standingOfSummary(summaries, now),
  };
}

/** Where an annual summary stands, of which each replaces the last: what HMRC has outranks what it did not take since. */
function standingOfSummary(summaries: readonly Sent[], { isClosed }: Now): Standing {
  const [latest] = summaries;
  if (!latest) return { is: isClosed ? 'closed' : 'optional' };
  const taken = latest.status === 'processing' ? undefined : summaries.find(isTaken);
  return taken ? { ...standingOfSent(taken), ...notTakenOf(latest) } : standingOfSent(latest);
}

function statementTasks({ businesses, submissions, taxYear }: Facts, now: Now): StatementTask[] {
  const statements = submissions.filter(({ kind }) => kind === 'end-of-period-statement');
  return businesses
    .filter(({ typeOfBusiness }) => isPropertyBusiness(typeOfBusiness))
    .map(({ businessId, typeOfBusiness }) => {
      const latest = statements.find((each) => each.businessId === businessId);
      return { businessId, typeOfBusiness, standing: standingOfStatement(latest, taxYear, now) };
    });
}

// HMRC takes it once: there is none after one that it took.
function standingOfStatement(latest: Sent | undefined, taxYear: TaxYear, now: Now): Standing {
  if (latest && isDoneElsewhere(latest)) return { is: 'at-hmrc', on: null, ...notTakenOf(latest) };
  return latest ? standingOfSent(latest) : unsent(taxYear, now);
}

function unsent(taxYear: TaxYear, { isOver, isClosed }: Now): Standing {
  if (isClosed) return { is: 'closed' };
  return isOver ? { is: 'optional' } : { is: 'not-yet', from: addDays(taxYearDates(taxYear).end, 1) };
}

/** Where one quarter stands: what HMRC has of it outranks what it did not take since. */
export function standingOfQuarter(
  quarter: Quarter,
  updates: readonly Sent[],
  { today, isClosed, quarters }: Pick<Now, 'today' | 'isClosed'> & { quarters: readonly Quarter[] },
): Standing {
  const own = updates.filter(({ periodEndDate }) => periodEndDate === quarter.periodEndDate);
  const [latest] = own;
  if (latest?.status === 'processing') return standingOfSent(latest);
  const notTaken = notTakenOf(latest);
  const taken = own.find(isTaken);
  if (taken) return { ...standingOfSent(taken), ...notTaken };
  const { coveredBy } = atHmrc(quarter, quarters, updates);
  if (coveredBy) return { is: 'held', submissionId: coveredBy.id, until: coveredBy.periodEndDate };
  if (quarter.status === 'fulfilled') return { is: 'at-hmrc', on: quarter.receivedDate, ...notTaken };
  if (latest) return standingOfSent(latest);
  if (isClosed) return { is: 'closed' };
  const from = opensOn(quarter);
  if (today >= from && missingBefore(quarter, quarters, updates))
    return { is: 'waits', for: 'earlier-quarter' };
  return today < from ? { is: 'not-yet', from } : { is: 'to-do', days: daysBetween(today, quarter.dueDate) };
}

const isTaken = ({ status }: Sent): boolean => status === 'submitted';

function notTakenOf(latest: Sent | undefined): { notTaken?: NotTaken } {
  if (latest === undefined || latest.status === 'submitted') return {};
  return { notTaken: { submissionId: latest.id, status: latest.status } };
}

function standingOfSent({ id, status }: Sent): Standing {
  const is = { processing: 'under-way', submitted: 'sent', failed: 'failed', rejected: 'rejected' } as const;
  return { is: is[status], submissionId: id };
}

function standingOfDeclaration(
  { taxYear, submissions, declaration, today }: Facts,
  businesses: readonly BusinessTasks[],
  { isOver, isClosed }: Now,
): Standing {
  const declarations = submissions.filter(({ kind }) => kind === 'final-declaration');
  const [latest] = declarations;
  const taken = declarations.find(isTaken);
  // What comes after it is an amendment: whatever becomes of that, the year is declared.
  if (taken) {
    const isToAmend = isAmendable(taxYear, today) && takenSinceDeclared(submissions).length > 0;
    const standing = isToAmend
      ? ({ is: 'to-amend', submissionId: taken.id } as const)
      : standingOfSent(taken);
    return { ...standing, ...notTakenOf(latest) };
  }
  const isListed = declaration?.status === 'fulfilled';
  const isRefused = declarations.some(isDoneElsewhere);
  // What HMRC lists may be this very one, whose answer is not known yet.
  if (latest?.status === 'processing' && !latest.isAmendment && !isRefused) return standingOfSent(latest);
  if (isListed || isRefused) {
    return { is: 'at-hmrc', on: isListed ? declaration.receivedDate : null, ...notTakenOf(latest) };
  }
  if (latest?.status === 'processing') return standingOfSent(latest);
  if (isClosed) return { is: 'closed' };
  if (!isOver) return { is: 'not-yet', from: addDays(taxYearDates(taxYear).end, 1) };
  const quarters = businesses.flatMap((each) => each.quarters);
  // Who joined since declares such a year outside software.
  if (quarters.length === 0) return { is: 'waits', for: 'listing' };
  if (quarters.some(({ standing }) => !isDone(standing))) return { is: 'waits', for: 'updates' };
  if (latest) return standingOfSent(latest);
  return { is: 'to-do', days: declaration ? daysBetween(today, declaration.dueDate) : null };
}

/** How many tasks with a day of their own are done, of how many. */
export function progressOf({ businesses, finalDeclaration }: YearTasks): { done: number; of: number } {
  const all = [
    ...businesses.flatMap(({ quarters }) => quarters.map(({ standing }) => standing)),
    finalDeclaration.standing,
  ];
  return { done: all.filter(isDone).length, of: all.length };
}

/** The tax years to show, the newest first: those of which anything is known, and the one under way. */
export function yearsOf(known: readonly TaxYear[], current: TaxYear): TaxYear[] {
  return [...new Set([...known, current])]
    .filter((each) => each <= current)
    .sort()
    .reverse();
}
