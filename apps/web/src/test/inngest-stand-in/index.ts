import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { serve, type ServerType } from '@hono/node-server';

import { createStandInApp } from './app.ts';
import { type StoredEvent } from './messages.ts';
import { createRegistry } from './registry.ts';
import { createRuns, type RunOptions } from './runs.ts';

/** How a stand-in differs from its usual ways. */
export type StandInOptions = Partial<
  Pick<RunOptions, 'plansSteps' | 'tellsMostAttempts' | 'leastWaitMs' | 'waitMs'>
> & {
  /** What registrations are answered with instead of being read, while it gives something. */
  answerRegistration?: () => Response | undefined;
};

/** The waits of Inngest's server, without the up to half a minute that it adds by chance. */
const usualWaitsMs = [15, 30, 60, 120, 300, 600, 1200, 2400, 3600].map((seconds) => seconds * 1000);

/**
 * Starts a stand-in that speaks Inngest's protocol as its specification gives it: apps register, events start runs, and the app
 * is called for each step over HTTP, signed. It is written from the specification of Inngest's SDKs and, where that says
 * nothing (waits, whose number of attempts counts, what a failed run sends), from what Inngest's server is known to do. It
 * keeps everything in memory, serves what the platform uses, and notes in `refused` whatever else it is asked for.
 *
 * @see https://github.com/inngest/inngest/blob/main/docs/SDK_SPEC.md
 */
export async function startInngestStandIn({ answerRegistration, ...ways }: StandInOptions = {}) {
  const eventKey = randomBytes(16).toString('hex');
  const signingKey = `signkey-test-${randomBytes(32).toString('hex')}`;
  const refused: string[] = [];
  const kept: string[] = [];
  const started = new Set<string>();
  const registry = createRegistry();
  const keep = (text: string) => void kept.push(text);
  const refuse = (what: string) => void refused.push(what);
  const runs = createRuns({
    plansSteps: false,
    tellsMostAttempts: true,
    leastWaitMs: 1000,
    waitMs: (attempt) => usualWaitsMs[attempt] ?? 7_200_000,
    ...ways,
    signingKey,
    functionOf: registry.byId,
    refuse,
    emit: take,
    keep,
  });
  const app = createStandInApp({
    eventKey,
    signingKey,
    take,
    refuse,
    register: (body) => {
      keep(JSON.stringify(body));
      return registry.register(body);
    },
    ...(answerRegistration && { answerRegistration }),
  });

  function take(event: StoredEvent): void {
    keep(JSON.stringify(event));
    for (const { id } of registry.startedBy(event)) {
      const start = `${id} ${event.id}`;
      if (started.has(start)) continue;
      started.add(start);
      runs.begin(id, event);
    }
  }

  let server: ServerType | undefined;
  let port = 0;
  async function open(): Promise<void> {
    server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port });
    if (!server.listening) await once(server, 'listening');
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
    runs.open();
  }

  /** Breaks off what it is doing; calls that had no answer are made again once it is open. */
  async function close(): Promise<void> {
    runs.close();
    const closing = server;
    if (closing === undefined) return;
    server = undefined;
    const closed = once(closing, 'close');
    closing.close();
    if ('closeAllConnections' in closing) closing.closeAllConnections();
    await closed;
  }

  await open();
  return {
    url: `http://127.0.0.1:${port}`,
    eventKey,
    signingKey,
    apps: () => [...registry.apps.values()],
    runs: runs.all,
    runsOf: (eventId: string) => runs.all().filter(({ event }) => event.id === eventId),
    /** All that it was given to keep: registrations, events, and what calls were answered with, as JSON. */
    kept: () => kept.join('\n'),
    /** What it was asked for and does not do. */
    refused: (): readonly string[] => refused,
    /** Forgets which events have started runs, as Inngest does after 24 hours. */
    forgetEvents: () => {
      started.clear();
    },
    /** Forgets what has registered, as a server does that has lost its database. */
    forgetApps: () => {
      registry.apps.clear();
    },
    open,
    close,
  };
}

export type InngestStandIn = Awaited<ReturnType<typeof startInngestStandIn>>;
