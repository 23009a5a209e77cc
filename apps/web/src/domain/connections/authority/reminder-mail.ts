import { Temporal } from 'temporal-polyfill';

import { type Mail } from '../../../platform/mail.ts';
import { type AuthorityStanding } from './rules.ts';

/** A quarter as a mail names it. */
export interface ReminderPeriod {
  periodStartDate: string;
  periodEndDate: string;
  dueDate: string;
}

/** The mail that tells somebody when HMRC's authority ends, and what to do. */
export function reminderMail(
  to: { email: string; messageId: string },
  standing: AuthorityStanding<ReminderPeriod>,
  connectionUrl: string,
): Mail {
  const { daysLeft, atRisk } = standing;
  const end = longDate(standing.endsOn);
  return {
    to: to.email,
    messageId: to.messageId,
    subject: daysLeft < 0 ? `Your HMRC authority ended on ${end}` : `Your HMRC authority ends on ${end}`,
    paragraphs: [
      `The authority you gave Quarterday at HMRC lasts 18 months. Yours ${ends(daysLeft, end)}.`,
      ...(atRisk
        ? [
            `Your update for ${longDate(atRisk.periodStartDate)} to ${longDate(atRisk.periodEndDate)} is due on ${longDate(atRisk.dueDate)}. Without a new authority we cannot send it once this one has ended.`,
          ]
        : []),
      daysLeft < 0
        ? 'To go on, open HMRC Connection in Quarterday, choose “Reconnect HMRC Account” and sign in at HMRC. Your records and everything you sent are still there.'
        : 'To renew it, open HMRC Connection in Quarterday, choose “Reconnect HMRC Account” and sign in at HMRC. A new 18 months begin that day. You lose nothing by renewing early: your connection keeps working while you do.',
      { href: connectionUrl, text: 'Go to HMRC Connection' },
      'If you have renewed it since, there is nothing to do.',
    ],
  };
}

function ends(daysLeft: number, end: string): string {
  if (daysLeft < 0) return `ended on ${end}`;
  if (daysLeft === 0) return `ends today, ${end}`;
  return daysLeft === 1 ? `ends tomorrow, ${end}` : `ends on ${end}, in ${daysLeft} days`;
}

/** A date as a mail writes it: `6 April 2027`. */
export function longDate(date: string): string {
  return Temporal.PlainDate.from(date).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
}
