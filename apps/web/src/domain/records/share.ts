/** A landlord's share of a property that is owned jointly, and what of an amount is theirs by it. Pure. */

/** A share is counted in hundredths of a per cent, from 1 to these, which are all of the property. */
export const wholeShare = 10_000;

/** An amount as a ledger keeps it: whole as it was entered, and the landlord's own part of it by a share. Pence. */
export interface SharedAmounts {
  /** The landlord's own, which is what counts towards the figures. */
  moneyInPence: number;
  moneyOutPence: number;
  /** As on the bank statement; the same as the landlord's own where the share is all of it. */
  wholeInPence: number;
  wholeOutPence: number;
  /** The share that the own amounts were worked out by, in hundredths of a per cent. */
  shareBasisPoints: number;
}

/**
 * The landlord's own part of a whole amount, to the nearest penny. Half a penny goes away from nought, so that a refund takes off
 * exactly what the payment added.
 */
export function ownPence(wholePence: number, shareBasisPoints: number): number {
  const size = Math.abs(wholePence);
  // Apart, so that no product is too large to be exact.
  const rest = size % wholeShare;
  const own =
    ((size - rest) / wholeShare) * shareBasisPoints +
    Math.floor((rest * shareBasisPoints + wholeShare / 2) / wholeShare);
  return wholePence < 0 && own > 0 ? -own : own;
}

/** Whole amounts with the landlord's own parts of them. */
export function withShare(
  { moneyInPence, moneyOutPence }: { moneyInPence: number; moneyOutPence: number },
  shareBasisPoints: number,
): SharedAmounts {
  return {
    moneyInPence: ownPence(moneyInPence, shareBasisPoints),
    moneyOutPence: ownPence(moneyOutPence, shareBasisPoints),
    wholeInPence: moneyInPence,
    wholeOutPence: moneyOutPence,
    shareBasisPoints,
  };
}

/** Reads a share as a person writes it in per cent: `50`, `33.33`, `12.5%`. Nothing is rounded. */
export function readShare(
  text: string,
): { ok: true; shareBasisPoints: number } | { ok: false; reason: string } {
  const parts = /^(\d{0,9})(?:\.(\d*))?\s*%?$/.exec(text.trim());
  const [, whole = '', fraction = ''] = parts ?? [];
  if (!parts || (whole === '' && fraction === '')) {
    return { ok: false, reason: 'Enter your share in per cent, like 50 or 33.33' };
  }
  if (fraction.length > 2) return { ok: false, reason: 'Your share must have at most 2 decimal places' };
  const shareBasisPoints = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  if (shareBasisPoints === 0) return { ok: false, reason: 'Your share must be more than 0%' };
  if (shareBasisPoints > wholeShare) return { ok: false, reason: 'Your share must be 100% or less' };
  return { ok: true, shareBasisPoints };
}

/** A share in per cent, without the sign: `50`, `33.33`. */
export const shareAsPercent = (shareBasisPoints: number): string => String(shareBasisPoints / 100);
