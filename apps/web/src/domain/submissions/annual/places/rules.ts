import { z } from 'zod';

import { type PlaceFigures, placeKey } from '../../quarterly/rules.ts';
import {
  amountsOf,
  type AnnualAnswers,
  type AnnualProblem,
  building,
  buildingsOf,
  entryAnswers,
  entryFieldsOf,
  isEmptyEntry,
  noAnswers,
  pence,
  toldByEntry,
} from '../entry/rules.ts';

/** How the figures of property abroad are kept with an attempt: by country in 2025-26, by property from 2026-27 on. */
export const foreignAnnualFigures = z.object({
  places: z.array(
    z.object({
      countryCode: z.string(),
      property: z.object({ hmrcId: z.string(), id: z.string(), name: z.string() }).nullable(),
      adjustments: z.record(z.string(), pence),
      allowances: z.record(z.string(), pence),
      structuredBuildingAllowance: z.array(building),
    }),
  ),
});
export type ForeignAnnualFigures = z.infer<typeof foreignAnnualFigures>;
export type AnnualPlaceFigures = ForeignAnnualFigures['places'][number];

/** What an entry is of: a country, or one property. */
export type AnnualPlace = Pick<PlaceFigures, 'countryCode' | 'property'>;

/** The answers about property abroad, by place: our id of the property, or the country. */
export interface AnnualAnswersAbroad {
  places: Partial<Record<string, AnnualAnswers>>;
}

const answersAbroad = z.object({ places: z.record(z.string(), entryAnswers).catch({}) });

/** Reads the answers of a draft of property abroad back; what was never answered is empty. */
export const readAnswersAbroad = (stored: unknown): AnnualAnswersAbroad => answersAbroad.parse(stored ?? {});

/** What names a place among the answers: HMRC may give its property another id, and the answers stay. */
export const answersKey = ({ property, countryCode }: AnnualPlace): string => property?.id ?? countryCode;

/** The name in the form of a field of one place. */
export const fieldOfPlace = (place: AnnualPlace, field: string): string => `${answersKey(place)}.${field}`;

/** A field of the form without the place it is of, and that place's key; the key is empty for UK property. */
export function splitField(field: string): { key: string; name: string } {
  const at = field.lastIndexOf('.');
  return { key: field.slice(0, Math.max(at, 0)), name: field.slice(at + 1) };
}

/** Makes figures of the answers about places abroad. With problems, the figures hold what could be read. */
export function foreignFiguresOfAnswers(
  places: readonly AnnualPlace[],
  answers: AnnualAnswersAbroad,
  taxYear: string,
): { figures: ForeignAnnualFigures; problems: AnnualProblem[] } {
  const problems: AnnualProblem[] = [];
  const fields = entryFieldsOf('foreign-property', taxYear);
  const figures = places.map(({ countryCode, property }): AnnualPlaceFigures => {
    const place = { countryCode, property };
    const note = (field: string, text: string) =>
      void problems.push({ field: fieldOfPlace(place, field), text });
    const own = answers.places[answersKey(place)] ?? noAnswers;
    return {
      ...place,
      adjustments: amountsOf(own, fields.adjustments, note),
      allowances: amountsOf(own, fields.allowances, note),
      structuredBuildingAllowance: buildingsOf(own, 'structuredBuildingAllowance', note),
    };
  });
  return { figures: { places: figures }, problems: [...problems, ...moreThanOneAllowance(figures)] };
}

/** The property income allowance of a year, in pence: one for all of a person's property. */
export const wholeIncomeAllowancePence = 100_000;

function moreThanOneAllowance(places: readonly AnnualPlaceFigures[]): AnnualProblem[] {
  const claiming = places.filter(({ allowances }) => allowances['propertyIncomeAllowance'] !== undefined);
  const sum = claiming.reduce(
    (total, place) => total + (place.allowances['propertyIncomeAllowance'] ?? 0),
    0,
  );
  if (claiming.length < 2 || sum <= wholeIncomeAllowancePence) return [];
  const text = 'The property income allowance is at most £1,000 a year for all your property together';
  return claiming.map((place) => ({ field: fieldOfPlace(place, 'propertyIncomeAllowance'), text }));
}

/** What places say, the same whatever their order: one that says nothing is as good as none. */
export function toldByPlaces({ places }: ForeignAnnualFigures) {
  return places
    .filter((place) => !isEmptyEntry(place))
    .map((place) => {
      const { adjustments, allowances, buildings } = toldByEntry(place);
      return [placeKey(place), adjustments, allowances, ...buildings] as const;
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
