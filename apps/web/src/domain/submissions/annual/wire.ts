import { type BuildingAllowance } from '@quarterday/hmrc-client';

import { type AnnualBuilding, type AnnualProblem, buildingField, buildingLists } from './entry/rules.ts';

/** Amounts under the client's names. */
export const withPence = (amounts: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [`${name}Pence`, amount]));

export const buildingToHmrc = ({ amountPence, firstYear, name, number, postcode }: AnnualBuilding) => ({
  amountPence,
  ...(firstYear ? { firstYear } : {}),
  building: { ...(name === '' ? {} : { name }), ...(number === '' ? {} : { number }), postcode },
});

/** Amounts under our names of what the client calls them. */
export const withoutPence = (amounts: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name.replace(/Pence$/, ''), amount]));

export const buildingOfHmrc = ({ amountPence, firstYear, building }: BuildingAllowance): AnnualBuilding => ({
  amountPence,
  firstYear: firstYear ?? null,
  name: building.name ?? '',
  number: building.number ?? '',
  postcode: building.postcode,
});

/** A refusal that the client knows before a call. */
interface KnownRefusal {
  code: string;
  message: string;
  paths: readonly string[];
}

/** Refusals beside the field of the form each is about. */
export const problemsOf = (
  refusals: readonly KnownRefusal[],
  fieldOfPath: (path: string) => string | null,
): AnnualProblem[] =>
  refusals.flatMap(({ code, message, paths }) =>
    paths.map((path) => ({ field: fieldOfPath(path) ?? '', text: ourWords[code] ?? message })),
  );

/** Where the client's words suit a program better than a landlord. */
const ourWords: Partial<Record<string, string>> = {
  FORMAT_STRING: 'Use at most 90 letters, digits, spaces and simple punctuation marks',
  FORMAT_DATE: 'Enter a date from 1900 to 2099',
  RULE_BOTH_ALLOWANCES_SUPPLIED:
    'The property income allowance takes the place of all other allowances. Remove it, or remove the others',
  RULE_PROPERTY_INCOME_ALLOWANCE:
    'The property income allowance does not go with an adjustment for private use. Remove one of the two',
};

/**
 * The field of an entry behind what the client calls it within adjustments or allowances, such as
 * `structuredBuildingAllowance`, `1`, `amountPence`; null where that names none.
 */
export function fieldOfSteps([first, index, ...rest]: readonly string[]): string | null {
  if (first === undefined) return null;
  const list = buildingLists.find((each) => each === first);
  if (!list) return first === 'jointlyLet' ? 'rentARoom' : first.replace(/Pence$/, '');
  if (index === undefined) return null;
  const part = rest.at(-1)?.replace(/Pence$/, '') ?? 'amount';
  return buildingField(list, Number(index), partOf[part] ?? part);
}

/** Where HMRC names a whole rather than a part of it. */
const partOf: Partial<Record<string, string>> = { building: 'name', firstYear: 'qualifyingDate' };
