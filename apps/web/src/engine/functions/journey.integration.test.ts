import { createLog } from '../../platform/log.ts';
import { describeFlows } from '../../test/flows.ts';
import { createEngine } from '../index.ts';

const retryBaseMs = 5;

describeFlows({
  name: 'the embedded engine',
  retryBaseMs,
  patienceMs: 25_000,
  async start(journey, functions) {
    const engine = createEngine({
      engine: 'embedded',
      databaseUrl: journey.url,
      executorId: 'journey-test',
      retryBaseMs,
      baseUrl: 'http://localhost',
      inngest: {
        eventKey: undefined,
        signingKey: undefined,
        signingKeyFallback: undefined,
        baseUrl: undefined,
        isDev: false,
      },
      log: createLog({ logLevel: 'silent' }),
    });
    await engine.start(functions);
    return engine;
  },
});
