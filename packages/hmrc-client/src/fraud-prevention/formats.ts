import { z } from 'zod';

export const timezoneForm = /^UTC[+-](0\d|1[0-4]):[0-5]\d$/;

/** UUID of whatever version: the long-lived id of a device. */
export const deviceIdForm = z.guid();

const isoInstant = z.iso.datetime({ offset: true });

/** `yyyy-MM-ddThh:mm:ss.sssZ`; null where it is no instant. */
export function timestamp(instant: string): string | null {
  return isoInstant.safeParse(instant).success ? new Date(instant).toISOString() : null;
}

/** `yyyy-MM-ddThh:mmZ`; null where it is no instant. */
export function timestampToTheMinute(instant: string): string | null {
  const exact = timestamp(instant);
  return exact === null ? null : `${exact.slice(0, 16)}Z`;
}

/** A client's TCP port: HMRC refuses those of servers. */
export function isClientPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65_535 && port !== 80 && port !== 443;
}

const pixels = z.int().min(1).max(100_000);

export const windowSizeForm = z.object({ width: pixels, height: pixels });

export const screenForm = z.object({
  width: pixels,
  height: pixels,
  scalingFactor: z.number().positive().max(100),
  colourDepth: z.int().min(1).max(256),
});
