import {
  choice,
  date,
  group,
  list,
  number,
  optional,
  type Out,
  required,
  type Shape,
  signedMoney,
  text,
} from '../../shapes/shape.ts';
import { appeals } from './appeals.ts';

const payment = group({
  principalChargeReference: required(text()),
  penaltyCategory: optional(choice(['lpp1', 'lpp2'])),
  penaltyStatus: required(choice(['accruing', 'posted'])),
  penaltyAmountAccruingPence: required(signedMoney()),
  penaltyAmountPostedPence: required(signedMoney()),
  penaltyAmountPaidPence: optional(signedMoney()),
  penaltyAmountOutstandingPence: optional(signedMoney()),
  latePaymentPenalty1LowerRateCalculationAmountPence: optional(signedMoney()),
  latePaymentPenalty1LowerRatePercentage: optional(number()),
  latePaymentPenalty1HigherRateCalculationAmountPence: optional(signedMoney()),
  latePaymentPenalty1HigherRatePercentage: optional(number()),
  latePaymentPenalty2Days: optional(number()),
  latePaymentPenalty2Percentage: optional(number()),
  penaltyChargeCreationDate: optional(date()),
  communicationsDate: optional(date()),
  /** Once the penalty is posted. */
  penaltyChargeReference: optional(text()),
  penaltyChargeDueDate: optional(date()),
  appealInformation: optional(appeals),
  principalChargeDocNumber: optional(text()),
  principalChargeBillingFrom: required(date()),
  principalChargeBillingTo: required(date()),
  principalChargeDueDate: required(date()),
  principalChargeLatestClearing: optional(date()),
  /** Agreed arrangements to pay in parts. */
  timeToPay: optional(list(group({ startDate: required(date()), endDate: required(date()) }))),
});
type Payment = Out<typeof payment>;
/** One penalty for a late payment: `lpp1` counts from day 16 and day 31, `lpp2` by the day from day 31. */
export type LatePayment = { [Name in keyof Payment]: Payment[Name] };
export const latePayment: Shape<never, LatePayment> = payment;
