import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { requestedEvents } from '../domain/submissions/index.ts';
import { type InngestStandIn, startInngestStandIn } from '../test/inngest-stand-in/index.ts';
import { signatureOf } from '../test/inngest-stand-in/signatures.ts';
import { preparePlatform } from '../test/platform-process.ts';

const patience = { timeout: 20_000, interval: 10 };

let standIn: InngestStandIn;
let home: Awaited<ReturnType<typeof preparePlatform>>;
beforeAll(async () => {
  // Eight tries, longer together than a platform takes to start on a busy machine.
  standIn = await startInngestStandIn({ waitMs: () => 4000 });
  home = await preparePlatform();
});
afterAll(async () => {
  await standIn.close();
  await home.clear();
});

/** What nobody asked for: its run ends at once. */
async function sendUnknown(): Promise<string> {
  const id = randomUUID();
  const data = { attemptId: id, connectionId: randomUUID() };
  await fetch(`${standIn.url}/e/${standIn.eventKey}`, {
    method: 'POST',
    body: JSON.stringify([{ id, name: requestedEvents['quarterly-update'], data }]),
  });
  return id;
}

describe('the platform with ENGINE=inngest', { timeout: 60_000 }, () => {
  it('registers, answers calls with the right signature alone, and goes on after another start', async () => {
    const start = () =>
      home.start({
        settings: {
          ENGINE: 'inngest',
          INNGEST_BASE_URL: standIn.url,
          INNGEST_EVENT_KEY: standIn.eventKey,
          INNGEST_SIGNING_KEY: standIn.signingKey,
        },
      });
    const first = start();
    await first.ready();
    await vi.waitFor(() => {
      expect(standIn.apps()).toMatchObject([{ url: `http://localhost:${home.port}/api/inngest` }]);
    }, patience);
    const byHand = (key: string) =>
      fetch(`${home.url}/api/inngest?fnId=quarterday-ask-hmrc&stepId=step`, {
        method: 'POST',
        body: '{}',
        headers: { 'x-inngest-signature': signatureOf('{}', key) },
      });
    expect((await byHand('signkey-test-00')).status).toBe(401);
    const untilCompleted = (id: string) =>
      vi.waitFor(
        () => {
          expect(standIn.runsOf(id).map(({ status }) => status)).toEqual(['completed']);
        },
        { timeout: 30_000 },
      );
    await untilCompleted(await sendUnknown());

    await first.pressCtrlC();
    const meanwhile = await sendUnknown();
    await vi.waitFor(() => {
      expect(standIn.runsOf(meanwhile)[0]?.calls[0]?.outcome).toBe('unreachable');
    }, patience);
    const second = start();
    await second.ready();
    await untilCompleted(meanwhile);
    await second.pressCtrlC();
    expect(standIn.refused()).toEqual([]);
  });
});
