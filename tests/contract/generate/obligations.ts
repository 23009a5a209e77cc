import fc from 'fast-check';
import { ranges } from './from-shape.ts';
import type { Generator } from './generator.ts';
import { businessIds } from './identifiers.ts';

const status = fc.constantFrom('open', 'fulfilled');
const business = fc.record(
  {
    typeOfBusiness: fc.constantFrom('self-employment', 'uk-property', 'foreign-property'),
    businessId: businessIds,
  },
  { requiredKeys: ['typeOfBusiness'] },
);

export const obligations: Readonly<Record<string, Generator>> = {
  listIncomeAndExpenditureObligations: {
    others: fc
      .tuple(
        fc.option(business, { nil: {} }),
        fc.option(ranges(365), { nil: {} }),
        fc.record({ status }, { requiredKeys: [] }),
      )
      .map(([ofBusiness, dated, rest]) => ({ ...ofBusiness, ...dated, ...rest })),
  },
  retrieveFinalDeclarationObligations: {
    others: fc.record(
      { taxYear: fc.constantFrom('2023-24', '2024-25', '2025-26'), status },
      { requiredKeys: [] },
    ),
  },
};
