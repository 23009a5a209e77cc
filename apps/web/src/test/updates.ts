import { randomUUID } from 'node:crypto';

import { type RequestResult, type StepEnd } from '../domain/submissions/index.ts';
import { type Journey, type TestProcess } from './journey.ts';
import { captured, type Landlord } from './landlords.ts';

/** The event that starts or goes on with an attempt. */
export interface AttemptEvent {
  attemptId: string;
  connectionId: string;
}

/** The first quarter of 2026-27, late at the journey's start, and the second, due then. */
export const quarter1 = '2026-07-05';
export const quarter2 = '2026-10-05';

/** Quarterly updates of a journey's landlords: asked for, worked on by hand as an engine would, and looked at. */
export function createUpdates(journey: Journey) {
  const { pool, submissions } = journey;

  /** Clicks "Submit" on the review of a quarter, with the box ticked where there is one. */
  async function click(landlord: Landlord, periodEndDate = quarter1): Promise<RequestResult> {
    const key = { businessId: landlord.businessId, periodEndDate };
    const review = await submissions.review(landlord.id, key);
    return submissions.request(
      {
        ownerId: landlord.id,
        attemptId: randomUUID(),
        seen: review?.fingerprint ?? '',
        captured,
        agreesToReplace: review?.replaces !== null,
      },
      key,
    );
  }

  /** Clicks "Resubmit" on a submission that was stopped. */
  async function clickResubmit(landlord: Landlord, submissionId: string): Promise<RequestResult> {
    const submission = await view(landlord, submissionId);
    const preview = await submissions.resubmitPreview(landlord.id, submission);
    return submissions.resubmit(
      {
        ownerId: landlord.id,
        attemptId: randomUUID(),
        seen: preview?.fingerprint ?? '',
        captured,
        agreesToReplace: preview?.replaces !== null,
      },
      submissionId,
    );
  }

  /** The event of a submission's newest attempt. */
  async function eventOf(landlord: Landlord, submissionId: string): Promise<AttemptEvent> {
    const { latest } = await view(landlord, submissionId);
    return { attemptId: latest.id, connectionId: (await journey.connectionOf(landlord)).id };
  }

  async function submit(landlord: Landlord, periodEndDate = quarter1) {
    const made = await click(landlord, periodEndDate);
    if (!made.ok) throw new Error(made.reason);
    return { submissionId: made.submissionId, event: await eventOf(landlord, made.submissionId) };
  }

  async function view(landlord: Landlord, submissionId: string) {
    const found = await submissions.oneUpdate(landlord.id, submissionId);
    if (!found) throw new Error('There is no such submission.');
    return found;
  }

  /** Runs the steps of an attempt once each, as far as they go. */
  async function run(
    event: AttemptEvent,
    { submissions: { steps } }: TestProcess = journey,
  ): Promise<StepEnd> {
    const fetched = await steps.fetchObligations(event);
    return fetched.next === 'go-on' ? steps.send(event) : fetched;
  }

  return {
    click,
    clickResubmit,
    submit,
    eventOf,
    view,
    run,

    /** What HMRC's simulator holds for a landlord. */
    held: (landlord: Landlord) => journey.control.updates().find(({ nino }) => nino === landlord.nino),

    /** Events that go out for an attempt, in order. */
    eventsFor: async (attemptId: string): Promise<{ id: string; name: string; held_back: boolean }[]> => {
      const { rows } = await pool.query<{ id: string; name: string; held_back: boolean }>(
        `select id, name, not_before > now() + interval '1 minute' as held_back from outbox
         where data->>'attemptId' = $1 order by created_at`,
        [attemptId],
      );
      return rows;
    },

    sendsOf: (landlord: Landlord, submissionId: string) => submissions.sends(landlord.id, submissionId),
  };
}

export type Updates = ReturnType<typeof createUpdates>;
