import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createOutboxStore } from '../data/outbox.ts';
import { allFunctions } from '../engine/functions/all.ts';
import { type RunningEngine } from '../engine/options.ts';
import { createOutboxPoller, type OutboxPoller } from '../engine/outbox-poller.ts';
import { type EngineFunction } from '../engine/port.ts';
import { createLog } from '../platform/log.ts';
import { declarationSendings } from './declaration-sendings.ts';
import { createJourney, type Journey, startsAt } from './journey.ts';
import { type Landlord } from './landlords.ts';
import { type Sending } from './sending.ts';
import { sendings } from './sendings.ts';
import { updateSendings } from './update-sendings.ts';
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
  close?: () => Promise<void> | void;
}

const everyKind = { ...updateSendings, ...sendings, ...declarationSendings };

/** The flows of every kind of submission on an engine, through the real domain, database, client and simulator. */
export function describeFlows({ name, retryBaseMs, patienceMs, start, close }: FlowEngine): void {
  let journey: Journey;
  let updates: Updates;
  let engine: RunningEngine;
  let poller: OutboxPoller;

  beforeAll(async () => {
    journey = await createJourney({ retryBaseMs });
    updates = createUpdates(journey);
    engine = await start(journey, allFunctions(journey));
    startPoller();
  });
  afterEach(() => journey.control.clearFaults());
  afterAll(async () => {
    await poller.stop();
    await engine.stop();
    await close?.();
    await journey.close();
  });

  function startPoller(): void {
    poller = createOutboxPoller({
      store: createOutboxStore(journey.db),
      engine,
      log: createLog({ logLevel: 'silent' }),
      intervalMs: 20,
    });
    poller.start();
  }

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

  describe.each(Object.entries(everyKind))(`${name} and %s`, { timeout: patienceMs * 2 }, (_kind, of) => {
    let kind: Sending;

    beforeAll(async () => {
      kind = of(journey);
      await journey.setTime(kind.at);
      await journey.control.setCalculationSeconds(0);
    });
    afterAll(() => journey.setTime(startsAt));

    /** A landlord who asked for it, with a fault on. */
    async function submit(fails: string, more: object) {
      const landlord = await journey.addConnected({
        abroad: kind.isAbroad ?? false,
        ...(kind.joined && { joined: kind.joined }),
      });
      // What has to be sent before is worked on by hand.
      await poller.stop();
      await kind.prepare(landlord);
      await fault(landlord, fails, { operation: kind.put, ...more });
      const made = await kind.click(landlord);
      if (!made.ok) throw new Error(made.reason);
      startPoller();
      const { submissionId } = made;
      return vi.waitFor(
        async () => {
          const submission = await journey.submissions.one(landlord.id, submissionId);
          if (submission === null || submission.status === 'processing') throw new Error('Not yet.');
          return { landlord, status: submission.status, latest: submission.latest };
        },
        { timeout: patienceMs, interval: 20 },
      );
    }
    const puts = (landlord: Landlord) => journey.countCalls(kind.put, landlord.nino) - (kind.putsBefore ?? 0);

    it('go through outages without help', async () => {
      const { landlord, status, latest } = await submit('outage-503', { times: 3 });
      expect([status, kind.isHeld(landlord)]).toEqual(['submitted', true]);
      expect(latest.tries).toBeGreaterThan(1);
    });

    it('find out that HMRC took it when its answer was lost', async () => {
      const { landlord, status, latest } = await submit('answer-lost', { times: 1 });
      expect([status, latest.outcome?.readBack]).toEqual(['submitted', true]);
      // Without a copy to read, sending once more tells.
      expect(puts(landlord)).toBe(kind.get === null ? 2 : 1);
    });

    it('stop at once when the authority is gone', async () => {
      const { landlord, status, latest } = await submit('forbidden', {});
      expect([status, latest.outcome?.reconnect, kind.isHeld(landlord)]).toEqual(['failed', true, false]);
      expect(puts(landlord)).toBe(1);
    });
  });
}
