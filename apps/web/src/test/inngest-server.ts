import { once } from 'node:events';
import { serve } from '@hono/node-server';
import { createEngine } from '../engine/index.ts';
import { type RunningEngine } from '../engine/options.ts';
import { createLog } from '../platform/log.ts';

/** An engine on the Inngest server at INNGEST_BASE_URL, and a handler of our own that the server can reach. */
export async function openInngest(
  retryBaseMs: number,
): Promise<{ engine: RunningEngine; close: () => void }> {
  const environment = process.env;
  const host = environment['HOST'] ?? '127.0.0.1';
  // The server listens before the engine is made, which must know where.
  const made: { engine?: RunningEngine } = {};
  const answer = async (request: Request) => (await made.engine?.answer?.(request)) ?? new Response();
  const server = serve({ fetch: answer, hostname: host, port: 0 });
  if (!server.listening) await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const engine = createEngine({
    engine: 'inngest',
    databaseUrl: '',
    executorId: '',
    retryBaseMs,
    baseUrl: `http://${host}:${port ?? ''}`,
    inngest: {
      eventKey: environment['INNGEST_EVENT_KEY'],
      signingKey: environment['INNGEST_SIGNING_KEY'],
      signingKeyFallback: undefined,
      baseUrl: environment['INNGEST_BASE_URL'],
      isDev: environment['INNGEST_SIGNING_KEY'] === undefined,
    },
    log: createLog({ logLevel: 'error' }),
  });
  made.engine = engine;
  return {
    engine,
    close: () => {
      server.close();
    },
  };
}
