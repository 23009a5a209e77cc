import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createOutboxStore } from '../data/outbox.ts';
import { askHmrc } from '../engine/functions/ask-hmrc.ts';
import { calculateTax } from '../engine/functions/calculate-tax.ts';
import { sendInOneStep } from '../engine/functions/send-in-one-step.ts';
import { submitQuarterlyUpdate } from '../engine/functions/submit-quarterly-update.ts';
import { type RunningEngine } from '../engine/options.ts';
import { createOutboxPoller, type OutboxPoller } from '../engine/outbox-poller.ts';
import { type EngineFunction } from '../engine/port.ts';
import { createLog } from '../platform/log.ts';
import { createJourney, type Journey, startsAt } from './journey.ts';
import { type Landlord } from './landlords.ts';
import { createStatementTests, statementsAt } from './statements.ts';
import { createUpdates, type Updates } from './updates.ts';

/** An engine to run the flows on. */
export interface FlowEngine {
  name: string;
  /** The first delay before a retry; the others follow from it. */
  retryBaseMs: number;
  /** How long an end may take to come, beyond which the test has failed. */
  patienceMs: number;
  /** Makes the engine and starts it with the functions. */
  start: (journey: Journey, functions: EngineFunction[]) => Promise<RunningEngine>;
  close?: () => void;
}

/** The flows of an update on an engine, through the real domain, database, client and simulator. */
export function describeFlows({ name, retryBaseMs, patienceMs, start, close }: FlowEngine): void {
  let journey: Journey;
  let updates: Updates;
  let engine: RunningEngine;
  let poller: OutboxPoller;

  beforeAll(async () => {
    journey = await createJourney({ retryBaseMs });
    updates = createUpdates(journey);
    engine = await start(journey, [
      submitQuarterlyUpdate(journey.submissions),
      sendInOneStep('end-of-period-statement', 'submit-eops', journey.submissions),
      askHmrc(journey.submissions),
      calculateTax(journey.calculations),
    ]);
    poller = createOutboxPoller({
      store: createOutboxStore(journey.db),
      engine,
      log: createLog({ logLevel: 'silent' }),
      intervalMs: 20,
    });
    poller.start();
  });
  afterEach(() => journey.control.clearFaults());
  afterAll(async () => {
    await poller.stop();
    await engine.stop();
    close?.();
    await journey.close();
  });

  const put = 'put-uk-cumulative';
  const get = 'get-uk-cumulative';
  const fault = (landlord: Landlord, name: string, more: object) =>
    journey.control.addFault({ name, nino: landlord.nino, ...more });

  async function untilEnded(landlord: Landlord, submissionId: string) {
    return vi.waitFor(
      async () => {
        const submission = await updates.view(landlord, submissionId);
        expect(submission.status).not.toBe('processing');
        return submission;
      },
      { timeout: patienceMs, interval: 20 },
    );
  }

  describe(`${name} and an update`, { timeout: patienceMs * 2 }, () => {
    it('go through outages without help, and HMRC takes it once', async () => {
      const landlord = await journey.addConnected();
      await fault(landlord, 'outage-503', { operation: 'obligations', times: 2 });
      await fault(landlord, 'outage-500', { operation: put, times: 3 });
      await fault(landlord, 'drop-connection', { operation: get, times: 1 });
      const { submissionId } = await updates.submit(landlord);
      const { status, latest } = await untilEnded(landlord, submissionId);
      expect(status).toBe('submitted');
      expect(latest.tries).toBeGreaterThan(1);
      expect(updates.held(landlord)?.acceptedCount).toBe(1);
    });

    it('find out that HMRC took it when its answer was lost', async () => {
      const landlord = await journey.addConnected();
      await fault(landlord, 'answer-lost', { operation: put, times: 1 });
      const { submissionId } = await updates.submit(landlord);
      expect((await untilEnded(landlord, submissionId)).latest.outcome).toMatchObject({ readBack: true });
      expect(updates.held(landlord)?.acceptedCount).toBe(1);
    });

    it('stop at once when the authority is gone', async () => {
      const landlord = await journey.addConnected();
      await fault(landlord, 'forbidden', { operation: put });
      const { submissionId } = await updates.submit(landlord);
      const { status, latest } = await untilEnded(landlord, submissionId);
      expect([status, latest.outcome?.reconnect]).toEqual(['failed', true]);
      expect(journey.countCalls(put, landlord.nino)).toBe(1);
    });

    it('give up after eight tries when nothing can have arrived', async () => {
      const landlord = await journey.addConnected();
      await fault(landlord, 'outage-503', { operation: 'obligations' });
      const calls = journey.countCalls('obligations', landlord.nino);
      const { submissionId } = await updates.submit(landlord);
      const { latest } = await untilEnded(landlord, submissionId);
      expect(latest).toMatchObject({ status: 'failed', outcome: { reconnect: false } });
      expect(latest.outcome?.sentence).toMatch(/^HMRC could not be reached/);
      expect(journey.countCalls('obligations', landlord.nino) - calls).toBe(8);
    });

    it('keep asking for as long as nobody knows whether HMRC took it', async () => {
      const landlord = await journey.addConnected();
      await fault(landlord, 'answer-lost', { operation: put, times: 1 });
      await fault(landlord, 'outage-503', { operation: get });
      const { submissionId, event } = await updates.submit(landlord);
      // Eight tries of the step, one when they are used up, and eight more of the first round of asking.
      await vi.waitFor(
        () => {
          expect(journey.countCalls(get, landlord.nino)).toBeGreaterThan(16);
        },
        { timeout: patienceMs, interval: 50 },
      );
      expect((await updates.view(landlord, submissionId)).status).toBe('processing');
      await journey.control.clearFaults();
      expect((await untilEnded(landlord, submissionId)).status).toBe('submitted');
      expect(updates.held(landlord)?.acceptedCount).toBe(1);
      expect((await updates.eventsFor(event.attemptId)).length).toBeGreaterThan(1);
    });

    it('wait for the landlord to reconnect when the authority dies before the answer is known', async () => {
      const landlord = await journey.addConnected();
      await fault(landlord, 'answer-lost', { operation: put, times: 1 });
      await fault(landlord, 'forbidden', { operation: get, times: 1 });
      const { submissionId } = await updates.submit(landlord);
      await vi.waitFor(
        async () => {
          const { latest } = await updates.view(landlord, submissionId);
          expect(latest.waitingFor).toBe('reconnect');
        },
        { timeout: patienceMs, interval: 20 },
      );
      expect(await journey.connect(landlord)).toMatchObject({ ok: true });
      expect((await untilEnded(landlord, submissionId)).status).toBe('submitted');
      expect(updates.held(landlord)?.acceptedCount).toBe(1);
    });
  });
  describe(`${name} and an End of Period Statement`, { timeout: patienceMs * 2 }, () => {
    const post = 'submit-end-of-period-statement';

    afterEach(() => journey.setTime(startsAt));

    /** A landlord whose statement was asked for, with faults on. */
    async function submit(...faults: [name: string, more: object][]) {
      await journey.setTime(statementsAt);
      const statements = createStatementTests(journey);
      const landlord = await journey.addConnected();
      await statements.prepare(landlord);
      for (const [fails, more] of faults) await fault(landlord, fails, { operation: post, ...more });
      const made = await statements.click(landlord);
      if (!made.ok) throw new Error(made.reason);
      return { landlord, statements, submissionId: made.submissionId };
    }

    async function untilSent(landlord: Landlord, submissionId: string) {
      return vi.waitFor(
        async () => {
          const submission = await journey.submissions.one(landlord.id, submissionId);
          if (submission === null || submission.status === 'processing') throw new Error('Not yet.');
          return submission;
        },
        { timeout: patienceMs, interval: 20 },
      );
    }

    it('go through outages without help', async () => {
      const { landlord, statements, submissionId } = await submit(['outage-503', { times: 3 }]);
      expect((await untilSent(landlord, submissionId)).status).toBe('submitted');
      expect(statements.isHeld(landlord)).toBe(true);
    });

    it('find out by sending once more that HMRC took it when its answer was lost', async () => {
      const { landlord, submissionId } = await submit(['answer-lost', { times: 1 }]);
      const { status, latest } = await untilSent(landlord, submissionId);
      expect([status, latest.outcome?.readBack]).toEqual(['submitted', true]);
      expect(journey.countCalls(post, landlord.nino)).toBe(2);
    });

    it('stop at once when the authority is gone', async () => {
      const { landlord, submissionId } = await submit(['forbidden', {}]);
      const { status, latest } = await untilSent(landlord, submissionId);
      expect([status, latest.outcome?.reconnect]).toEqual(['failed', true]);
      expect(journey.countCalls(post, landlord.nino)).toBe(1);
    });
  });
}
