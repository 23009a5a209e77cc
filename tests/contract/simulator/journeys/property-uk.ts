import { makeLandlord, type Landlord } from '../landlord.ts';
import { except, requireSame, samplesOf } from '../round-trip.ts';
import type { Walk } from '../walk.ts';
import type { Journey } from './journey.ts';
import { cumulativeYears, periodYears, quartersOf, wholeYear } from './tax-year-dates.ts';

/** When all tax years up to 2026-27 are over and may still change. */
const startAt = '2027-05-10T09:00:00.000Z';

export const ukPropertyJourneys: readonly Journey[] = [
  { name: 'UK property, year to date', startAt, walk: sendCumulative },
  { name: 'UK property, quarters up to 2024-25', startAt, walk: sendPeriods },
  {
    name: 'UK property, once a year up to 2024-25',
    // The years' figures may change until 31 January in the second year after each.
    startAt: '2025-01-15T09:00:00.000Z',
    walk: (walk) => sendAnnual(walk, periodYears),
  },
  {
    name: 'UK property, once a year from 2025-26',
    startAt,
    walk: (walk) => sendAnnual(walk, cumulativeYears),
  },
];

async function sendCumulative(walk: Walk): Promise<void> {
  const { nino, uk: businessId } = await makeLandlord(walk);
  for (const taxYear of cumulativeYears) {
    const place = { nino, businessId, taxYear };
    for (const sample of samplesOf('putUkPropertyCumulative', taxYear)) {
      const summary = { ...sample.summary, ...wholeYear(taxYear) };
      await walk.ask('putUkPropertyCumulative', { ...place, summary });
      const shown = await walk.ask('getUkPropertyCumulative', place);
      requireSame(`the year ${taxYear}`, summary, except(shown, 'submittedOn'));
    }
  }
}

async function sendPeriods(walk: Walk): Promise<void> {
  const landlord = await makeLandlord(walk);
  for (const taxYear of periodYears) {
    const submissionIds = await createPeriods(walk, landlord, taxYear);
    const [submissionId = ''] = submissionIds;
    const place = { nino: landlord.nino, businessId: landlord.uk, taxYear };
    for (const { summary } of samplesOf('putUkPropertyPeriod', taxYear)) {
      await walk.ask('putUkPropertyPeriod', { ...place, submissionId, summary });
      const shown = await walk.ask('getUkPropertyPeriod', { ...place, submissionId });
      const figures = except(shown, 'submittedOn', 'fromDate', 'toDate');
      requireSame(`a quarter of ${taxYear}`, summary, figures);
    }
  }
}

async function createPeriods(walk: Walk, { nino, uk }: Landlord, taxYear: string): Promise<string[]> {
  const place = { nino, businessId: uk, taxYear };
  const samples = samplesOf('createUkPropertyPeriod', taxYear);
  const submissions = [];
  for (const [index, dates] of quartersOf(taxYear).entries()) {
    const sample = samples[index % samples.length];
    if (sample === undefined) throw new Error('There are no samples.');
    const summary = { ...sample.summary, ...dates };
    const { submissionId } = await walk.ask('createUkPropertyPeriod', { ...place, summary });
    const shown = await walk.ask('getUkPropertyPeriod', { ...place, submissionId });
    requireSame(`a new quarter of ${taxYear}`, summary, except(shown, 'submittedOn'));
    submissions.push({ submissionId, ...dates });
  }
  requireSame('the quarters', submissions, await walk.ask('listPropertyPeriods', place));
  return submissions.map(({ submissionId }) => submissionId);
}

async function sendAnnual(walk: Walk, years: readonly string[]): Promise<void> {
  const { nino, uk: businessId } = await makeLandlord(walk);
  for (const taxYear of years) {
    const place = { nino, businessId, taxYear };
    for (const { submission } of samplesOf('putUkPropertyAnnual', taxYear)) {
      await walk.ask('putUkPropertyAnnual', { ...place, submission });
      const shown = await walk.ask('getUkPropertyAnnual', place);
      requireSame(`the year ${taxYear}`, submission, except(shown, 'submittedOn'));
    }
    await walk.ask('deletePropertyAnnual', place);
    const code = await walk.refused('getUkPropertyAnnual', place);
    requireSame('a deleted year', 'MATCHING_RESOURCE_NOT_FOUND', code);
  }
}
