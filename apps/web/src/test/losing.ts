import { randomUUID } from 'node:crypto';

import { type LossAnswers } from '../domain/submissions/index.ts';
import { type TaxYear } from '../domain/tax-year.ts';
import { type Journey } from './journey.ts';
import { captured, type Landlord } from './landlords.ts';

/** Losses of a journey's landlords: looked at, changed, and what HMRC's simulator holds of them. */
export function createLosing(journey: Journey) {
  const { losses, steps } = journey.submissions;

  async function look(landlord: Landlord, taxYear: TaxYear): Promise<void> {
    const asked = await losses.look(landlord.id, taxYear, captured);
    if (!asked.ok) throw new Error(asked.sentence);
  }

  /** Sends the form of one change. */
  async function click(landlord: Landlord, taxYear: TaxYear, answers: LossAnswers, attemptId = randomUUID()) {
    const click = { ownerId: landlord.id, attemptId, seen: '', captured };
    const made = await losses.request(click, { businessId: landlord.businessId, taxYear }, answers);
    if (!made) throw new Error('There is no such business or year.');
    return made;
  }

  /** Sends the form, and runs the step once. */
  async function send(landlord: Landlord, taxYear: TaxYear, answers: LossAnswers): Promise<string> {
    const made = await click(landlord, taxYear, answers);
    if (!made.ok) throw new Error(made.reason);
    const submission = await journey.submissions.one(landlord.id, made.submissionId);
    const connectionId = (await journey.connectionOf(landlord)).id;
    await steps.send({ attemptId: submission?.latest.id ?? '', connectionId });
    return made.submissionId;
  }

  /** What was last seen of a landlord's losses. */
  async function seen(landlord: Landlord, taxYear: TaxYear) {
    const { businesses } = await losses.year(landlord.id, taxYear);
    return businesses[0]?.held ?? null;
  }

  /** What the simulator holds of a landlord in one of its collections. */
  const held = ({ nino }: Landlord, collection: string): unknown[] =>
    Object.values(journey.simulator.control.saveState().documents[collection]?.[nino] ?? {});

  return { look, click, send, seen, held };
}
