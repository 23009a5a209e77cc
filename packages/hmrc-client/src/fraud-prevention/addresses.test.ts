import { expect, test } from 'vitest';
import { normaliseAddress } from './addresses.ts';

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
