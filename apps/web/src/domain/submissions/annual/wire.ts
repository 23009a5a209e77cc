import {
  type BuildingAllowance,
  fieldOf,
  refusalsOf,
  type SubmittedUkPropertyAnnual,
  type UkPropertyAnnual,
} from '@quarterday/hmrc-client';

import {
  type AnnualBuilding,
  type AnnualFigures,
  annualFingerprint,
  type AnnualProblem,
  buildingLists,
} from './rules.ts';

/** The figures as HMRC's API has them from 2025-26 on. */
export function toHmrc(figures: AnnualFigures): UkPropertyAnnual {
  return {
    ukProperty: {
      adjustments: {
        ...withPence(figures.adjustments),
        nonResidentLandlord: figures.nonResidentLandlord,
        ...(figures.jointlyLet === null ? {} : { jointlyLet: figures.jointlyLet }),
      },
      allowances: {
        ...withPence(figures.allowances),
        structuredBuildingAllowance: figures.structuredBuildingAllowance.map(buildingToHmrc),
        enhancedStructuredBuildingAllowance: figures.enhancedStructuredBuildingAllowance.map(buildingToHmrc),
      },
    },
  };
}

const withPence = (amounts: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [`${name}Pence`, amount]));

const buildingToHmrc = ({ amountPence, firstYear, name, number, postcode }: AnnualBuilding) => ({
  amountPence,
  ...(firstYear ? { firstYear } : {}),
  building: { ...(name === '' ? {} : { name }), ...(number === '' ? {} : { number }), postcode },
});

/** Whether HMRC's copy says what was sent, to the penny: what it has besides counts, since a PUT replaces everything. */
export function isSameAsCopy(copy: SubmittedUkPropertyAnnual, figures: AnnualFigures): boolean {
  const { adjustments, allowances = {} } = copy.ukProperty ?? {};
  // What is called amounts are numbers alone: the flags and lists beside them have names of their own.
  const { nonResidentLandlord = false, jointlyLet = null, ...adjusted } = adjustments ?? {};
  const {
    structuredBuildingAllowance = [],
    enhancedStructuredBuildingAllowance = [],
    ...allowed
  } = allowances;
  return (
    copy.ukFhlProperty === undefined &&
    annualFingerprint({
      adjustments: withoutPence(adjusted),
      nonResidentLandlord,
      jointlyLet,
      allowances: withoutPence(allowed),
      structuredBuildingAllowance: structuredBuildingAllowance.map(buildingOfHmrc),
      enhancedStructuredBuildingAllowance: enhancedStructuredBuildingAllowance.map(buildingOfHmrc),
    }) === annualFingerprint(figures)
  );
}

const withoutPence = (amounts: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name.replace(/Pence$/, ''), amount]));

const buildingOfHmrc = ({ amountPence, firstYear, building }: BuildingAllowance): AnnualBuilding => ({
  amountPence,
  firstYear: firstYear ?? null,
  name: building.name ?? '',
  number: building.number ?? '',
  postcode: building.postcode,
});

/** The method and parameters that stand for every annual summary where only the form of the body matters. */
const anyBusiness = { nino: 'AA000000A', businessId: 'XAIS00000000000', taxYear: '2025-26' };

/** What HMRC would refuse about figures and can be known before a call, beside the field of the form it is about. */
export function refusalsBeforeTheCall(figures: AnnualFigures): AnnualProblem[] {
  return refusalsOf('putUkPropertyAnnual', { ...anyBusiness, submission: toHmrc(figures) }).flatMap(
    ({ code, message, paths }) =>
      paths.map((path) => ({ field: annualFieldOfPath(path) ?? '', text: ourWords[code] ?? message })),
  );
}

/** Where the client's words suit a program better than a landlord. */
const ourWords: Partial<Record<string, string>> = {
  FORMAT_STRING: 'Use at most 90 letters, digits, spaces and simple punctuation marks',
  FORMAT_DATE: 'Enter a date from 1900 to 2099',
  RULE_BOTH_ALLOWANCES_SUPPLIED:
    'The property income allowance takes the place of all other allowances. Remove it, or remove the others',
  RULE_PROPERTY_INCOME_ALLOWANCE:
    'The property income allowance does not go with an adjustment for private use. Remove one of the two',
};

/** The field of the form behind a path of HMRC's; null for a path that names none. */
export function annualFieldOfPath(path: string): string | null {
  if (path === '/ukProperty/allowances') return 'propertyIncomeAllowance';
  const sample = { ...anyBusiness, submission: {} };
  const steps = (fieldOf('putUkPropertyAnnual', sample, path) ?? '').split('.').slice(2);
  const [first, index, ...rest] = steps;
  if (first === undefined) return null;
  const list = buildingLists.find((each) => each === first);
  if (!list) return first === 'jointlyLet' ? 'rentARoom' : first.replace(/Pence$/, '');
  if (index === undefined) return null;
  const part = rest.at(-1)?.replace(/Pence$/, '') ?? 'amount';
  return `${list}-${index}-${partOf[part] ?? part}`;
}

/** Where HMRC names a whole rather than a part of it. */
const partOf: Partial<Record<string, string>> = { building: 'name', firstYear: 'qualifyingDate' };
