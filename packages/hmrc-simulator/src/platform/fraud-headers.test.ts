import { describe, expect, it } from 'vitest';
import { checkFraudHeaders } from './fraud-headers.ts';

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
const check = (changes: Record<string, string | undefined>) => {
  const headers: Record<string, string> = {};
  const given: Record<string, string | undefined> = { ...whole, ...changes };
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
  ])('finds %j', (changes, finding) => {
    expect(check(changes)).toEqual([finding]);
  });
});
