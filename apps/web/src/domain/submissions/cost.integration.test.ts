import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJourney, type Journey } from '../../test/journey.ts';
import { type Landlord } from '../../test/landlords.ts';
import { createStatementTests, statementsAt } from '../../test/statements.ts';
import { createUpdates, quarter1, quarter2, type Updates } from '../../test/updates.ts';

let journey: Journey;
let updates: Updates;

beforeAll(async () => {
  journey = await createJourney();
  updates = createUpdates(journey);
});
afterAll(() => journey.close());

/** The operations that were called for a landlord while something was done, in order. */
async function callsDuring(nino: string, work: () => Promise<unknown>): Promise<string[]> {
  const seen = () => journey.control.requests().filter((request) => request.nino === nino);
  const before = seen().length;
  await work();
  return seen()
    .slice(before)
    .map(({ operation }) => operation ?? '');
}

// HMRC takes three requests a second from the whole application: each one more serves a third fewer landlords.
describe('what a quarterly update costs of HMRC’s limit', () => {
  it('is three calls where the token must be renewed', async () => {
    const landlord = await journey.addConnected();
    await journey.setTime('2026-10-06T14:00:00Z');
    const calls = await callsDuring(landlord.nino, async () => {
      const { event } = await updates.submit(landlord, quarter1);
      await updates.run(event);
    });
    expect(calls).toEqual(['token', 'obligations', 'put-uk-cumulative']);
  });

  it('is two calls within five minutes of a renewal', async () => {
    const landlord = await journey.addConnected();
    const calls = await callsDuring(landlord.nino, async () => {
      const { event } = await updates.submit(landlord, quarter2);
      await updates.run(event);
    });
    expect(calls).toEqual(['obligations', 'put-uk-cumulative']);
  });

  it('is one call more where its answer was lost, to read HMRC’s copy', async () => {
    const landlord = await journey.addConnected();
    await journey.control.addFault({
      name: 'answer-lost',
      nino: landlord.nino,
      operation: 'put-uk-cumulative',
      times: 1,
    });
    const calls = await callsDuring(landlord.nino, async () => {
      const { event } = await updates.submit(landlord, quarter1);
      await updates.run(event);
      await journey.submissions.steps.send(event);
    });
    expect(calls).toEqual(['obligations', 'put-uk-cumulative', 'get-uk-cumulative']);
  });
});

describe('what an End of Period Statement costs of HMRC’s limit', () => {
  const post = 'submit-end-of-period-statement';

  async function callsFor(prepare: (landlord: Landlord) => Promise<unknown>, steps: number) {
    await journey.setTime(statementsAt);
    const statements = createStatementTests(journey);
    const landlord = await journey.addConnected();
    await statements.prepare(landlord);
    await prepare(landlord);
    await journey.setTime('2025-10-06T14:00:00Z');
    return callsDuring(landlord.nino, async () => {
      const made = await statements.click(landlord);
      if (!made.ok) throw new Error(made.reason);
      const found = await journey.submissions.one(landlord.id, made.submissionId);
      const connectionId = (await journey.connectionOf(landlord)).id;
      for (let step = 0; step < steps; step += 1) {
        await journey.submissions.steps.send({ attemptId: found?.latest.id ?? '', connectionId });
      }
    });
  }

  it('is two calls where the token must be renewed', async () => {
    expect(await callsFor(() => Promise.resolve(), 1)).toEqual(['token', post]);
  });

  it('is one call more where its answer was lost, to send it once more', async () => {
    const lose = ({ nino }: Landlord) =>
      journey.control.addFault({ name: 'answer-lost', nino, operation: post, times: 1 });
    expect(await callsFor(lose, 2)).toEqual(['token', post, post]);
  });
});
