import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { AddressInfo } from 'node:net';
import { operations } from './apis/index.ts';
import { serveOperations } from './apis/serve.ts';
import { createClock } from './clock.ts';
import { createControl, type Control } from './control/control.ts';
import { controlRoutes } from './control/routes.ts';
import type { Core } from './core.ts';
import { SimulatorError } from './errors.ts';
import { createFaults } from './faults/faults.ts';
import { authorizeRoutes } from './oauth/authorize.tsx';
import { createDirectory } from './operations.ts';
import { createGrants } from './oauth/grants.ts';
import { tokenRoutes } from './oauth/token.ts';
import { readOptions, type SimulatorOptions } from './options.ts';
import { panelRoutes } from './pages/panel.tsx';
import { refuse } from './platform/refusals.ts';
import { createRequestsSeen } from './platform/requests-seen.ts';
import { createThrottle } from './platform/throttle.ts';
import { initialState } from './state/initial.ts';
import { createDocuments } from './state/documents.ts';
import { readState } from './state/journal.ts';
import type { State } from './state/schema.ts';
import { createStore } from './state/store.ts';

export type { Control } from './control/control.ts';
export { defaultApplication, type SimulatorOptions } from './options.ts';
export { SimulatorError, type SimulatorErrorCode } from './errors.ts';

/** A running stand-in for HMRC. */
export interface Simulator {
  /** Opens a port (0: any free one) on a host, default 127.0.0.1. Throws `port-in-use` or `cannot-listen`. */
  listen(port: number, host?: string): Promise<{ url: string; port: number }>;
  /** Closes the port at once, calls under way included, and writes the state. */
  close(): Promise<void>;
  /** For requests in process. */
  app: Hono;
  control: Control;
}

/**
 * Makes a simulator; several can run in one process without touching each other.
 *
 * @throws SimulatorError `bad-option`; `state-unreadable` when the state file is not one of the simulator's;
 * `state-unwritable` when it cannot be written.
 */
// Asynchronous, so that every way of failing is a rejection.
// eslint-disable-next-line @typescript-eslint/require-await -- see above
export async function createSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { application, startAt, frozen, stateFile, ...settings } = readOptions(options);
  const initial = (): State => initialState(startAt, frozen);
  const found = stateFile === undefined ? undefined : readState(stateFile);
  const store = createStore(found?.state ?? initial(), stateFile, found);
  // Written at once, so that a file that cannot be written is known before anything depends on it.
  store.writeSnapshot();
  const clock = createClock(store);
  const grants = createGrants(store, clock);
  const waits = createWaits();
  const directory = createDirectory(operations);
  const core: Core = {
    application,
    store,
    initialState: initial,
    clock,
    grants,
    faults: createFaults(store, clock, directory, waits.wait, grants.happen),
    operations: directory,
    documents: createDocuments(store),
    requests: createRequestsSeen(clock, stateFile === undefined ? undefined : `${stateFile}.requests`),
    admit: createThrottle(settings.requestsPerSecond),
    throttlesTokenEndpoint: settings.throttleTokenEndpoint,
    calculationSeconds: settings.calculationSeconds,
    refreshSeconds: settings.refreshSeconds,
    obligationDelaySeconds: settings.obligationDelaySeconds,
  };
  const control = createControl(core);
  const app = createApp(core, control);
  const port = createPort(app);
  return {
    app,
    control,
    listen: port.listen,
    close: async () => {
      waits.end();
      await port.close();
      store.close();
      core.requests.close();
    },
  };
}

function createApp(core: Core, control: Control): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    // Clients read the simulator's time off its answers; a dropped connection has none to carry it.
    if (c.res.headers.get('x-hono-already-sent') === null)
      c.res.headers.set('date', core.clock.now().toUTCString());
  });
  app.route('/__simulator', controlRoutes(control));
  app.route('/', panelRoutes(control));
  app.route('/', authorizeRoutes(core));
  app.route('/', tokenRoutes(core));
  app.notFound(serveOperations(core, operations));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    process.stderr.write(`HMRC simulator: ${error.message}\n`);
    return c.json(refuse({ code: 'INTERNAL_SERVER_ERROR' }).body as object, 500); // every refusal has a body
  });
  return app;
}

/** Waits that end at once when the simulator closes, hundreds at a time if need be. */
function createWaits() {
  const running = new Set<() => void>();
  let isOver = false;
  return {
    end: (): void => {
      isOver = true;
      for (const finish of running) finish();
    },
    wait: (ms: number): Promise<void> =>
      new Promise((resolve) => {
        if (isOver) {
          resolve();
          return;
        }
        const finish = (): void => {
          clearTimeout(timer);
          running.delete(finish);
          resolve();
        };
        const timer = setTimeout(finish, ms);
        running.add(finish);
      }),
  };
}

function createPort(app: Hono) {
  let server: ServerType | undefined;
  const listen = async (port: number, host = '127.0.0.1') => {
    // The globals stay as they are: other software shares this process.
    const opening = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
    // Longer than any client keeps an idle connection: only faults are to break connections here.
    if ('keepAliveTimeout' in opening) opening.keepAliveTimeout = 60_000;
    await new Promise<void>((resolve, reject) => {
      opening.once('error', (error: NodeJS.ErrnoException) => {
        reject(
          error.code === 'EADDRINUSE'
            ? new SimulatorError('port-in-use', `Port ${port} is in use by another program.`, {
                cause: error,
              })
            : new SimulatorError(
                'cannot-listen',
                `Cannot listen on ${host} port ${port}: ${error.message}.`,
                { cause: error },
              ),
        );
      });
      opening.listen(port, host, resolve);
    });
    server = opening;
    const { port: opened } = opening.address() as AddressInfo; // a listening TCP server always has one
    const name = host === '127.0.0.1' || host === '::1' ? 'localhost' : host;
    return { url: `http://${name.includes(':') ? `[${name}]` : name}:${opened}`, port: opened };
  };
  const close = async () => {
    const closing = server;
    server = undefined;
    if (!closing) return;
    await new Promise<void>((resolve) => {
      closing.close(() => {
        resolve();
      });
      if ('closeAllConnections' in closing) closing.closeAllConnections();
    });
  };
  return { listen, close };
}
