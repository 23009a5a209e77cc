/** HMRC's words for what a summary can be of; the two of furnished holiday lettings up to tax year 2024-25. */
export const typesOfBusiness = [
  'self-employment',
  'uk-property-fhl',
  'uk-property',
  'foreign-property-fhl-eea',
  'foreign-property',
] as const;
/** A kind of property business that HMRC makes summaries of. */
export type BsasTypeOfBusiness = (typeof typesOfBusiness)[number];
