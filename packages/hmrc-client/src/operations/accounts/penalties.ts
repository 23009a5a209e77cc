import type { Operation } from '../../operation.ts';
import { reads } from '../../shapes/read.ts';
import { group, list, number, optional, type Out, required, signedMoney, date } from '../../shapes/shape.ts';
import { latePayment } from './late-payment.ts';
import { latePoint } from './late-submission.ts';

export interface RetrievePenaltiesParams {
  nino: string;
}

const penalties = group({
  totalisations: optional(
    group({
      lateSubmissionPenaltyTotalValuePence: required(signedMoney()),
      /** Tax paid late, before penalties and interest. */
      penalisedPrincipalTotalPence: required(signedMoney()),
      latePaymentPenaltyPostedTotalPence: required(signedMoney()),
      /** What late payment would cost so far and is not charged yet. */
      latePaymentPenaltyEstimateTotalPence: required(signedMoney()),
    }),
  ),
  lateSubmissionPenalty: optional(
    group({
      summary: required(
        group({
          activePenaltyPoints: required(number()),
          inactivePenaltyPoints: required(number()),
          /** The day all points expire if everything is sent in time until then. */
          periodOfComplianceAchievement: optional(date()),
          /** How many points bring a penalty in money. */
          regimeThreshold: required(number()),
          penaltyChargeAmountPence: required(signedMoney()),
        }),
      ),
      details: required(list(latePoint)),
    }),
  ),
  latePaymentPenalty: optional(group({ details: optional(list(latePayment)) })),
});
/** Points for late submissions and penalties for late payments. */
export type Penalties = Out<typeof penalties>;

/**
 * Self Assessment Accounts 4.0: penalties of the last 24 months. As of June 2026 HMRC had it in its sandbox alone; whether production
 * answers since is unconfirmed, so it may be called there and may be refused.
 * @see Self Assessment Accounts (MTD) 4.0, HMRC, August 2026
 */
export const retrievePenalties: Operation<RetrievePenaltiesParams, Penalties> = {
  name: 'retrievePenalties',
  version: '4.0',
  method: 'GET',
  path: '/accounts/self-assessment/{nino}/penalties',
  reads: reads(penalties),
};
