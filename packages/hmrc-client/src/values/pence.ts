import { z } from 'zod';

/**
 * Pounds for the wire. The division is exact enough by construction: an amount up to HMRC's limit has at most 13 digits, the
 * nearest double to it is unique up to 15, so JSON prints the very decimal that was meant.
 */
export function poundsOfPence(pence: number): number {
  return pence === 0 ? 0 : pence / 100;
}

/** Integer pence of an amount from the wire; null where it is not a whole number of pence. */
export function penceOfPounds(pounds: number): number | null {
  const pence = Math.round(pounds * 100);
  if (Math.abs(pence) > Number.MAX_SAFE_INTEGER || poundsOfPence(pence) !== pounds) return null;
  return pence;
}

/** An amount in HMRC's JSON, read as integer pence. */
export const penceFromWire = z.number().transform((pounds, context) => {
  // Never `multipleOf(0.01)`, as HMRC's schemas say: binary fractions make it refuse 4.35.
  const pence = penceOfPounds(pounds);
  if (pence === null) {
    context.addIssue({ code: 'custom', message: 'not a whole number of pence' });
    return z.NEVER;
  }
  return pence;
});
