import { expect, test } from 'vitest';
import { isSameAddress, normaliseAddress } from './addresses.ts';

test.each([
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::ffff:c000:201', '192.0.2.1'],
  ['::FFFF:C000:0201', '192.0.2.1'],
  ['::ffff:a00:1', '10.0.0.1'],
  ['2001:db8::1%eth0', '2001:db8::1'],
  ['::ffff:c000:201:1', '::ffff:c000:201:1'],
  ['nowhere', null],
])('%s is %s', (address, expected) => {
  expect(normaliseAddress(address)).toBe(expected);
});

test.each([
  ['2001:0db8:85a3:0000:0000:8a2e:0370:7334', '2001:DB8:85a3::8a2e:370:7334', true],
  ['0:0:0:0:0:ffff:c000:201', '192.0.2.1', true],
  ['64:ff9b::192.0.2.1', '64:ff9b::c000:201', true],
  ['2001:db8::1', '2001:db8::2', false],
  ['192.0.2.1', '192.0.2.10', false],
  ['192.0.2.1', '2001:db8::1', false],
])('%s and %s are one address: %s', (one, other, expected) => {
  expect(isSameAddress(one, other)).toBe(expected);
});
