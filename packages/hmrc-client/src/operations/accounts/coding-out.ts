import { content, noContent, type Operation, type ServedYears } from '../../operation.ts';
import type { HmrcError } from '../../result.ts';
import { reads } from '../../shapes/read.ts';
import {
  choice,
  group,
  type In,
  list,
  money,
  number,
  optional,
  type Out,
  required,
  text,
} from '../../shapes/shape.ts';
import { checkForm } from './date-range.ts';

export interface CodingOutParams {
  nino: string;
  /** `YYYY-YY`, from `2021-22` (in HMRC's sandbox from `2019-20`). */
  taxYear: string;
}

export interface RetrieveCodingOutParams extends CodingOutParams {
  /** HMRC's own amounts, those sent by `putCodingOut`, or (HMRC's default) the latest of either. */
  source?: 'hmrcHeld' | 'user' | 'latest';
}

export interface PutCodingOutParams extends CodingOutParams {
  /** Replaces everything sent before for the tax year. */
  codingOut: CodingOut;
}

const entry = group({
  /** HMRC's id of the amount: a whole number of up to 15 digits. */
  id: required(number({ min: 1, max: 999_999_999_999_999, decimals: 0, code: 'FORMAT_ID' })),
  amountPence: required(money()),
});

const codingOut = group({
  payeUnderpayment: optional(list(entry), 'taxCodeComponents.payeUnderpayment'),
  selfAssessmentUnderpayment: optional(list(entry), 'taxCodeComponents.selfAssessmentUnderpayment'),
  debt: optional(list(entry), 'taxCodeComponents.debt'),
  inYearAdjustment: optional(entry, 'taxCodeComponents.inYearAdjustment'),
});
/** Amounts that a tax code collects, to stand in place of those that HMRC holds: integer pence, 0 or more. */
export type CodingOut = In<typeof codingOut>;

const component = group({
  /** Once the tax year has ended. */
  id: optional(number()),
  amountPence: required(money()),
  relatedTaxYear: optional(text()),
  /** An instant. */
  submittedOn: required(text()),
  source: required(choice(['hmrcHeld', 'user'])),
});
const unmatched = group({
  id: optional(number()),
  amountPence: required(money()),
  submittedOn: required(text()),
});

const codingOutOnRecord = group({
  taxCodeComponents: optional(
    group({
      selfAssessmentUnderpayment: optional(list(component)),
      payeUnderpayment: optional(list(component)),
      debt: optional(list(component)),
      inYearAdjustment: optional(component),
    }),
  ),
  /** Amounts sent by software under ids that HMRC does not have. */
  unmatchedCustomerSubmissions: optional(
    group({
      selfAssessmentUnderpayment: optional(list(unmatched)),
      payeUnderpayment: optional(list(unmatched)),
      debt: optional(list(unmatched)),
      inYearAdjustment: optional(unmatched),
    }),
  ),
});
/** Amounts that a tax code collects, as HMRC has them. */
export type CodingOutOnRecord = Out<typeof codingOutOnRecord>;

const path = '/accounts/self-assessment/{nino}/{taxYear}/collection/tax-code';
const years: ServedYears = {
  from: '2021-22',
  sandboxFrom: '2019-20',
  otherwise: 'HMRC has coding out from 2021-22 (its sandbox from 2019-20).',
};

/**
 * Self Assessment Accounts 4.0: amounts coded out. 404 `MATCHING_RESOURCE_NOT_FOUND` where there are none.
 * @see Self Assessment Accounts (MTD) 4.0, HMRC, August 2026
 */
export const retrieveCodingOut: Operation<RetrieveCodingOutParams, CodingOutOnRecord> = {
  name: 'retrieveCodingOut',
  version: '4.0',
  method: 'GET',
  path,
  years,
  query: ({ source }) => ({ source }),
  check: ({ source }) =>
    checkForm(source, /^(hmrcHeld|user|latest)$/, 'FORMAT_SOURCE', 'A source is hmrcHeld, user or latest.'),
  reads: reads(codingOutOnRecord),
};

/**
 * Self Assessment Accounts 4.0: create or amend amounts coded out, once the tax year has ended. 204, no content.
 * @see Self Assessment Accounts (MTD) 4.0, HMRC, August 2026
 */
export const putCodingOut: Operation<PutCodingOutParams, null> = {
  name: 'putCodingOut',
  version: '4.0',
  method: 'PUT',
  path,
  years,
  body: ({ codingOut: amounts }) => content(codingOut, amounts),
  check: ({ codingOut: amounts }) => checkIds(amounts),
  ...noContent,
};

/**
 * Self Assessment Accounts 4.0: delete amounts sent by `putCodingOut`. 204; 404 `MATCHING_RESOURCE_NOT_FOUND` where there are none.
 * @see Self Assessment Accounts (MTD) 4.0, HMRC, August 2026
 */
export const deleteCodingOut: Operation<CodingOutParams, null> = {
  name: 'deleteCodingOut',
  version: '4.0',
  method: 'DELETE',
  path,
  years,
  ...noContent,
};

/** An id stands once in a list. HMRC does not say whether lists may share one, so that is left to HMRC. */
function checkIds({ payeUnderpayment, selfAssessmentUnderpayment, debt }: CodingOut): HmrcError[] {
  const lists = Object.entries({ payeUnderpayment, selfAssessmentUnderpayment, debt });
  const paths = lists.flatMap(([name, entries = []]) =>
    entries.flatMap(({ id }, index) =>
      entries.filter((other) => other.id === id).length > 1
        ? [`/taxCodeComponents/${name}/${String(index)}/id`]
        : [],
    ),
  );
  if (paths.length === 0) return [];
  return [{ code: 'RULE_DUPLICATE_ID_NOT_ALLOWED', message: 'An id stands in a list twice.', paths }];
}
