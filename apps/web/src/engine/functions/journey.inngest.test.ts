import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';

import { describeFlows } from '../../test/flows.ts';
import { findInngest, openInngest } from '../../test/inngest-server.ts';
import { type Journey } from '../../test/journey.ts';
import { createUpdates } from '../../test/updates.ts';
import { type RunningEngine } from '../options.ts';

const patience = { timeout: 20_000, interval: 10 };

// `npm run test:inngest` runs this on the real server at INNGEST_BASE_URL, `npm test` on a stand-in that speaks its protocol.
const server = await findInngest({ leastWaitMs: 0 });
const { standIn } = server;
const retryBaseMs = standIn === undefined ? 500 : 5;
let journey: Journey;
let engine: RunningEngine;
let closeApp: () => Promise<void>;

describeFlows({
  name: server.name,
  retryBaseMs,
  // On a real server eight tries take more than a minute at this pace, and one test has three times as many.
  patienceMs: standIn === undefined ? 600_000 : 25_000,
  async start(made, functions) {
    journey = made;
    ({ engine, close: closeApp } = await openInngest(retryBaseMs, server));
    await engine.start(functions);
    await sleep(server.knownAfterMs);
    return engine;
  },
  close: async () => {
    await server.close();
    await closeApp();
  },
});

if (standIn !== undefined) {
  const untilAllCompleted = () =>
    vi.waitFor(() => {
      expect(standIn.runs().filter(({ status }) => status !== 'completed')).toEqual([]);
    }, patience);

  it('sends nothing again of an attempt that is over, when its event comes after the engine has forgotten it', async () => {
    await untilAllCompleted();
    const updates = createUpdates(journey);
    const landlord = await journey.addConnected();
    const { submissionId, event } = await updates.submit(landlord);
    await vi.waitFor(async () => {
      expect((await updates.view(landlord, submissionId)).status).toBe('submitted');
    }, 25_000);
    await untilAllCompleted();
    standIn.forgetEvents();
    const [first] = standIn.runsOf(event.attemptId);
    if (first === undefined) throw new Error('The attempt had no run.');
    await engine.send({ id: event.attemptId, name: first.event.name, data: { ...event } });
    await untilAllCompleted();
    expect(standIn.runsOf(event.attemptId)).toHaveLength(2);
    expect(journey.countCalls('put-uk-cumulative', landlord.nino)).toBe(1);
  });

  it('gave the stand-in nothing to keep that an engine must not see, and asked for nothing that it does not do', async () => {
    await untilAllCompleted();
    const kept = standIn.kept();
    const { tokens, refreshTokens } = journey.simulator.control.saveState();
    const secrets = [...Object.keys(tokens), ...Object.keys(refreshTokens)];
    expect(secrets.length).toBeGreaterThan(20);
    expect(secrets.filter((secret) => kept.includes(secret))).toEqual([]);
    expect(kept).not.toMatch(/\b[A-CEGHJ-PR-TW-Z]{2}\d{6}[A-D]?\b/);
    expect(kept).not.toContain(standIn.signingKey);
    expect(kept).not.toContain(import.meta.dirname);
    expect(standIn.refused()).toEqual([]);
    expect(standIn.runs().length).toBeGreaterThan(20);
  });
}
