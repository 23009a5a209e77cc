import { addDays } from '../../tax-year.ts';

/**
 * When a connection is looked after although nobody asked. Decision 0009 has the reasons, and how many renewals of a pair a
 * landlord's year comes to.
 */
export interface CareDays {
  /** An idle connection is tried so many days before its next deadline, */
  checkFrom: number;
  /** spread over the days until so many are left: whoever must reconnect has a fortnight. */
  checkUntil: number;
  /** Before the deadline itself it is renewed once more, if its update is still to be sent: so many days before, */
  renewFrom: number;
  /** spread until so many days are left. */
  renewUntil: number;
  /** Where no deadline is known, HMRC is asked for them after so many days. */
  askAgainAfter: number;
}

export const careDays: CareDays = {
  checkFrom: 21,
  checkUntil: 14,
  renewFrom: 2,
  renewUntil: 0.5,
  askAgainAfter: 60,
};

/** Why a connection is looked after now. */
export type CareReason =
  /** Nobody used it lately and a deadline comes: does HMRC still know it, and which dates does HMRC have? */
  | 'idle'
  /** A deadline is a day or two away and its update is still to be sent. */
  | 'deadline'
  /** No deadline to come is known, and HMRC has not been asked for a long time. */
  | 'no-dates';

/** What the question depends on. */
export interface CareCase {
  /** The next deadline of an update that is still to be sent; null where none is known. */
  dueDate: string | null;
  /** The date on which the pair was last renewed, or given. */
  renewedOn: string;
  /** The date on which HMRC last told of its dates; null where it never did. */
  datesSeenOn: string | null;
  /** From 0 to 1, always the same for the same connection: when its turn in a span comes. */
  share: number;
}

/**
 * Whether a connection is to be looked after.
 *
 * @param now the present date and the share of it that has passed
 */
export function careFor(
  { dueDate, renewedOn, datesSeenOn, share }: CareCase,
  now: { today: string; dayShare: number },
  days: CareDays = careDays,
): CareReason | null {
  if (dueDate === null) {
    const asked = datesSeenOn ?? renewedOn;
    return addDays(asked, days.askAgainAfter) <= now.today ? 'no-dates' : null;
  }
  const isTurn = (from: number, until: number): boolean => {
    const afterStart = share * (from - until);
    const turn = addDays(dueDate, -from + Math.floor(afterStart));
    return turn < now.today || (turn === now.today && afterStart % 1 <= now.dayShare);
  };
  if (now.today > dueDate) return null;
  if (renewedOn < addDays(dueDate, -days.renewFrom) && isTurn(days.renewFrom, days.renewUntil)) {
    return 'deadline';
  }
  return renewedOn < addDays(dueDate, -days.checkFrom) && isTurn(days.checkFrom, days.checkUntil)
    ? 'idle'
    : null;
}
