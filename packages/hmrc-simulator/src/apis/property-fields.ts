import type { Part } from '../bodies/body.ts';
import { amount, date, flag, object, optionals, text } from '../bodies/parts.ts';
import type { Refusal } from '../platform/refusals.ts';
import { ALL_COUNTRIES } from './property-countries.ts';

/** Expenses may be negative (a refund) from 2024-25 on. */
export type ExpenseRange = 'positive' | 'signed';

const ITEMISED = [
  'premisesRunningCosts',
  'repairsAndMaintenance',
  'financialCosts',
  'professionalFees',
  'costOfServices',
  'travelCosts',
  'other',
] as const;

const commonExpenses = (range: ExpenseRange) => ({
  premisesRunningCosts: amount(range),
  repairsAndMaintenance: amount(range),
  financialCosts: amount(range),
  professionalFees: amount(range),
  costOfServices: amount(range),
  travelCosts: amount(range),
  other: amount(range),
  consolidatedExpenses: amount(range),
});

/** Income and expenses of UK property other than furnished holiday lets. */
export const ukSide = (range: ExpenseRange) =>
  optionals({
    income: optionals({
      premiumsOfLeaseGrant: amount(),
      reversePremiums: amount(),
      periodAmount: amount(),
      taxDeducted: amount(),
      otherIncome: amount(),
      rentARoom: optionals({ rentsReceived: amount() }),
    }),
    expenses: optionals({
      ...commonExpenses(range),
      residentialFinancialCost: amount(),
      residentialFinancialCostsCarriedForward: amount(),
      rentARoom: optionals({ amountClaimed: amount() }),
    }),
  });

/** Income and expenses of furnished holiday lets in the UK. */
export const ukFhlSide = (range: ExpenseRange) =>
  optionals({
    income: optionals({
      periodAmount: amount(),
      taxDeducted: amount(),
      rentARoom: optionals({ rentsReceived: amount() }),
    }),
    expenses: optionals({
      ...commonExpenses(range),
      rentARoom: optionals({ amountClaimed: amount() }),
    }),
  });

/** Income and expenses of furnished holiday lets in the European Economic Area. */
export const foreignFhlSide = (range: ExpenseRange) =>
  optionals({
    income: object({ rentAmount: amount() }),
    expenses: optionals(commonExpenses(range)),
  });

const foreignIncome = {
  premiumsOfLeaseGrant: amount(),
  otherPropertyIncome: amount(),
  foreignTaxPaidOrDeducted: amount(),
  specialWithholdingTaxOrUkTaxPaid: amount(),
};
const rentIncome = optionals({ rentAmount: amount() });
const foreignExpenses = (range: ExpenseRange) =>
  optionals({
    ...commonExpenses(range),
    residentialFinancialCost: amount(),
    broughtFwdResidentialFinancialCost: amount(),
  });

/** A country of a new period summary, which has to say what its rent was. */
export const newForeignPeriodItem = (range: ExpenseRange) =>
  object(
    {
      countryCode: countryCode(),
      income: object(
        { rentIncome: object({ rentAmount: amount() }), foreignTaxCreditRelief: flag() },
        foreignIncome,
      ),
    },
    { expenses: foreignExpenses(range) },
  );

/** A country of a period summary that is amended. */
export const foreignPeriodItem = (range: ExpenseRange) =>
  saying(
    ['income', 'expenses'],
    object(
      { countryCode: countryCode() },
      {
        income: object({ foreignTaxCreditRelief: flag() }, { rentIncome, ...foreignIncome }),
        expenses: foreignExpenses(range),
      },
    ),
  );

const cumulativeSide = {
  income: optionals({ rentIncome, foreignTaxCreditRelief: flag(), ...foreignIncome }),
  expenses: foreignExpenses('signed'),
};

/** A country of a cumulative update of 2025-26. */
export const cumulativeCountry = () =>
  saying(['income', 'expenses'], object({ countryCode: countryCode() }, cumulativeSide));

/** A property of a cumulative update from 2026-27. */
export const cumulativeProperty = () =>
  saying(['income', 'expenses'], object({ propertyId: propertyId() }, cumulativeSide));

export const PROPERTY_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const propertyId = () => text(PROPERTY_ID, 'FORMAT_PROPERTY_ID');

/** A country: three characters of any kind have the form of a code, and only some of them are one. */
export function countryCode({ withPath = true } = {}): Part<string> {
  const at = (path: string) => (withPath ? { paths: [path] } : {});
  return {
    read: (json, path, findings) => {
      if (typeof json !== 'string') {
        findings.misshapen.push(path);
        return '';
      }
      if (json.length !== 3) findings.refusals.push({ code: 'FORMAT_COUNTRY_CODE', ...at(path) });
      else if (!ALL_COUNTRIES.has(json)) findings.refusals.push({ code: 'RULE_COUNTRY_CODE', ...at(path) });
      return json;
    },
    write: (value) => value,
  };
}

/** Refuses, as an empty one, an object that has none of some fields: it names a place and says nothing of it. */
export function saying<Value>(names: readonly string[], part: Part<Value>): Part<Value> {
  return {
    read: (json, path, findings) => {
      const fields = typeof json === 'object' && json !== null ? Object.keys(json) : [];
      if (fields.length > 0 && !names.some((name) => fields.includes(name))) findings.misshapen.push(path);
      return part.read(json, path, findings);
    },
    write: (value) => part.write(value),
  };
}

/** Dates that a period summary has to have. */
export const periodDates = { fromDate: date('FORMAT_FROM_DATE'), toDate: date('FORMAT_TO_DATE') };

type Side = { readonly expenses?: Readonly<Record<string, unknown>> } | undefined;

const hasTotal = (side: Side): boolean => side?.expenses?.['consolidatedExpenses'] !== undefined;
const hasItems = (side: Side): boolean => ITEMISED.some((name) => side?.expenses?.[name] !== undefined);

/** One total of expenses excludes itemised ones. */
export function findBothExpenses(side: Side, path: string): Refusal[] {
  return hasTotal(side) && hasItems(side)
    ? [{ code: 'RULE_BOTH_EXPENSES_SUPPLIED', paths: [`${path}/expenses`] }]
    : [];
}

/** All properties of a cumulative update give their expenses in the same way; those with a total are what is refused. */
export function findMixedExpenses(sides: readonly Side[], path: string): Refusal[] {
  if (!sides.some(hasItems)) return [];
  const paths = sides.flatMap((side, index) => (hasTotal(side) ? [`${path}/${index}/expenses`] : []));
  return paths.length > 0 ? [{ code: 'RULE_BOTH_EXPENSES_SUPPLIED', paths }] : [];
}

/** Items that stand for the same place: HMRC names every one of them. */
export function findDuplicates(
  items: readonly { readonly countryCode?: string; readonly propertyId?: string }[],
  path: string,
): Refusal[] {
  const name = items.some((item) => item.propertyId !== undefined) ? 'propertyId' : 'countryCode';
  const pathsByPlace = new Map<string, string[]>();
  items.forEach((item, index) => {
    const place = item[name]?.toLowerCase() ?? '';
    pathsByPlace.set(place, [...(pathsByPlace.get(place) ?? []), `${path}/${index}/${name}`]);
  });
  const paths = [...pathsByPlace.values()].filter((same) => same.length > 1).flat();
  const code = name === 'propertyId' ? 'RULE_DUPLICATE_PROPERTY_ID' : 'RULE_DUPLICATE_COUNTRY_CODE';
  return paths.length > 0 ? [{ code, paths }] : [];
}
