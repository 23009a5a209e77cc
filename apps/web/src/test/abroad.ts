import { randomUUID } from 'node:crypto';

import { type BusinessYear } from '../domain/submissions/index.ts';
import { type Journey } from './journey.ts';
import { captured, foreignBusinessOf, type Landlord } from './landlords.ts';

interface AbroadProperty {
  name: string;
  countryCode: string;
  claims?: boolean;
}

/** What landlords of a journey do with property abroad. */
export function createAbroad(journey: Journey) {
  const { records, submissions, simulator, pool } = journey;
  const { foreignRegistrations } = submissions;

  const yearOf = (landlord: Landlord): BusinessYear => ({
    businessId: foreignBusinessOf(landlord),
    taxYear: '2026-27',
  });

  /** @returns our id of the property */
  async function addProperty(landlord: Landlord, { name, countryCode, claims = false }: AbroadProperty) {
    const entry = { name, address: '', countryCode, claimsForeignTaxCredit: claims };
    const added = await records.addProperty(landlord.id, entry);
    if (!added.ok) throw new Error(added.reason);
    return added.id;
  }

  /** Adds a transaction; a negative amount is money out. */
  async function record(
    landlord: Landlord,
    propertyId: string,
    category: string,
    pounds: number,
    date = '2026-05-02',
  ) {
    const [moneyIn, moneyOut] = pounds > 0 ? [pounds.toFixed(2), ''] : ['', (-pounds).toFixed(2)];
    const entry = { date, propertyId, category, description: '', moneyIn, moneyOut };
    const saved = await records.addTransaction(landlord.id, entry);
    if (!saved.ok) throw new Error(JSON.stringify(saved));
  }

  /** Clicks "Register". */
  const register = (landlord: Landlord, propertyId: string) =>
    foreignRegistrations.register(landlord.id, yearOf(landlord), propertyId, captured);

  const keyOf = (landlord: Landlord, periodEndDate: string) => ({
    businessId: foreignBusinessOf(landlord),
    periodEndDate,
  });

  async function review(landlord: Landlord, periodEndDate: string) {
    const found = await submissions.review(landlord.id, keyOf(landlord, periodEndDate));
    if (!found) throw new Error('There is no such quarter.');
    return found;
  }

  /** Clicks "Submit" on the review of a quarter of property abroad, with the box ticked where there is one. */
  async function click(landlord: Landlord, periodEndDate: string) {
    const { fingerprint, replaces } = await review(landlord, periodEndDate);
    const agreesToReplace = replaces !== null;
    return submissions.request(
      { ownerId: landlord.id, attemptId: randomUUID(), seen: fingerprint, captured, agreesToReplace },
      keyOf(landlord, periodEndDate),
    );
  }

  const documents = (collection: string, landlord: Landlord): unknown[] =>
    Object.entries(simulator.control.saveState().documents[collection] ?? {}).flatMap(
      ([key, kept]): unknown[] => (key.startsWith(landlord.nino) ? Object.values(kept) : []),
    );

  return {
    yearOf,
    addProperty,
    record,
    register,
    review,
    click,
    /** What HMRC's simulator holds of a landlord, in its own form. */
    held: (landlord: Landlord) => documents('foreign-cumulative', landlord),
    registered: (landlord: Landlord) => documents('foreign-properties', landlord),
    registration: async (landlord: Landlord, propertyId: string) =>
      (await foreignRegistrations.one(landlord.id, yearOf(landlord), propertyId))?.registration,
    /** Lets the time pass after which a click may try again. */
    outwait: () => pool.query(`update foreign_registrations set claimed_until = now() - interval '1 second'`),
  };
}
