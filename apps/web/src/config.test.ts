import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { completeConfig, readConfig } from './config.ts';

const key = Buffer.alloc(32, 7).toString('base64');
const production = {
  HMRC_ENVIRONMENT: 'production',
  HMRC_CLIENT_ID: 'client',
  HMRC_CLIENT_SECRET: 'client-secret',
  TOKEN_KEYS: `k1:${key}`,
  AUTH_SECRET: 'a'.repeat(32),
  BASE_URL: 'https://quarterday.example',
};

function accepted(environment: Record<string, string | undefined>) {
  const read = readConfig(environment);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.config;
}
function refused(environment: Record<string, string | undefined>) {
  const read = readConfig(environment);
  return read.ok ? [] : read.problems;
}

describe('the settings', () => {
  test('need nothing set: simulator, loopback, embedded engine, data in ./data', () => {
    expect(accepted({})).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      baseUrl: 'http://localhost:3000',
      trustedProxies: [],
      dataDir: resolve('data'),
      databaseUrl: undefined,
      engine: 'embedded',
      hmrc: {
        environment: 'simulator',
        apiUrl: 'http://localhost:3001',
        signInUrl: 'http://localhost:3001',
        clientId: undefined,
      },
      simulator: { port: 3001, url: 'http://localhost:3001' },
      retryBaseMs: 30_000,
      logLevel: 'info',
    });
  });

  test('take an empty value for unset, and ignore white space around one', () => {
    expect(accepted({ PORT: '', HMRC_ENVIRONMENT: '  ', TOKEN_KEYS: '' })).toEqual(accepted({}));
    expect(accepted({ PORT: ' 3100 ' }).port).toBe(3100);
  });

  test('follow the ports', () => {
    const config = accepted({ PORT: '4000', SIMULATOR_PORT: '4001' });
    expect(config.baseUrl).toBe('http://localhost:4000');
    expect(config.hmrc.apiUrl).toBe('http://localhost:4001');
  });

  test.each([
    ['sandbox', 'https://test-api.service.hmrc.gov.uk', 'https://test-www.tax.service.gov.uk'],
    ['production', 'https://api.service.hmrc.gov.uk', 'https://www.tax.service.gov.uk'],
  ])("know HMRC's addresses in %s, and run no simulator there", (environment, apiUrl, signInUrl) => {
    const config = accepted({ ...production, HMRC_ENVIRONMENT: environment });
    expect(config.hmrc).toMatchObject({ environment, apiUrl, signInUrl });
    expect(config.simulator).toBeUndefined();
  });

  test('take other addresses for HMRC outside production', () => {
    const config = accepted({ HMRC_API_URL: 'http://127.0.0.1:5000/' });
    expect(config.hmrc).toMatchObject({
      apiUrl: 'http://127.0.0.1:5000',
      signInUrl: 'http://127.0.0.1:5000',
    });
    expect(config.simulator).toBeUndefined();
    expect(accepted({ HMRC_SIGN_IN_URL: 'https://sim.example' }).hmrc.signInUrl).toBe('https://sim.example');
  });

  test('read keys in their order: the first seals', () => {
    const other = Buffer.alloc(32, 8).toString('base64');
    const keys = accepted({ TOKEN_KEYS: `new:${other}, old:${key}` }).tokenKeys;
    expect(keys?.map(({ id }) => id)).toEqual(['new', 'old']);
    expect(keys?.[1]?.secret).toEqual(new Uint8Array(32).fill(7));
  });

  test.each<[string, string, string[]]>([
    ['PORT', 'a whole number from 1 to 65535', ['0', '65536', '80.5', 'http', '-1', '0x50']],
    ['SIMULATOR_PORT', 'a whole number from 1 to 65535', ['no']],
    ['HOST', 'an IP address or a host name', ['http://x', 'a b']],
    ['BASE_URL', 'an http or https address without a path', ['example.org', 'ftp://x', 'https://x/app']],
    ['TRUSTED_PROXIES', 'IP addresses or networks', ['proxy', '10.0.0.0/33', '10.0.0.1,,', '::/129']],
    ['DATABASE_URL', 'an address such as postgres://', ['mysql://x/y', 'localhost']],
    ['ENGINE', 'one of: embedded, inngest', ['temporal']],
    ['INNGEST_BASE_URL', 'an http or https address', ['inngest']],
    ['INNGEST_DEV', '1, 0, true, false or the address', ['yes']],
    ['HMRC_ENVIRONMENT', 'one of: simulator, sandbox, production', ['test', 'Production']],
    ['HMRC_API_URL', 'an https address without a path', ['http://example.org', 'http://10.0.0.1', 'x']],
    ['HMRC_SIGN_IN_URL', 'an https address without a path', ['http://localhost.example.org']],
    ['TOKEN_KEYS', 'id:base64', ['x', 'a:AAAA', key, `a:${key},a:${key}`, `a:${key},`]],
    ['AUTH_SECRET', 'at least 32 characters', ['short']],
    ['SMTP_URL', 'an address such as smtps://', ['mail.somewhere.example']],
    ['MAIL_FROM', 'an e-mail address', ['nobody', 'Quarterday <nobody>']],
    ['OPERATOR_EMAIL', 'an e-mail address', ['nobody']],
    [
      'VENDOR_PUBLIC_IP',
      'a public IP address',
      ['10.1.2.3', '127.0.0.1', '::1', 'fe80::1', '100.64.0.1', 'x'],
    ],
    ['RETRY_BASE_MS', 'a whole number from 1 to 3600000', ['0', '30s']],
    ['LOG_LEVEL', 'one of: fatal, error, warn', ['loud']],
  ])('refuse a wrong %s in one sentence that does not repeat it', (name, expected, values) => {
    for (const value of values) {
      const problems = refused({ [name]: value });
      expect(problems, value).toHaveLength(1);
      expect(problems[0]).toMatch(new RegExp(`^${name} must be .*\\.$`));
      expect(problems[0]).toContain(expected);
      if (value.length > 5) expect(problems[0]).not.toContain(value);
    }
  });

  test.each(['203.0.113.9', '2a00:23c5::1'])('take %s for a public address', (address) => {
    expect(accepted({ VENDOR_PUBLIC_IP: address }).vendor.publicIp).toBe(address);
  });

  test.each(['TOKEN_KEYS', 'AUTH_SECRET', 'BASE_URL', 'HMRC_CLIENT_ID', 'HMRC_CLIENT_SECRET'])(
    'refuse production without %s',
    (name) => {
      const problems = refused({ ...production, [name]: undefined });
      expect(problems).toHaveLength(1);
      expect(problems[0]).toContain(name);
    },
  );

  test.each([
    ['BASE_URL', 'http://quarterday.example'],
    ['HMRC_API_URL', 'https://stand-in.example'],
    ['HMRC_SIGN_IN_URL', 'https://stand-in.example'],
    ['INNGEST_DEV', '1'],
  ])('refuse production with %s=%s', (name, value) => {
    expect(refused({ ...production, [name]: value })).toEqual([expect.stringContaining(name)]);
  });

  test.each(['HMRC_CLIENT_ID', 'HMRC_CLIENT_SECRET'])("refuse HMRC's sandbox without %s", (name) => {
    const sandbox = { HMRC_ENVIRONMENT: 'sandbox', HMRC_CLIENT_ID: 'c', HMRC_CLIENT_SECRET: 's' };
    accepted(sandbox);
    expect(refused({ ...sandbox, [name]: '' })).toEqual([expect.stringContaining(name)]);
  });

  test('want the keys of Inngest with ENGINE=inngest, unless its development server is used', () => {
    expect(refused({ ENGINE: 'inngest' })).toEqual([
      expect.stringContaining('INNGEST_EVENT_KEY'),
      expect.stringContaining('INNGEST_SIGNING_KEY'),
    ]);
    expect(accepted({ ENGINE: 'inngest', INNGEST_DEV: 'http://localhost:8288' }).inngest).toMatchObject({
      isDev: true,
      baseUrl: 'http://localhost:8288',
    });
    expect(
      accepted({ ENGINE: 'inngest', INNGEST_EVENT_KEY: 'e', INNGEST_SIGNING_KEY: 's', INNGEST_DEV: '0' })
        .inngest,
    ).toMatchObject({ isDev: false, eventKey: 'e', signingKey: 's', baseUrl: undefined });
  });

  test('refuse one port for both servers', () => {
    expect(refused({ PORT: '3001' })).toEqual(['SIMULATOR_PORT must be another port than PORT.']);
    accepted({ PORT: '3001', HMRC_API_URL: 'https://stand-in.example' });
  });

  test('are completed by what the data folder keeps, where nobody set it', () => {
    const secrets = {
      authSecret: 'made',
      tokenKeys: [{ id: 'made', secret: new Uint8Array(32) }],
      simulatorClientId: 'made-id',
      simulatorClientSecret: 'made-secret',
      executorId: 'this-one',
      postgresPassword: 'p',
    };
    const made = { secrets, databaseUrl: 'postgres://here' };
    expect(completeConfig(accepted({}), made)).toMatchObject({
      databaseUrl: 'postgres://here',
      authSecret: 'made',
      tokenKeys: secrets.tokenKeys,
      executorId: 'this-one',
      hmrc: { clientId: 'made-id', clientSecret: 'made-secret' },
    });
    expect(completeConfig(accepted(production), made)).toMatchObject({
      authSecret: production.AUTH_SECRET,
      tokenKeys: [{ id: 'k1' }],
      hmrc: { clientId: 'client', clientSecret: 'client-secret' },
    });
  });
});
