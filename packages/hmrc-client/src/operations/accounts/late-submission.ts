import {
  choice,
  date,
  flag,
  group,
  list,
  optional,
  required,
  signedMoney,
  text,
} from '../../shapes/shape.ts';
import { appeals } from './appeals.ts';

const lateSubmission = group({
  lateSubmissionId: required(text()),
  incomeSource: optional(text()),
  taxPeriod: optional(text()),
  taxReturnStatus: optional(choice(['open', 'fulfilled', 'reversed'])),
  taxPeriodStartDate: optional(date()),
  taxPeriodEndDate: optional(date()),
  taxPeriodDueDate: optional(date()),
  returnReceiptDate: optional(date()),
});

/** One penalty for late submissions: a point, or a charge where the points reached the threshold. */
export const latePoint = group({
  penaltyNumber: required(text()),
  penaltyOrder: optional(text()),
  penaltyCategory: optional(choice(['point', 'charge', 'threshold'])),
  penaltyStatus: optional(choice(['active', 'inactive'])),
  frequencyAdjustmentPointIndicator: optional(flag()),
  penaltyCreationDate: required(date()),
  penaltyExpiryDate: required(date()),
  expiryReason: optional(
    choice([
      'appeal',
      'submission-frequency-change',
      'obligations-reversed',
      'hmrc-removed',
      'natural-expiry',
      'penalty-removed',
      'expiry-conditions-met',
      'hmrc-reset',
    ]),
  ),
  communicationsDate: optional(date()),
  lateSubmissions: optional(list(lateSubmission)),
  appealInformation: optional(appeals),
  chargeReference: optional(text()),
  chargeAmountPence: optional(signedMoney()),
  chargeOutstandingAmountPence: optional(signedMoney()),
  chargeDueDate: optional(date()),
});
