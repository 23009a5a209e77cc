import { randomUUID } from 'node:crypto';

import { type Journey } from './journey.ts';
import { captured, type Landlord } from './landlords.ts';

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
    const { id: ownerId } = landlord;
    const click = { ownerId, id: randomUUID(), taxYear, type: 'in-year' as const, captured };
    const asked = await journey.calculations.request(click);
    if (!asked.ok) throw new Error(asked.reason);
    const event = { calculation: asked.id, connectionId: (await journey.connectionOf(landlord)).id };
    await journey.calculations.steps.calculate(event);
    await journey.calculations.steps.calculate(event);
    const { figures } = (await journey.calculations.one(ownerId, asked.id)) ?? {};
    return {
      relief: figures?.tax?.financeCostRelief?.pence,
      left: figures?.tax?.financeCostsCarriedForward,
    };
  }

  return { costs, named, save, calculate };
}

export type BringingForward = ReturnType<typeof createBringingForward>;
