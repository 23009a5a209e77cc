import { z } from 'zod';

import { lastDayToAmend, type TaxYear, taxYearDates } from '../../tax-year.ts';

/** Which of HMRC's environments the platform talks to. */
export type HmrcEnvironment = 'simulator' | 'sandbox' | 'production';

/** Where HMRC's last contract of the statement is still served. HMRC withdrew it from its own environments. */
const isServed: Record<HmrcEnvironment, boolean> = { simulator: true, sandbox: false, production: false };

/** The last tax year with statements. */
export const lastStatementYear: TaxYear = '2023-24';

/** How a statement is kept with its attempt: what was agreed to, and when. */
export const statementFigures = z.object({
  typeOfBusiness: z.enum(['uk-property', 'foreign-property']),
  agreedAt: z.string(),
  wording: z.string(),
});

export type StatementFigures = z.infer<typeof statementFigures>;

/** Whether a type of business is one of property, the only ones that statements are made of here. */
export const isPropertyBusiness = (type: string): type is StatementFigures['typeOfBusiness'] =>
  type === 'uk-property' || type === 'foreign-property';

/** Reads what was kept with a statement's attempt. */
export const readStatementFigures = (stored: unknown): StatementFigures => statementFigures.parse(stored);

/** What is agreed to; HMRC prescribes no words for it. */
export const statementWording =
  'Everything that HMRC has of this business for this accounting period is complete, and correct as far as I know: its income, its expenses, and what I claim or adjust.';

/** Whether a statement can be made of a tax year, or why not. */
export type StatementStanding =
  /** There is none from 2024-25 on. */
  | 'no-such-year'
  /** HMRC does not take it in this environment any more. */
  | 'withdrawn'
  | 'year-not-over'
  | 'closed'
  | 'open';

export function standingOf(
  taxYear: TaxYear,
  { environment, today }: { environment: HmrcEnvironment; today: string },
): StatementStanding {
  if (taxYear > lastStatementYear) return 'no-such-year';
  if (!isServed[environment]) return 'withdrawn';
  if (today <= taxYearDates(taxYear).end) return 'year-not-over';
  return today > lastDayToAmend(taxYear) ? 'closed' : 'open';
}
