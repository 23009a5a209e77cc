import { z } from 'zod';

import { parsePounds } from '../../../money.ts';
import { readDate } from '../../../tax-year.ts';

/** Amounts of an annual summary under HMRC's names, in the order of the form. */
export const adjustmentFields = [
  'balancingCharge',
  'privateUseAdjustment',
  'businessPremisesRenovationAllowanceBalancingCharges',
] as const;
export const allowanceFields = [
  'propertyIncomeAllowance',
  'annualInvestmentAllowance',
  'costOfReplacingDomesticItems',
  'zeroEmissionsCarAllowance',
  'zeroEmissionsGoodsVehicleAllowance',
  'electricChargePointAllowance',
  'otherCapitalAllowance',
  'businessPremisesRenovationAllowance',
] as const;
export type AnnualAmountField = (typeof adjustmentFields)[number] | (typeof allowanceFields)[number];

/** Allowances that are claimed building by building. */
export const buildingLists = ['structuredBuildingAllowance', 'enhancedStructuredBuildingAllowance'] as const;
export type BuildingList = (typeof buildingLists)[number];

/** What an entry can hold in the years that have most, by the type of business. */
const mostFields = {
  'uk-property': { adjustments: adjustmentFields, allowances: allowanceFields, lists: buildingLists },
  'foreign-property': {
    adjustments: ['balancingCharge', 'privateUseAdjustment'],
    allowances: [
      'propertyIncomeAllowance',
      'annualInvestmentAllowance',
      'costOfReplacingDomesticItems',
      'zeroEmissionsCarAllowance',
      'zeroEmissionsGoodsVehicleAllowance',
      'electricChargePointAllowance',
      'otherCapitalAllowance',
    ],
    lists: ['structuredBuildingAllowance'],
  },
} as const satisfies Record<'uk-property' | 'foreign-property', EntryFields>;
export interface EntryFields {
  adjustments: readonly AnnualAmountField[];
  allowances: readonly AnnualAmountField[];
  lists: readonly BuildingList[];
}

/** Allowances that ended with 2024-25: HMRC refuses them of later years. */
const endedAllowances: readonly AnnualAmountField[] = [
  'zeroEmissionsGoodsVehicleAllowance',
  'electricChargePointAllowance',
];

/** Whether allowances that ended with 2024-25 are still there in a tax year. */
export const hasEndedAllowances = (taxYear: string): boolean => taxYear < '2025-26';

/** What an entry can hold in a tax year: all of UK property is one, each place abroad is one. */
export function entryFieldsOf(type: 'uk-property' | 'foreign-property', taxYear: string): EntryFields {
  const { adjustments, allowances, lists } = mostFields[type];
  const isThere = (name: AnnualAmountField) => hasEndedAllowances(taxYear) || !endedAllowances.includes(name);
  return { adjustments, allowances: allowances.filter(isThere), lists };
}

/** What the form asks about a building; the date in three parts. */
export const buildingParts = [
  'amount',
  'name',
  'number',
  'postcode',
  'qualifyingDate-day',
  'qualifyingDate-month',
  'qualifyingDate-year',
  'qualifyingAmountExpenditure',
] as const;
export type BuildingAnswers = Partial<Record<(typeof buildingParts)[number], string>>;

/** The answers of one entry as they were typed, right or wrong. */
export const entryAnswers = z.object({
  fields: z.record(z.string(), z.string()).catch({}),
  structuredBuildingAllowance: z.array(z.partialRecord(z.enum(buildingParts), z.string())).catch([]),
  enhancedStructuredBuildingAllowance: z.array(z.partialRecord(z.enum(buildingParts), z.string())).catch([]),
});
export interface AnnualAnswers extends Record<BuildingList, BuildingAnswers[]> {
  fields: Partial<Record<string, string>>;
}

/** Nothing answered yet. */
export const noAnswers: AnnualAnswers = {
  fields: {},
  structuredBuildingAllowance: [],
  enhancedStructuredBuildingAllowance: [],
};

export const pence = z.number().int();
export const building = z.object({
  amountPence: pence,
  firstYear: z.object({ qualifyingDate: z.string(), qualifyingAmountExpenditurePence: pence }).nullable(),
  name: z.string(),
  number: z.string(),
  postcode: z.string(),
});
export type AnnualBuilding = z.infer<typeof building>;

/** Adjustments and allowances of UK property, or of one place abroad: whole pence under HMRC's names, no noughts. */
export interface AnnualEntry {
  adjustments: Record<string, number>;
  allowances: Record<string, number>;
  structuredBuildingAllowance: AnnualBuilding[];
  /** Of UK property alone. */
  enhancedStructuredBuildingAllowance?: AnnualBuilding[] | undefined;
}

/** What is wrong with an answer, by the name of its field in the form. */
export interface AnnualProblem {
  field: string;
  text: string;
}

/** The name in the form of a part of the building at a place of its list. */
export const buildingField = (list: BuildingList, index: number, part: string): string =>
  `${list}-${index}-${part}`;

export type Note = (field: string, text: string) => void;

/** To HMRC a field that is left out is nought, since what is sent replaces everything: so noughts are left out. */
export function amountsOf(
  { fields }: AnnualAnswers,
  names: readonly AnnualAmountField[],
  note: Note,
): Record<string, number> {
  const amounts: Record<string, number> = {};
  for (const name of names) {
    const read = amountIn(fields[name] ?? '', name, note);
    if (read !== null && read !== 0) amounts[name] = read;
  }
  return amounts;
}

function amountIn(text: string, field: string, note: Note): number | null {
  if (text.trim() === '') return null;
  const read = parsePounds(text);
  if (read.ok && read.pence >= 0) return read.pence;
  note(field, read.ok ? 'Enter an amount of £0 or more' : read.reason);
  return null;
}

export function buildingsOf(answers: AnnualAnswers, list: BuildingList, note: Note): AnnualBuilding[] {
  return answers[list].flatMap((typed, index) =>
    isBlank(typed)
      ? []
      : [
          buildingOf(typed, (part, text) => {
            note(buildingField(list, index, part), text);
          }),
        ],
  );
}

/** Whether nothing was typed for a building: then it is none. */
const isBlank = (typed: BuildingAnswers): boolean => Object.values(typed).every((text) => text.trim() === '');

function buildingOf(typed: BuildingAnswers, note: Note): AnnualBuilding {
  const amount = amountIn(typed.amount ?? '', 'amount', note);
  if ((typed.amount ?? '').trim() === '') note('amount', 'Enter the allowance for this building');
  const postcode = (typed.postcode ?? '').trim();
  const [name, number] = [(typed.name ?? '').trim(), (typed.number ?? '').trim()];
  if (name === '' && number === '') note('name', 'Enter the name or the number of the building');
  if (postcode === '') note('postcode', 'Enter the postcode of the building');
  return { amountPence: amount ?? 0, firstYear: firstYearOf(typed, note), name, number, postcode };
}

function firstYearOf(typed: BuildingAnswers, note: Note): AnnualBuilding['firstYear'] {
  const parts = {
    day: typed['qualifyingDate-day'] ?? '',
    month: typed['qualifyingDate-month'] ?? '',
    year: typed['qualifyingDate-year'] ?? '',
  };
  const spent = typed.qualifyingAmountExpenditure ?? '';
  const hasDate = Object.values(parts).some((part) => part.trim() !== '');
  if (!hasDate && spent.trim() === '') return null;
  const date = readDate(parts);
  if (!date.ok) note('qualifyingDate', date.problem);
  const amount = amountIn(spent, 'qualifyingAmountExpenditure', note);
  if (spent.trim() === '') note('qualifyingAmountExpenditure', 'Enter what was spent on this building');
  return { qualifyingDate: date.ok ? date.date : '', qualifyingAmountExpenditurePence: amount ?? 0 };
}

/** What an entry says, in a form that is the same whatever the order: nought and absent say the same. */
export function toldByEntry(entry: AnnualEntry) {
  const amounts = (record: Record<string, number>) =>
    Object.entries(record)
      .filter(([, amount]) => amount !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1));
  const buildings = (list: readonly AnnualBuilding[]) =>
    list
      .map(({ amountPence, firstYear, name, number, postcode }) =>
        JSON.stringify([
          amountPence,
          firstYear && [firstYear.qualifyingDate, firstYear.qualifyingAmountExpenditurePence],
          name,
          number,
          postcode,
        ]),
      )
      .sort();
  return {
    adjustments: amounts(entry.adjustments),
    allowances: amounts(entry.allowances),
    buildings: buildingLists.map((list) => buildings(entry[list] ?? [])),
  };
}

/** Whether an entry says nothing at all. */
export function isEmptyEntry(entry: AnnualEntry): boolean {
  const { adjustments, allowances, buildings } = toldByEntry(entry);
  return [adjustments, allowances, ...buildings].every((part) => part.length === 0);
}
