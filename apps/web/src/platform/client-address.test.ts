import { describe, expect, test } from 'vitest';
import { createClientReader, networkOf } from './client-address.ts';

const from = (remoteAddress: string | undefined, forwardedFor?: string, more: Record<string, string> = {}) =>
  [
    { remoteAddress, remotePort: 4711 },
    new Headers({ ...more, ...(forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor }) }),
  ] as const;

describe('a client without a trusted proxy', () => {
  const clientOf = createClientReader([]);

  test('is at the other end of the socket', () => {
    expect(clientOf(...from('198.51.100.7'))).toEqual({ address: '198.51.100.7', port: 4711 });
    expect(clientOf(...from('2001:DB8::1'))).toEqual({ address: '2001:db8::1', port: 4711 });
  });

  test('stays there whatever headers claim', () => {
    const claims = {
      'x-real-ip': '203.0.113.9',
      'x-client-ip': '203.0.113.9',
      'cf-connecting-ip': '203.0.113.9',
      'true-client-ip': '203.0.113.9',
      forwarded: 'for=203.0.113.9',
    };
    for (const claim of ['203.0.113.9', '127.0.0.1', '198.51.100.7, 203.0.113.9', '']) {
      expect(clientOf(...from('198.51.100.7', claim, claims))).toEqual({
        address: '198.51.100.7',
        port: 4711,
      });
    }
  });

  test('is named as IPv4 when the socket wraps it in IPv6, and without a zone', () => {
    expect(clientOf(...from('::ffff:198.51.100.7')).address).toBe('198.51.100.7');
    expect(clientOf(...from('fe80::1%eth0')).address).toBe('fe80::1');
  });

  test('is unknown where there is no socket', () => {
    expect(clientOf(undefined, new Headers({ 'x-forwarded-for': '203.0.113.9' }))).toEqual({
      address: null,
      port: null,
    });
  });
});

describe('a client behind trusted proxies', () => {
  const clientOf = createClientReader(['10.0.0.0/8', '192.0.2.1', '2001:db8:1::/48']);

  test('is the rightmost address that is no trusted proxy', () => {
    expect(clientOf(...from('10.1.2.3', '198.51.100.7'))).toEqual({ address: '198.51.100.7', port: null });
    expect(clientOf(...from('192.0.2.1', '198.51.100.7, 10.9.9.9')).address).toBe('198.51.100.7');
    expect(clientOf(...from('2001:db8:1::5', '2001:db8:2::9')).address).toBe('2001:db8:2::9');
    expect(clientOf(...from('::ffff:10.1.2.3', '198.51.100.7')).address).toBe('198.51.100.7');
  });

  test('cannot claim another address by sending the header itself', () => {
    expect(clientOf(...from('10.1.2.3', '203.0.113.9, 198.51.100.7')).address).toBe('198.51.100.7');
    expect(clientOf(...from('10.1.2.3', '10.0.0.1, 127.0.0.1, 198.51.100.7')).address).toBe('198.51.100.7');
    expect(clientOf(...from('10.1.2.3', 'nonsense, 198.51.100.7')).address).toBe('198.51.100.7');
    expect(clientOf(...from('10.1.2.3', '198.51.100.7', { 'x-real-ip': '203.0.113.9' })).address).toBe(
      '198.51.100.7',
    );
  });

  test('is not believed when the socket comes from elsewhere', () => {
    expect(clientOf(...from('198.51.100.66', '203.0.113.9')).address).toBe('198.51.100.66');
  });

  test('keeps its port where the proxy writes it', () => {
    expect(clientOf(...from('10.1.2.3', '198.51.100.7:55123'))).toEqual({
      address: '198.51.100.7',
      port: 55123,
    });
    expect(clientOf(...from('10.1.2.3', '[2001:db8:2::9]:55123'))).toEqual({
      address: '2001:db8:2::9',
      port: 55123,
    });
    expect(clientOf(...from('10.1.2.3', '198.51.100.7:99999')).port).toBeNull();
  });

  test('is unknown when a trusted proxy writes something that is no address', () => {
    expect(clientOf(...from('10.1.2.3', 'unknown'))).toEqual({ address: null, port: null });
    expect(clientOf(...from('10.1.2.3', '198.51.100.7, _hidden')).address).toBeNull();
  });

  test('is the proxy itself, or the furthest trusted one, when nothing untrusted is named', () => {
    expect(clientOf(...from('10.1.2.3'))).toEqual({ address: '10.1.2.3', port: 4711 });
    expect(clientOf(...from('10.1.2.3', '10.4.5.6, 10.7.8.9')).address).toBe('10.4.5.6');
  });
});

test('a limit counts an IPv4 address alone and an IPv6 network of 64 bits as one', () => {
  expect(networkOf('198.51.100.7')).toBe('198.51.100.7');
  expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
  expect(networkOf('2001:db8:1:2::ffff')).toBe('2001:db8:1:2::/64');
  expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0::/64');
  expect(networkOf('::1')).toBe('0:0:0:0::/64');
});
