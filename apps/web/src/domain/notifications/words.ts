import { daysBetween, longDate } from '../tax-year.ts';
import { type About, type AboutOf, type Hindrance } from './rules.ts';

/** What a notice says, in the app and by mail. */
export interface NoticeWords {
  /** The mail's subject too. */
  heading: string;
  paragraphs: string[];
  /** Where to go on: a path of ours. */
  link: { path: string; text: string };
}

const connectionLink = { path: '/settings/hmrc-connection', text: 'Go to HMRC Connection' };
const howToReconnect =
  'Open HMRC Connection in Quarterday, choose “Reconnect HMRC Account” and sign in at HMRC.';
const nothingIsLost = 'Your records and everything you sent are still there.';

/**
 * The words of a notice.
 *
 * @param today the calendar date on which it is read, or was told: days left are reckoned from it
 */
export function wordsOf(about: About, today: string): NoticeWords {
  switch (about.type) {
    case 'outcome':
      return outcomeWords(about);
    case 'asking':
      return askingWords(about);
    case 'deadline':
      return deadlineWords(about, daysBetween(today, about.dueDate));
    case 'lost':
      return lostWords(about);
    case 'authority':
      return authorityWords(about, daysBetween(today, about.endsOn));
  }
}

type OfSubmission = AboutOf<'outcome'> | AboutOf<'asking'>;

const nouns = {
  'quarterly-update': 'update',
  'annual-summary': 'annual summary',
  'end-of-period-statement': 'End of Period Statement',
  'accounting-adjustments': 'set of adjustments',
  losses: 'loss entry',
  'final-declaration': 'final declaration',
} as const satisfies Record<OfSubmission['submissionKind'], string>;

/** A submission within a sentence: `update for 6 April 2026 to 5 July 2026`, `annual summary for 2026-27 (UK property)`. */
function nameOf(of: OfSubmission): string {
  const noun = nouns[of.submissionKind];
  const name =
    of.submissionKind === 'quarterly-update'
      ? `${noun} for ${longDate(of.periodStartDate)} to ${longDate(of.periodEndDate)}`
      : `${noun} for ${of.taxYear}`;
  return of.business === '' ? name : `${name} (${of.business})`;
}

const submissionLink = (of: OfSubmission) => ({
  path: `/submissions/${of.submissionId}`,
  text: `See this ${nouns[of.submissionKind]}`,
});

const outcomes = { submitted: 'Submitted', failed: 'Failed', rejected: 'Rejected' } as const;

function outcomeWords(about: AboutOf<'outcome'>): NoticeWords {
  return {
    heading: `${outcomes[about.status]}: your ${nameOf(about)}`,
    paragraphs: [about.sentence],
    link: submissionLink(about),
  };
}

function askingWords(about: AboutOf<'asking'>): NoticeWords {
  const noun = nouns[about.submissionKind];
  const unknown = `We do not know yet whether HMRC has taken your ${nameOf(about)}: its answer did not reach us.`;
  if (about.waitsFor === 'untold') {
    return {
      heading: `Please ask HMRC about your ${nameOf(about)}`,
      paragraphs: [
        `We do not know whether HMRC has taken your ${nameOf(about)}. Its answer did not reach us, and it refuses the same again without telling whether it has the first.`,
        `Look in your HMRC online account whether this ${noun} is there, or ask HMRC. What is known of it, and when it was sent, is on its page.`,
      ],
      link: submissionLink(about),
    };
  }
  return about.waitsFor === 'hmrc'
    ? {
        heading: `Not known yet: your ${nameOf(about)}`,
        paragraphs: [
          unknown,
          `We keep asking HMRC, and tell you as soon as we know. There is nothing for you to do: please do not send this ${noun} another way meanwhile.`,
        ],
        link: submissionLink(about),
      }
    : {
        heading: `Please reconnect, so that we can ask about your ${nameOf(about)}`,
        paragraphs: [
          `${unknown} Your connection to HMRC was lost before we could ask.`,
          `${howToReconnect} Then we ask HMRC whether it has taken this ${noun}.`,
        ],
        link: connectionLink,
      };
}

function deadlineWords(about: AboutOf<'deadline'>, days: number): NoticeWords {
  const due = longDate(about.dueDate);
  const name =
    about.of === 'quarterly-update'
      ? `update for ${longDate(about.periodStartDate)} to ${longDate(about.periodEndDate)} (${about.business})`
      : `final declaration for ${about.taxYear}`;
  const when =
    days < 0 ? `was due on ${due}` : `is due ${days === 0 ? 'today' : days === 1 ? 'tomorrow' : 'on'}`;
  const exactly = days < 0 ? '' : days > 1 ? ` ${due}, in ${days} days` : `, ${due}`;
  const noun =
    about.of === 'quarterly-update'
      ? `Quarterly update${about.isOneOfSeveral ? ` (${about.business})` : ''}`
      : 'Final declaration';
  return {
    heading: days < 0 ? `${noun} overdue since ${due}` : `${noun} due on ${due}`,
    paragraphs: [
      `Your ${name} ${when}${exactly}.`,
      ...hindranceWords(about.hindrance, days),
      `HMRC listed it as open on ${longDate(about.seenOn)}. If you have sent it another way since, there is nothing to do.`,
    ],
    link:
      about.hindrance.kind === 'lost'
        ? connectionLink
        : about.of === 'quarterly-update'
          ? { path: '/updates', text: 'Go to your updates' }
          : { path: `/years/${about.taxYear}/final-declaration`, text: 'Go to your final declaration' },
  };
}

function hindranceWords(hindrance: Hindrance, days: number): string[] {
  if (hindrance.kind === 'lost') {
    return [`Your connection to HMRC does not work, so you must reconnect first. ${howToReconnect}`];
  }
  if (hindrance.kind === 'none' || days < 0) return [];
  return [
    `The authority you gave Quarterday at HMRC ends on ${longDate(hindrance.endsOn)}. Send it before then, or renew the authority first under HMRC Connection.`,
  ];
}

type Quarter = AboutOf<'lost'>['atRisk'];

const atRiskWords = (quarter: Quarter, why: string): string[] =>
  quarter === null
    ? []
    : [
        `Your update for ${longDate(quarter.periodStartDate)} to ${longDate(quarter.periodEndDate)} is due on ${longDate(quarter.dueDate)}. ${why}`,
      ];

function lostWords(about: AboutOf<'lost'>): NoticeWords {
  return {
    heading: 'Please reconnect your HMRC account',
    paragraphs: [
      `Your connection to HMRC has stopped working. ${about.why}`,
      ...atRiskWords(about.atRisk, 'We cannot send it until you have reconnected.'),
      `${howToReconnect} ${nothingIsLost}`,
      'If you have reconnected since, there is nothing to do.',
    ],
    link: connectionLink,
  };
}

function authorityWords(about: AboutOf<'authority'>, daysLeft: number): NoticeWords {
  const end = longDate(about.endsOn);
  const hasEnded = daysLeft < 0;
  return {
    heading: hasEnded ? `Your HMRC authority ended on ${end}` : `Your HMRC authority ends on ${end}`,
    paragraphs: [
      `The authority you gave Quarterday at HMRC lasts 18 months. Yours ${ends(daysLeft, end)}.`,
      ...atRiskWords(about.atRisk, 'Without a new authority we cannot send it once this one has ended.'),
      hasEnded
        ? `To go on, open HMRC Connection in Quarterday, choose “Reconnect HMRC Account” and sign in at HMRC. ${nothingIsLost}`
        : 'To renew it, open HMRC Connection in Quarterday, choose “Reconnect HMRC Account” and sign in at HMRC. A new 18 months begin that day. You lose nothing by renewing early: your connection keeps working while you do.',
      'If you have renewed it since, there is nothing to do.',
    ],
    link: connectionLink,
  };
}

function ends(daysLeft: number, end: string): string {
  if (daysLeft < 0) return `ended on ${end}`;
  if (daysLeft === 0) return `ends today, ${end}`;
  return daysLeft === 1 ? `ends tomorrow, ${end}` : `ends on ${end}, in ${daysLeft} days`;
}
