import { type TaxYear, taxYearDates } from '../../tax-year.ts';

/** From this tax year on HMRC wants figures of each property abroad under its own id of it; before, by country. */
export const isByProperty = (taxYear: string): boolean => taxYear >= '2026-27';

/** Why a property is on HMRC's list no more. `cessation` is HMRC's own, where the whole business ended. */
export const reasonsToEnd = ['no-longer-renting-property-out', 'disposal', 'added-in-error'] as const;
export type ReasonToEnd = (typeof reasonsToEnd)[number];

/** The end of a property at HMRC. */
export interface PropertyEnd {
  /** `YYYY-MM-DD`: the last day of income. */
  date: string;
  /** One of {@link reasonsToEnd}, or a word of HMRC's own. */
  reason: string;
}

/** What HMRC has of a property abroad in a tax year, as far as is known. */
export type Registration =
  | { kind: 'none' }
  /** It was to be registered, and HMRC's answer is not known. */
  | { kind: 'unanswered'; nameAtHmrc: string }
  | { kind: 'registered'; hmrcId: string; nameAtHmrc: string; end: PropertyEnd | null; seenAt: Date | null };

/** What is kept of HMRC's list. */
export interface RegistrationRow {
  propertyId: string;
  taxYear: string;
  hmrcPropertyId: string | null;
  nameAtHmrc: string;
  endDate: string | null;
  endReason: string | null;
  seenAt: Date | null;
}

/** What HMRC has of a property in a tax year: what it said of that year, or else of the last one before it. */
export function registrationOf(
  rows: readonly RegistrationRow[],
  propertyId: string,
  taxYear: string,
): Registration {
  const row = rows
    .filter((each) => each.propertyId === propertyId && each.taxYear <= taxYear)
    .filter((each) => each.taxYear === taxYear || each.hmrcPropertyId !== null)
    .sort((a, b) => (a.taxYear < b.taxYear ? 1 : -1))[0];
  if (!row) return { kind: 'none' };
  const { hmrcPropertyId, nameAtHmrc, endDate, endReason, seenAt } = row;
  if (hmrcPropertyId === null) {
    // Seen, and without an id: HMRC's list of that year did not have it.
    return seenAt === null ? { kind: 'unanswered', nameAtHmrc } : { kind: 'none' };
  }
  const end = endDate === null ? null : { date: endDate, reason: endReason ?? '' };
  return { kind: 'registered', hmrcId: hmrcPropertyId, nameAtHmrc, end, seenAt };
}

/** Whether HMRC takes no figures of a property in a tax year any more. */
export const isOver = (end: PropertyEnd | null, taxYear: TaxYear): boolean =>
  end !== null && (end.reason === 'added-in-error' || end.date < taxYearDates(taxYear).start);

/** What stands in the way of an update. */
export type Obstacle =
  /** Expenses were to be one total, and the year's income is not under HMRC's limit for that. */
  | { kind: 'too-much-for-one-total'; turnoverPence: number }
  /** Repayments make figures negative that HMRC takes from nought on, by category of our records. */
  | { kind: 'below-nought'; fields: string[] }
  /** There is no property abroad in the records. */
  | { kind: 'no-property' }
  | { kind: 'not-registered' | 'unanswered'; property: { id: string; name: string; countryCode: string } }
  /** HMRC takes no figures of it any more, and there are some. */
  | { kind: 'ended'; property: { id: string; name: string; countryCode: string }; end: PropertyEnd }
  /** The same, and finance costs are brought forward for it. */
  | {
      kind: 'ended-with-costs';
      property: { id: string; name: string; countryCode: string };
      end: PropertyEnd;
    }
  /** Up to 2025-26 HMRC takes one answer a country on Foreign Tax Credit Relief, and its properties have two. */
  | { kind: 'mixed-claims'; countryCode: string };

/** A property of HMRC's list. */
export interface ListedProperty {
  propertyId: string;
  propertyName: string;
  countryCode: string;
}

/** A property of ours that HMRC's list may hold. */
interface Candidate {
  id: string;
  name: string;
  countryCode: string;
}

const plain = (name: string): string => name.normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase();

/**
 * Which of our properties each of HMRC's is: the one under whose id it was seen before, or else of the same country and name. Names
 * are one property's alone, here as there.
 *
 * @returns ours by the place in HMRC's list; absent where none of ours fits
 */
export function matchListed(
  listed: readonly ListedProperty[],
  ours: readonly Candidate[],
  rows: readonly RegistrationRow[],
): Map<number, string> {
  const matches = new Map<number, string>();
  const taken = new Set<string>();
  const match = (index: number, id: string | undefined): void => {
    if (id === undefined || taken.has(id) || matches.has(index)) return;
    matches.set(index, id);
    taken.add(id);
  };
  for (const [index, { propertyId }] of listed.entries()) {
    const known = rows.find((row) => row.hmrcPropertyId?.toLowerCase() === propertyId.toLowerCase());
    match(index, known?.propertyId);
  }
  for (const [index, { propertyName, countryCode }] of listed.entries()) {
    const isNamed = (name: string) => plain(name) === plain(propertyName);
    const free = ours.filter((each) => each.countryCode === countryCode && !taken.has(each.id));
    const asked = free.find(({ id }) =>
      rows.some((row) => row.propertyId === id && row.hmrcPropertyId === null && isNamed(row.nameAtHmrc)),
    );
    match(index, (asked ?? free.find(({ name }) => isNamed(name)))?.id);
  }
  return matches;
}
