import fc from 'fast-check';
import type { Body, Generator } from './generator.ts';
import { businessIds } from './identifiers.ts';
import { deeply, noneTwice, onlyOne, type Pick, without } from './tidy.ts';

/** Nothing to adjust stands alone. */
function tidyNothing(body: Body, pick: Pick): Body {
  return deeply(body, (group) => {
    if (group['zeroAdjustments'] === undefined) return group;
    return pick(2) === 0 ? { zeroAdjustments: true } : without(group, (name) => name === 'zeroAdjustments');
  });
}

/** A summary is of one business: of holiday lets or of other property. */
const ofOneBusiness: Generator = {
  members: { countryCode: fc.constantFrom('FRA', 'DEU', 'ESP', 'USA') },
  tidy: (body, _taxYear, pick) =>
    noneTwice(tidyNothing(onlyOne(body, pick), pick), 'countryCode', 'propertyId'),
};

const accountingPeriod = fc.constantFrom(2022, 2023, 2024, 2025, 2026).map((year) => ({
  startDate: `${year}-04-06`,
  endDate: `${year + 1}-04-05`,
}));

export const bsas: Readonly<Record<string, Generator>> = {
  listBsas: {
    others: fc.record(
      {
        typeOfBusiness: fc.constantFrom('self-employment', 'uk-property', 'foreign-property'),
        businessId: businessIds,
      },
      { requiredKeys: [] },
    ),
  },
  triggerBsas: { members: { accountingPeriod } },
  adjustUkPropertyBsas: ofOneBusiness,
  adjustForeignPropertyBsas: ofOneBusiness,
};
