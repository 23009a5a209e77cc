import {
  bodyOf,
  fieldOf,
  type ForeignPropertyAnnual,
  type HmrcClient,
  refusalsOf,
  type SubmittedForeignPropertyAnnual,
} from '@quarterday/hmrc-client';

import { type Held, mapResult } from '../flow.ts';
import { type BusinessAnnual } from './business-annual.ts';
import { type AnnualProblem, isEmptyEntry } from './entry/rules.ts';
import { type AnnualPlaceFigures, fieldOfPlace, type ForeignAnnualFigures } from './places/rules.ts';
import { annualFingerprint } from './rules.ts';
import { buildingOfHmrc, buildingToHmrc, fieldOfSteps, problemsOf, withoutPence, withPence } from './wire.ts';

/** The annual summary of a foreign property business: by country up to 2025-26, by HMRC's id of each property from 2026-27 on. */
export const foreignAnnual = (hmrc: HmrcClient): BusinessAnnual<ForeignAnnualFigures> => ({
  body(figures, { businessId, taxYear }) {
    // The NINO is part of the address alone.
    const params = { nino: '', businessId, taxYear, submission: toHmrc(figures) };
    return bodyOf('putForeignPropertyAnnual', params) ?? '';
  },
  send: (call, { nino, submission: { businessId, taxYear }, figures }) =>
    hmrc.putForeignPropertyAnnual(call, { nino, businessId, taxYear, submission: toHmrc(figures) }),
  async readCopy(call, { nino, submission: { businessId, taxYear }, figures }) {
    const copy = await hmrc.getForeignPropertyAnnual(call, { nino, businessId, taxYear });
    return mapResult(copy, (held) => isSameAsForeignCopy(held, figures));
  },
  async held(call, { nino, submission: { businessId, taxYear }, figures }) {
    const address = { nino, businessId, taxYear };
    const copy = await hmrc.getForeignPropertyAnnual(call, address);
    return mapResult(copy, ({ foreignFhlEea, foreignProperty }): Held => {
      const submission = {
        ...toHmrc(figures),
        ...(foreignFhlEea && { foreignFhlEea: letsToHmrc(foreignFhlEea) }),
      };
      return {
        isSame: saysTheSame(foreignProperty, figures),
        body: bodyOf('putForeignPropertyAnnual', { ...address, nino: '', submission }) ?? '',
        change: (again) => hmrc.putForeignPropertyAnnual(again, { ...address, submission }),
      };
    });
  },
});

type EeaLets = NonNullable<SubmittedForeignPropertyAnnual['foreignFhlEea']>;

/** Holiday lets of HMRC's answer as its requests have them: an answer may leave out that no period of grace is claimed. */
const letsToHmrc = ({ adjustments, allowances }: EeaLets) => ({
  ...(adjustments && { adjustments: { periodOfGraceAdjustment: false, ...adjustments } }),
  ...(allowances && { allowances }),
});

/** The figures as HMRC's API has them, without the holiday lets that years to 2024-25 have apart. */
export function toHmrc({ places }: ForeignAnnualFigures): ForeignPropertyAnnual {
  const entries = places.map((place) => {
    // HMRC takes neither an entry nor a group that says nothing: a nought says that there is nothing to adjust.
    const adjustments = isEmptyEntry(place) ? { privateUseAdjustmentPence: 0 } : withPence(place.adjustments);
    return {
      ...(place.property ? { propertyId: place.property.hmrcId } : { countryCode: place.countryCode }),
      ...(Object.keys(adjustments).length > 0 && { adjustments }),
      allowances: {
        ...withPence(place.allowances),
        structuredBuildingAllowance: place.structuredBuildingAllowance.map(buildingToHmrc),
      },
    };
  });
  // Which of the two an entry names goes by its year, and the client's shape refuses the other.
  return { foreignProperty: entries } as ForeignPropertyAnnual;
}

/** Whether HMRC's copy says what was sent, to the penny: what it has besides counts, since a PUT replaces everything. */
export const isSameAsForeignCopy = (
  { foreignFhlEea, foreignProperty }: SubmittedForeignPropertyAnnual,
  figures: ForeignAnnualFigures,
): boolean => foreignFhlEea === undefined && saysTheSame(foreignProperty, figures);

function saysTheSame(
  foreignProperty: SubmittedForeignPropertyAnnual['foreignProperty'] = [],
  figures: ForeignAnnualFigures,
): boolean {
  const places = foreignProperty.map(
    ({ countryCode = '', propertyId, adjustments = {}, allowances = {} }): AnnualPlaceFigures => {
      const { structuredBuildingAllowance = [], ...allowed } = allowances;
      return {
        countryCode,
        property: propertyId === undefined ? null : { hmrcId: propertyId, id: '', name: '' },
        adjustments: withoutPence(adjustments),
        allowances: withoutPence(allowed),
        structuredBuildingAllowance: structuredBuildingAllowance.map(buildingOfHmrc),
      };
    },
  );
  return annualFingerprint({ places }) === annualFingerprint(figures);
}

/** Parameters that stand for every annual summary where only the form of the body matters. */
const anyBusiness = { nino: 'AA000000A', businessId: 'XAIS00000000000' };

/** What HMRC would refuse about figures and can be known before a call, beside the field of the form it is about. */
export function foreignRefusals(figures: ForeignAnnualFigures, taxYear: string): AnnualProblem[] {
  // What is wanting of a property without an id is the id, which is told apart from the answers.
  const places = figures.places.map((place, index) =>
    place.property?.hmrcId === ''
      ? { ...place, property: { ...place.property, hmrcId: standIn(index) } }
      : place,
  );
  // Without any place there is nothing that answers could put right.
  if (places.length === 0) return [];
  const params = { ...anyBusiness, taxYear, submission: toHmrc({ places }) };
  return problemsOf(refusalsOf('putForeignPropertyAnnual', params), (path) =>
    foreignFieldOfPath(path, figures),
  );
}

const standIn = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

/** The field of the form behind a path of HMRC's, whose index is a place among those of the figures; null where it names none. */
export function foreignFieldOfPath(path: string, { places }: ForeignAnnualFigures): string | null {
  // The last year with holiday lets apart has every field.
  const sample = { ...anyBusiness, taxYear: '2024-25', submission: { foreignProperty: [] } };
  const [list, index, side, ...steps] = (fieldOf('putForeignPropertyAnnual', sample, path) ?? '').split('.');
  const place = places[Number(index)];
  if (list !== 'foreignProperty' || !place) return null;
  if (side === 'allowances' && steps.length === 0) return fieldOfPlace(place, 'propertyIncomeAllowance');
  const field = side === 'adjustments' || side === 'allowances' ? fieldOfSteps(steps) : null;
  return field === null ? null : fieldOfPlace(place, field);
}
