import { createHmac } from 'node:crypto';

import { Inngest } from 'inngest';
import { serve } from 'inngest/edge';

import { createSystemClock } from '../platform/clock.ts';
import { type Log } from '../platform/log.ts';
import { type EngineOptions, type RunningEngine } from './options.ts';
import { toInngestFunction } from './inngest-function.ts';
import { waitAtMost } from './wait-at-most.ts';

const servePath = '/api/inngest';
const usualRegisterAgainMs = 30_000;

type Answer = (request: Request) => Promise<Response>;

/**
 * Makes the runner for more than one machine: an Inngest server keeps the runs, and calls for each step over HTTP.
 *
 * Load this module only when it is used: Inngest's library weighs more than the rest of the platform.
 *
 * @throws Error when a key is missing and the server is not a development server
 */
export function createInngestEngine(options: EngineOptions): RunningEngine {
  const { inngest: keys, log, registerAgainMs = usualRegisterAgainMs } = options;
  if (!keys.isDev && (keys.signingKey === undefined || keys.eventKey === undefined)) {
    throw new Error(
      'INNGEST_SIGNING_KEY and INNGEST_EVENT_KEY must be set: without them anybody could run steps.',
    );
  }
  const client = createClient(options);
  let answer: Answer | undefined;
  let isKnown = Promise.resolve(false);
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const answering = new Set<Promise<Response>>();

  /** Makes the functions known to the server, so that no person has to. */
  async function register(handler: Answer): Promise<boolean> {
    const problem = await askToRegister(options, handler);
    if (problem === undefined) return true;
    if (isStopped) return false;
    log.warn({ problem }, 'Inngest does not know the functions yet');
    timer = setTimeout(() => {
      isKnown = register(handler);
    }, registerAgainMs).unref();
    return false;
  }

  return {
    start(functions) {
      answer = serve({
        client,
        functions: functions.map((engineFunction) => toInngestFunction(client, options, engineFunction)),
        serveOrigin: options.baseUrl,
        servePath,
        enableUnauthedSync: false,
      });
      isKnown = register(answer);
      return Promise.resolve();
    },

    async send({ id, name, data }) {
      // Inngest takes an event of functions that it does not know, and forgets it.
      if (!(await isKnown)) throw new Error('Inngest does not know the functions yet');
      await client.send({ id, name, data: { ...data } });
    },

    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await waitAtMost(options.stopWaitMs ?? 5000, Promise.allSettled([...answering]));
    },

    async answer(request) {
      if (answer === undefined || isStopped) return new Response('Not ready', { status: 503 });
      const answered = answer(request);
      answering.add(answered);
      return answered.finally(() => answering.delete(answered));
    },
  };
}

function createClient({ inngest: keys, log }: EngineOptions): Inngest {
  const logger = inngestLogger(log.child({ part: 'inngest' }));
  return new Inngest({
    id: 'quarterday',
    isDev: keys.isDev,
    ...(keys.eventKey !== undefined && { eventKey: keys.eventKey }),
    ...(keys.signingKey !== undefined && { signingKey: keys.signingKey }),
    ...(keys.signingKeyFallback !== undefined && { signingKeyFallback: keys.signingKeyFallback }),
    ...(keys.baseUrl !== undefined && { baseUrl: keys.baseUrl }),
    aiMetadata: false,
    internalLogger: logger,
    // What becomes of each try is written down where the policy is applied.
    logger: { ...logger, warn: logger.debug, error: logger.debug },
  });
}

function inngestLogger(log: Log) {
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (first: unknown, ...rest: unknown[]) => {
      const text = [first, ...rest].filter((part) => typeof part === 'string').join(' ');
      const details = [first, ...rest].find((part) => typeof part === 'object' && part !== null);
      log[level](details ?? {}, text);
    };
  return { debug: write('debug'), info: write('debug'), warn: write('warn'), error: write('error') };
}

/**
 * Asks our own handler to register, as an operator would from outside.
 *
 * @returns what is wrong, undefined when it is done
 */
async function askToRegister(
  { baseUrl, inngest: { signingKey } }: EngineOptions,
  answer: Answer,
): Promise<string | undefined> {
  const seconds = String(Math.round(createSystemClock().now().getTime() / 1000));
  const url = new URL(servePath, baseUrl);
  const headers = new Headers({ host: url.host });
  if (signingKey !== undefined) {
    const key = signingKey.replace(/^signkey-\w+-/, '');
    const signature = createHmac('sha256', key).update(seconds).digest('hex');
    headers.set('x-inngest-signature', `t=${seconds}&s=${signature}`);
  }
  try {
    const answered = await answer(new Request(url, { method: 'PUT', headers }));
    const text = await answered.text();
    return answered.ok && isTaken(text) ? undefined : `${answered.status} ${text.slice(0, 500)}`;
  } catch (error) {
    return String(error);
  }
}

/** Inngest's library passes a refusal on as a success, its words in place of these, unless the refusal's text repeats its status. */
const isTaken = (text: string): boolean => text.includes('"message":"Successfully registered"');
