import { once } from 'node:events';
import { serve } from '@hono/node-server';
import { createEngine } from '../engine/index.ts';
import { type EngineOptions, type RunningEngine } from '../engine/options.ts';
import { createLog } from '../platform/log.ts';
import { type InngestStandIn, startInngestStandIn, type StandInOptions } from './inngest-stand-in/index.ts';

/** Where an engine for Inngest finds its server. */
export interface InngestServer {
  name: string;
  keys: EngineOptions['inngest'];
  /** How long until a server of its kind knows functions for sure, and drops no event of theirs. */
  knownAfterMs: number;
  /** What stands in for a server, where none is to be had. */
  standIn: InngestStandIn | undefined;
  close: () => Promise<void>;
}

/** The real server at INNGEST_BASE_URL, or without one a stand-in that speaks its protocol. */
export async function findInngest(options: StandInOptions = {}): Promise<InngestServer> {
  const environment = process.env;
  const baseUrl = environment['INNGEST_BASE_URL'];
  // Empty in `npm test`.
  if (baseUrl === undefined || baseUrl === '') return standInServer(options);
  return {
    name: 'a real Inngest server',
    keys: {
      eventKey: environment['INNGEST_EVENT_KEY'],
      signingKey: environment['INNGEST_SIGNING_KEY'],
      signingKeyFallback: undefined,
      baseUrl,
      isDev: environment['INNGEST_SIGNING_KEY'] === undefined,
    },
    knownAfterMs: 10_000,
    standIn: undefined,
    close: () => Promise.resolve(),
  };
}

async function standInServer(options: StandInOptions): Promise<InngestServer> {
  const standIn = await startInngestStandIn(options);
  return {
    name: "a stand-in for Inngest's server",
    keys: {
      eventKey: standIn.eventKey,
      signingKey: standIn.signingKey,
      signingKeyFallback: undefined,
      baseUrl: standIn.url,
      isDev: false,
    },
    knownAfterMs: 0,
    standIn,
    close: () => standIn.close(),
  };
}

interface Opening {
  keys: EngineOptions['inngest'];
  /** The app's port, a free one unless told. */
  port?: number;
  /** Answers in place of the engine, as a proxy in front of it would. */
  before?: (request: Request) => Response | undefined;
  engine?: Partial<EngineOptions>;
}

/** An engine on an Inngest server, and a handler of our own that the server can reach. */
export async function openInngest(
  retryBaseMs: number,
  { keys, port = 0, before, engine: others }: Opening,
): Promise<{ engine: RunningEngine; port: number; url: string; close: () => Promise<void> }> {
  const host = process.env['HOST'] ?? '127.0.0.1';
  // The server listens before the engine is made, which must know where.
  const made: { engine?: RunningEngine } = {};
  const answer = async (request: Request) =>
    before?.(request) ?? (await made.engine?.answer?.(request)) ?? new Response();
  const server = serve({ fetch: answer, hostname: host, port });
  if (!server.listening) await once(server, 'listening');
  const address = server.address();
  const opened = typeof address === 'object' && address !== null ? address.port : 0;
  const url = `http://${host}:${opened}`;
  const engine = createEngine({
    engine: 'inngest',
    databaseUrl: '',
    executorId: '',
    retryBaseMs,
    baseUrl: url,
    inngest: keys,
    log: createLog({ logLevel: 'error' }),
    ...others,
  });
  made.engine = engine;
  return {
    engine,
    port: opened,
    url,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}
