import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAbroad } from '../../../test/abroad.ts';
import { createJourney, type Journey } from '../../../test/journey.ts';
import { foreignBusinessOf } from '../../../test/landlords.ts';
import { type AnnualAnswers, type AnnualYear } from '../index.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await createJourney();
});
afterAll(() => journey.close());

const claiming = (propertyIncomeAllowance: string): AnnualAnswers => ({
  fields: { nonResidentLandlord: 'no', propertyIncomeAllowance },
  structuredBuildingAllowance: [],
  enhancedStructuredBuildingAllowance: [],
});

it('the property income allowance is £1,000 over UK property and property abroad', async () => {
  const landlord = await journey.addConnected({ abroad: true });
  await createAbroad(journey).addProperty(landlord, { name: 'Gîte', countryCode: 'FRA' });
  const { annual } = journey.submissions;
  const uk: AnnualYear = {
    businessId: landlord.businessId,
    taxYear: '2025-26',
    typeOfBusiness: 'uk-property',
  };
  const abroad: AnnualYear = {
    businessId: foreignBusinessOf(landlord),
    taxYear: '2025-26',
    typeOfBusiness: 'foreign-property',
  };
  const problemsOf = async (of: AnnualYear) =>
    (await annual.view(landlord.id, of)).problems.map(({ field, text }) => [field, text.slice(0, 85)]);
  const together = 'The property income allowance is at most £1,000 a year for all your property together';

  await annual.save(landlord.id, uk, claiming('600'));
  await annual.save(landlord.id, abroad, { places: { FRA: claiming('400') } });
  expect([await problemsOf(uk), await problemsOf(abroad)]).toEqual([[], []]);

  await annual.save(landlord.id, abroad, { places: { FRA: claiming('400.01') } });
  expect(await problemsOf(uk)).toEqual([['propertyIncomeAllowance', together]]);
  expect(await problemsOf(abroad)).toEqual([['FRA.propertyIncomeAllowance', together]]);

  await annual.save(landlord.id, uk, claiming(''));
  expect([await problemsOf(uk), await problemsOf(abroad)]).toEqual([[], []]);
});
