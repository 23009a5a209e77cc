import { type Journey } from './journey.ts';
import { foreignBusinessOf, type Landlord } from './landlords.ts';
import { createUpdates } from './updates.ts';

/** The first three quarters of 2024-25, the last year whose updates are each of a quarter alone. */
export const [early1, early2, early3] = ['2024-07-05', '2024-10-05', '2025-01-05'] as const;

/** Period summaries as HMRC's simulator keeps them, in pence. */
interface KeptPeriod {
  fromDate: string;
  toDate: string;
  ukNonFhlProperty?: Record<string, Record<string, number>>;
  ukFhlProperty?: object;
  foreignNonFhlProperty?: ({ countryCode: string } & Record<string, unknown>)[];
}

/** Updates of the years to 2024-25: everything that updates of later years do, and what HMRC holds of them. */
export function createPeriodSummaries(journey: Journey) {
  const updates = createUpdates(journey);

  function heldOf(landlord: Landlord, businessId: string, taxYear: string): KeptPeriod[] {
    const all = journey.simulator.control.saveState().documents['property-periods']?.[landlord.nino] ?? {};
    return Object.entries(all)
      .filter(([key]) => key.startsWith(`${businessId}/${taxYear}/`))
      .map(([, kept]) => kept as KeptPeriod)
      .sort((a, b) => (a.fromDate < b.fromDate ? -1 : 1));
  }

  return {
    ...updates,

    /** Somebody who joined in 2024-25, with records of its first three quarters. */
    async addEarly({ abroad = false } = {}): Promise<Landlord> {
      const landlord = await journey.addConnected({ abroad, joined: '2024-25' });
      await journey.addRent(landlord, '2024-05-01', '1,000.01');
      await journey.addRent(landlord, '2024-08-01', '2,000.02');
      await journey.addRent(landlord, '2024-11-01', '3,000.03');
      return landlord;
    },

    /** Clicks "Submit" and lets the steps run. */
    async sendThrough(landlord: Landlord, periodEndDate: string): Promise<string> {
      const { submissionId, event } = await updates.submit(landlord, periodEndDate);
      await updates.run(event);
      return submissionId;
    },

    periodsOf: (landlord: Landlord, taxYear = '2024-25') => heldOf(landlord, landlord.businessId, taxYear),
    periodsAbroadOf: (landlord: Landlord, taxYear = '2024-25') =>
      heldOf(landlord, foreignBusinessOf(landlord), taxYear),
  };
}
