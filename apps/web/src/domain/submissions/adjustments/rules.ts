/** Adjustable summaries and adjustments to them: what they hold, what may be entered, where a business stands. Pure. */
import { z } from 'zod';

import { parsePounds } from '../../money.ts';

const pence = z.number().int();

/** Property businesses that HMRC makes summaries of. */
export type PropertyType = 'uk-property' | 'foreign-property';

/** A figure of a summary under HMRC's name. */
export interface SummaryField {
  name: string;
  part: 'income' | 'expenses';
  /** Whether HMRC takes an adjustment of it. */
  isAdjustable: boolean;
  /** The ledger's category behind it; null where no money moves for it. */
  category: string | null;
  /** HMRC takes no adjustment that leaves less than nothing of it. */
  isNeverNegative: boolean;
}

const income = (name: string, category: string, isAdjustable = true): SummaryField => ({
  ...{ name, part: 'income', isAdjustable, category, isNeverNegative: true },
});
const expense = (name: string, category: string | null = name): SummaryField => ({
  ...{ name, part: 'expenses', isAdjustable: category !== null, category, isNeverNegative: false },
});

const expenses: readonly SummaryField[] = [
  { ...expense('consolidatedExpenses'), category: null },
  expense('premisesRunningCosts'),
  expense('repairsAndMaintenance'),
  { ...expense('residentialFinancialCost'), isNeverNegative: true },
  expense('broughtFwdResidentialFinancialCost', null),
  expense('financialCosts'),
  expense('professionalFees'),
  expense('costOfServices'),
  expense('travelCosts'),
  expense('other'),
];

const fields: Record<PropertyType, readonly SummaryField[]> = {
  'uk-property': [
    income('totalRentsReceived', 'periodAmount'),
    income('otherPropertyIncome', 'otherIncome'),
    income('premiumsOfLeaseGrant', 'premiumsOfLeaseGrant'),
    income('reversePremiums', 'reversePremiums'),
    income('rarRentReceived', 'rentsReceived', false),
    ...expenses,
  ],
  'foreign-property': [
    income('totalRentsReceived', 'periodAmount'),
    income('otherPropertyIncome', 'otherIncome'),
    income('premiumsOfLeaseGrant', 'premiumsOfLeaseGrant'),
    // HMRC's summary has no residential finance costs abroad: there is nothing to see beside the ledger, or to adjust knowingly.
    ...expenses.map((field) =>
      field.name === 'residentialFinancialCost' ? expense('residentialFinancialCost', null) : field,
    ),
  ],
};

/** The figures of a summary, in the order in which they are shown. */
export const summaryFields = (type: PropertyType): readonly SummaryField[] => fields[type];

/** Figures of one place: the whole UK business, or abroad a country or a property. */
const place = z.object({
  place: z.string(),
  /** Where the place is a property, the country that HMRC has it in. */
  countryCode: z.string().optional(),
  amounts: z.record(z.string(), pence),
});
const summaryFigures = z.object({
  places: z.array(place),
  /** What HMRC added up, under its names. */
  totals: z.record(z.string(), pence),
  /** Set where the property income allowance takes the place of expenses. */
  claimsAllowance: z.literal(true).optional(),
});
export type SummaryFigures = z.infer<typeof summaryFigures>;

/** HMRC's word: `valid`, `invalid` or `superseded`; only a valid summary can be adjusted. */
const summaryStatus = z.string();

/** How a summary is kept: whole pence under HMRC's names. */
const adjustableSummary = z.object({
  calculationId: z.string(),
  status: summaryStatus,
  /** The instant of the adjustments, as HMRC writes it. */
  adjustedAt: z.string().nullable(),
  /** From what was submitted. */
  submitted: summaryFigures,
  /** With the adjustments; null before. */
  adjusted: summaryFigures.nullable(),
  /** What was adjusted, by HMRC's copy. */
  changes: z.array(z.object({ place: z.string(), field: z.string(), amountPence: pence })),
});
export type AdjustableSummary = z.infer<typeof adjustableSummary>;

/** Reads a kept summary back; null while HMRC has not made it. */
export const readSummary = (stored: unknown): AdjustableSummary | null =>
  stored === null ? null : adjustableSummary.parse(stored);

const listedSummaries = z.array(
  z.object({ calculationId: z.string(), status: summaryStatus, isAdjusted: z.boolean() }),
);
export type ListedSummary = z.infer<typeof listedSummaries>[number];

/** Reads HMRC's list of summaries as it was kept. */
export const readListed = (stored: unknown): ListedSummary[] => listedSummaries.parse(stored);

const entry = z.object({
  place: z.string(),
  field: z.string(),
  /** What is added or, when negative, taken off; never nought. */
  amountPence: pence,
  /** What HMRC had for it before. */
  beforePence: pence,
  reason: z.string(),
});
export type AdjustmentEntry = z.infer<typeof entry>;

const namedPlace = z.object({
  place: z.string(),
  countryCode: z.string(),
  /** Ours and HMRC's id of a property, and what it was called; ours and the name are empty where it is not in the records. */
  property: z.object({ hmrcId: z.string(), id: z.string(), name: z.string() }).nullable(),
});
/** How a place abroad is called. */
export type NamedPlace = z.infer<typeof namedPlace>;

/** How adjustments are kept with an attempt. No entries: there is nothing to adjust. */
export const adjustmentFigures = z.object({
  calculationId: z.string(),
  typeOfBusiness: z.enum(['uk-property', 'foreign-property']),
  entries: z.array(entry),
  /** The places abroad of the entries, as they were called. */
  places: z.array(namedPlace).default([]),
});
export type AdjustmentFigures = z.infer<typeof adjustmentFigures>;

/** Reads the adjustments that were kept with an attempt. */
export const readAdjustmentFigures = (stored: unknown): AdjustmentFigures => adjustmentFigures.parse(stored);

const answersForm = z.object({
  /** The landlord said that there is nothing to adjust. */
  isNothing: z.boolean().catch(false),
  fields: z.record(z.string(), z.string()).catch({}),
});
/** The answers as they were typed, right or wrong. */
export type AdjustmentAnswers = z.infer<typeof answersForm>;

export const readAdjustmentAnswers = (stored: unknown): AdjustmentAnswers => answersForm.parse(stored ?? {});

/** The name of an amount in the form; the UK business is one place without a name. */
export const adjustmentField = (of: { place: string; field: string }): string =>
  of.place === '' ? of.field : `${of.place}-${of.field}`;

export const reasonField = (of: { place: string; field: string }): string => `${adjustmentField(of)}-reason`;

const longestReason = 250;

/** What is wrong with an answer, and the field it is about; an empty one for the whole. */
export interface AdjustmentProblem {
  field: string;
  text: string;
}

/**
 * What can be adjusted at one place of a summary, with what HMRC has for it: expenses as one total or singly, as they were sent, and
 * none where the property income allowance is claimed.
 */
export function adjustableAt(
  type: PropertyType,
  { amounts }: SummaryFigures['places'][number],
  { claimsAllowance }: { claimsAllowance?: true | undefined },
): { field: SummaryField; amountPence: number }[] {
  const isTotal = (amounts['consolidatedExpenses'] ?? 0) !== 0;
  const isShown = ({ name, part }: SummaryField) =>
    part === 'income' ||
    (!claimsAllowance &&
      (name === 'residentialFinancialCost' || (name === 'consolidatedExpenses') === isTotal));
  return summaryFields(type)
    .filter((field) => field.isAdjustable && isShown(field))
    .map((field) => ({ field, amountPence: amounts[field.name] ?? 0 }));
}

/** Makes adjustments of answers. With problems, they hold what could be read. */
export function adjustmentsOfAnswers(
  answers: AdjustmentAnswers,
  type: PropertyType,
  summary: AdjustableSummary,
): { figures: AdjustmentFigures; problems: AdjustmentProblem[] } {
  const { calculationId, submitted } = summary;
  const figures: AdjustmentFigures = { calculationId, typeOfBusiness: type, entries: [], places: [] };
  if (answers.isNothing) return { figures, problems: [] };
  const problems: AdjustmentProblem[] = [];
  for (const at of submitted.places) {
    for (const { field, amountPence: beforePence } of adjustableAt(type, at, submitted)) {
      const of = { place: at.place, field: field.name };
      const read = readEntry(answers, of, { field, beforePence });
      if (read === null) continue;
      if (read.ok) figures.entries.push({ ...of, beforePence, ...read.value });
      else problems.push(...read.problems);
    }
  }
  if (figures.entries.length === 0 && problems.length === 0) {
    problems.push({ field: '', text: 'Enter an adjustment, or say that there is nothing to adjust' });
  }
  return { figures, problems };
}

type ReadEntry =
  { ok: true; value: { amountPence: number; reason: string } } | { ok: false; problems: AdjustmentProblem[] };

/** One adjustment with its reason; null where neither was entered. */
function readEntry(
  { fields: typed }: AdjustmentAnswers,
  of: { place: string; field: string },
  { field, beforePence }: { field: SummaryField; beforePence: number },
): ReadEntry | null {
  const amount = (typed[adjustmentField(of)] ?? '').trim();
  const reason = (typed[reasonField(of)] ?? '').replace(/\s+/gu, ' ').trim();
  if (amount === '' && reason === '') return null;
  const problems: AdjustmentProblem[] = [];
  const read = parsePounds(amount);
  const wrong = amountProblem(amount, read, field, beforePence);
  if (wrong !== undefined) problems.push({ field: adjustmentField(of), text: wrong });
  if (reason === '') problems.push({ field: reasonField(of), text: 'Enter the reason for this adjustment' });
  if (reason.length > longestReason) {
    problems.push({ field: reasonField(of), text: `Reason must be ${longestReason} characters or fewer` });
  }
  if (problems.length > 0 || !read.ok) return { ok: false, problems };
  return { ok: true, value: { amountPence: read.pence, reason } };
}

function amountProblem(
  text: string,
  read: ReturnType<typeof parsePounds>,
  { isNeverNegative }: SummaryField,
  beforePence: number,
): string | undefined {
  if (text === '') return 'Enter the amount to add, or to take off with a minus';
  if (!read.ok) return read.reason;
  if (read.pence === 0) return 'An adjustment is never £0. Leave it empty where nothing is to be adjusted';
  if (isNeverNegative && beforePence + read.pence < 0) return 'This takes off more than HMRC has';
  return undefined;
}

/** A text that is the same for the same adjustments of the same summary. */
export function adjustmentFingerprint({ calculationId, entries }: AdjustmentFigures): string {
  const lines = entries.map((each) => [each.place, each.field, each.amountPence, each.reason].join('='));
  return JSON.stringify([calculationId, ...lines.sort()]);
}

/** Whether HMRC's copy was adjusted, and by exactly this. */
export function isSameAsSummary(copy: AdjustableSummary, { entries }: AdjustmentFigures): boolean {
  if (copy.adjustedAt === null) return false;
  const amounts = (list: readonly { place: string; field: string; amountPence: number }[]) =>
    list
      .map((each) => [each.place, each.field, each.amountPence].join('='))
      .sort()
      .join(';');
  return amounts(copy.changes) === amounts(entries);
}

/**
 * The ledger's figures beside those of a summary, under the summary's names. Where expenses went to HMRC as one total, so do
 * these.
 */
export function recordsBeside(
  type: PropertyType,
  { amounts }: SummaryFigures['places'][number],
  totals: Readonly<Record<string, number>>,
): Record<string, number> {
  const isTotal = (amounts['consolidatedExpenses'] ?? 0) !== 0;
  const own: Record<string, number> = {};
  for (const { name, part, category } of summaryFields(type)) {
    if (category === null) continue;
    const isInTotal = isTotal && part === 'expenses' && name !== 'residentialFinancialCost';
    const under = isInTotal ? 'consolidatedExpenses' : name;
    own[under] = (own[under] ?? 0) + (totals[category] ?? 0);
  }
  return own;
}
