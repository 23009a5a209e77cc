import { noContent, type Operation } from '../../operation.ts';
import { reads } from '../../shapes/read.ts';
import { flag, group, type Out, required, text } from '../../shapes/shape.ts';

/** For these three HMRC names no first tax year. */
export interface CodingOutChoiceParams {
  nino: string;
  /** `YYYY-YY`. */
  taxYear: string;
}

const codingOutStatus = group({
  /** The instant HMRC answered. */
  processingDate: required(text()),
  nino: required(text()),
  taxYear: required(text()),
  /** True: the person opted out, and pays instead of a tax code collecting. */
  optOutIndicator: required(flag()),
});
/** Whether a person opted out of coding out for a tax year. */
export type CodingOutStatus = Out<typeof codingOutStatus>;

const path = '/accounts/self-assessment/{nino}/{taxYear}/collection/tax-code/coding-out';

/**
 * Self Assessment Accounts 4.0: whether the person opted out of coding out.
 * @see Self Assessment Accounts (MTD) 4.0, HMRC, August 2026
 */
export const retrieveCodingOutStatus: Operation<CodingOutChoiceParams, CodingOutStatus> = {
  name: 'retrieveCodingOutStatus',
  version: '4.0',
  method: 'GET',
  path: `${path}/status`,
  reads: reads(codingOutStatus),
};

/**
 * Self Assessment Accounts 4.0: opt out of coding out, until 30 December after the tax year and before its final declaration.
 * 204, no content; 400 `RULE_ALREADY_OPTED_OUT` where it is so already.
 * @see Self Assessment Accounts (MTD) 4.0, HMRC, August 2026
 */
export const optOutOfCodingOut: Operation<CodingOutChoiceParams, null> = {
  name: 'optOutOfCodingOut',
  version: '4.0',
  method: 'POST',
  path: `${path}/opt-out`,
  ...noContent,
};

/**
 * Self Assessment Accounts 4.0: opt in to coding out again. 204, no content; 400 `RULE_ALREADY_OPTED_IN` where it is so already.
 * @see Self Assessment Accounts (MTD) 4.0, HMRC, August 2026
 */
export const optInToCodingOut: Operation<CodingOutChoiceParams, null> = {
  name: 'optInToCodingOut',
  version: '4.0',
  method: 'POST',
  path: `${path}/opt-in`,
  ...noContent,
};
