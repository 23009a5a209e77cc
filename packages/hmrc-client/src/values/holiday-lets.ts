/** Furnished holiday lettings were a business of their own until this tax year, when they became part of the other property. */
export const firstYearWithoutHolidayLets = '2025-26';

export const noHolidayLets = `From ${firstYearWithoutHolidayLets} furnished holiday lettings are part of the other property.`;

/** HMRC's words for such a business, and for its losses. */
export function isHolidayLet(type: string): boolean {
  return type === 'uk-property-fhl' || type === 'foreign-property-fhl-eea';
}
