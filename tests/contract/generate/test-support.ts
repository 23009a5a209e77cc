import fc from 'fast-check';
import { datesBetween } from './from-shape.ts';
import type { Body, Generator } from './generator.ts';
import { ninos } from './identifiers.ts';
import { noneTwice, together, without } from './tidy.ts';

const taxYears = fc.constantFrom('2023-24', '2024-25', '2025-26', '2026-27');
const someone = fc.record({ nino: ninos }, { requiredKeys: [] });

/** A trade has a name and an address, property has neither; a period of account starts and ends. */
function tidyBusiness(body: Body): Body {
  const whole = together(body, 'firstAccountingPeriodStartDate', 'firstAccountingPeriodEndDate');
  if (whole['typeOfBusiness'] !== 'self-employment') {
    return without(whole, (name) => name === 'tradingName' || name.startsWith('businessAddress'));
  }
  return {
    tradingName: 'Odd Jobs',
    businessAddressLineOne: '1 High Street',
    businessAddressCountryCode: 'GB',
    businessAddressPostcode: 'AB1 2CD',
    ...whole,
  };
}

export const testSupport: Readonly<Record<string, Generator>> = {
  deleteVendorState: { others: someone },
  listCheckpoints: { others: someone },
  createCheckpoint: { others: fc.record({ nino: ninos }) },
  createTestBusiness: {
    members: {
      taxYear1: taxYears,
      taxYear2: taxYears,
      taxYearOfChoice: taxYears,
      firstAccountingPeriodStartDate: fc.constantFrom('2024-04-06', '2025-04-06'),
      firstAccountingPeriodEndDate: fc.constantFrom('2025-04-05', '2026-04-05'),
      businessAddressCountryCode: fc.constantFrom('GB', 'FR'),
      businessAddressPostcode: fc.constantFrom('AB1 2CD', 'SW1A 1AA', 'BFPO 12'),
    },
    tidy: tidyBusiness,
  },
  putTestItsaStatus: {
    members: { submittedOn: datesBetween('2024-01-01', '2026-09-30').map((day) => `${day}T09:30:00.000Z`) },
    tidy: (body) => noneTwice(body, 'submittedOn'),
  },
};
