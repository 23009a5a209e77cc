import fc from 'fast-check';
import { expect, test } from 'vitest';

import { mostPence, parsePounds, sumPence } from './money.ts';

/** Writes pence as a person might. */
function written(pence: number, { pound, commas }: { pound: boolean; commas: boolean }): string {
  const digits = String(Math.abs(pence)).padStart(3, '0');
  const whole = digits.slice(0, -2);
  const grouped = commas ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
  return `${pence < 0 ? '-' : ''}${pound ? '£' : ''}${grouped}.${digits.slice(-2)}`;
}

test('an amount that is written and read again is the same to the penny', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -mostPence, max: mostPence }),
      fc.record({ pound: fc.boolean(), commas: fc.boolean() }),
      (pence, style) => {
        expect(parsePounds(written(pence, style))).toEqual({ ok: true, pence });
      },
    ),
  );
});

test.each([
  ['1250', 125_000],
  ['98.6', 9_860],
  ['.5', 50],
  ['4.35', 435],
  ['1.1', 110],
  ['1234567.89', 123_456_789],
  [' £1,150.00 ', 115_000],
  ['£ 12', 1_200],
  ['-£12.00', -1_200],
  ['£-12.00', -1_200],
  ['−£12.00', -1_200],
  ['-0', 0],
  ['99999999999.99', mostPence],
])('reads %j as %d pence', (text, pence) => {
  expect(parsePounds(text)).toEqual({ ok: true, pence });
});

test.each([
  '',
  '.',
  '-',
  '£',
  'abc',
  '1e3',
  '0x10',
  '1,23',
  '1,2345',
  '1.234',
  '1.2.3',
  '12p',
  '--1',
  '100000000000',
  '9'.repeat(400),
  'NaN',
  'Infinity',
])('refuses %j rather than guess', (text) => {
  const read = parsePounds(text);
  expect(read.ok).toBe(false);
  expect(read.ok || read.reason).toMatch(/^Enter an amount/);
});

test('a sum that could not be exact is refused', () => {
  expect(sumPence([1, 2, -4])).toBe(-1);
  expect(() => sumPence([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError);
});
