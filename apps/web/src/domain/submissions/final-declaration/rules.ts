import { z } from 'zod';

import { addYears, type TaxYear, taxYearDates, taxYearOf } from '../../tax-year.ts';
import { isDoneElsewhere, type SubmissionStatus } from '../rules.ts';

/** What is declared: the year as it is, or an amendment of what was declared. */
export type DeclarationType = 'final-declaration' | 'confirm-amendment';

const pence = z.number().int();

/** How a declaration is kept with its attempt: what was agreed to, by whom, in which words. */
export const declarationFigures = z.object({
  /** HMRC's number of the calculation whose figures stood beside the words. */
  calculationId: z.string(),
  calculationType: z.enum(['final-declaration', 'confirm-amendment']),
  totals: z.object({
    incomePence: pence,
    allowancesPence: pence,
    taxablePence: pence,
    chargedPence: pence,
    reliefsPence: pence,
    nationalInsurancePence: pence,
    deductedPence: pence,
    duePence: pence,
  }),
  /**
   * HMRC's whole answer about the calculation, in pence, as it stood on the page with the words; absent where it was declared before
   * this was kept.
   */
  answer: z.unknown().optional(),
  agreedBy: z.string(),
  agreedAt: z.string(),
  /** HMRC's words, as they stood on the page. */
  wording: z.array(z.string()),
  otherIncome: z.enum(['none', 'elsewhere']),
});

export type DeclarationFigures = z.infer<typeof declarationFigures>;

/** Reads what was kept with a declaration's attempt. */
export const readDeclarationFigures = (stored: unknown): DeclarationFigures =>
  declarationFigures.parse(stored);

/** Whether a submission is a declaration that amends the one HMRC has. */
export const isAmendment = ({ kind, latest }: { kind: string; latest: { figures: unknown } }): boolean =>
  kind === 'final-declaration' &&
  readDeclarationFigures(latest.figures).calculationType === 'confirm-amendment';

/**
 * HMRC's words before a final declaration, for the taxpayer; the only text of HMRC's in the product, because other words would be
 * another declaration.
 * @see Income Tax (MTD) end-to-end service guide, "Make updates at tax year end", "Agreeing to the declaration", HMRC, 9 June 2026
 */
export const declarationWording = [
  'Before you can submit the information displayed here in response to your notice to file from HM Revenue & Customs, you must read and agree to the following statement.',
  'I declare that the information and tax return I have submitted are (taken together) correct and complete to the best of my knowledge. I understand that I may have to pay financial penalties and face prosecution if I give false information.',
] as const;

/** The calculation that each is made of. */
export const calculationFor = {
  'final-declaration': 'intent-to-finalise',
  'confirm-amendment': 'intent-to-amend',
} as const satisfies Record<DeclarationType, string>;

/** Which declaration a calculation is for; null for an estimate. */
export function declarationFor(type: string): DeclarationType | null {
  if (type === 'intent-to-finalise') return 'final-declaration';
  return type === 'intent-to-amend' ? 'confirm-amendment' : null;
}

/** HMRC takes amendments through software from this tax year on. */
const firstAmendedYear = '2025-26';

/** The last day of amendments: a year after 31 January that follows the tax year. */
export function amendableUntil(taxYear: TaxYear): string {
  return `${addYears(taxYearDates(taxYear).end, 2).slice(0, 4)}-01-31`;
}

/** Whether HMRC takes amendments of a tax year's declaration today. */
export const isAmendable = (taxYear: TaxYear, today: string): boolean =>
  taxYear >= firstAmendedYear && today <= amendableUntil(taxYear);

/** Whether a tax year is over. */
export const isOver = (taxYear: TaxYear, today: string): boolean => today > taxYearDates(taxYear).end;

/** A submission of a tax year, as far as it tells whether the year's declaration is of it. */
interface OfYear {
  kind: string;
  status: SubmissionStatus;
  latest?: { finishedAt?: Date | null };
}

/**
 * The submissions of figures that HMRC took from here after the declaration, or the amendment, that it took last from here: of them
 * what was declared says nothing. None where it took no declaration.
 *
 * @param ofYear the submissions of one tax year, of every kind
 */
export function takenSinceDeclared<Each extends OfYear>(ofYear: readonly Each[]): Each[] {
  const takenAt = ({ latest }: Each) => latest?.finishedAt?.getTime() ?? 0;
  const taken = ofYear.filter(({ status }) => status === 'submitted');
  const declared = taken.filter(({ kind }) => kind === 'final-declaration').map(takenAt);
  if (declared.length === 0) return [];
  return taken.filter((each) => each.kind !== 'final-declaration' && takenAt(each) > Math.max(...declared));
}

/**
 * The final declarations that HMRC waits for: by its own list, which can be late, and by what it took from here, may have taken, or
 * refused since it has one.
 *
 * @param sent submissions of any tax year and kind
 */
export function outstandingDeclarations<Listed extends { periodEndDate: string; status: string }>(
  listed: readonly Listed[],
  sent: readonly {
    kind: string;
    taxYear: string;
    status: SubmissionStatus;
    latest?: { outcome: { code: string } | null };
  }[],
): Listed[] {
  const own = sent.filter(({ kind }) => kind === 'final-declaration');
  const mayBeThere = own.filter(
    (each) => each.status === 'submitted' || each.status === 'processing' || isDoneElsewhere(each),
  );
  return listed.filter(
    ({ periodEndDate, status }) =>
      status !== 'fulfilled' && !mayBeThere.some(({ taxYear }) => taxYear === taxYearOf(periodEndDate)),
  );
}
