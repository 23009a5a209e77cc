import { describe, expect, test } from 'vitest';
import { validateFraudPreventionHeaders } from './validate.ts';

const good: Readonly<Record<string, string>> = {
  'Gov-Client-Connection-Method': 'WEB_APP_VIA_SERVER',
  'Gov-Client-Browser-JS-User-Agent': 'Mozilla/5.0 (iPad; U; CPU OS 3_2_1 like Mac OS X; en-us)',
  'Gov-Client-Device-ID': 'beec798b-b366-47fa-b1f8-92cede14a1ce',
  'Gov-Client-Multi-Factor': 'type=AUTH_CODE&timestamp=2026-11-21T13%3A23Z&unique-reference=fc4b5fd6',
  'Gov-Client-Public-IP': '198.51.100.0',
  'Gov-Client-Public-IP-Timestamp': '2026-09-21T14:30:05.123Z',
  'Gov-Client-Public-Port': '12345',
  'Gov-Client-Screens': 'width=1920&height=1080&scaling-factor=1&colour-depth=16',
  'Gov-Client-Timezone': 'UTC-01:15',
  'Gov-Client-User-IDs': 'my-application=alice_desktop',
  'Gov-Client-Window-Size': 'width=1256&height=803',
  'Gov-Vendor-Forwarded': 'by=203.0.113.6&for=198.51.100.0',
  'Gov-Vendor-License-IDs':
    'my%20licensed%20software=8D7963490527D33716835EE7C195516D5E562E03B224E9B359836466EE40CDE1',
  'Gov-Vendor-Product-Name': 'Product%20Name',
  'Gov-Vendor-Public-IP': '203.0.113.6',
  'Gov-Vendor-Version': 'my-frontend-app=2.2.2&my-serverside-code=v3.8',
};

test('headers of the right form are valid, in whatever case their names are written', () => {
  expect(validateFraudPreventionHeaders(good).code).toBe('VALID_HEADERS');
  const lower = Object.fromEntries(Object.entries(good).map(([name, value]) => [name.toLowerCase(), value]));
  expect(validateFraudPreventionHeaders(lower).code).toBe('VALID_HEADERS');
});

test.each(Object.keys(good).filter((name) => !/Multi-Factor|License/.test(name)))(
  '%s may not be missing or empty',
  (name) => {
    const rest = Object.fromEntries(Object.entries(good).filter(([key]) => key !== name));
    const headers = [name.toLowerCase()];
    expect(validateFraudPreventionHeaders(rest)).toMatchObject({
      code: 'INVALID_HEADERS',
      errors: [{ code: 'MISSING_HEADER', headers }],
    });
    expect(validateFraudPreventionHeaders({ ...good, [name]: '' })).toMatchObject({
      code: 'INVALID_HEADERS',
      errors: [{ code: 'EMPTY_HEADER', headers }],
    });
  },
);

test.each(['Gov-Client-Multi-Factor', 'Gov-Vendor-License-IDs'])(
  '%s may be uncollectable, which is worth a look',
  (name) => {
    const rest = Object.fromEntries(Object.entries(good).filter(([key]) => key !== name));
    expect(validateFraudPreventionHeaders(rest)).toMatchObject({
      code: 'POTENTIALLY_INVALID_HEADERS',
      errors: [],
      warnings: [{ code: 'MISSING_HEADER' }],
    });
  },
);

test.each([
  ['Gov-Client-Connection-Method', 'CARRIER_PIGEON'],
  ['Gov-Client-Multi-Factor', 'type=SMS&timestamp=2026-11-21T13%3A23Z&unique-reference=a'],
  ['Gov-Client-Multi-Factor', 'type=TOTP&timestamp=2026-11-21&unique-reference=a'],
  ['Gov-Client-Multi-Factor', 'type=TOTP&timestamp=2026-11-21T13%3A23Z&unique-reference='],
  ['Gov-Client-Public-IP', 'localhost'],
  ['Gov-Client-Public-IP', '1.2.3'],
  ['Gov-Client-Public-IP-Timestamp', '2026-09-21T14:30:05Z'],
  ['Gov-Client-Public-IP-Timestamp', '2026-99-21T14:30:05.000Z'],
  ['Gov-Client-Public-IP-Timestamp', '2026-02-30T14:30:05.000Z'],
  ['Gov-Client-Public-Port', '443'],
  ['Gov-Client-Public-Port', '70000'],
  ['Gov-Client-Public-Port', 'abc'],
  ['Gov-Client-Screens', 'width=1920&height=1080'],
  ['Gov-Client-Screens', 'width=0&height=1080&scaling-factor=1&colour-depth=16'],
  ['Gov-Client-Timezone', 'Europe/London'],
  ['Gov-Client-Timezone', 'UTC+1:00'],
  ['Gov-Client-User-IDs', 'alice'],
  ['Gov-Client-User-IDs', 'os&my-app=alice'],
  ['Gov-Client-User-IDs', '=alice'],
  ['Gov-Client-User-IDs', 'os=&my-app='],
  ['Gov-Client-User-IDs', 'my application=alice'],
  ['Gov-Client-User-IDs', 'app=%zz'],
  ['Gov-Client-User-IDs', 'app=null'],
  ['Gov-Client-Window-Size', 'width=-1&height=803'],
  ['Gov-Client-Window-Size', 'width=&height=803'],
  ['Gov-Vendor-Forwarded', 'by=2001:db8::1&for=198.51.100.0'],
  ['Gov-Vendor-Forwarded', '203.0.113.6'],
  ['Gov-Vendor-Forwarded', 'by=&for=198.51.100.0'],
  ['Gov-Vendor-Product-Name', 'Product Name'],
  ['Gov-Vendor-Public-IP', 'undefined'],
  ['Gov-Vendor-Version', '2.2.2'],
  ['Gov-Client-Browser-JS-User-Agent', 'Mözilla/5.0'],
])('%s: %s is invalid', (name, value) => {
  expect(validateFraudPreventionHeaders({ ...good, [name]: value })).toMatchObject({
    code: 'INVALID_HEADERS',
    errors: [{ code: 'INVALID_HEADER', headers: [name.toLowerCase()] }],
  });
});

test.each([
  ['Gov-Client-Device-ID', 'my-laptop'],
  ['Gov-Client-Browser-JS-User-Agent', 'a browser'],
  ['Gov-Client-User-IDs', 'os=alice'],
  ['Gov-Vendor-Forwarded', 'by=203.0.113.6&for=198.51.100.0,by=10.0.0.2&for=10.0.0.1'],
  ['Gov-Vendor-License-IDs', 'app=key-1234'],
])('%s: %s is suspicious', (name, value) => {
  expect(validateFraudPreventionHeaders({ ...good, [name]: value })).toMatchObject({
    code: 'POTENTIALLY_INVALID_HEADERS',
    errors: [],
    warnings: [{ code: 'POTENTIALLY_INVALID_HEADER', headers: [name.toLowerCase()] }],
  });
});

test.each([
  ['Gov-Client-User-IDs', 'os=&my-app=alice'],
  ['Gov-Vendor-License-IDs', `one=&other=${'8d'.repeat(20)}`],
  ['Gov-Vendor-Version', 'my-frontend-app=2.2.2&my-proxy='],
])('%s: %s may leave a key without a value', (name, value) => {
  expect(validateFraudPreventionHeaders({ ...good, [name]: value }).code).toBe('VALID_HEADERS');
});

describe('a header of another connection method', () => {
  test('is unexpected, while other headers do not matter', () => {
    const headers = { ...good, 'Gov-Client-MAC-Addresses': 'x', Accept: 'y' };
    expect(validateFraudPreventionHeaders(headers)).toMatchObject({
      code: 'POTENTIALLY_INVALID_HEADERS',
      warnings: [{ code: 'UNEXPECTED_HEADER', headers: ['gov-client-mac-addresses'] }],
    });
  });
});

test('no headers at all are invalid', () => {
  expect(validateFraudPreventionHeaders({})).toMatchObject({
    code: 'INVALID_HEADERS',
    errors: [{ code: 'MISSING_HEADER', headers: ['gov-client-connection-method'] }],
  });
});

describe('the first hop', () => {
  const warnings = (headers: Readonly<Record<string, string>>): string[][] =>
    validateFraudPreventionHeaders({ ...good, ...headers }).warnings.map((finding) => finding.headers);

  test('runs from the client’s public address to the vendor’s', () => {
    expect(warnings({ 'Gov-Vendor-Forwarded': 'by=203.0.113.7&for=198.51.100.1' })).toEqual([
      ['gov-vendor-forwarded', 'gov-vendor-public-ip'],
      ['gov-vendor-forwarded', 'gov-client-public-ip'],
    ]);
  });

  test('leaves later hops free', () => {
    const hops = 'for=198.51.100.0&by=203.0.113.6,by=203.0.113.7&for=203.0.113.8';
    expect(warnings({ 'Gov-Vendor-Forwarded': hops })).toEqual([]);
  });

  test('is compared as an address, not as text', () => {
    const headers = {
      'Gov-Vendor-Public-IP': '2001:DB8::6',
      'Gov-Vendor-Forwarded': 'by=2001%3adb8%3a%3a6&for=198.51.100.0',
    };
    expect(warnings(headers)).toEqual([]);
    expect(warnings({ ...headers, 'Gov-Vendor-Public-IP': '2001:0db8:0000::0006' })).toEqual([]);
    expect(warnings({ ...headers, 'Gov-Vendor-Public-IP': '2001:0db8::0060' })).not.toEqual([]);
  });
});

test.each([
  ['Gov-Client-Public-IP', '192.168.0.1', 'by=203.0.113.6&for=192.168.0.1'],
  ['Gov-Vendor-Public-IP', '127.0.0.1', 'by=127.0.0.1&for=198.51.100.0'],
])('%s: the private %s is suspicious, and so is the hop', (name, address, hop) => {
  const verdict = validateFraudPreventionHeaders({ ...good, [name]: address, 'Gov-Vendor-Forwarded': hop });
  expect(new Set(verdict.warnings.map(({ code }) => code))).toEqual(new Set(['POTENTIALLY_INVALID_HEADER']));
  expect(verdict.warnings.flatMap(({ headers }) => headers).toSorted()).toEqual(
    [name.toLowerCase(), 'gov-vendor-forwarded'].toSorted(),
  );
});

test('a connection method of HMRC’s that is not covered is left to HMRC', () => {
  expect(
    validateFraudPreventionHeaders({ 'Gov-Client-Connection-Method': 'OTHER_VIA_SERVER' }),
  ).toMatchObject({
    specVersion: '3.3',
    code: 'POTENTIALLY_INVALID_HEADERS',
    errors: [],
    warnings: [{ code: 'POTENTIALLY_INVALID_HEADER', headers: ['gov-client-connection-method'] }],
  });
});

test('a verdict is told as HMRC tells its own', () => {
  const rest = Object.fromEntries(Object.entries(good).filter(([name]) => name !== 'Gov-Client-Device-ID'));
  const verdict = validateFraudPreventionHeaders({ ...rest, 'Gov-Client-Timezone': 'x' });
  expect(Object.keys(verdict)).toEqual(['specVersion', 'code', 'message', 'errors', 'warnings']);
  expect(verdict.errors).toEqual([
    { code: 'MISSING_HEADER', message: 'The header is missing.', headers: ['gov-client-device-id'] },
    { code: 'INVALID_HEADER', message: 'Write UTC±hh:mm.', headers: ['gov-client-timezone'] },
  ]);
});
