import { content, noContent, type Operation } from '../../operation.ts';
import type { HmrcError } from '../../result.ts';
import { reads } from '../../shapes/read.ts';
import {
  date,
  flag,
  group,
  type In,
  list,
  money,
  optional,
  type Out,
  required,
  type Shape,
  signedMoney,
  text,
} from '../../shapes/shape.ts';
import { bothStyles, checkExpenseStyle, isItemised, isTotal } from './expense-style.ts';
import { checkDuplicates } from './foreign-entries.ts';
import {
  countryCode,
  type ForeignPropertyExpenses,
  foreignPropertyExpenses,
  foreignPropertyExpensesOnRecord,
  foreignPropertyExpensesTo2024,
  foreignPropertyIncome,
  otherForeignIncome,
} from './foreign-property-fields.ts';
import { yearsOfPeriods } from './property-years.ts';
import { checkOrder } from './submission-dates.ts';
import { itemisedExpenses, itemisedUkExpenses } from './uk-property-fields.ts';
import {
  createdPeriod,
  type CreatedPropertyPeriod,
  isUnsigned,
  type UkPropertyPeriodParams,
} from './uk-property-period.ts';

export interface CreateForeignPropertyPeriodParams {
  nino: string;
  businessId: string;
  /** `YYYY-YY`, from `2022-23` (in HMRC's sandbox from `2021-22`) to `2024-25`. */
  taxYear: string;
  summary: ForeignPropertyPeriod;
}

export type ForeignPropertyPeriodParams = UkPropertyPeriodParams;

export interface PutForeignPropertyPeriodParams extends ForeignPropertyPeriodParams {
  summary: ForeignPropertyPeriodFigures;
}

const positive = money();
const rentIncome = 'rentIncome.rentAmount';

/** What HMRC wants of income when a quarter is new. */
const newIncome = group({
  /** HMRC's `income.rentIncome.rentAmount`. */
  rentAmountPence: required(positive, rentIncome),
  /** Whether Foreign Tax Credit Relief is claimed. */
  foreignTaxCreditRelief: required(flag()),
  ...otherForeignIncome,
});
/** What HMRC wants of income when a quarter is changed. */
const changedIncome = group({
  rentAmountPence: optional(positive, rentIncome),
  foreignTaxCreditRelief: required(flag()),
  ...otherForeignIncome,
});

function eeaLets(amount: Shape<number>) {
  return group({
    /** Integer pence, 0 or more. */
    income: optional(group({ rentAmountPence: required(positive) })),
    /** Integer pence; for 2024-25 they may be negative where not said otherwise, before that they are 0 or more. */
    expenses: optional(
      group({
        ...itemisedExpenses(amount),
        /** One total instead of the seven above. */
        consolidatedExpensesPence: optional(amount),
      }),
    ),
  });
}

const ofCountry = {
  /** Three letters of ISO 3166-1, for example `FRA`. */
  countryCode: required(countryCode),
};

function newFigures(amount: Shape<number>, expenses: Shape<ForeignPropertyExpenses>) {
  return {
    /** Furnished holiday lets in the European Economic Area, which end with 2024-25. */
    foreignFhlEea: optional(eeaLets(amount)),
    /** All other lets, an entry for each country. */
    foreignNonFhlProperty: optional(
      list(
        group({
          ...ofCountry,
          /** Integer pence, 0 or more. */
          income: required(newIncome),
          /** Integer pence; for 2024-25 they may be negative where not said otherwise, before that they are 0 or more. */
          expenses: optional(expenses),
        }),
      ),
    ),
  };
}

function changedFigures(amount: Shape<number>, expenses: Shape<ForeignPropertyExpenses>) {
  return group({
    /** Furnished holiday lets in the European Economic Area, which end with 2024-25. */
    foreignFhlEea: optional(eeaLets(amount)),
    /** All other lets, an entry for each country. */
    foreignNonFhlProperty: optional(
      list(
        group({
          ...ofCountry,
          /** Integer pence, 0 or more. */
          income: optional(changedIncome),
          /** Integer pence; for 2024-25 they may be negative where not said otherwise, before that they are 0 or more. */
          expenses: optional(expenses),
        }),
      ),
    ),
  });
}

const dates = {
  /** `YYYY-MM-DD`: the first day of the quarter. */
  fromDate: required(date('FORMAT_FROM_DATE')),
  /** `YYYY-MM-DD`: the last day of the quarter, not before the first. */
  toDate: required(date('FORMAT_TO_DATE')),
};
const period = group({ ...dates, ...newFigures(signedMoney(), foreignPropertyExpenses) });
const periodTo2024 = group({ ...dates, ...newFigures(positive, foreignPropertyExpensesTo2024) });
/** One quarter of a foreign property business, both dates included. Expenses may be negative for 2024-25 alone. */
export type ForeignPropertyPeriod = In<typeof period>;

const periodFigures = changedFigures(signedMoney(), foreignPropertyExpenses);
const periodFiguresTo2024 = changedFigures(positive, foreignPropertyExpensesTo2024);
/** The figures of one quarter. A PUT replaces all of them: a field left out is wiped; the dates stay. */
export type ForeignPropertyPeriodFigures = In<typeof periodFigures>;

const submitted = group({
  /** The instant HMRC took it, as HMRC writes it. */
  submittedOn: required(text()),
  ...dates,
  foreignFhlEea: optional(
    group({
      income: optional(group({ rentAmountPence: optional(positive) })),
      expenses: optional(
        group({
          ...itemisedExpenses(signedMoney()),
          consolidatedExpensesPence: optional(signedMoney()),
          /** HMRC's `expenses.rentARoom.amountClaimed`, which no request has. */
          amountClaimedPence: optional(positive, 'rentARoom.amountClaimed'),
        }),
      ),
    }),
  ),
  foreignNonFhlProperty: optional(
    list(
      group({
        countryCode: required(text()),
        income: optional(foreignPropertyIncome),
        expenses: optional(foreignPropertyExpensesOnRecord),
      }),
    ),
  ),
});
/** One quarter that HMRC has. Amounts are integer pence. */
export type SubmittedForeignPropertyPeriod = Out<typeof submitted>;

const path = '/individuals/business/property/foreign/{nino}/{businessId}/period/{taxYear}';
const years = yearsOfPeriods('putForeignPropertyCumulative, getForeignPropertyCumulative');

/**
 * Property Business 6.0: create the summary of a quarter. 201 with its id.
 * @see Property Business (MTD) 6.0, HMRC, August 2026
 */
export const createForeignPropertyPeriod: Operation<
  CreateForeignPropertyPeriodParams,
  CreatedPropertyPeriod
> = {
  name: 'createForeignPropertyPeriod',
  version: '6.0',
  method: 'POST',
  path,
  years,
  body: ({ taxYear, summary }) => content(isUnsigned(taxYear) ? periodTo2024 : period, summary),
  check: ({ summary }) => [...checkOrder(summary.fromDate, summary.toDate), ...checkFigures(summary)],
  reads: reads(createdPeriod),
};

/**
 * Property Business 6.0: retrieve the summary of a quarter. 404 `MATCHING_RESOURCE_NOT_FOUND` where there is none.
 * @see Property Business (MTD) 6.0, HMRC, August 2026
 */
export const getForeignPropertyPeriod: Operation<
  ForeignPropertyPeriodParams,
  SubmittedForeignPropertyPeriod
> = {
  name: 'getForeignPropertyPeriod',
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
export const putForeignPropertyPeriod: Operation<PutForeignPropertyPeriodParams, null> = {
  name: 'putForeignPropertyPeriod',
  version: '6.0',
  method: 'PUT',
  path: `${path}/{submissionId}`,
  years,
  body: ({ taxYear, summary }) => content(isUnsigned(taxYear) ? periodFiguresTo2024 : periodFigures, summary),
  check: ({ summary }) => checkFigures(summary),
  ...noContent,
};

function checkFigures({
  foreignFhlEea,
  foreignNonFhlProperty = [],
}: ForeignPropertyPeriodFigures): HmrcError[] {
  const list = '/foreignNonFhlProperty';
  const mixed = foreignNonFhlProperty.flatMap(({ expenses }, index) =>
    isTotal(expenses) && isItemised(expenses, itemisedUkExpenses)
      ? [`${list}/${String(index)}/expenses`]
      : [],
  );
  return [
    ...checkExpenseStyle(foreignFhlEea?.expenses, itemisedUkExpenses, '/foreignFhlEea/expenses'),
    ...(mixed.length === 0 ? [] : bothStyles(mixed)),
    ...checkDuplicates(foreignNonFhlProperty, list),
  ];
}
