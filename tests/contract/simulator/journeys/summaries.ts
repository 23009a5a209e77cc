import type {
  ForeignPropertyAdjustments,
  UkPropertyAdjustments,
  BsasTrigger,
} from '../../../../packages/hmrc-client/src/index.ts';
import { startYearOf } from '../../hmrc/tax-years.ts';
import { makeLandlord, type Landlord } from '../landlord.ts';
import { requireSame } from '../round-trip.ts';
import type { Walk } from '../walk.ts';
import { sendWholeYear } from './figures.ts';
import type { Journey } from './journey.ts';
import { registerThree } from './property-foreign.ts';
import { accountingPeriodOf, cumulativeYears } from './tax-year-dates.ts';

export const summaryJourneys: readonly Journey[] = [
  {
    name: 'adjustable summaries up to 2024-25',
    startAt: '2026-10-06T09:00:00.000Z',
    walk: (walk) => adjustYears(walk, ['2023-24', '2024-25']),
  },
  {
    name: 'adjustable summaries from 2025-26',
    startAt: '2027-05-10T09:00:00.000Z',
    walk: (walk) => adjustYears(walk, cumulativeYears),
  },
];

async function adjustYears(walk: Walk, years: readonly string[]): Promise<void> {
  const landlord = await makeLandlord(walk);
  const [propertyId = ''] = years.includes('2026-27') ? await registerThree(walk, landlord) : [];
  for (const taxYear of years) {
    await sendWholeYear(walk, landlord, taxYear, propertyId);
    for (const [type, adjustments] of ukCases(taxYear)) {
      await adjustUk(walk, landlord, taxYear, type, adjustments);
    }
    for (const [type, adjustments] of foreignCases(taxYear, propertyId)) {
      await adjustForeign(walk, landlord, taxYear, type, adjustments);
    }
    const sources = await walk.ask('listBsas', { nino: landlord.nino, taxYear });
    const statuses = new Set(sources.flatMap(({ summaries }) => summaries.map((one) => one.summaryStatus)));
    requireSame(`the statuses of ${taxYear}`, ['superseded', 'valid'], [...statuses].sort());
  }
}

type TypeOfBusiness = BsasTrigger['typeOfBusiness'];

const expenses = {
  premisesRunningCostsPence: 10_050,
  repairsAndMaintenancePence: -5_025,
  financialCostsPence: 100,
  professionalFeesPence: 205,
  costOfServicesPence: -310,
  otherPence: 415,
  travelCostsPence: 520,
};
const lets = { income: { totalRentsReceivedPence: -12_345 }, expenses };

/** What a year can adjust, all of it; last the statement that there is nothing to adjust, where the year has it. */
function ukCases(taxYear: string): [TypeOfBusiness, UkPropertyAdjustments][] {
  const ukProperty = {
    income: {
      totalRentsReceivedPence: -10_001,
      premiumsOfLeaseGrantPence: 5_000,
      reversePremiumsPence: 405,
      otherPropertyIncomePence: -25,
    },
    expenses: { ...expenses, residentialFinancialCostPence: 30_099 },
  };
  return [
    ['uk-property', { ukProperty }],
    ['uk-property', { ukProperty: { expenses: { travelCostsPence: 1 } } }],
    ...(taxYear < '2025-26'
      ? [['uk-property-fhl', { furnishedHolidayLet: lets }] satisfies [TypeOfBusiness, UkPropertyAdjustments]]
      : []),
    ...(taxYear < '2024-25'
      ? []
      : [
          ['uk-property', { ukProperty: { zeroAdjustments: true } }] satisfies [
            TypeOfBusiness,
            UkPropertyAdjustments,
          ],
        ]),
  ];
}

function foreignCases(taxYear: string, propertyId: string): [TypeOfBusiness, ForeignPropertyAdjustments][] {
  const figures = {
    // From 2026-27 HMRC shows no change of income below nought.
    income: {
      totalRentsReceivedPence: taxYear < '2026-27' ? -10_001 : 10_001,
      premiumsOfLeaseGrantPence: 5_000,
      otherPropertyIncomePence: 25,
    },
    expenses: { ...expenses, residentialFinancialCostPence: 30_099 },
  };
  const adjusted: ForeignPropertyAdjustments =
    taxYear < '2026-27'
      ? { countryLevelDetail: [{ countryCode: 'ESP', ...figures }] }
      : { propertyLevelDetail: [{ propertyId, ...figures }] };
  const cases: [TypeOfBusiness, ForeignPropertyAdjustments][] = [['foreign-property', adjusted]];
  if (taxYear < '2025-26') cases.push(['foreign-property-fhl-eea', { foreignFhlEea: lets }]);
  if (taxYear >= '2024-25') cases.push(['foreign-property', { zeroAdjustments: true }]);
  return cases;
}

async function adjustUk(
  walk: Walk,
  { nino, uk }: Landlord,
  taxYear: string,
  typeOfBusiness: TypeOfBusiness,
  adjustments: UkPropertyAdjustments,
): Promise<void> {
  const accountingPeriod = accountingPeriodOf(taxYear);
  const summary = { accountingPeriod, typeOfBusiness, businessId: uk };
  const { calculationId } = await walk.ask('triggerBsas', { nino, summary });
  await walk.wait();
  const place = { nino, calculationId, taxYear };
  const before = await walk.ask('getUkPropertyBsas', place);
  requireSame('a new summary', 'valid', before.metadata.summaryStatus);
  await walk.ask('adjustUkPropertyBsas', { ...place, adjustments });
  const after = await walk.ask('getUkPropertyBsas', place);
  const put = adjustments.ukProperty ?? adjustments.furnishedHolidayLet;
  requireSame(`adjustments of ${taxYear}`, put, after.adjustments);
  const changes = Object.values<number | undefined>(put?.income ?? {});
  requireSame(
    `the income of ${taxYear}, adjusted`,
    changes.reduce<number>(
      (sum, pence = 0) => sum + pence,
      before.adjustableSummaryCalculation.totalIncomePence ?? 0,
    ),
    after.adjustedSummaryCalculation?.totalIncomePence,
  );
}

async function adjustForeign(
  walk: Walk,
  { nino, foreign }: Landlord,
  taxYear: string,
  typeOfBusiness: TypeOfBusiness,
  adjustments: ForeignPropertyAdjustments,
): Promise<void> {
  const accountingPeriod = accountingPeriodOf(taxYear);
  const summary = { accountingPeriod, typeOfBusiness, businessId: foreign };
  const { calculationId } = await walk.ask('triggerBsas', { nino, summary });
  await walk.wait();
  const place = { nino, calculationId, taxYear };
  await walk.ask('getForeignPropertyBsas', place);
  await walk.ask('adjustForeignPropertyBsas', { ...place, adjustments });
  const after = await walk.ask('getForeignPropertyBsas', place);
  const { foreignFhlEea, ...others } = adjustments;
  requireSame(`adjustments of ${taxYear}`, foreignFhlEea ?? others, after.adjustments);
  if (startYearOf(taxYear) < 2025) return;
  const code = await walk.refused('adjustForeignPropertyBsas', { ...place, adjustments });
  requireSame('a second adjustment', 'RULE_ALREADY_ADJUSTED', code);
}
