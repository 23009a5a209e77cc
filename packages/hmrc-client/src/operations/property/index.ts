import { getUkPropertyCumulative, putUkPropertyCumulative } from './uk-property-cumulative.ts';

/** Property Business 6.0. */
export const propertyOperations = { putUkPropertyCumulative, getUkPropertyCumulative };
