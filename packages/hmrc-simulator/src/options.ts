import { z } from 'zod';
import { clockStartingAt } from './clock.ts';
import { SimulatorError } from './errors.ts';
import { describe } from './faults/faults.ts';
import { checkRedirectUris } from './oauth/redirect-uris.ts';
import { DEFAULT_REQUESTS_PER_SECOND } from './platform/throttle.ts';

/** What one simulator is made with. */
export interface SimulatorOptions {
  /** The clock's time at the very first start, an instant; default 2026-10-06T09:00:00Z. What was due before counts as sent. */
  startAt?: string;
  /** Whether the clock stands still at first; default false. */
  frozen?: boolean;
  /** Where everything is kept across restarts; default nowhere. One simulator a file. */
  stateFile?: string;
  clientId?: string;
  clientSecret?: string;
  /** Registered redirect URIs, or beginnings of them; default `http://localhost:3000`. */
  redirectUris?: string[];
  /** For the whole application; default 3, HMRC's limit; 0 for none. */
  requestsPerSecond?: number;
  /** Whether the token endpoint counts towards the limit; default true. HMRC does not say. */
  throttleTokenEndpoint?: boolean;
  /**
   * How long a tax calculation takes before it can be retrieved: whole seconds, by the simulator's clock or by real time,
   * whichever passes first; default 5.
   */
  calculationSeconds?: number;
  /**
   * How long a refresh takes, in seconds of real time; default 0. While one runs, another refresh of the same token is
   * answered 400 `invalid_request`; the old pair works until it is done.
   */
  refreshSeconds?: number;
  /** How long an obligation still shows as open after it was met: whole seconds by the simulator's clock; default 0. */
  obligationDelaySeconds?: number;
}

/** The application that a simulator knows unless told otherwise. */
export const defaultApplication = {
  clientId: 'quarterday-simulator-client',
  clientSecret: 'quarterday-simulator-secret',
  redirectUris: ['http://localhost:3000'],
};

/** The longest that calculations and obligations can be told to take, in seconds: a day. */
export const LONGEST_WAIT_SECONDS = 86_400;
export const waitSecondsSchema = z.int().min(0).max(LONGEST_WAIT_SECONDS);

/** The longest that a refresh can be told to take, in seconds: ten minutes. */
export const LONGEST_REFRESH_SECONDS = 600;
export const refreshSecondsSchema = z.number().min(0).max(LONGEST_REFRESH_SECONDS);

const settingsSchema = z.object({
  startAt: z.string().default('2026-10-06T09:00:00Z'),
  frozen: z.boolean().default(false),
  stateFile: z.string().min(1).optional(),
  clientId: z.string().min(1).default(defaultApplication.clientId),
  clientSecret: z.string().min(1).default(defaultApplication.clientSecret),
  redirectUris: z.array(z.string()).min(1).default(defaultApplication.redirectUris),
  requestsPerSecond: z.number().min(0).default(DEFAULT_REQUESTS_PER_SECOND),
  throttleTokenEndpoint: z.boolean().default(true),
  calculationSeconds: waitSecondsSchema.default(5),
  refreshSeconds: refreshSecondsSchema.default(0),
  obligationDelaySeconds: waitSecondsSchema.default(0),
});

/** The settings of a simulator, each its default where it was not given. Throws `bad-option`. */
export function readOptions(options: SimulatorOptions) {
  const read = settingsSchema.safeParse(options);
  if (!read.success) {
    throw new SimulatorError('bad-option', describe('The simulator cannot be made like this', read.error));
  }
  const { clientId, clientSecret, redirectUris, ...settings } = read.data;
  checkRedirectUris(redirectUris);
  // Known now and not at the first reset, where the clock of a state file goes first.
  clockStartingAt(settings.startAt, settings.frozen);
  return { application: { clientId, clientSecret, redirectUris }, ...settings };
}
