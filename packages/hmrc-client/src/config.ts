import { z } from 'zod';
import type { HmrcClientConfig } from './client-types.ts';
import { HmrcClientError } from './errors.ts';
import type { TokenApplication } from './oauth/token-application.ts';
import type { Limits } from './transport/send.ts';

const milliseconds = z.int().min(1).max(2_147_483_647);

const address = z.string().refine((value) => URL.canParse(value) && isSafe(new URL(value)), {
  error: 'must be https, or http to loopback, without user, password or query',
});

const configForm = z.object({
  apiUrl: address,
  signInUrl: address,
  clientId: z.string().min(1, { error: 'is empty' }),
  clientSecret: z.string().min(1, { error: 'is empty' }),
  timeouts: z
    .object({
      connectMs: milliseconds.default(10_000),
      headersMs: milliseconds.default(30_000),
      callMs: milliseconds.default(60_000),
    })
    .prefault({}),
  maxBodyBytes: z.int().min(1).default(2_000_000),
});

export interface CheckedConfig {
  apiUrl: string;
  signInUrl: string;
  clientId: string;
  clientSecret: string;
  limits: Limits;
}

/** @throws HmrcClientError `invalid-config`, naming the fields but never their values. */
export function checkConfig(config: HmrcClientConfig): CheckedConfig {
  const { timeouts, maxBodyBytes, ...rest } = checked(configForm, config);
  return { ...rest, limits: { ...timeouts, maxBodyBytes } };
}

const applicationForm = configForm.pick({ apiUrl: true, clientId: true, clientSecret: true });

/** @throws HmrcClientError `invalid-config`, naming the fields but never their values. */
export function checkApplication(application: TokenApplication): void {
  checked(applicationForm, application);
}

function checked<Value>(form: z.ZodType<Value>, config: unknown): Value {
  const result = form.safeParse(config);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new HmrcClientError('invalid-config', `The configuration of the HMRC client: ${faults.join('; ')}.`);
}

function isSafe(url: URL): boolean {
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
