/** Losses of a property business: what HMRC has of them, what can be changed, and how a change is entered. Pure. */
import { z } from 'zod';

import { parsePounds } from '../../money.ts';

const pence = z.number().int();

/** From this tax year on HMRC takes losses and claims of a business together; before, each by itself. */
const firstYearTogether = '2026-27';
export const isTogether = (taxYear: string): boolean => taxYear >= firstYearTogether;

/** The first tax years of losses and of claims that HMRC takes. */
const firstYearOfLoss = '2018-19';
export const firstYearOfLosses = '2019-20';

/** Furnished holiday lettings ended as a kind of property of their own with this tax year. */
const lastHolidayLetYear = '2024-25';

/** HMRC's words for what a property loss can be of. */
const lossTypes = ['uk-property', 'uk-property-fhl', 'foreign-property', 'foreign-property-fhl-eea'] as const;
export type LossType = (typeof lossTypes)[number];

/** HMRC's words for what can be done with a property loss other than carrying it forward, which it does by itself. */
const claimTypes = ['carry-sideways', 'carry-sideways-fhl', 'carry-forward-to-carry-sideways'] as const;
export type ClaimType = (typeof claimTypes)[number];

/** What losses can be of for a business, in a tax year they are brought into. */
export function lossTypesOf(typeOfBusiness: string, taxYear: string): LossType[] {
  return lossTypes.filter(
    (type) => type.startsWith(typeOfBusiness) && (!type.includes('fhl') || taxYear <= lastHolidayLetYear),
  );
}

export const claimTypesIn = (taxYear: string): ClaimType[] =>
  claimTypes.filter((type) => type !== 'carry-sideways-fhl' || taxYear <= lastHolidayLetYear);

/** The tax years whose losses can be brought into one, the latest first. */
export function yearsOfLoss(taxYear: string): string[] {
  const start = Number(taxYear.slice(0, 4));
  const first = Number(firstYearOfLoss.slice(0, 4));
  return Array.from({ length: Math.max(0, start - first) }, (_each, back) => yearStarting(start - 1 - back));
}

const yearStarting = (year: number): string => `${year}-${String((year + 1) % 100).padStart(2, '0')}`;

/** Losses and claims of a year taken together, in the order of the form. */
export const togetherFields = ['broughtForward', 'sideways', 'forwardCurrent', 'forwardPrevious'] as const;
export type TogetherField = (typeof togetherFields)[number];
const together = z.partialRecord(z.enum(togetherFields), pence);
export type Together = z.infer<typeof together>;

const loss = z.object({
  lossId: z.string(),
  typeOfLoss: z.string(),
  yearOfLoss: z.string(),
  amountPence: pence,
});
const claim = z.object({ claimId: z.string(), typeOfClaim: z.string() });

/** How what HMRC has is kept. */
const heldLosses = z.object({
  losses: z.array(loss),
  claims: z.array(claim),
  /** From 2026-27; null where HMRC has none. */
  together: together.nullish().transform((value) => value ?? null),
});
export type HeldLosses = z.infer<typeof heldLosses>;
export type HeldLoss = HeldLosses['losses'][number];

export const nothingHeld: HeldLosses = { losses: [], claims: [], together: null };

export const readHeldLosses = (stored: unknown): HeldLosses => heldLosses.parse(stored);

/** How a change is kept with its attempt. */
export const lossFigures = z.discriminatedUnion('change', [
  z.object({
    ...{ change: z.literal('add-loss'), typeOfLoss: z.enum(lossTypes), yearOfLoss: z.string() },
    amountPence: pence,
  }),
  loss.extend({ change: z.literal('amend-loss'), beforePence: pence }),
  loss.extend({ change: z.literal('delete-loss') }),
  z.object({
    change: z.literal('add-claim'),
    typeOfClaim: z.enum(claimTypes),
    typeOfLoss: z.enum(['uk-property', 'foreign-property']),
  }),
  claim.extend({ change: z.literal('delete-claim') }),
  z.object({ change: z.literal('put'), together, before: together.nullable() }),
  z.object({ change: z.literal('delete-all'), before: together.nullable() }),
]);
export type LossFigures = z.infer<typeof lossFigures>;

/** Reads the change that was kept with an attempt. */
export const readLossFigures = (stored: unknown): LossFigures => lossFigures.parse(stored);

/** What a change is of, whatever the amount: a second one of the same is a new attempt at the first. */
export function targetOf(figures: LossFigures): string {
  const { change } = figures;
  if ('lossId' in figures) return `${change} ${figures.lossId}`;
  if ('yearOfLoss' in figures) return `${change} ${figures.yearOfLoss} ${figures.typeOfLoss}`;
  return 'typeOfClaim' in figures ? `${change} ${figures.typeOfClaim}` : change;
}

/** What HMRC is asked to change, as it was typed. */
export interface LossAnswers {
  change: string;
  /** The id of a loss or a claim of HMRC's. */
  id: string;
  fields: Partial<Record<string, string>>;
}

export interface LossProblem {
  field: string;
  text: string;
}

type ReadChange = { ok: true; figures: LossFigures } | { ok: false; problems: LossProblem[] };

interface Known {
  typeOfBusiness: 'uk-property' | 'foreign-property';
  taxYear: string;
  held: HeldLosses;
}

const wrong = (...problems: LossProblem[]): ReadChange => ({ ok: false, problems });
const gone = wrong({ field: '', text: 'HMRC’s list does not hold this any more. Look at what HMRC has now' });

/** Makes a change of answers, by what HMRC has. */
export function changeOfAnswers(answers: LossAnswers, known: Known): ReadChange {
  const { held } = known;
  if (isTogether(known.taxYear)) return changeTogether(answers, held);
  const heldLoss = held.losses.find(({ lossId }) => lossId === answers.id);
  const heldClaim = held.claims.find(({ claimId }) => claimId === answers.id);
  switch (answers.change) {
    case 'add-loss':
      return addLoss(answers, known);
    case 'amend-loss':
      return heldLoss ? amendLoss(answers, heldLoss) : gone;
    case 'delete-loss':
      return heldLoss ? { ok: true, figures: { change: 'delete-loss', ...heldLoss } } : gone;
    case 'add-claim':
      return addClaim(answers, known);
    case 'delete-claim':
      return heldClaim ? { ok: true, figures: { change: 'delete-claim', ...heldClaim } } : gone;
    default:
      return gone;
  }
}

function addLoss({ fields }: LossAnswers, { typeOfBusiness, taxYear, held }: Known): ReadChange {
  const types = lossTypesOf(typeOfBusiness, taxYear);
  const typeOfLoss =
    types.find((each) => each === fields['typeOfLoss']) ?? (types.length === 1 ? types[0] : undefined);
  const yearOfLoss = yearsOfLoss(taxYear).find((each) => each === fields['yearOfLoss']);
  const amount = amountIn(fields['amount'] ?? '');
  const problems: LossProblem[] = [];
  if (!typeOfLoss) problems.push({ field: 'typeOfLoss', text: 'Select what the loss is of' });
  if (yearOfLoss === undefined)
    problems.push({ field: 'yearOfLoss', text: 'Select the tax year the loss was made in' });
  if (!amount.ok) problems.push({ field: 'amount', text: amount.text });
  if (held.losses.some((each) => each.yearOfLoss === yearOfLoss && each.typeOfLoss === typeOfLoss)) {
    const text = `HMRC has a loss of ${yearOfLoss ?? ''} already. Change its amount instead`;
    problems.push({ field: 'yearOfLoss', text });
  }
  if (problems.length > 0 || !typeOfLoss || yearOfLoss === undefined || !amount.ok) return wrong(...problems);
  return { ok: true, figures: { change: 'add-loss', typeOfLoss, yearOfLoss, amountPence: amount.pence } };
}

function amendLoss({ fields }: LossAnswers, held: HeldLoss): ReadChange {
  const amount = amountIn(fields['amount'] ?? '');
  if (!amount.ok) return wrong({ field: 'amount', text: amount.text });
  if (amount.pence === held.amountPence)
    return wrong({ field: 'amount', text: 'HMRC has this amount already' });
  const figures = {
    ...held,
    change: 'amend-loss' as const,
    amountPence: amount.pence,
    beforePence: held.amountPence,
  };
  return { ok: true, figures };
}

function addClaim({ fields }: LossAnswers, { typeOfBusiness, taxYear, held }: Known): ReadChange {
  const typeOfClaim = claimTypesIn(taxYear).find((each) => each === fields['typeOfClaim']);
  if (!typeOfClaim) return wrong({ field: 'typeOfClaim', text: 'Select what to claim' });
  if (held.claims.some((each) => each.typeOfClaim === typeOfClaim)) {
    return wrong({ field: 'typeOfClaim', text: 'HMRC has this claim already' });
  }
  return { ok: true, figures: { change: 'add-claim', typeOfClaim, typeOfLoss: typeOfBusiness } };
}

function changeTogether({ change, fields }: LossAnswers, held: HeldLosses): ReadChange {
  const before = held.together;
  if (change === 'delete-all') return before ? { ok: true, figures: { change, before } } : gone;
  if (change !== 'put') return gone;
  const amounts: Together = {};
  const problems: LossProblem[] = [];
  for (const field of togetherFields) {
    const text = (fields[field] ?? '').trim();
    if (text === '') continue;
    const amount = amountIn(text);
    if (amount.ok) amounts[field] = amount.pence;
    else problems.push({ field, text: amount.text });
  }
  if (problems.length === 0 && Object.keys(amounts).length === 0) {
    problems.push({ field: 'broughtForward', text: 'Enter at least one amount, £0 if you mean that' });
  }
  if (problems.length === 0 && isSameTogether(amounts, before)) {
    problems.push({ field: 'broughtForward', text: 'HMRC has exactly this already' });
  }
  return problems.length > 0
    ? wrong(...problems)
    : { ok: true, figures: { change, together: amounts, before } };
}

/** Whether two say the same; an amount of nought is said, and not the same as none. */
export const isSameTogether = (one: Together, other: Together | null): boolean =>
  other !== null && togetherFields.every((field) => one[field] === other[field]);

function amountIn(text: string): { ok: true; pence: number } | { ok: false; text: string } {
  if (text.trim() === '') return { ok: false, text: 'Enter the amount' };
  const read = parsePounds(text);
  if (!read.ok) return { ok: false, text: read.reason };
  return read.pence < 0
    ? { ok: false, text: 'Enter an amount of £0 or more' }
    : { ok: true, pence: read.pence };
}
