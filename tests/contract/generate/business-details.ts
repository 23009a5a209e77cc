import fc from 'fast-check';
import type { Generator } from './generator.ts';

export const businessDetails: Readonly<Record<string, Generator>> = {
  retrieveItsaStatus: {
    others: fc.record({ futureYears: fc.boolean(), history: fc.boolean() }, { requiredKeys: [] }),
  },
};
