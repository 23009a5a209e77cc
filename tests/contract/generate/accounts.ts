import fc from 'fast-check';
import { ranges } from './from-shape.ts';
import type { Generator } from './generator.ts';
import { noneTwice } from './tidy.ts';

const range = ranges(732);
const document = fc.stringMatching(/^[A-Za-z0-9]{12}$/).map((docNumber) => ({ docNumber }));
const flags = fc.record(
  {
    includeLocks: fc.boolean(),
    calculateAccruedInterest: fc.boolean(),
    removePOA: fc.boolean(),
    customerPaymentInformation: fc.boolean(),
    includeEstimatedCharges: fc.boolean(),
  },
  { requiredKeys: [] },
);
const lot = fc.record({
  paymentLot: fc.stringMatching(/^[A-Za-z0-9]{1,12}$/),
  paymentLotItem: fc.stringMatching(/^[A-Za-z0-9]{1,6}$/),
});

export const accounts: Readonly<Record<string, Generator>> = {
  retrieveBalanceAndTransactions: {
    others: fc
      .tuple(fc.oneof(fc.constant({ onlyOpenItems: true }), range, document), flags)
      .map(([asked, more]) => ({ ...asked, ...more })),
  },
  listPaymentsAndAllocations: { others: fc.oneof(range, lot) },
  retrieveCodingOut: {
    others: fc.record({ source: fc.constantFrom('hmrcHeld', 'user', 'latest') }, { requiredKeys: [] }),
  },
  putCodingOut: { tidy: (body) => noneTwice(body, 'id') },
};
