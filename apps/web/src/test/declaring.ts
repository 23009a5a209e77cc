import { randomUUID } from 'node:crypto';

import { type StepEnd } from '../domain/submissions/index.ts';
import { type Journey } from './journey.ts';
import { captured, type Landlord } from './landlords.ts';
import { createUpdates } from './updates.ts';

type Type = 'final-declaration' | 'confirm-amendment';

/** What sends a declaration. */
const submitOperation = 'submit-final-declaration';

/** A year that is over by the journey's clock. */
export const declaredYear = '2025-26';

/** Final declarations of a journey's landlords: the year before, its figures, the agreement, worked on by hand as an engine would. */
export function createDeclaring(journey: Journey) {
  const { submissions, calculations } = journey;
  const updates = createUpdates(journey);

  /** A landlord whose year is over, with 30,000 of rents that HMRC has. */
  async function addWithYear(): Promise<Landlord> {
    const landlord = await journey.addConnected();
    await journey.addRent(landlord, '2025-06-01', '30,000.00');
    await sendYear(landlord);
    return landlord;
  }

  /** Sends the update that ends the year. */
  async function sendYear(landlord: Landlord): Promise<void> {
    const { event, submissionId } = await updates.submit(landlord, '2026-04-05');
    await updates.run(event);
    const { status } = await updates.view(landlord, submissionId);
    if (status !== 'submitted') throw new Error(`The year’s update is ${status}.`);
  }

  const start = (landlord: Landlord, type: Type = 'final-declaration') =>
    submissions.declarations.start({
      ownerId: landlord.id,
      id: randomUUID(),
      taxYear: declaredYear,
      type,
      otherIncome: 'none',
      captured,
    });

  /** Has HMRC work out the figures, and waits for them. */
  async function figures(landlord: Landlord, type: Type = 'final-declaration') {
    const started = await start(landlord, type);
    if (!started.ok) throw new Error(started.reason);
    const event = {
      calculation: started.calculation,
      connectionId: (await journey.connectionOf(landlord)).id,
    };
    await calculations.steps.calculate(event);
    await calculations.steps.calculate(event);
    const found = await calculations.one(landlord.id, started.calculation);
    if (!found) throw new Error('There is no calculation.');
    return found;
  }

  /** Agrees to figures, and clicks "Submit". */
  const agree = (
    landlord: Landlord,
    calculation: { id: string; calculationId: string | null },
    changed: { agreed?: boolean; name?: string; seen?: string } = {},
  ) =>
    submissions.declarations.declare(
      {
        ownerId: landlord.id,
        attemptId: randomUUID(),
        seen: calculation.calculationId ?? '',
        captured,
        calculation: calculation.id,
        agreed: true,
        name: 'Ada Landlord',
        ...changed,
      },
      declaredYear,
    );

  async function declare(landlord: Landlord, type: Type = 'final-declaration') {
    const made = await agree(landlord, await figures(landlord, type));
    if (!made.ok) throw new Error(made.reason);
    return { submissionId: made.submissionId, event: await eventOf(landlord, made.submissionId) };
  }

  async function view(landlord: Landlord, submissionId: string) {
    const found = await submissions.one(landlord.id, submissionId);
    if (!found) throw new Error('There is no such submission.');
    return found;
  }

  async function eventOf(landlord: Landlord, submissionId: string) {
    const { latest } = await view(landlord, submissionId);
    return { attemptId: latest.id, connectionId: (await journey.connectionOf(landlord)).id };
  }

  /** Runs the one step once. */
  const run = (event: { attemptId: string; connectionId: string }): Promise<StepEnd> =>
    submissions.steps.send(event);

  /** A fault at HMRC, where a declaration is sent unless it says another operation. */
  const fault = (landlord: Landlord, name: string, more: object) =>
    journey.control.addFault({ name, nino: landlord.nino, operation: submitOperation, ...more });
  const posts = (landlord: Landlord) => journey.countCalls(submitOperation, landlord.nino);

  /** Declares with these faults on, runs the step once, and looks. */
  async function declareWith(faults: (landlord: Landlord) => Promise<unknown>) {
    const landlord = await addWithYear();
    const { submissionId, event } = await declare(landlord);
    await faults(landlord);
    const end = await run(event);
    const { status, latest } = await view(landlord, submissionId);
    return { landlord, submissionId, event, end, status, latest };
  }

  return {
    addWithYear,
    sendYear,
    start,
    figures,
    agree,
    declare,
    view,
    eventOf,
    run,
    fault,
    posts,
    declareWith,
  };
}

export type Declaring = ReturnType<typeof createDeclaring>;
