import type { Operation } from '../../operation.ts';
import type { HmrcError } from '../../result.ts';
import { reads } from '../../shapes/read.ts';
import { group, type Out, required } from '../../shapes/shape.ts';
import { amount, figure } from './amounts.ts';

const types = ['self-employment', 'uk-property', 'foreign-property'] as const;
/** Furnished holiday lettings ended as kinds of business with tax year 2024-25. */
const endedTypes = ['uk-property-fhl', 'foreign-property-fhl-eea'] as const;

export interface RetrieveIncomeSummaryParams {
  nino: string;
  /** The two `-fhl` ones for tax years to 2024-25 alone. */
  typeOfBusiness: (typeof types)[number] | (typeof endedTypes)[number];
  businessId: string;
  /** `YYYY-YY`, from `2022-23` (in HMRC's sandbox from `2021-22`). */
  taxYear: string;
}

const summary = group({
  total: required(
    group({
      incomePence: figure,
      /** May be negative. */
      expensesPence: figure,
      additionsPence: amount,
      deductionsPence: amount,
      accountingAdjustmentsPence: amount,
    }),
  ),
  profit: required(
    group({
      netPence: figure,
      taxablePence: figure,
      /** From 2025-26. */
      adjustedPence: amount,
    }),
  ),
  loss: required(group({ netPence: figure, taxablePence: figure })),
  /** From 2025-26. */
  outstandingBusinessIncomePence: amount,
});
/** Income, expenses, profit or loss of a business in the tax year so far, as HMRC has added them up: integer pence. */
export type IncomeSummary = Out<typeof summary>;

/**
 * Business Income Source Summary 3.0. 404 `MATCHING_RESOURCE_NOT_FOUND`, and 400 `RULE_NO_INCOME_SUBMISSIONS_EXIST`, where there is none.
 * @see Business Income Source Summary (MTD) 3.0, HMRC, August 2026
 */
export const retrieveIncomeSummary: Operation<RetrieveIncomeSummaryParams, IncomeSummary> = {
  name: 'retrieveIncomeSummary',
  version: '3.0',
  method: 'GET',
  path: '/individuals/self-assessment/income-summary/{nino}/{typeOfBusiness}/{taxYear}/{businessId}',
  years: {
    from: '2022-23',
    sandboxFrom: '2021-22',
    otherwise: 'HMRC has income summaries from 2022-23 (its sandbox from 2021-22).',
  },
  check: checkType,
  reads: reads(summary),
};

function checkType({ typeOfBusiness, taxYear }: RetrieveIncomeSummaryParams): HmrcError[] {
  const known: readonly string[] = taxYear <= '2024-25' ? [...types, ...endedTypes] : types;
  if (known.includes(typeOfBusiness)) return [];
  const message = `For ${taxYear} it is one of: ${known.join(', ')}.`;
  return [{ code: 'FORMAT_TYPE_OF_BUSINESS', message, paths: [] }];
}
