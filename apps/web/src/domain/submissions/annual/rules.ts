import { z } from 'zod';

import {
  amountsOf,
  type AnnualAnswers,
  type AnnualEntry,
  type AnnualProblem,
  building,
  buildingsOf,
  entryAnswers,
  entryFieldsOf,
  type Note,
  pence,
  toldByEntry,
} from './entry/rules.ts';
import { isCumulative } from '../rules.ts';
import { type ForeignAnnualFigures, foreignAnnualFigures, toldByPlaces } from './places/rules.ts';

/** Reads the answers of a draft of UK property back; what was never answered is empty. */
export const readAnswers = (stored: unknown): AnnualAnswers => entryAnswers.parse(stored ?? {});

/** How the figures of UK property's annual summary are kept with an attempt: whole pence under HMRC's names, no noughts. */
const ukAnnualFigures = z.object({
  adjustments: z.record(z.string(), pence),
  nonResidentLandlord: z.boolean(),
  /** Whether Rent a Room income is shared with somebody; null where the scheme is not used. */
  jointlyLet: z.boolean().nullable(),
  allowances: z.record(z.string(), pence),
  structuredBuildingAllowance: z.array(building),
  enhancedStructuredBuildingAllowance: z.array(building),
});
export type UkAnnualFigures = z.infer<typeof ukAnnualFigures>;

/** The figures of an annual summary. */
export type AnnualFigures = UkAnnualFigures | ForeignAnnualFigures;

/** How figures are kept with an attempt. */
export const annualFigures: z.ZodType<AnnualFigures> = z.union([foreignAnnualFigures, ukAnnualFigures]);

/** Reads the figures that were kept with an annual summary's attempt. */
export const readAnnualFigures = (stored: unknown): AnnualFigures => annualFigures.parse(stored);

/** Whether an annual summary is of a foreign property business. */
export const isForeignAnnual = (figures: AnnualFigures): figures is ForeignAnnualFigures =>
  'places' in figures;

/** Makes figures of UK property of answers. With problems, the figures hold what could be read. */
export function figuresOfAnswers(
  answers: AnnualAnswers,
  taxYear: string,
): { figures: UkAnnualFigures; problems: AnnualProblem[] } {
  const fields = entryFieldsOf('uk-property', taxYear);
  const problems: AnnualProblem[] = [];
  const note: Note = (field, text) => void problems.push({ field, text });
  const { nonResidentLandlord, rentARoom } = answers.fields;
  const adjustments = amountsOf(answers, fields.adjustments, note);
  if (nonResidentLandlord !== 'yes' && nonResidentLandlord !== 'no') {
    note('nonResidentLandlord', 'Select yes if you live outside the UK');
  }
  const figures = {
    adjustments,
    nonResidentLandlord: nonResidentLandlord === 'yes',
    jointlyLet: rentARoom === 'shared' ? true : rentARoom === 'alone' ? false : null,
    allowances: amountsOf(answers, fields.allowances, note),
    structuredBuildingAllowance: buildingsOf(answers, 'structuredBuildingAllowance', note),
    enhancedStructuredBuildingAllowance: buildingsOf(answers, 'enhancedStructuredBuildingAllowance', note),
  };
  return { figures, problems };
}

/** What is wrong with a property income allowance beside expenses that HMRC has by the last update of a year. */
export const expensesInTheWay =
  'The last quarterly update HMRC has for this tax year holds expenses, and the allowance takes the place of all of them. Choose to leave expenses out, then send that update again, or leave the allowance empty';

/** The same of a year whose updates are each of a quarter alone. */
export const expensesOfQuartersInTheWay =
  'The quarterly updates HMRC has for this tax year hold expenses, and the allowance takes the place of all of them. Choose to leave expenses out, then send each of those updates again, or leave the allowance empty';

/** Expenses of the year that HMRC has, as far as they stand in the way of a property income allowance. */
export function expensesBesideAllowance(
  { allowances }: Pick<AnnualEntry, 'allowances'>,
  expenses: Readonly<Record<string, number>> | undefined,
  taxYear: string,
): AnnualProblem[] {
  const hasExpenses = Object.values(expenses ?? {}).some((amount) => amount !== 0);
  if (allowances['propertyIncomeAllowance'] === undefined || !hasExpenses) return [];
  const text = isCumulative(taxYear) ? expensesInTheWay : expensesOfQuartersInTheWay;
  return [{ field: 'propertyIncomeAllowance', text }];
}

/** A text that is the same for the same figures, whatever their order: nought and absent say the same. */
export function annualFingerprint(figures: AnnualFigures): string {
  if (isForeignAnnual(figures)) return JSON.stringify(toldByPlaces(figures));
  const { adjustments, allowances, buildings } = toldByEntry(figures);
  return JSON.stringify([
    adjustments,
    figures.nonResidentLandlord,
    figures.jointlyLet,
    allowances,
    ...buildings,
  ]);
}
