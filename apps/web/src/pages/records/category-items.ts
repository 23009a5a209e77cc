import { categories, fitsPlace, placeOf, type Property } from '../../domain/records/index.ts';

const placeWords = { uk: ' (in the UK only)', abroad: ' (abroad only)' } as const;

/** A category, with the place that it is for where that is not both. */
export const categoryWords = (category: (typeof categories)[number]): string =>
  `${category.label}${'place' in category ? placeWords[category.place] : ''}`;

/** The categories of somebody's properties, to choose from: told apart by place where there are properties in both. */
export function categoryItems(properties: readonly Property[]): { value: string; text: string }[] {
  const places = new Set(properties.map(({ countryCode }) => placeOf(countryCode)));
  return categories
    .filter((category) => places.size === 0 || [...places].some((place) => fitsPlace(category, place)))
    .map((category) => ({
      value: category.key,
      text: places.size > 1 ? categoryWords(category) : category.label,
    }));
}
