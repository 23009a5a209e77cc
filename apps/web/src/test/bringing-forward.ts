import { estimate } from './calculating.ts';
import { type Journey } from './journey.ts';
import { type Landlord } from './landlords.ts';

/** The year into which finance costs of the declared one are brought. */
export const nextYear = '2026-27';

/** Finance costs that a journey's landlords bring forward: looked at, kept, and what HMRC's calculation makes of them. */
export function createBringingForward(journey: Journey) {
  const costs = journey.submissions.financeCosts;
  const named = (landlord: Landlord, taxYear: string = nextYear) => ({
    businessId: landlord.businessId,
    taxYear,
  });

  async function save(
    landlord: Landlord,
    typed: Record<string, string>,
    of: { businessId: string; taxYear: string } = named(landlord),
  ) {
    const view = await costs.view(landlord.id, of);
    if (!view) throw new Error('There is no such business.');
    return costs.save(landlord.id, view, typed);
  }

  /** Has HMRC calculate a year, and gives what it makes of finance costs. */
  async function calculate(landlord: Landlord, taxYear: '2025-26' | '2026-27') {
    const tax = await estimate(journey, landlord, taxYear);
    return {
      relief: tax?.financeCostRelief?.pence,
      left: tax?.financeCostsCarriedForward,
    };
  }

  return { costs, named, save, calculate };
}

export type BringingForward = ReturnType<typeof createBringingForward>;
