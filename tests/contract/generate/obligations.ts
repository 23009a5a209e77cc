import fc from 'fast-check';
import { dates } from './from-shape.ts';
import { businessIds } from './identifiers.ts';
import type { Generator } from './generator.ts';

const status = fc.constantFrom('open', 'fulfilled');

const day = 86_400_000;
/** Two dates at most 366 days apart. */
const range = fc.tuple(dates, fc.integer({ min: 1, max: 365 })).map(([fromDate, days]) => ({
  fromDate,
  toDate: new Date(Date.parse(fromDate) + days * day).toISOString().slice(0, 10),
}));

export const obligations: Readonly<Record<string, Generator>> = {
  listIncomeAndExpenditureObligations: {
    others: fc
      .tuple(
        fc.option(
          fc.record(
            {
              typeOfBusiness: fc.constantFrom('self-employment', 'uk-property', 'foreign-property'),
              businessId: businessIds,
            },
            { requiredKeys: ['typeOfBusiness'] },
          ),
          { nil: {} },
        ),
        fc.option(range, { nil: {} }),
        fc.record({ status }, { requiredKeys: [] }),
      )
      .map(([business, dated, rest]) => ({ ...business, ...dated, ...rest })),
  },
};
