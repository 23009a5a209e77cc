import { businessDetails } from './business-details.ts';
import type { Generator } from './generator.ts';
import { obligations } from './obligations.ts';
import { propertyUk } from './property-uk.ts';

/** What is special about operations, by the client's names. */
export const generators: Readonly<Record<string, Generator>> = {
  ...businessDetails,
  ...obligations,
  ...propertyUk,
};
