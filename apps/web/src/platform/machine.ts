import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { networkInterfaces, release, type, userInfo } from 'node:os';

/** What can be told of the machine that this process runs on; whatever it does not tell is left out. */
export interface MachineFacts {
  /** UUID, the same for the same installation for ever. */
  deviceId: string;
  localIps: string[];
  macAddresses: string[];
  /** `UTC±hh:mm`. */
  timezone: string;
  osFamily: string;
  osVersion: string;
  manufacturer?: string;
  model?: string;
  osUser?: string;
}

/**
 * @param installation a name of this installation that stays, of any form
 * @param at the present instant: summer time has another zone than winter's
 */
export function readMachine(installation: string, at: Date): MachineFacts {
  const addresses = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ internal }) => !internal);
  const manufacturer = readLine('/sys/class/dmi/id/sys_vendor');
  const model = readLine('/sys/class/dmi/id/product_name');
  const osUser = readUser();
  return {
    deviceId: uuidOf(installation),
    localIps: [...new Set(addresses.map(({ address }) => address))],
    macAddresses: [...new Set(addresses.map(({ mac }) => mac))],
    timezone: timezoneOf(at.getTimezoneOffset()),
    osFamily: type(),
    osVersion: release(),
    ...(manufacturer === undefined ? {} : { manufacturer }),
    ...(model === undefined ? {} : { model }),
    ...(osUser === undefined ? {} : { osUser }),
  };
}

/** @param offsetMinutes as `Date.getTimezoneOffset` gives it: minutes behind UTC */
export function timezoneOf(offsetMinutes: number): string {
  const minutes = Math.abs(offsetMinutes);
  const pad = (number: number) => String(number).padStart(2, '0');
  return `UTC${offsetMinutes > 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** A UUID made of a name (version 8, of our own making). */
function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

function readLine(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined;
  } catch {
    // Other systems keep it elsewhere, or nowhere.
    return undefined;
  }
}

function readUser(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a number that has no name.
    return undefined;
  }
}
