import { type Log } from '../platform/log.ts';
import { type Engine } from './port.ts';

/** The settings of the engine, from the platform's configuration. */
export interface EngineOptions {
  engine: 'embedded' | 'inngest';
  /** The platform's database; the embedded runner keeps its tables there, in the schema `dbos`. */
  databaseUrl: string;
  /** Names this data folder's runner: what it left unfinished is taken up under the same name. */
  executorId: string;
  retryBaseMs: number;
  /** Where Inngest reaches the platform. */
  baseUrl: string;
  inngest: {
    eventKey: string | undefined;
    signingKey: string | undefined;
    signingKeyFallback: string | undefined;
    baseUrl: string | undefined;
    isDev: boolean;
  };
  log: Log;
  /** How long `stop` waits for steps that are running; 5 seconds unless told. */
  stopWaitMs?: number;
  /** How long until functions are made known to Inngest again that it did not take; 30 seconds unless told. */
  registerAgainMs?: number;
}

/** An engine, and the handler of `/api/inngest` where the runner is called over HTTP. */
export interface RunningEngine extends Engine {
  /** Answers Inngest's calls to `/api/inngest`; undefined with the embedded runner. */
  answer: ((request: Request) => Promise<Response>) | undefined;
}
