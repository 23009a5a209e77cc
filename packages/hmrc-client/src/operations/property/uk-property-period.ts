import { content, noContent, type Operation } from '../../operation.ts';
import type { HmrcError } from '../../result.ts';
import { reads } from '../../shapes/read.ts';
import {
  date,
  group,
  type In,
  money,
  optional,
  type Out,
  required,
  type Shape,
  signedMoney,
  text,
} from '../../shapes/shape.ts';
import { checkExpenseStyle } from './expense-style.ts';
import { yearsOfPeriods } from './property-years.ts';
import { checkOrder } from './submission-dates.ts';
import {
  allUkExpensesButTotal,
  itemisedExpenses,
  itemisedUkExpenses,
  ukPropertyExpenses,
  ukPropertyExpensesTo2024,
  ukPropertyIncome,
} from './uk-property-fields.ts';

export interface CreateUkPropertyPeriodParams {
  nino: string;
  businessId: string;
  /** `YYYY-YY`, from `2022-23` (in HMRC's sandbox from `2021-22`) to `2024-25`. */
  taxYear: string;
  summary: UkPropertyPeriod;
}

export interface UkPropertyPeriodParams {
  nino: string;
  businessId: string;
  /** `YYYY-YY`, from `2022-23` (in HMRC's sandbox from `2021-22`) to `2024-25`. */
  taxYear: string;
  /** A UUID, as `createUkPropertyPeriod` and `listPropertyPeriods` give it. */
  submissionId: string;
}

export interface PutUkPropertyPeriodParams extends UkPropertyPeriodParams {
  summary: UkPropertyPeriodFigures;
}

const fhlIncome = group({
  periodAmountPence: optional(money()),
  taxDeductedPence: optional(money()),
  /** HMRC's `income.rentARoom.rentsReceived`. */
  rentsReceivedPence: optional(money(), 'rentARoom.rentsReceived'),
});

function fhlExpenses(amount: Shape<number>) {
  return group({
    ...itemisedExpenses(amount),
    /** One total instead of the seven above. */
    consolidatedExpensesPence: optional(amount),
    /** HMRC's `expenses.rentARoom.amountClaimed`; 0 or more. */
    amountClaimedPence: optional(money(), 'rentARoom.amountClaimed'),
  });
}

function figures(amount: Shape<number>, expenses: typeof ukPropertyExpenses) {
  return {
    /** Furnished holiday lets, which end with 2024-25. */
    ukFhlProperty: optional(
      group({
        /** Integer pence, 0 or more. */
        income: optional(fhlIncome),
        /** Integer pence; for 2024-25 they may be negative where not said otherwise, before that they are 0 or more. */
        expenses: optional(fhlExpenses(amount)),
      }),
    ),
    /** All other lets. */
    ukNonFhlProperty: optional(
      group({
        /** Integer pence, 0 or more. */
        income: optional(ukPropertyIncome),
        /** Integer pence; for 2024-25 they may be negative where not said otherwise, before that they are 0 or more. */
        expenses: optional(expenses),
      }),
    ),
  };
}

const dates = {
  /** `YYYY-MM-DD`: the first day of the quarter. */
  fromDate: required(date('FORMAT_FROM_DATE')),
  /** `YYYY-MM-DD`: the last day of the quarter, not before the first. */
  toDate: required(date('FORMAT_TO_DATE')),
};
/** From 2024-25 on a refund may make an expense negative. */
const signed = figures(signedMoney(), ukPropertyExpenses);
const unsigned = figures(money(), ukPropertyExpensesTo2024);

const period = group({ ...dates, ...signed });
const periodTo2024 = group({ ...dates, ...unsigned });
/** One quarter of a UK property business, both dates included. Expenses may be negative for 2024-25 alone. */
export type UkPropertyPeriod = In<typeof period>;

const periodFigures = group(signed);
const periodFiguresTo2024 = group(unsigned);
/** The figures of one quarter. A PUT replaces all of them: a field left out is wiped; the dates stay. */
export type UkPropertyPeriodFigures = In<typeof periodFigures>;

const submitted = group({
  /** The instant HMRC took it, as HMRC writes it. */
  submittedOn: required(text()),
  ...dates,
  ...signed,
});
/** One quarter that HMRC has. Amounts are integer pence. */
export type SubmittedUkPropertyPeriod = Out<typeof submitted>;

export const createdPeriod = group({
  /** A UUID: names this quarter in the calls that read and change it. */
  submissionId: required(text()),
});
/** The quarter that HMRC took. */
export type CreatedPropertyPeriod = Out<typeof createdPeriod>;

const path = '/individuals/business/property/uk/{nino}/{businessId}/period/{taxYear}';
const years = yearsOfPeriods('putUkPropertyCumulative, getUkPropertyCumulative');

/**
 * Property Business 6.0: create the summary of a quarter. 201 with its id.
 * @see Property Business (MTD) 6.0, HMRC, August 2026
 */
export const createUkPropertyPeriod: Operation<CreateUkPropertyPeriodParams, CreatedPropertyPeriod> = {
  name: 'createUkPropertyPeriod',
  version: '6.0',
  method: 'POST',
  path,
  years,
  body: ({ taxYear, summary }) => content(isUnsigned(taxYear) ? periodTo2024 : period, summary),
  check: ({ taxYear, summary }) => [
    ...checkOrder(summary.fromDate, summary.toDate),
    ...checkStyles(taxYear, summary),
  ],
  reads: reads(createdPeriod),
};

/**
 * Property Business 6.0: retrieve the summary of a quarter. 404 `MATCHING_RESOURCE_NOT_FOUND` where there is none.
 * @see Property Business (MTD) 6.0, HMRC, August 2026
 */
export const getUkPropertyPeriod: Operation<UkPropertyPeriodParams, SubmittedUkPropertyPeriod> = {
  name: 'getUkPropertyPeriod',
  version: '6.0',
  method: 'GET',
  path: `${path}/{submissionId}`,
  years,
  reads: reads(submitted),
};

/**
 * Property Business 6.0: amend the summary of a quarter. 200, no content.
 * @see Property Business (MTD) 6.0, HMRC, August 2026
 */
export const putUkPropertyPeriod: Operation<PutUkPropertyPeriodParams, null> = {
  name: 'putUkPropertyPeriod',
  version: '6.0',
  method: 'PUT',
  path: `${path}/{submissionId}`,
  years,
  body: ({ taxYear, summary }) => content(isUnsigned(taxYear) ? periodFiguresTo2024 : periodFigures, summary),
  check: ({ taxYear, summary }) => checkStyles(taxYear, summary),
  ...noContent,
};

/** Years in which no expense may be negative. */
export function isUnsigned(taxYear: string): boolean {
  return taxYear < '2024-25';
}

function checkStyles(
  taxYear: string,
  { ukFhlProperty, ukNonFhlProperty }: UkPropertyPeriodFigures,
): HmrcError[] {
  // Finance costs and rent-a-room stand beside the total from 2024-25 on.
  const alone = isUnsigned(taxYear) ? allUkExpensesButTotal : itemisedUkExpenses;
  return [
    ...checkExpenseStyle(ukFhlProperty?.expenses, alone, '/ukFhlProperty/expenses'),
    ...checkExpenseStyle(ukNonFhlProperty?.expenses, alone, '/ukNonFhlProperty/expenses'),
  ];
}
