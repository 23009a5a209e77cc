import { randomBytes } from 'node:crypto';
import { createSimulator, defaultApplication } from '@quarterday/hmrc-simulator';
import { vi } from 'vitest';
import { createApp } from '../app.tsx';
import { completeConfig, readConfig } from '../config.ts';
import { londonDate } from '../platform/clock.ts';
import { createLog } from '../platform/log.ts';
import { createServices } from '../services.ts';
import { createBrowser } from './accounts.ts';
import { createTestDatabase } from './database.ts';

const baseUrl = 'http://localhost:3000';

/**
 * The whole platform in process, on a database of its own, with a simulator of HMRC behind HTTP; no engine runs.
 *
 * @param variables environment variables besides HMRC's addresses
 */
export async function createWholeApp(variables: Record<string, string> = {}) {
  const database = await createTestDatabase();
  const simulator = await createSimulator({ requestsPerSecond: 0 });
  const { url } = await simulator.listen(0);
  const read = readConfig({ ...variables, HMRC_API_URL: url, HMRC_SIGN_IN_URL: url });
  if (!read.ok) throw new Error(read.problems.join(' '));
  const config = completeConfig(read.config, {
    databaseUrl: database.url,
    secrets: {
      authSecret: randomBytes(32).toString('base64url'),
      tokenKeys: [{ id: 'test', secret: randomBytes(32) }],
      simulatorClientId: defaultApplication.clientId,
      simulatorClientSecret: defaultApplication.clientSecret,
      executorId: 'every-route',
      postgresPassword: '',
    },
  });
  const services = createServices({
    config: { ...config, baseUrl },
    log: createLog({ logLevel: 'silent' }),
    db: database.db,
  });
  const app = createApp(services);

  /** A browser that keeps cookies, follows nothing, and posts forms as browsers do. */
  function open() {
    const browser = createBrowser();
    async function ask(path: string, init: RequestInit = {}) {
      const headers = browser.headers;
      if (init.method === 'POST') headers.set('origin', baseUrl);
      const answer = await app.request(`${baseUrl}${path}`, { ...init, headers });
      browser.take(answer.headers.getSetCookie());
      return {
        status: answer.status,
        location: answer.headers.get('location') ?? '',
        text: await answer.text(),
      };
    }
    return {
      jar: browser.jar,
      get: (path: string) => ask(path),
      download: async (path: string) => {
        const answer = await app.request(`${baseUrl}${path}`, { headers: browser.headers });
        return { headers: answer.headers, bytes: new Uint8Array(await answer.arrayBuffer()) };
      },
      post: (path: string, fields: Record<string, string> | FormData = {}) =>
        ask(path, {
          method: 'POST',
          body: fields instanceof FormData ? fields : new URLSearchParams(fields),
        }),
    };
  }

  return {
    app,
    services,
    simulator,
    pool: database.pool,
    open,
    /** Moves HMRC's clock and the platform's to an instant, such as `2028-02-01T09:00:00Z`. */
    setTime: async (now: string) => {
      await simulator.control.setClock({ now });
      // The platform looks at the simulator's clock a few times a second.
      await vi.waitFor(async () => {
        await services.clock.follow();
        if (services.clock.today() !== londonDate(new Date(now)))
          throw new Error('It shows another day yet.');
      });
    },
    close: async () => {
      await services.stop();
      await simulator.close();
      await database.drop();
    },
  };
}

export type WholeApp = Awaited<ReturnType<typeof createWholeApp>>;
export type Browser = ReturnType<WholeApp['open']>;
