import fc from 'fast-check';
import { expect, test } from 'vitest';
import { largestPence } from '../shapes/shape.ts';
import { penceFromWire, penceOfPounds, poundsOfPence } from './pence.ts';

const amounts = fc.integer({ min: -largestPence, max: largestPence });

test('every amount comes back from the wire to the penny', () => {
  fc.assert(
    fc.property(amounts, (pence) => {
      const wire = JSON.stringify(poundsOfPence(pence));
      expect(penceOfPounds(Number(wire))).toBe(pence === 0 ? 0 : pence);
    }),
    { numRuns: 5000 },
  );
});

test('the wire shows at most two decimals and no exponent', () => {
  fc.assert(
    fc.property(amounts, (pence) => {
      expect(JSON.stringify(poundsOfPence(pence))).toMatch(/^-?\d{1,11}(\.\d{1,2})?$/);
    }),
    { numRuns: 5000 },
  );
});

test.each([
  [435, '4.35'],
  [110, '1.1'],
  [123_456_789, '1234567.89'],
  [-1, '-0.01'],
  [-0, '0'],
  [largestPence, '99999999999.99'],
])('%i pence are %s pounds on the wire', (pence, wire) => {
  expect(JSON.stringify(poundsOfPence(pence))).toBe(wire);
});

test.each([4.35, 1.1, 1_234_567.89, 0.07, 8842.43])('%d pounds from HMRC are whole pence', (pounds) => {
  expect(penceFromWire.parse(pounds)).toBe(Math.round(pounds * 100));
});

test.each([0.001, 1.005, 1e300, Number.NaN])('%d is no amount in pence', (pounds) => {
  expect(penceFromWire.safeParse(pounds).success).toBe(false);
});
