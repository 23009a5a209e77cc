import { addDays } from '../dates.ts';
import { periodOf, type Charge } from './accounts-kept.ts';
import type { MissedObligation } from './accounts-missed.ts';

/** Points of those who report quarterly that bring a charge, and what it is. */
export const THRESHOLD = 4;
const CHARGE_PENCE = 20_000;
/** The rate of each half of the first penalty for paying late. */
export const LOWER_PERCENT = 3;
/** A point expires after two years. */
const POINT_YEARS = 2;
const DAYS_TO_PAY = 30;

export type LateSubmission = ReturnType<typeof lateSubmission>;
export type LatePayment = ReturnType<typeof latePayment>;

/** One late submission in HMRC's shape; from the threshold on it costs money. */
export function lateSubmission(nino: string, order: number, missed: MissedObligation, inactive = false) {
  const created = addDays(missed.dueDate, 1);
  const charged = order >= THRESHOLD && !inactive;
  return {
    penaltyNumber: `${nino.slice(2, 8)}${created.replaceAll('-', '')}`,
    penaltyOrder: String(order),
    penaltyCategory: order < THRESHOLD ? 'point' : order === THRESHOLD ? 'threshold' : 'charge',
    penaltyStatus: inactive ? 'inactive' : 'active',
    penaltyCreationDate: created,
    penaltyExpiryDate: `${Number(created.slice(0, 4)) + POINT_YEARS}${created.slice(4)}`.replace(
      '-02-29',
      '-03-01',
    ),
    ...(inactive && { expiryReason: 'appeal' }),
    communicationsDate: created,
    lateSubmissions: [
      {
        lateSubmissionId: String(order).padStart(3, '0'),
        taxReturnStatus: missed.receivedDate === undefined ? 'open' : 'fulfilled',
        taxPeriodStartDate: missed.startDate,
        taxPeriodEndDate: missed.endDate,
        taxPeriodDueDate: missed.dueDate,
        ...(missed.receivedDate !== undefined && { returnReceiptDate: missed.receivedDate }),
      },
    ],
    ...(charged && {
      chargeReference: `XP0${nino.slice(2, 8)}${String(order).padStart(5, '0')}`,
      chargeAmount: CHARGE_PENCE / 100,
      chargeOutstandingAmount: CHARGE_PENCE / 100,
      chargeDueDate: addDays(created, DAYS_TO_PAY),
    }),
  };
}

type OwedCharge = Pick<
  Charge,
  'chargeReference' | 'transactionId' | 'taxYear' | 'outstandingPence' | 'dueOn'
>;

/** The first penalty for a charge paid late: half of it after 15 days, and fixed with its other half after 30. */
export function latePayment(charge: OwedCharge, isFixed: boolean) {
  const { from, to } = periodOf(charge);
  const owed = charge.outstandingPence;
  const half = Math.round((owed * LOWER_PERCENT) / 100) / 100;
  const amount = isFixed ? Math.round(half * 200) / 100 : half;
  return {
    principalChargeReference: charge.chargeReference,
    penaltyCategory: 'lpp1',
    penaltyStatus: isFixed ? 'posted' : 'accruing',
    penaltyAmountAccruing: isFixed ? 0 : amount,
    penaltyAmountPosted: isFixed ? amount : 0,
    ...(isFixed && { penaltyAmountOutstanding: amount }),
    latePaymentPenalty1LowerRateCalculationAmount: owed / 100,
    latePaymentPenalty1LowerRatePercentage: LOWER_PERCENT,
    ...(isFixed && {
      latePaymentPenalty1HigherRateCalculationAmount: owed / 100,
      latePaymentPenalty1HigherRatePercentage: LOWER_PERCENT,
    }),
    principalChargeDocNumber: charge.transactionId,
    principalChargeBillingFrom: from,
    principalChargeBillingTo: to,
    principalChargeDueDate: charge.dueOn,
  };
}

/** HMRC's answer: empty where there is nothing to tell. */
export function penaltiesBody(submissions: readonly LateSubmission[], payments: readonly LatePayment[]) {
  const active = submissions.filter(({ penaltyStatus }) => penaltyStatus === 'active');
  const charges = active.filter(({ chargeAmount }) => chargeAmount !== undefined);
  const chargedPence = charges.length * CHARGE_PENCE;
  const sum = (name: 'penaltyAmountPosted' | 'penaltyAmountAccruing'): number =>
    Math.round(payments.reduce((total, one) => total + one[name] * 100, 0)) / 100;
  const penalised = payments.map((one) => one.latePaymentPenalty1LowerRateCalculationAmount);
  if (submissions.length + payments.length === 0) return {};
  return {
    totalisations: {
      lateSubmissionPenaltyTotalValue: chargedPence / 100,
      penalisedPrincipalTotal: Math.round(penalised.reduce((total, one) => total + one * 100, 0)) / 100,
      latePaymentPenaltyPostedTotal: sum('penaltyAmountPosted'),
      latePaymentPenaltyEstimateTotal: sum('penaltyAmountAccruing'),
    },
    ...(submissions.length > 0 && {
      lateSubmissionPenalty: {
        summary: {
          activePenaltyPoints: Math.min(active.length, THRESHOLD),
          inactivePenaltyPoints: submissions.length - active.length,
          regimeThreshold: THRESHOLD,
          penaltyChargeAmount: chargedPence / 100,
        },
        details: submissions,
      },
    }),
    ...(payments.length > 0 && { latePaymentPenalty: { details: payments } }),
  };
}
