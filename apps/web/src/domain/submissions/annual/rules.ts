import { z } from 'zod';

import { parsePounds } from '../../money.ts';
import { readDate } from '../../tax-year.ts';

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
  'otherCapitalAllowance',
  'businessPremisesRenovationAllowance',
] as const;
export type AnnualAmountField = (typeof adjustmentFields)[number] | (typeof allowanceFields)[number];

/** Allowances that are claimed building by building. */
export const buildingLists = ['structuredBuildingAllowance', 'enhancedStructuredBuildingAllowance'] as const;
export type BuildingList = (typeof buildingLists)[number];

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

/** The answers as they were typed, right or wrong. */
const answersForm = z.object({
  fields: z.record(z.string(), z.string()).catch({}),
  structuredBuildingAllowance: z.array(z.partialRecord(z.enum(buildingParts), z.string())).catch([]),
  enhancedStructuredBuildingAllowance: z.array(z.partialRecord(z.enum(buildingParts), z.string())).catch([]),
});
export interface AnnualAnswers extends Record<BuildingList, BuildingAnswers[]> {
  fields: Partial<Record<string, string>>;
}

/** Reads the answers of a draft back; what was never answered is empty. */
export const readAnswers = (stored: unknown): AnnualAnswers => answersForm.parse(stored ?? {});

const pence = z.number().int();
const building = z.object({
  amountPence: pence,
  firstYear: z.object({ qualifyingDate: z.string(), qualifyingAmountExpenditurePence: pence }).nullable(),
  name: z.string(),
  number: z.string(),
  postcode: z.string(),
});
export type AnnualBuilding = z.infer<typeof building>;

/** How the figures of an annual summary are kept with an attempt: whole pence under HMRC's names, no noughts. */
export const annualFigures = z.object({
  adjustments: z.record(z.string(), pence),
  nonResidentLandlord: z.boolean(),
  /** Whether Rent a Room income is shared with somebody; null where the scheme is not used. */
  jointlyLet: z.boolean().nullable(),
  allowances: z.record(z.string(), pence),
  structuredBuildingAllowance: z.array(building),
  enhancedStructuredBuildingAllowance: z.array(building),
});
export type AnnualFigures = z.infer<typeof annualFigures>;

/** Reads the figures that were kept with an annual summary's attempt. */
export const readAnnualFigures = (stored: unknown): AnnualFigures => annualFigures.parse(stored);

/** What is wrong with an answer, by the name of its field in the form. */
export interface AnnualProblem {
  field: string;
  text: string;
}

/** The name in the form of a part of the building at a place of its list. */
export const buildingField = (list: BuildingList, index: number, part: string): string =>
  `${list}-${index}-${part}`;

type Note = (field: string, text: string) => void;

/** Makes figures of answers. With problems, the figures hold what could be read. */
export function figuresOfAnswers(answers: AnnualAnswers): {
  figures: AnnualFigures;
  problems: AnnualProblem[];
} {
  const problems: AnnualProblem[] = [];
  const note: Note = (field, text) => void problems.push({ field, text });
  const { nonResidentLandlord, rentARoom } = answers.fields;
  const adjustments = amountsOf(answers, adjustmentFields, note);
  if (nonResidentLandlord !== 'yes' && nonResidentLandlord !== 'no') {
    note('nonResidentLandlord', 'Select yes if you live outside the UK');
  }
  const figures = {
    adjustments,
    nonResidentLandlord: nonResidentLandlord === 'yes',
    jointlyLet: rentARoom === 'shared' ? true : rentARoom === 'alone' ? false : null,
    allowances: amountsOf(answers, allowanceFields, note),
    structuredBuildingAllowance: buildingsOf(answers, 'structuredBuildingAllowance', note),
    enhancedStructuredBuildingAllowance: buildingsOf(answers, 'enhancedStructuredBuildingAllowance', note),
  };
  return { figures, problems };
}

/** To HMRC a field that is left out is nought, since what is sent replaces everything: so noughts are left out. */
function amountsOf(
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

function buildingsOf(answers: AnnualAnswers, list: BuildingList, note: Note): AnnualBuilding[] {
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

/** HMRC's last update of the year, as far as it stands in the way of a property income allowance. */
export function expensesBesideAllowance(
  figures: AnnualFigures,
  update: { expenses: Record<string, number> } | null,
): AnnualProblem[] {
  const hasExpenses = Object.values(update?.expenses ?? {}).some((amount) => amount !== 0);
  if (figures.allowances['propertyIncomeAllowance'] === undefined || !hasExpenses) return [];
  const text =
    'The last quarterly update HMRC has for this tax year holds expenses, and the allowance takes the place of all of them. Send that update again without expenses first, or leave the allowance empty';
  return [{ field: 'propertyIncomeAllowance', text }];
}

/** A text that is the same for the same figures, whatever their order: nought and absent say the same. */
export function annualFingerprint(figures: AnnualFigures): string {
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
  return JSON.stringify([
    amounts(figures.adjustments),
    figures.nonResidentLandlord,
    figures.jointlyLet,
    amounts(figures.allowances),
    buildings(figures.structuredBuildingAllowance),
    buildings(figures.enhancedStructuredBuildingAllowance),
  ]);
}
