import type { Core } from '../core.ts';
import { defineCollection } from '../state/documents.ts';
import { lastSubmission } from '../state/submissions.ts';
import type { PropertyFigures, PropertyKind } from './property-figures.ts';

/** Signed changes of one property (UK: of all), in pence, under the names that summaries use: `totalRentsReceived`, … */
export interface KeptAdjustment {
  readonly countryCode?: string;
  readonly propertyId?: string;
  readonly income?: Readonly<Record<string, number | undefined>>;
  readonly expenses?: Readonly<Record<string, number | undefined>>;
}

/** What a summary was made of: a period summary of up to 2024-25, or the cumulative update. */
export interface KeptSubmissionPeriod {
  readonly submissionId: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly receivedDateTime: string;
}

/** What was adjusted; without items, that there was nothing to adjust. */
export interface KeptAdjustments {
  readonly at: string;
  readonly items: readonly KeptAdjustment[];
}

/** An adjustable summary, by `NINO/taxYear/calculationId`. */
export interface KeptSummary {
  readonly calculationId: string;
  readonly businessId: string;
  readonly typeOfBusiness: PropertyKind;
  readonly taxYear: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly requestedAt: string;
  /** Its place in the order of everything sent: what has a higher number came later. */
  readonly number: number;
  readonly submissionPeriods: readonly KeptSubmissionPeriod[];
  /** What had been submitted when it was asked for, of every kind of property in the business. */
  readonly figures: PropertyFigures;
  readonly adjusted?: KeptAdjustments;
}

/** `superseded`: a newer summary of the same exists. `invalid`: what it was made of has been sent anew since. */
export type SummaryStatus = 'valid' | 'invalid' | 'superseded';

export const summaries = defineCollection<KeptSummary>('adjustable-summaries');

export const summaryKey = (nino: string, taxYear: string, calculationId: string): string =>
  `${nino}/${taxYear}/${calculationId.toLowerCase()}`;

/** A person's summaries of one tax year, oldest first. */
export function summariesOf(core: Core, nino: string, taxYear: string): KeptSummary[] {
  return summaries
    .list(core, `${nino}/${taxYear}/`)
    .map(({ value }) => value)
    .sort((a, b) => a.number - b.number);
}

/** HMRC's word for what has become of a summary; where both would do, the newer summary is what counts. */
export function statusOfSummary(core: Core, nino: string, summary: KeptSummary): SummaryStatus {
  const newer = summariesOf(core, nino, summary.taxYear).some(
    (other) => isOfSame(other, summary) && other.number > summary.number,
  );
  if (newer) return 'superseded';
  return isOutdated(core, nino, summary) ? 'invalid' : 'valid';
}

/** Whether anything was submitted of its business after a summary. Adjustments and losses are no submissions of figures. */
export function isOutdated(core: Core, nino: string, { businessId, taxYear, number }: KeptSummary): boolean {
  return (lastSubmission(core, nino, businessId, taxYear)?.number ?? 0) > number;
}

function isOfSame(one: KeptSummary, other: KeptSummary): boolean {
  return one.businessId === other.businessId && one.typeOfBusiness === other.typeOfBusiness;
}
