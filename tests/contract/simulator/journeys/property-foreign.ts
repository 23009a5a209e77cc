import { makeLandlord, type Landlord } from '../landlord.ts';
import { except, requireSame, samplesOf } from '../round-trip.ts';
import type { Walk } from '../walk.ts';
import type { Journey } from './journey.ts';
import { cumulativeYears, periodYears, quartersOf, wholeYear } from './tax-year-dates.ts';

const startAt = '2027-05-10T09:00:00.000Z';

export const foreignPropertyJourneys: readonly Journey[] = [
  { name: 'foreign properties are registered and change', startAt, walk: registerProperties },
  { name: 'foreign property, year to date', startAt, walk: sendCumulative },
  { name: 'foreign property, quarters up to 2024-25', startAt, walk: sendPeriods },
  {
    name: 'foreign property, once a year up to 2024-25',
    // The years' figures may change until 31 January in the second year after each.
    startAt: '2025-01-15T09:00:00.000Z',
    walk: (walk) => sendAnnual(walk, periodYears),
  },
  {
    name: 'foreign property, once a year from 2025-26',
    startAt,
    walk: (walk) => sendAnnual(walk, cumulativeYears),
  },
];

async function registerProperties(walk: Walk): Promise<void> {
  const { nino, foreign: businessId } = await makeLandlord(walk);
  const taxYear = '2026-27';
  const place = { nino, businessId, taxYear };
  const { propertyId } = await walk.ask('createForeignPropertyDetails', {
    ...place,
    details: { propertyName: 'Maison bleue', countryCode: 'FRA' },
  });
  const changes = [
    { propertyName: 'Maison rouge' },
    { propertyName: 'Maison rouge', endDate: '2026-12-31', endReason: 'disposal' },
    { propertyName: 'Maison verte', endDate: '2027-04-05', endReason: 'added-in-error' },
    { propertyName: 'Maison verte' },
  ] as const;
  for (const details of changes) {
    await walk.ask('putForeignPropertyDetails', { nino, propertyId, taxYear, details });
    const [shown] = await walk.ask('listForeignPropertyDetails', { ...place, propertyId });
    const wanted = { propertyId, countryCode: 'FRA', ...details };
    requireSame('a property', wanted, shown && except(shown, 'submittedOn'));
  }
}

/** Registers as many properties as samples have at most; their ids. */
export async function registerThree(walk: Walk, { nino, foreign }: Landlord): Promise<string[]> {
  const ids: string[] = [];
  for (const propertyName of ['One', 'Two', 'Three']) {
    const { propertyId } = await walk.ask('createForeignPropertyDetails', {
      nino,
      businessId: foreign,
      taxYear: '2026-27',
      details: { propertyName, countryCode: 'ESP' },
    });
    ids.push(propertyId);
  }
  return ids;
}

/** Figures with entries of properties made figures of these properties. */
function ofProperties<Figures extends { foreignProperty?: object[] }>(
  figures: Figures,
  ids: readonly string[],
): Figures {
  if (figures.foreignProperty === undefined) return figures;
  const foreignProperty = figures.foreignProperty.map((entry, index) =>
    'propertyId' in entry ? { ...entry, propertyId: ids[index] } : entry,
  );
  return { ...figures, foreignProperty };
}

async function sendCumulative(walk: Walk): Promise<void> {
  const landlord = await makeLandlord(walk);
  const ids = await registerThree(walk, landlord);
  const { nino, foreign: businessId } = landlord;
  for (const taxYear of cumulativeYears) {
    const place = { nino, businessId, taxYear };
    for (const sample of samplesOf('putForeignPropertyCumulative', taxYear)) {
      const summary = { ...ofProperties(sample.summary, ids), ...wholeYear(taxYear) };
      await walk.ask('putForeignPropertyCumulative', { ...place, summary });
      const shown = await walk.ask('getForeignPropertyCumulative', place);
      requireSame(`the year ${taxYear}`, summary, except(shown, 'submittedOn'));
      if (taxYear < '2026-27') continue;
      const [propertyId = ''] = ids;
      const one = await walk.ask('getForeignPropertyCumulative', { ...place, propertyId });
      requireSame('one property', summary.foreignProperty.slice(0, 1), one.foreignProperty);
    }
  }
}

async function sendPeriods(walk: Walk): Promise<void> {
  const { nino, foreign: businessId } = await makeLandlord(walk);
  for (const taxYear of periodYears) {
    const place = { nino, businessId, taxYear };
    const samples = samplesOf('createForeignPropertyPeriod', taxYear);
    const submissions = [];
    for (const [index, dates] of quartersOf(taxYear).entries()) {
      const sample = samples[index % samples.length];
      if (sample === undefined) throw new Error('There are no samples.');
      const summary = { ...sample.summary, ...dates };
      const { submissionId } = await walk.ask('createForeignPropertyPeriod', { ...place, summary });
      const shown = await walk.ask('getForeignPropertyPeriod', { ...place, submissionId });
      requireSame(`a new quarter of ${taxYear}`, summary, except(shown, 'submittedOn'));
      submissions.push({ submissionId, ...dates });
    }
    requireSame('the quarters', submissions, await walk.ask('listPropertyPeriods', place));
    const submissionId = submissions[0]?.submissionId ?? '';
    for (const { summary } of samplesOf('putForeignPropertyPeriod', taxYear)) {
      await walk.ask('putForeignPropertyPeriod', { ...place, submissionId, summary });
      const shown = await walk.ask('getForeignPropertyPeriod', { ...place, submissionId });
      const figures = except(shown, 'submittedOn', 'fromDate', 'toDate');
      requireSame(`a quarter of ${taxYear}`, summary, figures);
    }
  }
}

async function sendAnnual(walk: Walk, years: readonly string[]): Promise<void> {
  const landlord = await makeLandlord(walk);
  const ids = years.includes('2026-27') ? await registerThree(walk, landlord) : [];
  const { nino, foreign: businessId } = landlord;
  for (const taxYear of years) {
    const place = { nino, businessId, taxYear };
    for (const sample of samplesOf('putForeignPropertyAnnual', taxYear)) {
      const submission = ofProperties(sample.submission, ids);
      await walk.ask('putForeignPropertyAnnual', { ...place, submission });
      const shown = await walk.ask('getForeignPropertyAnnual', place);
      requireSame(`the year ${taxYear}`, submission, except(shown, 'submittedOn'));
    }
    await walk.ask('deletePropertyAnnual', place);
  }
}
