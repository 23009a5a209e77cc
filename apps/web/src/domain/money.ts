/** Money is whole pence, as an integer, everywhere; pounds exist only on a page and on HMRC's wire. */

/** What HMRC takes at most in one field: £99,999,999,999.99. */
export const mostPence = 9_999_999_999_999;

/**
 * Reads an amount as a person writes it: `1234.5`, `£1,234.50`, `-12`. Nothing is rounded.
 *
 * @returns whole pence, or why the text is not an amount
 */
export function parsePounds(text: string): { ok: true; pence: number } | { ok: false; reason: string } {
  const plain = text
    .trim()
    .replace('−', '-')
    .replace(/^(-?)\s*£\s*/, '$1');
  const parts = /^(-?)(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d*))?$/.exec(plain);
  const [, sign = '', whole = '', fraction = ''] = parts ?? [];
  if (!parts || (whole === '' && fraction === '')) {
    return { ok: false, reason: 'Enter an amount in pounds and pence, like 1250 or 98.60' };
  }
  if (fraction.length > 2) {
    return { ok: false, reason: 'Enter an amount with at most 2 decimal places' };
  }
  const pence = Number(whole.replaceAll(',', '')) * 100 + Number(fraction.padEnd(2, '0'));
  if (pence > mostPence) return { ok: false, reason: 'Enter an amount below £100,000,000,000' };
  return { ok: true, pence: sign === '-' && pence !== 0 ? -pence : pence };
}

/** Adds up whole pence. @throws {RangeError} when the sum is too large to be exact */
export function sumPence(amounts: Iterable<number>): number {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  if (!Number.isSafeInteger(sum))
    throw new RangeError('The amounts add up to more than can be kept exactly.');
  return sum;
}
