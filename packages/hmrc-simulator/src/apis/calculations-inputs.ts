import type { Core } from '../core.ts';
import type { User } from '../state/schema.ts';
import type { TaxInput } from '../tax/inputs.ts';
import { formatTaxYear } from '../tax-year.ts';
import { isOutdated, summariesOf } from './bsas-kept.ts';
import { formOf } from './calculations-forms.ts';
import type { Source } from './calculations-sources.ts';
import { statusIn } from './itsa-status.ts';

/** Statuses that HMRC has in a calculation; newer ones elsewhere are missing from its list. */
const SHOWN_STATUSES = new Set([
  'No Status',
  'MTD Mandated',
  'MTD Voluntary',
  'Annual',
  'Non Digital',
  'Dormant',
  'MTD Exempt',
]);

/** HMRC's `inputs`: who it is about and what the calculation was made of. */
export function inputsBody(core: Core, user: User, input: TaxInput, sources: readonly Source[]) {
  const { startYear, losses } = input;
  const form = formOf(startYear);
  const status = statusIn(user, startYear, core.clock.today())?.status ?? '';
  const now = core.clock.now().toISOString();
  const adjustments = adjustmentsOf(core, user.nino, formatTaxYear(startYear));
  return {
    personalInformation: {
      identifier: user.nino,
      taxRegime: 'uk',
      ...(SHOWN_STATUSES.has(status) && { itsaStatus: status }),
    },
    incomeSources: {
      businessIncomeSources: sources.flatMap((source) => businessSourcesOf(source, startYear, now)),
    },
    ...(adjustments.length > 0 && { annualAdjustments: adjustments }),
    ...(form < 4 &&
      losses.broughtForward.length > 0 && {
        lossesBroughtForward: losses.broughtForward.map((loss) => ({
          ...(loss.lossId !== undefined && { lossId: loss.lossId }),
          incomeSourceId: loss.businessId,
          incomeSourceType: loss.typeOfBusiness,
          lossType: 'income',
          taxYearLossIncurred: loss.taxYearIncurred,
          currentLossValue: Math.ceil(loss.pence / 100),
          mtdLoss: true,
        })),
      }),
  };
}

/** The accounting adjustments of a tax year; those that something newer was sent after are there and not applied. */
function adjustmentsOf(core: Core, nino: string, taxYear: string) {
  return summariesOf(core, nino, taxYear).flatMap((summary) =>
    summary.adjusted
      ? [
          {
            incomeSourceId: summary.businessId,
            incomeSourceType: summary.typeOfBusiness,
            bsasId: summary.calculationId,
            receivedDateTime: summary.adjusted.at,
            applied: !isOutdated(core, nino, summary),
          },
        ]
      : [],
  );
}

function businessSourcesOf({ business, figures, receivedAt }: Source, startYear: number, now: string) {
  const start = `${startYear}-04-06`;
  const end = `${startYear + 1}-04-05`;
  const startDate = figures.firstDate ?? start;
  const endDate = figures.lastDate ?? end;
  const receivedDateTime = receivedAt ?? now;
  const period = { startDate, endDate, receivedDateTime };
  const kinds = [...new Set(figures.properties.map(({ kind }) => kind))];
  return kinds.map((incomeSourceType) => ({
    incomeSourceId: business.businessId,
    incomeSourceType,
    accountingPeriodStartDate: start,
    accountingPeriodEndDate: end,
    source: 'MTD-SA',
    commencementDate: business.commencementDate,
    ...(business.cessationDate !== undefined && { cessationDate: business.cessationDate }),
    latestPeriodEndDate: endDate,
    latestReceivedDateTime: receivedDateTime,
    ...(formOf(startYear) < 3 ? { submissionPeriods: [period] } : { submissionPeriod: period }),
  }));
}

/** What a calculation is made for: all of a tax year, or as much of it as updates reach. */
export function periodOf(startYear: number, lastDate: string | undefined) {
  return { periodFrom: `${startYear}-04-06`, periodTo: lastDate ?? `${startYear + 1}-04-05` };
}
