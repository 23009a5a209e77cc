import { addDays, daysBetween } from '../../tax-year.ts';

/** When a landlord is reminded that HMRC's authority ends: so many days before, and on the day itself. */
export const reminderDays = [90, 30, 7, 1, 0] as const;

export type ReminderDays = (typeof reminderDays)[number];

/** How long after the end a reminder is still told: a platform that was off must not stay silent, nor speak of last year. */
const tellsForDays = 30;

/** The part of an obligation that matters here. */
interface Deadline {
  dueDate: string;
}

/** A quarter as people are reminded of it. */
export interface Quarter extends Deadline {
  periodStartDate: string;
  periodEndDate: string;
}

/** How HMRC's authority stands today. */
export interface AuthorityStanding<Period extends Deadline = Deadline> {
  /** `YYYY-MM-DD`, as HMRC counts: in the United Kingdom. */
  endsOn: string;
  /** Calendar days; 0 on the day itself, negative afterwards. */
  daysLeft: number;
  /** The newest reminder that is due; null while it is early, and long afterwards. */
  reminder: ReminderDays | null;
  /** The first deadline that comes when the authority has ended; null when none that HMRC told us of does. */
  atRisk: Period | null;
}

/** The newest reminder that is due with so many days left: whoever missed some is told once, not once for each. */
export function dueReminder(daysLeft: number): ReminderDays | null {
  if (daysLeft < -tellsForDays) return null;
  return reminderDays.findLast((days) => days >= daysLeft) ?? null;
}

/** The end dates of the authorities that have a reminder due today, from the earliest to the last. */
export function endsWithReminders(today: string): { from: string; to: string } {
  return { from: addDays(today, -tellsForDays), to: addDays(today, reminderDays[0]) };
}

/**
 * The first coming deadline that the authority does not reach.
 *
 * A deadline on the very day of the end counts: the authority ends at the hour at which it was given, and nobody should
 * have to be quicker than that.
 *
 * @param endsOn null where there is no authority any more: every coming deadline is at risk then
 */
export function deadlineAtRisk<Period extends Deadline>(
  endsOn: string | null,
  open: readonly Period[],
  today: string,
): Period | null {
  const missed = open.filter(({ dueDate }) => dueDate >= today && (endsOn === null || dueDate >= endsOn));
  return missed.reduce<Period | null>(
    (first, each) => (first === null || each.dueDate < first.dueDate ? each : first),
    null,
  );
}

/** What is kept with a notice of the first coming deadline that an authority does not reach. */
export function quarterAtRisk(
  endsOn: string | null,
  open: readonly Quarter[],
  today: string,
): Quarter | null {
  const risk = deadlineAtRisk(endsOn, open, today);
  if (!risk) return null;
  const { periodStartDate, periodEndDate, dueDate } = risk;
  return { periodStartDate, periodEndDate, dueDate };
}

/** How an authority stands today. @param open the quarters HMRC has no update for yet */
export function authorityStanding<Period extends Deadline>(
  endsOn: string,
  open: readonly Period[],
  today: string,
): AuthorityStanding<Period> {
  const daysLeft = daysBetween(today, endsOn);
  return { endsOn, daysLeft, reminder: dueReminder(daysLeft), atRisk: deadlineAtRisk(endsOn, open, today) };
}
