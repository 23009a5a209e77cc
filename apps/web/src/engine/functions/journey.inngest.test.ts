import { setTimeout as sleep } from 'node:timers/promises';

import { describeFlows } from '../../test/flows.ts';
import { openInngest } from '../../test/inngest-server.ts';

// Runs only with `npm run test:inngest`, on the server at INNGEST_BASE_URL.
const retryBaseMs = 500;
/** The server takes a while to know the functions, and drops what happens before. */
const knownAfterMs = 10_000;
let closeServer: () => void = () => undefined;

describeFlows({
  name: 'a real Inngest server',
  retryBaseMs,
  // Eight tries take two minutes at this pace.
  patienceMs: 300_000,
  async start(_journey, functions) {
    const { engine, close } = await openInngest(retryBaseMs);
    closeServer = close;
    await engine.start(functions);
    await sleep(knownAfterMs);
    return engine;
  },
  close: () => {
    closeServer();
  },
});
