import { z } from 'zod';
import type { HmrcClientConfig } from './client-types.ts';
import { HmrcClientError } from './errors.ts';
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
  const checked = configForm.safeParse(config);
  if (!checked.success) {
    const faults = checked.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw new HmrcClientError(
      'invalid-config',
      `The configuration of the HMRC client: ${faults.join('; ')}.`,
    );
  }
  const { timeouts, maxBodyBytes, ...rest } = checked.data;
  return { ...rest, limits: { ...timeouts, maxBodyBytes } };
}

function isSafe(url: URL): boolean {
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
