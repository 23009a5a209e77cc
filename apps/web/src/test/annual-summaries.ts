import { randomUUID } from 'node:crypto';

import { type AnnualAnswers, type AnnualYear } from '../domain/submissions/index.ts';
import { type Journey } from './journey.ts';
import { captured, type Landlord } from './landlords.ts';

/** Answers that make an annual summary, every kind of answer among them. */
export const goodAnswers: AnnualAnswers = {
  fields: {
    nonResidentLandlord: 'no',
    rentARoom: 'shared',
    privateUseAdjustment: '12.34',
    costOfReplacingDomesticItems: '1,250',
    otherCapitalAllowance: '0',
  },
  structuredBuildingAllowance: [
    {
      amount: '300.03',
      name: 'St. Mary’s',
      postcode: 'TF3 4NT',
      'qualifyingDate-day': '1',
      'qualifyingDate-month': '6',
      'qualifyingDate-year': '2026',
      qualifyingAmountExpenditure: '3,000.40',
    },
  ],
  enhancedStructuredBuildingAllowance: [],
};

/** Annual summaries of a journey's landlords, for the year that is under way where no other is named: filled in, asked for, and looked at. */
export function createAnnuals(
  { submissions: { annual }, simulator }: Journey,
  taxYear: AnnualYear['taxYear'] = '2026-27',
) {
  const yearOf = ({ businessId }: Landlord): AnnualYear => ({
    businessId,
    taxYear,
    typeOfBusiness: 'uk-property',
  });
  const view = (landlord: Landlord) => annual.view(landlord.id, yearOf(landlord));

  /** Answers everything, and confirms how accounts are kept. */
  async function fill(landlord: Landlord, answers = goodAnswers): Promise<void> {
    await annual.save(landlord.id, yearOf(landlord), answers);
    const told = await annual.confirmAccountingType(landlord.id, yearOf(landlord), 'CASH', captured);
    if (!told.ok) throw new Error(told.sentence);
  }

  /** Clicks "Submit", or "Resubmit", on the review. */
  async function click(landlord: Landlord) {
    const { fingerprint } = await view(landlord);
    const click = { ownerId: landlord.id, attemptId: randomUUID(), seen: fingerprint, captured };
    return annual.request(click, yearOf(landlord));
  }

  /** What HMRC's simulator holds for a landlord, in its own form. */
  const held = (landlord: Landlord): unknown =>
    simulator.control.saveState().documents['property-annual']?.[landlord.nino];

  return { yearOf, view, fill, click, held };
}
