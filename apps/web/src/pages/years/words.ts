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

/**
 * The updates of a year, or of one business of it, that are not with HMRC yet, as the end of a sentence that says what waits for
 * them; null where none is missing.
 */
export function missingUpdates(
  { businesses }: Pick<YearTasks, 'businesses'>,
  businessId?: string,
): string | null {
  const chosen = businesses.filter((each) => businessId === undefined || each.businessId === businessId);
  const missing = chosen.flatMap(({ typeOfBusiness, quarters }) => {
    const ends = quarters
      .filter(({ standing }) => !isDone(standing))
      .map((each) => each.quarter.periodEndDate);
    if (ends.length === 0) return [];
    const named = `your ${ends.length === 1 ? 'update' : 'updates'} to ${listOf(ends.map(formatDate))}`;
    return [chosen.length === 1 ? named : `${named} (${businessName(typeOfBusiness)})`];
  });
  return missing.length === 0 ? null : listOf(missing);
}

const listOf = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;

/** An amount of tax, in words for a list of tasks. */
export const taxDue = (pence: number): string => `${formatPence(pence)} by HMRC’s latest figures`;
