import {
  flag,
  group,
  type In,
  money,
  optional,
  type Out,
  type Shape,
  signedMoney,
  text,
} from '../../shapes/shape.ts';
import { uuidForm } from '../../values/identifiers.ts';
import { itemisedExpenses } from './uk-property-fields.ts';

const positive = money();

/** Three letters of ISO 3166-1, for example `FRA`; which of them are countries is HMRC's to say (`RULE_COUNTRY_CODE`). */
export const countryCode = text(/^[A-Z]{3}$/, 'FORMAT_COUNTRY_CODE');

/** A UUID, as `createForeignPropertyDetails` gives it. */
export const propertyId = text(uuidForm, 'FORMAT_PROPERTY_ID');

/** Income beside rent and the claim for relief, which are required or not by operation. */
export const otherForeignIncome = {
  premiumsOfLeaseGrantPence: optional(positive),
  otherPropertyIncomePence: optional(positive),
  foreignTaxPaidOrDeductedPence: optional(positive),
  specialWithholdingTaxOrUkTaxPaidPence: optional(positive),
};

const income = group({
  /** HMRC's `income.rentIncome.rentAmount`. */
  rentAmountPence: optional(positive, 'rentIncome.rentAmount'),
  /** Whether Foreign Tax Credit Relief is claimed. */
  foreignTaxCreditRelief: optional(flag()),
  ...otherForeignIncome,
});
type Income = In<typeof income>;
/** Income of foreign property, of a country or of one property: integer pence, 0 or more. */
export type ForeignPropertyIncome = { [Name in keyof Income]: Income[Name] };
export const foreignPropertyIncome: Shape<ForeignPropertyIncome> = income;

function foreignExpenseFigures(amount: Shape<number>) {
  return {
    ...itemisedExpenses(amount),
    /** One total instead of the seven above. */
    consolidatedExpensesPence: optional(amount),
    /** 0 or more. */
    residentialFinancialCostPence: optional(positive),
    /** 0 or more: the unused amount brought forward from earlier years. */
    broughtFwdResidentialFinancialCostPence: optional(positive),
  };
}

const expenses = group(foreignExpenseFigures(signedMoney()));
type Expenses = In<typeof expenses>;
/** Expenses of foreign property: integer pence; from 2024-25 on they may be negative where not said otherwise. */
export type ForeignPropertyExpenses = { [Name in keyof Expenses]: Expenses[Name] };
/** From tax year 2024-25 on, when a refund may make one negative. */
export const foreignPropertyExpenses: Shape<ForeignPropertyExpenses> = expenses;
/** The same for earlier years, when none may be negative. */
export const foreignPropertyExpensesTo2024: Shape<ForeignPropertyExpenses> = group(
  foreignExpenseFigures(positive),
);

const expensesOnRecord = group({
  ...foreignExpenseFigures(signedMoney()),
  /** HMRC's `expenses.rentARoom.amountClaimed`, which no request has. */
  amountClaimedPence: optional(positive, 'rentARoom.amountClaimed'),
});
type ExpensesOnRecord = Out<typeof expensesOnRecord>;
/** Expenses of foreign property in answers about quarters: integer pence. */
export type ForeignPropertyExpensesOnRecord = { [Name in keyof ExpensesOnRecord]: ExpensesOnRecord[Name] };
export const foreignPropertyExpensesOnRecord: Shape<never, ForeignPropertyExpensesOnRecord> =
  expensesOnRecord;

/** In answers: a country's code up to 2025-26, a property's id from 2026-27 on. */
export const ofEither = { countryCode: optional(text()), propertyId: optional(text()) };
