import {
  bodyOf,
  fieldOf,
  type ForeignPropertyAdjustments,
  type ForeignPropertyBsas,
  type HmrcCall,
  type HmrcClient,
  type HmrcError,
  type HmrcResult,
  refusalsOf,
  type UkPropertyAdjustments,
  type UkPropertyBsas,
} from '@quarterday/hmrc-client';

import { mapResult } from '../flow.ts';
import { isByProperty } from '../foreign/rules.ts';
import {
  type AdjustableSummary,
  adjustmentField,
  type AdjustmentEntry,
  type AdjustmentFigures,
  type PropertyType,
  type SummaryFigures,
  summaryFields,
} from './rules.ts';

interface Named {
  nino: string;
  taxYear: string;
  calculationId: string;
}

type Amounts = Readonly<Record<string, number | undefined>>;
interface Part {
  income?: Amounts | undefined;
  expenses?: Amounts | undefined;
}
type Calculation = UkPropertyBsas['adjustableSummaryCalculation'];
type ForeignCalculation = ForeignPropertyBsas['adjustableSummaryCalculation'];

/** Asks HMRC for a summary, in our form. */
export async function getSummary(
  hmrc: HmrcClient,
  call: HmrcCall,
  type: PropertyType,
  named: Named,
): Promise<HmrcResult<AdjustableSummary>> {
  if (type === 'uk-property') {
    return mapResult(await hmrc.getUkPropertyBsas(call, named), summaryOfUk);
  }
  const { taxYear } = named;
  return mapResult(await hmrc.getForeignPropertyBsas(call, named), (copy) => summaryOfForeign(copy, taxYear));
}

/** Sends adjustments: HMRC takes them once for a summary. */
export const sendAdjustments = (
  hmrc: HmrcClient,
  call: HmrcCall,
  { nino, taxYear }: Omit<Named, 'calculationId'>,
  figures: AdjustmentFigures,
): Promise<HmrcResult<null>> => {
  const named = { nino, taxYear, calculationId: figures.calculationId };
  return figures.typeOfBusiness === 'uk-property'
    ? hmrc.adjustUkPropertyBsas(call, { ...named, adjustments: toUk(figures) })
    : hmrc.adjustForeignPropertyBsas(call, { ...named, adjustments: toForeign(figures, taxYear) });
};

/** The exact text that is sent. */
export function adjustmentsBody(figures: AdjustmentFigures, taxYear: string): string {
  // The NINO is part of the address alone.
  const named = { nino: '', taxYear, calculationId: figures.calculationId };
  const body =
    figures.typeOfBusiness === 'uk-property'
      ? bodyOf('adjustUkPropertyBsas', { ...named, adjustments: toUk(figures) })
      : bodyOf('adjustForeignPropertyBsas', { ...named, adjustments: toForeign(figures, taxYear) });
  return body ?? '';
}

function toUk({ entries }: AdjustmentFigures): UkPropertyAdjustments {
  return { ukProperty: entries.length === 0 ? { zeroAdjustments: true } : partsOf('uk-property', entries) };
}

function toForeign({ entries }: AdjustmentFigures, taxYear: string): ForeignPropertyAdjustments {
  if (entries.length === 0) return { zeroAdjustments: true };
  const places = placesOf(entries).map((place) => ({
    place,
    ...partsOf(
      'foreign-property',
      entries.filter((each) => each.place === place),
    ),
  }));
  return isByProperty(taxYear)
    ? { propertyLevelDetail: places.map(({ place, ...parts }) => ({ propertyId: place, ...parts })) }
    : { countryLevelDetail: places.map(({ place, ...parts }) => ({ countryCode: place, ...parts })) };
}

/** The places of adjustments, in the order in which they are sent. */
const placesOf = (entries: readonly AdjustmentEntry[]): string[] => [
  ...new Set(entries.map(({ place }) => place)),
];

function partsOf(type: PropertyType, entries: readonly AdjustmentEntry[]) {
  const amounts = (part: 'income' | 'expenses') =>
    Object.fromEntries(
      entries
        .filter(({ field }) => summaryFields(type).some((each) => each.name === field && each.part === part))
        .map(({ field, amountPence }) => [`${field}Pence`, amountPence]),
    );
  const [income, expenses] = [amounts('income'), amounts('expenses')];
  return {
    ...(Object.keys(income).length > 0 && { income }),
    ...(Object.keys(expenses).length > 0 && { expenses }),
  };
}

const summaryOfUk = (copy: UkPropertyBsas): AdjustableSummary =>
  summaryOf(copy, 'uk-property', figuresOfUk, (of) => [{ place: '', ...of }]);

const figuresOfUk = (of: Calculation): SummaryFigures => ({
  places: [{ place: '', amounts: amountsOf(of) }],
  totals: totalsOf(of),
  ...claimOf(of),
});

function summaryOfForeign(copy: ForeignPropertyBsas, taxYear: string): AdjustableSummary {
  const isByEach = isByProperty(taxYear);
  const figures = (of: ForeignCalculation): SummaryFigures => ({
    places: (of.countryLevelDetail ?? []).flatMap((country) =>
      isByEach
        ? (country.propertyLevelDetail ?? []).map((each) => ({
            place: each.propertyId,
            countryCode: country.countryCode,
            amounts: amountsOf(each),
          }))
        : [{ place: country.countryCode, amounts: amountsOf(country) }],
    ),
    totals: totalsOf(of),
    ...claimOf(of),
  });
  return summaryOf(
    copy,
    'foreign-property',
    figures,
    ({ countryLevelDetail = [], propertyLevelDetail = [] }) => [
      ...countryLevelDetail.map(({ countryCode: place, ...parts }) => ({ place, ...parts })),
      ...propertyLevelDetail.map(({ propertyId: place, ...parts }) => ({ place, ...parts })),
    ],
  );
}

/** What a summary of either kind of property has in common. */
function summaryOf<Of, Changes>(
  copy: {
    metadata: UkPropertyBsas['metadata'];
    adjustableSummaryCalculation: Of;
    adjustedSummaryCalculation?: Of | undefined;
    adjustments?: Changes | undefined;
  },
  type: PropertyType,
  figures: (of: Of) => SummaryFigures,
  changes: (of: Changes) => (Part & { place: string })[],
): AdjustableSummary {
  const { metadata, adjustments } = copy;
  const adjustedAt = metadata.adjustedDateTime ?? null;
  const submitted = figures(copy.adjustableSummaryCalculation);
  // HMRC shows these of UK property before there are adjustments too.
  const after = copy.adjustedSummaryCalculation;
  const adjusted = adjustedAt === null || after === undefined ? null : figures(after);
  return {
    calculationId: metadata.calculationId,
    status: metadata.summaryStatus,
    adjustedAt,
    submitted,
    adjusted,
    changes:
      adjustedAt === null
        ? []
        : changesIn(type, submitted, adjusted, adjustments ? changes(adjustments) : []),
  };
}

/** What was adjusted: as HMRC shows it, or, where it shows no such adjustment, by what became of the figure. */
function changesIn(
  type: PropertyType,
  submitted: SummaryFigures,
  adjusted: SummaryFigures | null,
  shown: readonly (Part & { place: string })[],
): AdjustableSummary['changes'] {
  const places = new Set(
    [...submitted.places, ...(adjusted?.places ?? []), ...shown].map(({ place }) => place),
  );
  return [...places].flatMap((place) => {
    const said = shown.filter((each) => each.place === place).map(amountsOf);
    const [before, after] = [amountsAt(submitted, place), adjusted && amountsAt(adjusted, place)];
    return summaryFields(type).flatMap(({ name: field }) => {
      const told = said.find((amounts) => amounts[field] !== undefined)?.[field];
      const amountPence = told ?? (after ? (after[field] ?? 0) - (before[field] ?? 0) : 0);
      return amountPence === 0 ? [] : [{ place, field, amountPence }];
    });
  });
}

const amountsAt = ({ places }: SummaryFigures, place: string): Record<string, number> =>
  places.find((each) => each.place === place)?.amounts ?? {};

const amountsOf = ({ income = {}, expenses = {} }: Part): Record<string, number> =>
  withoutPence({ ...income, ...expenses });

/** Whether the property income allowance is among what is taken off. */
const claimOf = ({ deductions }: { deductions?: Amounts | undefined }): { claimsAllowance?: true } =>
  (deductions?.['propertyAllowancePence'] ?? 0) > 0 ? { claimsAllowance: true } : {};

/** The sums of a calculation; what they are made of are groups of their own. */
function totalsOf(of: object): Record<string, number> {
  return withoutPence(
    Object.fromEntries(
      Object.entries(of).filter((each): each is [string, number] => typeof each[1] === 'number'),
    ),
  );
}

function withoutPence(amounts: Amounts): Record<string, number> {
  return Object.fromEntries(
    Object.entries(amounts).flatMap(([name, amount]) =>
      amount === undefined ? [] : [[name.replace(/Pence$/, ''), amount]],
    ),
  );
}

/** What HMRC would refuse and can be known before the call, with the field of the form it is about. */
export function refusalsBeforeTheCall(figures: AdjustmentFigures, taxYear: string) {
  const named = { nino: 'AA000000A', taxYear, calculationId: figures.calculationId };
  const refusals: HmrcError[] =
    figures.typeOfBusiness === 'uk-property'
      ? refusalsOf('adjustUkPropertyBsas', { ...named, adjustments: toUk(figures) })
      : refusalsOf('adjustForeignPropertyBsas', { ...named, adjustments: toForeign(figures, taxYear) });
  return refusals.flatMap(({ message, paths }) =>
    (paths.length > 0 ? paths : ['']).map((path) => ({
      field: adjustmentFieldOfPath(path, figures) ?? '',
      text: message,
    })),
  );
}

/** The amount of the form behind a path of HMRC's; null for a path that names none. */
export function adjustmentFieldOfPath(
  path: string,
  { typeOfBusiness, entries }: AdjustmentFigures,
): string | null {
  const named = { nino: '', calculationId: '' };
  if (typeOfBusiness === 'uk-property') {
    const [, , field] = (
      fieldOf('adjustUkPropertyBsas', { ...named, taxYear: '2025-26', adjustments: {} }, path) ?? ''
    ).split('.');
    return field === undefined ? null : field.replace(/Pence$/, '');
  }
  const [, index = '', field] =
    /^\/foreignProperty\/(?:\w+Detail\/)?(\d+)\/(?:income|expenses)\/(\w+)$/.exec(path) ?? [];
  const place = placesOf(entries)[Number(index)];
  return field === undefined || place === undefined ? null : adjustmentField({ place, field });
}
