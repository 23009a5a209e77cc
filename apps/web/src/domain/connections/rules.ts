import { Temporal } from 'temporal-polyfill';

/** The statuses of a connection, and the words for them on every page. */
export type ConnectionStatus = 'not-connected' | 'connected' | 'expired';

/** Why a connection can't be used, or why connecting did not work. */
export type ConnectionReason = keyof typeof reasons;

/** What the person is told, and what they can do about it. */
export interface ReasonText {
  why: string;
  next: string;
}

/** Each reason in the landlord's words. */
export const reasons = {
  'never-connected': {
    why: 'You have not connected your HMRC account yet.',
    next: 'Give your National Insurance number, then choose “Connect to HMRC”.',
  },
  disconnected: {
    why: 'You disconnected this account. The keys that HMRC gave us were erased.',
    next: 'To connect again, choose “Connect to HMRC”.',
  },
  denied: {
    why: 'HMRC tells us that permission was not given on its consent page.',
    next: 'Choose “Connect to HMRC” again and select “Give permission” on HMRC’s page.',
  },
  'timed-out': {
    why: 'The sign-in at HMRC took longer than an hour, so we could no longer be sure that it was yours.',
    next: 'Choose “Connect to HMRC” again.',
  },
  'code-expired': {
    why: 'HMRC’s confirmation was no longer valid when we used it. It lives for ten minutes and works once.',
    next: 'Choose “Connect to HMRC” again.',
  },
  'unknown-state': {
    why: 'HMRC’s answer does not belong to a sign-in that was started here, so we did not use it.',
    next: 'To connect, start here: choose “Connect to HMRC”.',
  },
  replayed: {
    why: 'That answer from HMRC was used already. It works once, so we did not use it again.',
    next: 'If you are not connected, choose “Connect to HMRC” again.',
  },
  interrupted: {
    why: 'The connection was interrupted while it was being set up, and HMRC’s confirmation works only once.',
    next: 'Choose “Connect to HMRC” again.',
  },
  'signed-out': {
    why: 'You were signed out of Quarterday while you were at HMRC, so we did not use HMRC’s answer.',
    next: 'Sign in, then choose “Connect to HMRC” again.',
  },
  'other-session': {
    why: 'The sign-in at HMRC was started by somebody else or in another browser, so we did not use HMRC’s answer.',
    next: 'Choose “Connect to HMRC” in this browser.',
  },
  'hmrc-error': {
    why: 'HMRC answered with an error instead of a permission.',
    next: 'Wait a few minutes, then choose “Connect to HMRC” again.',
  },
  'hmrc-unreachable': {
    why: 'HMRC could not be reached while your connection was being set up. Nothing of yours is wrong.',
    next: 'Wait a few minutes, then choose “Connect to HMRC” again.',
  },
  unproven: {
    why: 'You gave permission, but HMRC could not be asked yet whose account it is. Nothing of yours is wrong.',
    next: 'Choose “Check again”. You do not need to sign in at HMRC again.',
  },
  'our-fault': {
    why: 'HMRC did not accept Quarterday’s own credentials. This is our fault, not yours.',
    next: 'There is nothing you need to do. Whoever runs this Quarterday has been told; please try again later.',
  },
  'wrong-account': {
    why: 'The HMRC account that you signed in with does not belong to the National Insurance number given here.',
    next: 'Check the number. Then connect again, and sign in with the Government Gateway account that holds your own MTD for Income Tax. Personal, business and agent accounts are separate.',
  },
  'not-enrolled': {
    why: 'HMRC says that this National Insurance number is not signed up for MTD for Income Tax.',
    next: 'Sign up with HMRC first. It can take a few days. Then connect again.',
  },
  'nothing-there': {
    why: 'HMRC has no business of yours that sends updates under the National Insurance number given here.',
    next: 'Check the number, and that you signed up for MTD for Income Tax with it. Then choose “Connect to HMRC” again.',
  },
  'permission-refused': {
    why: 'HMRC gave us your permission, but refused to let us use it.',
    next: 'Choose “Connect to HMRC” again, and allow everything that HMRC lists.',
  },
  'other-taxpayer': {
    why: 'You signed in at HMRC as another taxpayer. Your connection was left as it was.',
    next: 'Choose “Reconnect HMRC Account” and sign in with your own Government Gateway account.',
  },
  'authority-ended': {
    why: 'HMRC no longer accepts the permission you gave. Either its 18 months are over, or it was withdrawn at HMRC.',
    next: 'Choose “Reconnect HMRC Account” and sign in at HMRC again.',
  },
  'lost-during-renewal': {
    why: 'The connection was lost while it was being renewed: HMRC’s answer did not reach us, and HMRC no longer accepts the keys from before. You did nothing wrong.',
    next: 'Choose “Reconnect HMRC Account” and sign in at HMRC again.',
  },
  'token-refused': {
    why: 'HMRC refused the connection although it had just been renewed.',
    next: 'Choose “Reconnect HMRC Account” and sign in at HMRC again.',
  },
  'account-not-authorised': {
    why: 'HMRC says that the account you signed in with may not act for this National Insurance number.',
    next: 'Choose “Reconnect HMRC Account” and sign in with the Government Gateway account that holds your own MTD for Income Tax.',
  },
  'enrolment-ended': {
    why: 'HMRC says that you are not signed up for MTD for Income Tax.',
    next: 'Sign up with HMRC, then choose “Reconnect HMRC Account”.',
  },
  'access-refused': {
    why: 'HMRC no longer lets Quarterday act for you.',
    next: 'Choose “Reconnect HMRC Account” and sign in at HMRC again.',
  },
} as const satisfies Record<string, ReasonText>;

/** HMRC says the same of an authority that has ended and of one that was withdrawn; the date tells them apart. */
const authorityOver = 'HMRC no longer accepts the permission you gave, because its 18 months are over.';
const authorityWithdrawn =
  'HMRC no longer accepts the permission you gave, although its 18 months are not over. HMRC does not tell us why: most likely it was withdrawn at HMRC.';

/** When a connection was lost, and when its authority was to end. Calendar dates. */
export interface Loss {
  on: string;
  endsOn: string;
}

/** What a person is told who asks HMRC something while HMRC refuses everybody. */
export const refusingMany = 'HMRC is refusing many connections at present. Try again later.';

/**
 * The text of a stored reason; one that an older version wrote and this one does not know is told in general words.
 *
 * @param status decides what the way on is called: a connection that is there, expired or not, is reconnected
 * @param loss tells more of a connection that was lost, where it is known
 */
export function reasonText(reason: string, status?: ConnectionStatus, loss?: Loss): ReasonText {
  const { why, next } = isReason(reason) ? reasons[reason] : reasons['access-refused'];
  return {
    why: loss ? whyLost(reason, why, loss) : why,
    next:
      status === 'expired' || status === 'connected'
        ? next.replace('“Connect to HMRC”', '“Reconnect HMRC Account”')
        : next,
  };
}

function whyLost(reason: string, why: string, { on, endsOn }: Loss): string {
  const isOver = on >= endsOn;
  if (reason === 'authority-ended') return isOver ? authorityOver : authorityWithdrawn;
  // Then the renewal would have been refused in any case.
  return reason === 'lost-during-renewal' && isOver ? `${why} Its 18 months were over by then, too.` : why;
}

function isReason(text: string): text is ConnectionReason {
  return Object.hasOwn(reasons, text);
}

/** Why an API's refusal ends a connection. @param code HMRC's code, or the key the table of meanings fell back to */
export function reasonOfRefusal(code: string): ConnectionReason {
  switch (code) {
    case 'CLIENT_OR_AGENT_NOT_AUTHORISED':
      return 'account-not-authorised';
    case 'CLIENT_NOT_MTD_ENROLLED':
      return 'enrolment-ended';
    default:
      return 'access-refused';
  }
}

/**
 * The last day of HMRC's authority: 18 calendar months after the consent, by HMRC's documents. Refreshing does not move it.
 *
 * @param consentDate `YYYY-MM-DD`
 */
export function authorityEnd(consentDate: string): string {
  return Temporal.PlainDate.from(consentDate).add({ months: 18 }).toString();
}

/** A National Insurance number as HMRC's APIs take it; spaces and small letters are forgiven. Null when it is not one. */
export function readNino(text: string): string | null {
  const nino = text.replace(/[\s-]/g, '').toUpperCase();
  // Prefixes HMRC never issues: D, F, I, Q, U, V in either place, O in the second, and whole pairs kept for other uses.
  const form = /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/;
  return form.test(nino) ? nino : null;
}

/** What a page may show of a NINO: enough to recognise one's own, not enough to use. */
export function maskNino(nino: string): string {
  return `${nino.slice(0, 2)} •• •• •• ${nino.slice(-1)}`;
}

/** Whether HMRC expects quarterly updates of somebody of this ITSA status; true where none is known, since its list of quarters tells. */
export function expectsQuarters(itsaStatus: string | null): boolean {
  return itsaStatus === null || itsaStatus === 'MTD Mandated' || itsaStatus === 'MTD Voluntary';
}

/** ITSA statuses under which a landlord is signed up for MTD for Income Tax, by HMRC's own words. */
export function isEnrolled(itsaStatus: string): boolean {
  return itsaStatus !== 'No Status';
}
