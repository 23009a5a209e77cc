import type { Generator } from './generator.ts';
import { tidyDates } from './tidy.ts';

export const propertyUk: Readonly<Record<string, Generator>> = {
  putUkPropertyCumulative: { tidy: (body) => tidyDates(body, 'fromDate', 'toDate') },
};
