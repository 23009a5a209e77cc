import type { Part } from '../bodies/body.ts';
import { amount, flag, list, object, optionals } from '../bodies/parts.ts';
import { FIRST_CUMULATIVE_YEAR } from '../tax-year.ts';
import type { KeptAdjustment } from './bsas-kept.ts';
import { FIRST_YEAR_BY_PROPERTY, type PropertyType } from './property-businesses.ts';
import { countryCode, propertyId, saying } from './property-fields.ts';

/** The first tax year that can say that there is nothing to adjust, by its starting year. */
const FIRST_ZERO_YEAR = 2024;

const change = () => amount('nonZero');
const changesOf = <Name extends string>(...names: readonly Name[]): Record<Name, Part<number>> =>
  // Every name has its entry.
  Object.fromEntries(names.map((name) => [name, change()])) as Record<Name, Part<number>>;

const commonExpenses = changesOf(
  'consolidatedExpenses',
  'premisesRunningCosts',
  'repairsAndMaintenance',
  'financialCosts',
  'professionalFees',
  'costOfServices',
  'other',
  'travelCosts',
);
const zero = { zeroAdjustments: flag({ value: true, code: 'RULE_ZERO_ADJUSTMENTS_INVALID' }) };
const SIDES = ['income', 'expenses'] as const;

const ukSides = {
  income: optionals(
    changesOf('totalRentsReceived', 'premiumsOfLeaseGrant', 'reversePremiums', 'otherPropertyIncome'),
  ),
  expenses: optionals({ ...commonExpenses, ...changesOf('residentialFinancialCost') }),
};
const holidayLetSides = {
  income: optionals(changesOf('totalRentsReceived')),
  expenses: optionals(commonExpenses),
};
const foreignSides = {
  income: optionals(changesOf('totalRentsReceived', 'premiumsOfLeaseGrant', 'otherPropertyIncome')),
  expenses: optionals({ ...commonExpenses, ...changesOf('residentialFinancialCost') }),
};
const country = saying(SIDES, object({ countryCode: countryCode() }, foreignSides));
const property = saying(SIDES, object({ propertyId: propertyId() }, foreignSides));

const ukBefore = optionals({
  ukProperty: optionals(ukSides),
  furnishedHolidayLet: optionals(holidayLetSides),
});
const ukWithZero = optionals({
  ukProperty: optionals({ ...ukSides, ...zero }),
  furnishedHolidayLet: optionals({ ...holidayLetSides, ...zero }),
});
const ukSinceHolidayLets = object({ ukProperty: optionals({ ...ukSides, ...zero }) });
const foreignBefore = optionals({
  foreignProperty: list(country),
  foreignFhlEea: optionals(holidayLetSides),
});
const foreignWithZero = optionals({
  foreignProperty: optionals({ countryLevelDetail: list(country), ...zero }),
  foreignFhlEea: optionals({ ...holidayLetSides, ...zero }),
});
const foreignByCountry = object({
  foreignProperty: optionals({ countryLevelDetail: list(country), ...zero }),
});
const foreignByProperty = object({
  foreignProperty: optionals({ propertyLevelDetail: list(property), ...zero }),
});

/** Adjustments of one kind of property as they were sent. */
export interface SentSide {
  /** Where its items are, for HMRC's paths. */
  readonly path: string;
  readonly items: readonly KeptAdjustment[];
  /** Whether the items are in an array, whose places the paths then name. */
  readonly listed: boolean;
  readonly zeroAdjustments: boolean;
}

/** A body of any tax year in one form: what is said of furnished holiday lets, and what of other property. */
export interface SentAdjustments {
  readonly property?: SentSide;
  readonly holidayLets?: SentSide;
}

/** The body that a tax year has, read into one form. */
export function adjustmentsBody(type: PropertyType, startYear: number): Part<SentAdjustments> {
  if (type === 'uk-property') {
    if (startYear < FIRST_ZERO_YEAR) return inOneForm(ukBefore, type);
    return inOneForm(startYear < FIRST_CUMULATIVE_YEAR ? ukWithZero : ukSinceHolidayLets, type);
  }
  if (startYear < FIRST_ZERO_YEAR) return inOneForm(foreignBefore, type);
  if (startYear < FIRST_CUMULATIVE_YEAR) return inOneForm(foreignWithZero, type);
  return inOneForm(startYear < FIRST_YEAR_BY_PROPERTY ? foreignByCountry : foreignByProperty, type);
}

/** The fields that any of the years' bodies may have for one kind of property. */
interface AnySide extends KeptAdjustment {
  readonly zeroAdjustments?: boolean;
  readonly countryLevelDetail?: readonly KeptAdjustment[];
  readonly propertyLevelDetail?: readonly KeptAdjustment[];
}
interface AnyBody {
  readonly ukProperty?: AnySide;
  readonly furnishedHolidayLet?: AnySide;
  readonly foreignProperty?: AnySide | readonly KeptAdjustment[];
  readonly foreignFhlEea?: AnySide;
}

function inOneForm(part: Part<AnyBody>, type: PropertyType): Part<SentAdjustments> {
  const [propertyName, holidayName] =
    type === 'uk-property'
      ? (['ukProperty', 'furnishedHolidayLet'] as const)
      : (['foreignProperty', 'foreignFhlEea'] as const);
  return {
    read: (json, path, findings) => {
      const sent = part.read(json, path, findings);
      const ofProperty = sent[propertyName];
      const ofHolidayLets = sent[holidayName];
      return {
        ...(ofProperty && { property: toSide(ofProperty, `/${propertyName}`) }),
        ...(ofHolidayLets && { holidayLets: toSide(ofHolidayLets, `/${holidayName}`) }),
      };
    },
    // Adjustments are never written back in the form they came in.
    write: (value) => value,
  };
}

function toSide(side: AnySide | readonly KeptAdjustment[], path: string): SentSide {
  if (isList(side)) return { path, items: side, listed: true, zeroAdjustments: false };
  const { zeroAdjustments, countryLevelDetail, propertyLevelDetail, ...own } = side;
  const zeroes = zeroAdjustments !== undefined;
  const listName = countryLevelDetail ? 'countryLevelDetail' : 'propertyLevelDetail';
  const listed = countryLevelDetail ?? propertyLevelDetail;
  if (listed) return { path: `${path}/${listName}`, items: listed, listed: true, zeroAdjustments: zeroes };
  const items = own.income || own.expenses ? [own] : [];
  return { path, items, listed: false, zeroAdjustments: zeroes };
}

const isList = (side: AnySide | readonly KeptAdjustment[]): side is readonly KeptAdjustment[] =>
  Array.isArray(side);
