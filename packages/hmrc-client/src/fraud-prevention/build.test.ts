import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildBatchFraudPreventionHeaders } from './build-batch.ts';
import { buildFraudPreventionHeaders } from './build-web-app.ts';
import type { BatchFacts, Hop, WebAppFacts } from './facts.ts';
import { validateFraudPreventionHeaders } from './validate.ts';

const click: WebAppFacts = {
  device: {
    deviceId: 'beec798b-b366-47fa-b1f8-92cede14a1ce',
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0',
    screens: [
      { width: 1920, height: 1080, scalingFactor: 1, colourDepth: 24 },
      { width: 3000, height: 2000, scalingFactor: 1.25, colourDepth: 24 },
    ],
    windowSize: { width: 1256, height: 803 },
    timezone: 'UTC+01:00',
  },
  connection: { publicIp: '198.51.100.7', publicPort: 54_321, at: '2026-10-06T09:00:05Z' },
  userIds: { quarterday: 'id&1=ä' },
  multiFactor: [{ type: 'TOTP', at: '2026-10-06T08:59:30.500Z', uniqueReference: 'ab12' }],
  vendor: {
    publicIp: '2001:db8::6',
    productName: 'Quarter day',
    version: '0.1.0',
    licenceId: '8d7963490527d33716835ee7c195516d5e562e03b224e9b359836466ee40cde1',
  },
};

const reasons = (facts: WebAppFacts): Record<string, string> =>
  Object.fromEntries(
    buildFraudPreventionHeaders(facts).leftOut.map(({ header, reason }) => [header, reason]),
  );
const withConnection = (connection: Partial<WebAppFacts['connection']>): WebAppFacts => ({
  ...click,
  connection: { ...click.connection, ...connection },
});

describe('a click', () => {
  test('gives all sixteen headers, encoded as HMRC writes them', () => {
    expect(buildFraudPreventionHeaders(click)).toEqual({
      headers: {
        'Gov-Client-Connection-Method': 'WEB_APP_VIA_SERVER',
        'Gov-Client-Browser-JS-User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0',
        'Gov-Client-Device-ID': 'beec798b-b366-47fa-b1f8-92cede14a1ce',
        'Gov-Client-Multi-Factor': 'type=TOTP&timestamp=2026-10-06T08%3A59Z&unique-reference=ab12',
        'Gov-Client-Public-IP': '198.51.100.7',
        'Gov-Client-Public-IP-Timestamp': '2026-10-06T09:00:05.000Z',
        'Gov-Client-Public-Port': '54321',
        'Gov-Client-Screens':
          'width=1920&height=1080&scaling-factor=1&colour-depth=24,' +
          'width=3000&height=2000&scaling-factor=1.25&colour-depth=24',
        'Gov-Client-Timezone': 'UTC+01:00',
        'Gov-Client-User-IDs': 'quarterday=id%261%3D%C3%A4',
        'Gov-Client-Window-Size': 'width=1256&height=803',
        'Gov-Vendor-Forwarded': 'by=2001%3Adb8%3A%3A6&for=198.51.100.7',
        'Gov-Vendor-License-IDs':
          'Quarter%20day=8d7963490527d33716835ee7c195516d5e562e03b224e9b359836466ee40cde1',
        'Gov-Vendor-Product-Name': 'Quarter%20day',
        'Gov-Vendor-Public-IP': '2001:db8::6',
        'Gov-Vendor-Version': 'quarter-day-web=0.1.0&quarter-day-server=0.1.0',
      },
      leftOut: [],
    });
  });

  test('passes the local check whole', () => {
    expect(validateFraudPreventionHeaders(buildFraudPreventionHeaders(click).headers)).toEqual({
      specVersion: '3.3',
      code: 'VALID_HEADERS',
      message: 'All headers are there and look right.',
      errors: [],
      warnings: [],
    });
  });

  test('without JavaScript leaves out what only the browser knows, and says so', () => {
    const facts = { ...click, device: { deviceId: click.device.deviceId } };
    const built = buildFraudPreventionHeaders(facts);
    expect(built.leftOut.map(({ header }) => header)).toEqual([
      'Gov-Client-Browser-JS-User-Agent',
      'Gov-Client-Screens',
      'Gov-Client-Timezone',
      'Gov-Client-Window-Size',
    ]);
    expect(new Set(built.leftOut.map(({ reason }) => reason))).toEqual(
      new Set(['No JavaScript ran in the browser.']),
    );
    expect(Object.keys(built.headers)).toHaveLength(12);
  });

  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.20.0.1',
    '192.168.1.9',
    '100.64.0.1',
    '169.254.1.1',
    '0.0.0.0',
    '::1',
    'fe80::1%eth0',
    'fd12::1',
    '::ffff:127.0.0.1',
    '::',
  ])('from %s never sends it as public, nor what belongs to it', (publicIp) => {
    const built = buildFraudPreventionHeaders(withConnection({ publicIp }));
    expect(Object.keys(built.headers)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/Public-IP-Timestamp|Client-Public|Forwarded/)]),
    );
    expect(reasons(withConnection({ publicIp }))).toMatchObject({
      'Gov-Client-Public-IP': 'The address of the person’s device is private.',
      'Gov-Client-Public-Port': 'There is no public address that it would belong to.',
      'Gov-Vendor-Forwarded': 'It needs both public addresses, the device’s and ours.',
    });
  });

  test('seen through an IPv6 socket has its IPv4 address', () => {
    const built = buildFraudPreventionHeaders(withConnection({ publicIp: '::ffff:198.51.100.7' }));
    expect(built.headers['Gov-Client-Public-IP']).toBe('198.51.100.7');
  });

  test('has no forwarding without our own public address', () => {
    const vendor = { productName: 'Quarterday', version: '0.1.0', licenceId: 'ab12' };
    expect(Object.keys(reasons({ ...click, vendor }))).toEqual([
      'Gov-Vendor-Forwarded',
      'Gov-Vendor-Public-IP',
    ]);
    expect(Object.keys(reasons({ ...click, vendor: { ...vendor, publicIp: '10.0.0.1' } }))).toEqual([
      'Gov-Vendor-Forwarded',
      'Gov-Vendor-Public-IP',
    ]);
  });

  const withHops = (...furtherHops: Hop[]): WebAppFacts => ({
    ...click,
    vendor: { ...click.vendor, furtherHops },
  });

  test('that came over several hops tells each in order, the private ones aside', () => {
    const built = buildFraudPreventionHeaders(
      withHops(
        { by: '203.0.113.9', for: '2001:db8::7' },
        { by: '10.0.0.2', for: '10.0.0.1' },
        { by: '192.168.0.4', for: '203.0.113.9' },
        { by: '::ffff:203.0.113.20', for: '203.0.113.10' },
      ),
    );
    expect(built.headers['Gov-Vendor-Forwarded']).toBe(
      'by=2001%3Adb8%3A%3A6&for=198.51.100.7,' +
        'by=203.0.113.9&for=2001%3Adb8%3A%3A7,' +
        'by=203.0.113.20&for=203.0.113.10',
    );
    expect(validateFraudPreventionHeaders(built.headers).code).toBe('VALID_HEADERS');
  });

  test('that came over a hop nobody can name tells none', () => {
    expect(reasons(withHops({ by: '203.0.113.9', for: 'the firewall' }))).toEqual({
      'Gov-Vendor-Forwarded': 'A hop is told with something that is no IP address.',
    });
  });

  test.each([0, 80, 443, 65_536, 1.5])('with the port %d leaves it out', (publicPort) => {
    expect(Object.keys(reasons(withConnection({ publicPort })))).toEqual(['Gov-Client-Public-Port']);
  });

  test.each(['yesterday', '', '2026-10-06'])('at %j leaves the timestamp out', (at) => {
    expect(Object.keys(reasons(withConnection({ at })))).toEqual(['Gov-Client-Public-IP-Timestamp']);
  });

  test('at a time of another zone is told in UTC', () => {
    const built = buildFraudPreventionHeaders(withConnection({ at: '2026-10-06T10:00:05.12+01:00' }));
    expect(built.headers['Gov-Client-Public-IP-Timestamp']).toBe('2026-10-06T09:00:05.120Z');
  });

  test('with impossible values leaves them out rather than inventing any', () => {
    const device = {
      deviceId: 'not-a-uuid',
      userAgent: '',
      screens: [{ width: 0, height: 1080, scalingFactor: 1, colourDepth: 24 }],
      windowSize: { width: 10.5, height: 803 },
      timezone: 'Europe/London',
    };
    const vendor = { publicIp: '203.0.113.6', productName: 'Quarterday', version: '0.1.0' };
    const built = reasons({ ...click, device, vendor, userIds: {}, multiFactor: [] });
    expect(Object.keys(built)).toEqual([
      'Gov-Client-Browser-JS-User-Agent',
      'Gov-Client-Device-ID',
      'Gov-Client-Multi-Factor',
      'Gov-Client-Screens',
      'Gov-Client-Timezone',
      'Gov-Client-User-IDs',
      'Gov-Client-Window-Size',
      'Gov-Vendor-License-IDs',
    ]);
    expect(built['Gov-Client-Multi-Factor']).toBe('The person signed in with a password alone.');
  });

  test('never gives a header that cannot be sent, whatever the browser and the names hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (userAgent, name) => {
        const facts = {
          ...click,
          device: { ...click.device, userAgent },
          userIds: { [name]: name },
          vendor: { ...click.vendor, productName: name, version: name },
        };
        for (const value of Object.values(buildFraudPreventionHeaders(facts).headers)) {
          expect(value).toMatch(/^[\x20-\x7e]+$/);
        }
      }),
    );
  });
});

describe('a job that nobody asked for', () => {
  const machine: BatchFacts = {
    device: {
      deviceId: 'beec798b-b366-47fa-b1f8-92cede14a1ce',
      localIps: ['10.1.2.3', 'fc00::1', '127.0.0.1', '::1'],
      localIpsAt: '2026-10-06T03:00:00.000Z',
      macAddresses: ['ea:43:1a:5d:21:45', '00:00:00:00:00:00', '00-00-00-00-00-00'],
      timezone: 'UTC+00:00',
      osFamily: 'Linux',
      osVersion: '6.1 LTS',
      manufacturer: 'Dell Inc.',
      model: 'R640',
      osUser: 'quarterday',
    },
    vendor: click.vendor,
  };

  test('gives the eleven headers of its machine', () => {
    const built = buildBatchFraudPreventionHeaders(machine);
    expect(built.leftOut).toEqual([]);
    expect(built.headers).toMatchObject({
      'Gov-Client-Connection-Method': 'BATCH_PROCESS_DIRECT',
      'Gov-Client-Local-IPs': '10.1.2.3,fc00%3A%3A1',
      'Gov-Client-Local-IPs-Timestamp': '2026-10-06T03:00:00.000Z',
      'Gov-Client-MAC-Addresses': 'ea%3A43%3A1a%3A5d%3A21%3A45',
      'Gov-Client-User-Agent':
        'os-family=Linux&os-version=6.1%20LTS&device-manufacturer=Dell%20Inc.&device-model=R640',
      'Gov-Client-User-IDs': 'os=quarterday',
      'Gov-Vendor-Version': 'quarter-day=0.1.0',
    });
    expect(Object.keys(built.headers)).toHaveLength(11);
    expect(validateFraudPreventionHeaders(built.headers).code).toBe('VALID_HEADERS');
  });

  test('on a machine of nobody knows what make tells its system', () => {
    const agent = 'os-family=Linux&os-version=6.1%20LTS';
    for (const [manufacturer, model, sent] of [
      ['', '', `${agent}&device-manufacturer=&device-model=`],
      ['Dell Inc.', '', `${agent}&device-manufacturer=Dell%20Inc.&device-model=`],
      ['', 'R640', `${agent}&device-manufacturer=&device-model=R640`],
    ] as const) {
      const device = { ...machine.device, manufacturer, model };
      const { headers } = buildBatchFraudPreventionHeaders({ ...machine, device });
      expect(headers['Gov-Client-User-Agent']).toBe(sent);
      expect(validateFraudPreventionHeaders(headers).code).toBe('VALID_HEADERS');
    }
    const bare = { deviceId: machine.device.deviceId, osFamily: 'Linux', osVersion: '6.1' };
    expect(buildBatchFraudPreventionHeaders({ ...machine, device: bare }).headers).toMatchObject({
      'Gov-Client-User-Agent': 'os-family=Linux&os-version=6.1&device-manufacturer=&device-model=',
    });
    const ofNone = buildBatchFraudPreventionHeaders({
      ...machine,
      device: { ...machine.device, osVersion: '' },
    });
    expect(ofNone.leftOut.map(({ header }) => header)).toEqual(['Gov-Client-User-Agent']);
    const headers = {
      ...buildBatchFraudPreventionHeaders(machine).headers,
      'Gov-Client-User-Agent': 'os-family=Linux&os-version=&device-manufacturer=&device-model=',
    };
    expect(validateFraudPreventionHeaders(headers).code).toBe('INVALID_HEADERS');
  });

  test('on a machine that tells nothing leaves out the other ten with their reasons', () => {
    const bare = { device: { deviceId: 'x' }, vendor: { productName: '', version: '' } };
    const built = buildBatchFraudPreventionHeaders(bare);
    expect(built.headers).toEqual({ 'Gov-Client-Connection-Method': 'BATCH_PROCESS_DIRECT' });
    expect(built.leftOut).toHaveLength(10);
    expect(built.leftOut.every(({ reason }) => reason !== '')).toBe(true);
  });
});
