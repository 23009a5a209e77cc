import { randomUUID } from 'node:crypto';

import { type AnnualYear, noAnswers, type PropertyYear } from '../domain/submissions/index.ts';
import { createAbroad } from './abroad.ts';
import { declaredYear } from './declaring.ts';
import { createFinalising } from './finalising.ts';
import { type Journey } from './journey.ts';
import { captured, foreignBusinessOf, type Landlord } from './landlords.ts';
import { type Sending } from './sending.ts';

/** Lets a villa in Spain and a gîte in France, with rents of each and expenses. */
export async function letAbroad(journey: Journey, landlord: Landlord, date: string) {
  const abroad = createAbroad(journey);
  const villa = await abroad.addProperty(landlord, { name: 'Villa Sol', countryCode: 'ESP', claims: true });
  const gite = await abroad.addProperty(landlord, { name: 'Gîte', countryCode: 'FRA' });
  await abroad.record(landlord, villa, 'periodAmount', 1234.56, date);
  await abroad.record(landlord, villa, 'foreignTaxPaidOrDeducted', -234.57, date);
  await abroad.record(landlord, gite, 'periodAmount', 640, date);
  await abroad.record(landlord, gite, 'repairsAndMaintenance', -4.35, date);
  return { villa, gite };
}

/** Registers properties at HMRC, as HMRC wants from 2026-27 on. */
export async function registerAll(journey: Journey, landlord: Landlord, properties: string[]): Promise<void> {
  for (const id of properties) {
    const registered = await createAbroad(journey).register(landlord, id);
    if (!registered.ok) throw new Error('The property was not registered.');
  }
}

/** The annual summary of foreign property by HMRC's id of each property. */
export const annualSummaryAbroad = (journey: Journey): Sending =>
  annualSummary(journey, '2026-27', async (landlord) => {
    const { villa, gite } = await letAbroad(journey, landlord, '2026-05-02');
    await registerAll(journey, landlord, [villa, gite]);
    return { spain: villa, france: gite };
  });

/** The same by country, as HMRC wants it up to 2025-26. */
export const annualSummaryByCountry = (journey: Journey): Sending =>
  annualSummary(journey, '2025-26', async (landlord) => {
    await letAbroad(journey, landlord, '2025-06-01');
    return { spain: 'ESP', france: 'FRA' };
  });

/** @param letIn lets something in Spain and in France, and gives what the form of the summary calls them */
function annualSummary(
  journey: Journey,
  taxYear: AnnualYear['taxYear'],
  letIn: (landlord: Landlord) => Promise<{ spain: string; france: string }>,
): Sending {
  const { annual } = journey.submissions;
  const yearOf = (landlord: Landlord): AnnualYear => ({
    businessId: foreignBusinessOf(landlord),
    taxYear,
    typeOfBusiness: 'foreign-property',
  });
  return {
    isAbroad: true,
    put: 'put-foreign-annual',
    get: 'get-foreign-annual',
    after: [],
    takenStatus: 200,
    at: '2026-10-06T09:00:00Z',
    refusal: 'RULE_BOTH_ALLOWANCES_SUPPLIED',
    click: async (landlord) => {
      const { fingerprint } = await annual.view(landlord.id, yearOf(landlord));
      const click = { ownerId: landlord.id, attemptId: randomUUID(), seen: fingerprint, captured };
      return annual.request(click, yearOf(landlord));
    },
    prepare: async (landlord) => {
      const { spain, france } = await letIn(landlord);
      const of = yearOf(landlord);
      await annual.save(landlord.id, of, {
        places: {
          [spain]: { ...noAnswers, fields: { costOfReplacingDomesticItems: '1,250' } },
          [france]: { ...noAnswers, fields: { balancingCharge: '0.07' } },
        },
      });
      const told = await annual.confirmAccountingType(landlord.id, of, 'CASH', captured);
      if (!told.ok) throw new Error(told.sentence);
    },
    isHeld: ({ nino }) =>
      journey.simulator.control.saveState().documents['property-annual']?.[nino] !== undefined,
  };
}

/** Adjustments of foreign property by country, once HMRC has the year and has summed it up. */
export function adjustmentsAbroad(journey: Journey): Sending {
  const yearOf = (landlord: Landlord): PropertyYear => ({
    businessId: foreignBusinessOf(landlord),
    taxYear: declaredYear,
    typeOfBusiness: 'foreign-property',
  });
  const finalising = createFinalising(journey, yearOf);
  return {
    isAbroad: true,
    put: 'adjust-foreign-bsas',
    get: 'get-foreign-bsas',
    after: ['get-foreign-bsas'],
    takenStatus: 200,
    at: '2026-10-06T09:00:00Z',
    refusal: 'RULE_RESULTING_VALUE_NOT_PERMITTED',
    click: finalising.click,
    prepare: async (landlord) => {
      await letAbroad(journey, landlord, '2025-06-01');
      const made = await createAbroad(journey).click(landlord, '2026-04-05');
      if (!made.ok) throw new Error(made.reason);
      await finalising.run(await finalising.eventOf(landlord, made.submissionId));
      await finalising.trigger(landlord);
      const fields = { 'FRA-travelCosts': '12.01', 'FRA-travelCosts-reason': 'A ferry' };
      await finalising.save(landlord, { isNothing: false, fields });
    },
    isHeld: (landlord) => finalising.held(landlord).some(({ adjusted }) => adjusted !== undefined),
  };
}
