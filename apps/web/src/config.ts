import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { environments } from '@quarterday/hmrc-client';
import { z } from 'zod';
import type { Secrets } from './platform/data-dir.ts';
import type { SealingKey } from './platform/encryption.ts';

/** Every variable the platform reads, checked; secrets nobody set are still missing. */
export type EnvironmentConfig = ReturnType<typeof derive>;

/** What the platform runs with: the environment's settings, completed from the data folder. */
export type Config = ReturnType<typeof completeConfig>;

/**
 * Reads the settings from environment variables; an empty value counts as unset.
 * Each problem is one sentence that names the variable and never repeats its value.
 */
export function readConfig(
  environment: Record<string, string | undefined>,
): { ok: true; config: EnvironmentConfig } | { ok: false; problems: string[] } {
  const given = Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
  const read = variables.safeParse(given);
  if (!read.success) {
    return {
      ok: false,
      problems: read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`),
    };
  }
  const problems = refusals(read.data);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, config: derive(read.data) };
}

/** The settings of this process; the only place that reads `process.env`. */
export function readEnvironment(): ReturnType<typeof readConfig> {
  return readConfig(process.env);
}

/** Fills in what the environment left out: secrets from the data folder, and the address of the database. */
export function completeConfig(config: EnvironmentConfig, made: { secrets: Secrets; databaseUrl: string }) {
  const { secrets, databaseUrl } = made;
  return {
    ...config,
    databaseUrl,
    authSecret: config.authSecret ?? secrets.authSecret,
    tokenKeys: config.tokenKeys ?? secrets.tokenKeys,
    executorId: secrets.executorId,
    hmrc: {
      ...config.hmrc,
      clientId: config.hmrc.clientId ?? secrets.simulatorClientId,
      clientSecret: config.hmrc.clientSecret ?? secrets.simulatorClientSecret,
    },
  };
}

/** Reads `id:base64,id:base64`; undefined when it is not that, a key is not 32 bytes long or an id comes twice. */
function parseTokenKeys(text: string): SealingKey[] | undefined {
  const keys: SealingKey[] = [];
  for (const part of text.split(',')) {
    const match = /^([\w-]{1,64}):([A-Za-z0-9+/]{43}=?)$/.exec(part.trim());
    if (match?.[1] === undefined || match[2] === undefined) return undefined;
    keys.push({ id: match[1], secret: new Uint8Array(Buffer.from(match[2], 'base64')) });
  }
  return new Set(keys.map((key) => key.id)).size === keys.length ? keys : undefined;
}

const text = (expected: string, isRight: (value: string) => boolean) =>
  z.string().refine(isRight, `must be ${expected}`);
const wholeNumber = (least: number, most: number) =>
  text(`a whole number from ${least} to ${most}`, (value) => {
    const number = Number(value);
    return /^\d+$/.test(value) && number >= least && number <= most;
  }).transform(Number);
const choice = <const T extends string>(...values: [T, ...T[]]) =>
  z.enum(values, { error: () => `must be one of: ${values.join(', ')}` });

const parseUrl = (value: string) => (URL.canParse(value) ? new URL(value) : undefined);
const isUrlOf = (value: string, ...protocols: string[]) => {
  const url = parseUrl(value);
  return url !== undefined && protocols.includes(url.protocol) && url.hostname !== '';
};
const isLoopback = (host: string) =>
  host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d+){3}$/.test(host);
const isOrigin = (value: string) => {
  const url = parseUrl(value);
  return (
    isUrlOf(value, 'https:', 'http:') && url?.pathname === '/' && !url.search && !url.hash && !url.username
  );
};
const isAllowedOverride = (value: string) => {
  const url = parseUrl(value);
  return isOrigin(value) && (url?.protocol === 'https:' || isLoopback(url?.hostname ?? ''));
};
const isNetwork = (value: string) => {
  const [address = '', bits] = value.trim().split('/');
  const version = isIP(address);
  if (version === 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
};
const isEmail = (value: string) => /^[^\s@<>]+@[^\s@<>]+$/.test(value);
/** Fraud prevention data must not call a private or loopback address public. */
const isPublicIp = (value: string) =>
  isIP(value) !== 0 &&
  !/^(0\.|10\.|127\.|169\.254\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/.test(
    value,
  ) &&
  !/^(::1?$|::ffff:|f[cd]|fe[89ab])/i.test(value);

const override = text('an https address without a path, or an http one on this machine', isAllowedOverride);
const variables = z.object({
  HOST: text(
    'an IP address or a host name',
    (host) => isIP(host) !== 0 || /^[A-Za-z0-9.-]+$/.test(host),
  ).default('127.0.0.1'),
  PORT: wholeNumber(1, 65_535).default(3000),
  SIMULATOR_PORT: wholeNumber(1, 65_535).default(3001),
  BASE_URL: text('an http or https address without a path', isOrigin).optional(),
  TRUSTED_PROXIES: text('IP addresses or networks such as 10.0.0.0/8, separated by commas', (value) =>
    value.split(',').every(isNetwork),
  ).optional(),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: text('an address such as postgres://user:password@host:5432/quarterday', (value) =>
    /^postgres(ql)?:$/.test(parseUrl(value)?.protocol ?? ''),
  ).optional(),
  ENGINE: choice('embedded', 'inngest').default('embedded'),
  INNGEST_EVENT_KEY: z.string().optional(),
  INNGEST_SIGNING_KEY: z.string().optional(),
  INNGEST_SIGNING_KEY_FALLBACK: z.string().optional(),
  INNGEST_BASE_URL: text('an http or https address', (value) => isUrlOf(value, 'https:', 'http:')).optional(),
  INNGEST_DEV: text(
    '1, 0, true, false or the address of an Inngest development server',
    (value) => /^(1|0|true|false)$/i.test(value) || isUrlOf(value, 'https:', 'http:'),
  ).optional(),
  HMRC_ENVIRONMENT: choice('simulator', 'sandbox', 'production').default('simulator'),
  HMRC_CLIENT_ID: z.string().optional(),
  HMRC_CLIENT_SECRET: z.string().optional(),
  HMRC_API_URL: override.optional(),
  HMRC_SIGN_IN_URL: override.optional(),
  TOKEN_KEYS: text(
    'one or more different id:base64 pairs separated by commas, each key 32 bytes long',
    (value) => parseTokenKeys(value) !== undefined,
  ).optional(),
  AUTH_SECRET: text('at least 32 characters long', (value) => value.length >= 32).optional(),
  SMTP_URL: text('an address such as smtps://user:password@mail.example.org', (value) =>
    isUrlOf(value, 'smtp:', 'smtps:'),
  ).optional(),
  MAIL_FROM: text('an e-mail address, or a name with one, such as Quarterday <tax@example.org>', (value) =>
    isEmail(/^[^<>]*<([^<>]+)>$/.exec(value)?.[1] ?? value),
  ).optional(),
  OPERATOR_EMAIL: text('an e-mail address', isEmail).optional(),
  VENDOR_PUBLIC_IP: text('a public IP address', isPublicIp).optional(),
  VENDOR_LICENCE_ID: z.string().optional(),
  RETRY_BASE_MS: wholeNumber(1, 3_600_000).default(30_000),
  // When refusals are taken for HMRC's own fault; decision 0008 has the arithmetic.
  STORM_WINDOW_MINUTES: wholeNumber(1, 120).default(10),
  STORM_CONNECTIONS: wholeNumber(2, 100_000).default(5),
  STORM_SHARE_PERCENT: wholeNumber(1, 100).default(33),
  STORM_LONGEST_HOURS: wholeNumber(1, 168).default(8),
  LOG_LEVEL: choice('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent').default('info'),
});
type Variables = z.infer<typeof variables>;

const usesInngestDev = (values: Variables) => !/^(0|false)?$/i.test(values.INNGEST_DEV ?? '');
const runsSimulator = (values: Variables) =>
  values.HMRC_ENVIRONMENT === 'simulator' && values.HMRC_API_URL === undefined;

/** What single values allow and their combination does not. */
function refusals(values: Variables): string[] {
  const problems: string[] = [];
  const demand = (name: keyof Variables, when: string, what: string) => {
    if (values[name] === undefined) problems.push(`${name} must be set ${when}: ${what}.`);
  };
  const environment = values.HMRC_ENVIRONMENT;
  if (environment !== 'simulator') {
    const when = `with HMRC_ENVIRONMENT=${environment}`;
    demand('HMRC_CLIENT_ID', when, "your application's id from HMRC's developer hub");
    demand('HMRC_CLIENT_SECRET', when, "your application's secret from HMRC's developer hub");
  }
  if (environment === 'production') {
    const when = 'with HMRC_ENVIRONMENT=production';
    demand('TOKEN_KEYS', when, 'id:base64, the key 32 random bytes');
    demand('AUTH_SECRET', when, 'at least 32 random characters');
    if (!values.BASE_URL?.startsWith('https:')) problems.push(`BASE_URL must be an https address ${when}.`);
    for (const name of ['HMRC_API_URL', 'HMRC_SIGN_IN_URL'] as const) {
      if (values[name] !== undefined) problems.push(`${name} must not be set ${when}.`);
    }
    if (usesInngestDev(values)) problems.push(`INNGEST_DEV must not be set ${when}.`);
  }
  if (values.ENGINE === 'inngest' && !usesInngestDev(values)) {
    demand('INNGEST_EVENT_KEY', 'with ENGINE=inngest', "your Inngest server's event key");
    demand('INNGEST_SIGNING_KEY', 'with ENGINE=inngest', "your Inngest server's signing key");
  }
  if (runsSimulator(values) && values.PORT === values.SIMULATOR_PORT) {
    problems.push('SIMULATOR_PORT must be another port than PORT.');
  }
  return problems;
}

const minuteMs = 60_000;

function derive(values: Variables) {
  const baseUrl = new URL(values.BASE_URL ?? `http://localhost:${values.PORT}`).origin;
  const simulatorUrl = `http://localhost:${values.SIMULATOR_PORT}`;
  const environment = values.HMRC_ENVIRONMENT;
  const addresses =
    environment === 'simulator'
      ? { apiUrl: simulatorUrl, signInUrl: values.HMRC_API_URL ?? simulatorUrl }
      : environments[environment];
  return {
    host: values.HOST,
    port: values.PORT,
    baseUrl,
    trustedProxies: values.TRUSTED_PROXIES?.split(',').map((part) => part.trim()) ?? [],
    dataDir: resolve(values.DATA_DIR),
    databaseUrl: values.DATABASE_URL,
    authSecret: values.AUTH_SECRET,
    tokenKeys: values.TOKEN_KEYS === undefined ? undefined : parseTokenKeys(values.TOKEN_KEYS),
    engine: values.ENGINE,
    inngest: {
      eventKey: values.INNGEST_EVENT_KEY,
      signingKey: values.INNGEST_SIGNING_KEY,
      signingKeyFallback: values.INNGEST_SIGNING_KEY_FALLBACK,
      baseUrl: values.INNGEST_BASE_URL ?? /^https?:.*/.exec(values.INNGEST_DEV ?? '')?.[0],
      isDev: usesInngestDev(values),
    },
    hmrc: {
      environment,
      apiUrl: new URL(values.HMRC_API_URL ?? addresses.apiUrl).origin,
      signInUrl: new URL(values.HMRC_SIGN_IN_URL ?? addresses.signInUrl).origin,
      clientId: values.HMRC_CLIENT_ID,
      clientSecret: values.HMRC_CLIENT_SECRET,
    },
    /** The simulator the platform runs itself; undefined when HMRC, or a simulator elsewhere, is used. */
    simulator: runsSimulator(values) ? { port: values.SIMULATOR_PORT, url: simulatorUrl } : undefined,
    mail: {
      smtpUrl: values.SMTP_URL,
      from: values.MAIL_FROM ?? `Quarterday <quarterday@${new URL(baseUrl).hostname}>`,
      operator: values.OPERATOR_EMAIL,
    },
    vendor: { publicIp: values.VENDOR_PUBLIC_IP, licenceId: values.VENDOR_LICENCE_ID },
    retryBaseMs: values.RETRY_BASE_MS,
    stormLimits: {
      windowMs: values.STORM_WINDOW_MINUTES * minuteMs,
      leastRefused: values.STORM_CONNECTIONS,
      leastShare: values.STORM_SHARE_PERCENT / 100,
      probeEveryMs: minuteMs,
      longestMs: values.STORM_LONGEST_HOURS * 60 * minuteMs,
    },
    logLevel: values.LOG_LEVEL,
  };
}
