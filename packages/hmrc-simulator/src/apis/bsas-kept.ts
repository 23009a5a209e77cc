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

/** How many summaries of a business's tax year are kept whose adjustments do not count. */
const KEPT = 100;

/** Keeps a new summary, and forgets the oldest ones once there are too many. */
export function keepSummary(core: Core, nino: string, summary: KeptSummary): void {
  const ofBusiness = summariesOf(core, nino, summary.taxYear).filter(
    ({ businessId }) => businessId === summary.businessId,
  );
  const counting = new Set(lastAdjusted(ofBusiness));
  const others = ofBusiness.filter((one) => !counting.has(one));
  for (const { taxYear, calculationId } of others.slice(0, Math.max(0, others.length - KEPT + 1)))
    summaries.remove(core, summaryKey(nino, taxYear, calculationId));
  summaries.put(core, summaryKey(nino, summary.taxYear, summary.calculationId), summary);
}

/** Of each kind of property in a business the last summary that was adjusted; from summaries of one business, oldest first. */
export function lastAdjusted(ofBusiness: readonly KeptSummary[]): KeptSummary[] {
  const lastByKind = new Map<PropertyKind, KeptSummary>();
  for (const summary of ofBusiness) if (summary.adjusted) lastByKind.set(summary.typeOfBusiness, summary);
  return [...lastByKind.values()];
}

/**
 * HMRC's word for what has become of a summary; where both would do, the newer summary is what counts. `newest` of its
 * business and type is found where it is not given.
 */
export function statusOfSummary(
  core: Core,
  nino: string,
  summary: KeptSummary,
  newest = newestLike(core, nino, summary),
): SummaryStatus {
  if (newest.number > summary.number) return 'superseded';
  return isOutdated(core, nino, summary) ? 'invalid' : 'valid';
}

/** Whether anything was submitted of its business after a summary. Adjustments and losses are no submissions of figures. */
export function isOutdated(core: Core, nino: string, { businessId, taxYear, number }: KeptSummary): boolean {
  return (lastSubmission(core, nino, businessId, taxYear)?.number ?? 0) > number;
}

function newestLike(core: Core, nino: string, summary: KeptSummary): KeptSummary {
  const { businessId, typeOfBusiness, taxYear } = summary;
  return summaries
    .list(core, `${nino}/${taxYear}/`)
    .map(({ value }) => value)
    .filter((one) => one.businessId === businessId && one.typeOfBusiness === typeOfBusiness)
    .reduce((newest, one) => (one.number > newest.number ? one : newest), summary);
}
