import { isCumulative } from '../../domain/submissions/index.ts';
import { isDone, type Standing, type YearTasks } from '../../domain/years/index.ts';
import { formatDate, formatPence } from '../../ui/format.ts';
import { howLong } from '../submissions/words.ts';

/** Kinds of businesses as headings. */
export function businessName(typeOfBusiness: string): string {
  const names: Partial<Record<string, string>> = {
    'uk-property': 'UK property',
    'foreign-property': 'Foreign property',
    'self-employment': 'Self-employment',
  };
  return names[typeOfBusiness] ?? typeOfBusiness.replaceAll('-', ' ');
}

/** What stands beside a task, where it has no status of a submission. */
export interface StandingWords {
  text: string;
  /** Something to do, and how much it presses; plain words where there is nothing. */
  tag?: 'now' | 'late';
}

type Told = Exclude<Standing, { is: 'under-way' | 'failed' | 'rejected' | 'sent' }>;

/** How a task stands, in a few words. */
export function standingWords(standing: Told): StandingWords {
  switch (standing.is) {
    case 'not-yet':
      return { text: `From ${formatDate(standing.from)}` };
    case 'waits':
      return { text: waits[standing.for] };
    case 'to-do':
      return toDo(standing.days);
    case 'optional':
      return { text: 'Where it applies to you' };
    case 'held':
      return { text: `In your update to ${formatDate(standing.until)}` };
    case 'at-hmrc':
      return { text: standing.on === null ? 'HMRC has it' : `HMRC has it since ${formatDate(standing.on)}` };
    case 'to-amend':
      return { text: 'To be amended', tag: 'now' };
    case 'closed':
      return { text: 'Was not sent from here' };
  }
}

const waits = {
  updates: 'After the year’s updates',
  listing: 'HMRC has listed no quarters',
  'earlier-quarter': 'After the quarter before',
} as const;

function toDo(days: number | null): StandingWords {
  if (days === null) return { text: 'To do', tag: 'now' };
  return days < 0
    ? { text: sentence(howLong(days)), tag: 'late' }
    : { text: days === 0 ? 'Due today' : `Due ${howLong(days)}`, tag: 'now' };
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** So many updates of one business are named; of more there is the first, and how many others. */
const mostNamed = 2;

/**
 * The updates of a year, or of one business of it, that HMRC has to have and has not yet: each that is missing, or the last of each
 * business in years whose updates are the year to date. As the end of a sentence that says what waits for
 * them; null where none is missing.
 */
export function missingUpdates(
  { businesses }: Pick<YearTasks, 'businesses'>,
  businessId?: string,
): string | null {
  const chosen = businesses.filter((each) => businessId === undefined || each.businessId === businessId);
  const missing = chosen.flatMap(({ quarters }) => {
    const own = quarters.filter(({ standing }) => !isDone(standing)).map(({ quarter }) => quarter);
    return own.filter(({ taxYear, periodEndDate }) =>
      isCumulative(taxYear) ? own.every((each) => each.periodEndDate <= periodEndDate) : true,
    );
  });
  const [first, ...others] = missing.toSorted((a, b) => a.periodEndDate.localeCompare(b.periodEndDate));
  if (!first) return null;
  const of = chosen.length === 1 ? '' : ` (${businessName(first.typeOfBusiness)})`;
  const isOfOne = others.every((each) => each.businessId === first.businessId);
  if (isOfOne && missing.length <= mostNamed) {
    const ends = [first, ...others].map((each) => formatDate(each.periodEndDate)).join(' and ');
    return `your ${missing.length === 1 ? 'update' : 'updates'} to ${ends}${of}`;
  }
  return `your update to ${formatDate(first.periodEndDate)}${of} and ${others.length} more`;
}

/** An amount of tax, in words for a list of tasks. */
export const taxDue = (pence: number): string => `${formatPence(pence)} by HMRC’s latest figures`;
