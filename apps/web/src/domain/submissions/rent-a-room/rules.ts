/** Rent a Room relief: how much of the rents can be claimed, and how an amount is entered. Pure. */
import { parsePounds } from '../../money.ts';

const sharedLimitPence = 375_000;
const wholeLimitPence = 750_000;

/** The most that the relief takes off the rents of a year, in pence: half where somebody else has part of the income. */
export const rentARoomLimit = (isShared: boolean): number => (isShared ? sharedLimitPence : wholeLimitPence);

/** What the relief could be of: a business's Rent a Room rents, and the limit that holds for the landlord. */
export interface RentARoomRoom {
  /** In pence; less than nought where more was given back. */
  rentsPence: number;
  limitPence: number;
}

/** The most that can be claimed, in pence. */
export const mostToClaim = ({ rentsPence, limitPence }: RentARoomRoom): number =>
  Math.max(0, Math.min(rentsPence, limitPence));

/**
 * Where a claim stands beside the rents: none is there to be claimed of; nothing was said yet; more could be claimed by now; more
 * is claimed than the limit allows; or it is as it can be. Whoever claims nothing by their own word is not asked again.
 */
export type ClaimStanding = 'no-rents' | 'unsaid' | 'outgrown' | 'over-limit' | 'settled';

export function claimStanding(keptPence: number | null, room: RentARoomRoom): ClaimStanding {
  if (keptPence !== null && keptPence > room.limitPence) return 'over-limit';
  if (room.rentsPence <= 0) return 'no-rents';
  if (keptPence === null) return 'unsaid';
  return keptPence > 0 && keptPence < mostToClaim(room) ? 'outgrown' : 'settled';
}

/** Reads a claim as it was typed. */
export function readClaim(
  typed: string,
  room: RentARoomRoom,
): { ok: true; amountPence: number } | { ok: false; text: string } {
  const text = typed.trim();
  if (text === '') return { ok: false, text: 'Enter the amount you claim, or 0 to claim nothing' };
  const read = parsePounds(text);
  if (!read.ok) return { ok: false, text: read.reason };
  const { pence } = read;
  if (pence < 0) return { ok: false, text: 'The amount can’t be less than £0' };
  if (pence > room.limitPence) return { ok: false, text: overLimit(room) };
  return pence > mostToClaim(room)
    ? {
        ok: false,
        text: 'The amount can’t be more than the Rent a Room rents of the tax year in your records',
      }
    : { ok: true, amountPence: pence };
}

const overLimit = ({ limitPence }: RentARoomRoom): string =>
  limitPence === sharedLimitPence
    ? 'The amount can’t be more than £3,750, since you share the income'
    : 'The amount can’t be more than £7,500';
