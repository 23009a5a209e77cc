import { describe, expect, it } from 'vitest';
import { checkFraudHeaders, isError } from './fraud-headers.ts';

const whole = {
  'gov-client-connection-method': 'WEB_APP_VIA_SERVER',
  'gov-client-browser-js-user-agent': 'Mozilla/5.0 (X11; Linux x86_64)',
  'gov-client-device-id': 'beec798b-b366-47fa-b1f8-92cede14a1ce',
  'gov-client-multi-factor': 'type=TOTP&timestamp=2026-10-06T08%3A59Z&unique-reference=abc',
  'gov-client-public-ip': '198.51.100.7',
  'gov-client-public-ip-timestamp': '2026-10-06T09:00:00.000Z',
  'gov-client-public-port': '54321',
  'gov-client-screens': 'width=1920&height=1080&scaling-factor=1.5&colour-depth=24',
  'gov-client-timezone': 'UTC+01:00',
  'gov-client-user-ids': 'quarterday=ada%40example.test',
  'gov-client-window-size': 'width=1256&height=803',
  'gov-vendor-forwarded': 'by=203.0.113.6&for=198.51.100.7',
  'gov-vendor-license-ids': 'quarterday=8D7963490527D33716835EE7C195516D5E562E03',
  'gov-vendor-product-name': 'Quarterday',
  'gov-vendor-public-ip': '203.0.113.6',
  'gov-vendor-version': 'quarterday=0.1.0',
};
const batch = {
  'gov-client-connection-method': 'BATCH_PROCESS_DIRECT',
  'gov-client-device-id': 'beec798b-b366-47fa-b1f8-92cede14a1ce',
  'gov-client-local-ips': '10.1.2.3,fe80%3A%3A1',
  'gov-client-local-ips-timestamp': '2026-10-06T02:00:00.000Z',
  'gov-client-mac-addresses': 'ea%3A43%3A1a%3A5d%3A21%3A45',
  'gov-client-timezone': 'UTC+00:00',
  'gov-client-user-agent': 'os-family=Linux&os-version=6.1&device-manufacturer=Example%20Ltd&device-model=S1',
  'gov-client-user-ids': 'os=quarterday',
  'gov-vendor-license-ids': 'quarterday=8D7963490527D33716835EE7C195516D5E562E03',
  'gov-vendor-product-name': 'Quarterday',
  'gov-vendor-version': 'quarterday=0.1.0',
};
const check = (changes: Record<string, string | undefined>, from: Record<string, string> = whole) => {
  const headers: Record<string, string> = {};
  const given: Record<string, string | undefined> = { ...from, ...changes };
  for (const [name, value] of Object.entries(given)) if (value !== undefined) headers[name] = value;
  return checkFraudHeaders(headers).map(({ code, header }) => `${code} ${header}`);
};

describe('the check of fraud prevention headers', () => {
  it('finds nothing in a whole set', () => {
    expect(check({})).toEqual([]);
  });

  it.each([
    [{ 'gov-client-connection-method': undefined }, 'MISSING_HEADER gov-client-connection-method'],
    [{ 'gov-client-connection-method': 'CARRIER_PIGEON' }, 'INVALID_HEADER gov-client-connection-method'],
    [{ 'gov-client-device-id': undefined }, 'MISSING_HEADER gov-client-device-id'],
    [{ 'gov-client-device-id': 'device one' }, 'INVALID_HEADER gov-client-device-id'],
    [{ 'gov-client-multi-factor': '' }, 'EMPTY_HEADER gov-client-multi-factor'],
    [{ 'gov-client-public-ip': '127.0.0.1' }, 'INVALID_HEADER gov-client-public-ip'],
    [{ 'gov-vendor-public-ip': '10.0.0.4' }, 'INVALID_HEADER gov-vendor-public-ip'],
    [{ 'gov-client-timezone': 'Europe/London' }, 'INVALID_HEADER gov-client-timezone'],
    [{ 'gov-client-user-ids': 'undefined' }, 'INVALID_HEADER gov-client-user-ids'],
    [{ 'gov-client-local-ips': '198.51.100.9' }, 'UNEXPECTED_HEADER gov-client-local-ips'],
    [
      { 'gov-client-device-id': 'beec798b-b366-47fa-b1f8-92cede14a1c' },
      'INVALID_HEADER gov-client-device-id',
    ],
    [{ 'gov-client-browser-js-user-agent': 'Zoë/1' }, 'INVALID_HEADER gov-client-browser-js-user-agent'],
    [
      { 'gov-client-browser-js-user-agent': 'a browser' },
      'POTENTIALLY_INVALID_HEADER gov-client-browser-js-user-agent',
    ],
    [
      { 'gov-client-multi-factor': 'type=SMS&timestamp=2026-10-06T08%3A59Z&unique-reference=abc' },
      'INVALID_HEADER gov-client-multi-factor',
    ],
    [
      { 'gov-client-multi-factor': 'type=TOTP&timestamp=2026-10-06T08%3A59%3A00Z&unique-reference=abc' },
      'INVALID_HEADER gov-client-multi-factor',
    ],
    [{ 'gov-client-public-ip': '198.51.100.256' }, 'INVALID_HEADER gov-client-public-ip'],
    [
      { 'gov-client-public-ip-timestamp': '2026-10-06T09:00:00Z' },
      'INVALID_HEADER gov-client-public-ip-timestamp',
    ],
    [{ 'gov-client-public-port': '443' }, 'INVALID_HEADER gov-client-public-port'],
    [{ 'gov-client-public-port': '65536' }, 'INVALID_HEADER gov-client-public-port'],
    [
      { 'gov-client-screens': 'width=0&height=1080&scaling-factor=1&colour-depth=24' },
      'INVALID_HEADER gov-client-screens',
    ],
    [{ 'gov-client-screens': 'width=1920&height=1080' }, 'INVALID_HEADER gov-client-screens'],
    [{ 'gov-client-window-size': 'width=12.5&height=803' }, 'INVALID_HEADER gov-client-window-size'],
    [{ 'gov-client-timezone': 'UTC+1:00' }, 'INVALID_HEADER gov-client-timezone'],
    [{ 'gov-client-user-ids': 'quarterday=ada@example.test&' }, 'INVALID_HEADER gov-client-user-ids'],
    [{ 'gov-client-user-ids': 'quarterday=50%' }, 'INVALID_HEADER gov-client-user-ids'],
    [{ 'gov-vendor-license-ids': 'quarterday=none' }, 'POTENTIALLY_INVALID_HEADER gov-vendor-license-ids'],
    [{ 'gov-vendor-product-name': 'Quarter day' }, 'POTENTIALLY_INVALID_HEADER gov-vendor-product-name'],
    [{ 'gov-vendor-version': 'quarterday=' }, 'INVALID_HEADER gov-vendor-version'],
    [{ 'gov-vendor-forwarded': 'by=203.0.113.6' }, 'INVALID_HEADER gov-vendor-forwarded'],
    [
      { 'gov-vendor-forwarded': 'by=203.0.113.6&for=198.51.100.7,by=10.0.0.1&for=203.0.113.6' },
      'INVALID_HEADER gov-vendor-forwarded',
    ],
    [{ 'gov-vendor-forwarded': 'by=198.51.100.7&for=203.0.113.6' }, 'INVALID_HEADER gov-vendor-forwarded'],
    [
      { 'gov-vendor-forwarded': 'by=203.0.113.6&for=198.51.100.7,by=203.0.113.8&for=203.0.113.7' },
      'POTENTIALLY_INVALID_HEADER gov-vendor-forwarded',
    ],
  ])('finds %j', (changes, finding) => {
    expect(check(changes)).toEqual([finding]);
  });

  it('takes hops that follow one another, and addresses of either kind', () => {
    const hops = 'by=203.0.113.6&for=2001%3Adb8%3A%3A7,by=203.0.113.9&for=203.0.113.6';
    expect(check({ 'gov-vendor-forwarded': hops, 'gov-client-public-ip': '2001:DB8::7' })).toEqual([]);
  });

  it('takes addresses that are one, however they are written, and no device’s own', () => {
    const long = { 'gov-client-public-ip': '2001:0db8:0000:0000:0000:0000:0000:0007' };
    const hops = { 'gov-vendor-forwarded': 'by=203.0.113.6&for=2001%3Adb8%3A%3A7' };
    expect(check({ ...hops, ...long })).toEqual([]);
    expect(check({ 'gov-client-public-ip': '0:0:0:0:0:0:0:1' })).toEqual([
      'INVALID_HEADER gov-client-public-ip',
    ]);
  });

  it.each([
    ['gov-client-user-ids', 'os=&quarterday=ada', []],
    ['gov-client-user-ids', 'os=&quarterday=', ['INVALID_HEADER gov-client-user-ids']],
    ['gov-client-user-ids', 'os&quarterday=ada', ['INVALID_HEADER gov-client-user-ids']],
    ['gov-vendor-license-ids', `a=&b=${'8D'.repeat(20)}`, []],
    ['gov-vendor-version', 'quarterday=0.1.0&proxy=', []],
    ['gov-client-window-size', 'width=&height=803', ['INVALID_HEADER gov-client-window-size']],
  ])('a key of %s without a value: %s', (header, value, found) => {
    expect(check({ [header]: value })).toEqual(found);
  });

  it('takes a machine of an unknown make, though not of an unknown system', () => {
    const agent = (value: string) => check({ 'gov-client-user-agent': value }, batch);
    const wrong = ['INVALID_HEADER gov-client-user-agent'];
    expect(agent('os-family=Linux&os-version=6.1&device-manufacturer=&device-model=')).toEqual([]);
    expect(agent('os-family=&os-version=6.1&device-manufacturer=&device-model=S1')).toEqual(wrong);
    expect(agent('os-family=Linux&os-version=6.1&device-manufacturer=&make=S1')).toEqual(wrong);
  });

  it('takes a batch job’s own headers, and wants the account it runs under', () => {
    expect(check({}, batch)).toEqual([]);
    expect(check({ 'gov-client-user-ids': 'quarterday=ada' }, batch)).toEqual([
      'INVALID_HEADER gov-client-user-ids',
    ]);
    expect(check({ 'gov-client-user-ids': 'quarterday=ada' })).toEqual([]);
    expect(check({ 'gov-client-user-agent': 'os-family=Linux' }, batch)).toEqual([
      'INVALID_HEADER gov-client-user-agent',
    ]);
    expect(check({ 'gov-client-mac-addresses': 'ea:43:1a:5d:21:45' }, batch)).toEqual([
      'INVALID_HEADER gov-client-mac-addresses',
    ]);
    expect(check({ 'gov-client-public-ip': '198.51.100.7' }, batch)).toEqual([
      'UNEXPECTED_HEADER gov-client-public-ip',
    ]);
  });

  it('looks at the form alone where another method is used', () => {
    expect(
      check({}, { 'gov-client-connection-method': 'OTHER_DIRECT', 'gov-client-timezone': 'here' }),
    ).toEqual(['INVALID_HEADER gov-client-timezone']);
  });

  it('takes an empty second factor for a warning, and an empty device for an error', () => {
    const verdicts = ['gov-client-multi-factor', 'gov-client-device-id'].map((header) =>
      isError({ code: 'EMPTY_HEADER', header }),
    );
    expect(verdicts).toEqual([false, true]);
  });
});
