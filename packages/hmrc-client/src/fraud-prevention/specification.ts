import { isPublicAddress, normaliseAddress } from './addresses.ts';
import {
  deviceIdForm,
  isClientPort,
  screenForm,
  timestamp,
  timezoneForm,
  windowSizeForm,
} from './formats.ts';
import { decode, pairsOf } from './pairs.ts';

export interface HeaderRule {
  /** Lower-case name. */
  header: string;
  /** HMRC knows circumstances in which there is no value: no second factor, no licences. */
  canBeUncollectable?: boolean;
  /** Why the value cannot be right; null where it can. */
  fault(value: string): string | null;
  /** Why the value is suspicious although its form is right. */
  doubt?(value: string): string | null;
}

const fine = (): null => null;

function form(holds: (value: string) => boolean, message: string): (value: string) => string | null {
  return (value) => (holds(value) ? null : message);
}

/** Whether every item of a comma-separated list holds pairs of exactly these keys, with values that fit. */
function everyItem(
  keys: readonly string[],
  fits: (pairs: Map<string, string>) => boolean,
): (value: string) => boolean {
  return (value) =>
    value.split(',').every((item) => {
      const pairs = pairsOf(item);
      return pairs?.size === keys.length && keys.every((key) => pairs.has(key)) && fits(pairs);
    });
}

const hasAll = (pairs: Map<string, string>, keys: readonly string[]): boolean =>
  keys.every((key) => Boolean(pairs.get(key)));

const number = (pairs: Map<string, string>, key: string): number => Number(pairs.get(key));
const isAddress = (value: string): boolean => normaliseAddress(value) === value;
/** Written as HMRC writes instants, and of a day that exists. */
const isTimestamp = (value: string): boolean => timestamp(value) === value;
const isFactorTimestamp = (value: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{3})?)?Z$/.test(value) && !Number.isNaN(Date.parse(value));

const address = {
  fault: form(isAddress, 'This is not an IP address.'),
  doubt: form(isPublicAddress, 'The address is private.'),
};
/** Keys without a value may be among them; without any value at all the header is as good as empty. */
const pairs = form(
  (value) => [...(pairsOf(value)?.values() ?? [])].some((one) => one !== ''),
  'Write key=value&key=value, percent-encoded.',
);
const timestampFault = form(isTimestamp, 'Write yyyy-MM-ddThh:mm:ss.sssZ.');

const timezone: HeaderRule = {
  header: 'gov-client-timezone',
  fault: form((value) => timezoneForm.test(value), 'Write UTC±hh:mm.'),
};
const both: readonly HeaderRule[] = [
  { header: 'gov-client-connection-method', fault: fine },
  {
    header: 'gov-client-device-id',
    fault: fine,
    doubt: form((value) => deviceIdForm.safeParse(value).success, 'The id is no UUID.'),
  },
  timezone,
  {
    header: 'gov-vendor-license-ids',
    canBeUncollectable: true,
    fault: pairs,
    doubt: form(
      (value) => [...(pairsOf(value)?.values() ?? [])].every((hash) => /^([0-9a-f]{32,})?$/i.test(hash)),
      'The licence does not look like a hash.',
    ),
  },
  {
    header: 'gov-vendor-product-name',
    fault: form((value) => /^[\w.~%-]+$/.test(value) && decode(value) !== null, 'Percent-encode the name.'),
  },
  { header: 'gov-vendor-version', fault: pairs },
];

const webApp: readonly HeaderRule[] = [
  ...both,
  {
    header: 'gov-client-browser-js-user-agent',
    fault: fine,
    doubt: form((value) => value.includes('/'), 'This does not look like a browser.'),
  },
  {
    header: 'gov-client-multi-factor',
    canBeUncollectable: true,
    fault: form(
      everyItem(
        ['type', 'timestamp', 'unique-reference'],
        (item) =>
          hasAll(item, ['unique-reference']) &&
          ['TOTP', 'AUTH_CODE', 'OTHER'].includes(item.get('type') ?? '') &&
          isFactorTimestamp(item.get('timestamp') ?? ''),
      ),
      'Write type, timestamp and unique-reference of each factor.',
    ),
  },
  { header: 'gov-client-public-ip', ...address },
  { header: 'gov-client-public-ip-timestamp', fault: timestampFault },
  {
    header: 'gov-client-public-port',
    fault: form(
      (value) => /^\d+$/.test(value) && isClientPort(Number(value)),
      'This is no port of a client.',
    ),
  },
  {
    header: 'gov-client-screens',
    fault: form(
      everyItem(
        ['width', 'height', 'scaling-factor', 'colour-depth'],
        (item) =>
          screenForm.safeParse({
            width: number(item, 'width'),
            height: number(item, 'height'),
            scalingFactor: number(item, 'scaling-factor'),
            colourDepth: number(item, 'colour-depth'),
          }).success,
      ),
      'Write width, height, scaling-factor and colour-depth of each screen.',
    ),
  },
  {
    header: 'gov-client-user-ids',
    fault: pairs,
    doubt: form((value) => !pairsOf(value)?.get('os'), 'A browser does not tell the system’s user.'),
  },
  {
    header: 'gov-client-window-size',
    fault: form(
      everyItem(
        ['width', 'height'],
        (item) =>
          windowSizeForm.safeParse({ width: number(item, 'width'), height: number(item, 'height') }).success,
      ),
      'Write width and height.',
    ),
  },
  {
    header: 'gov-vendor-forwarded',
    fault: form(
      everyItem(['by', 'for'], (item) => [...item.values()].every(isAddress)),
      'Write by and for of each hop, with IP addresses.',
    ),
    doubt: form(
      everyItem(['by', 'for'], (item) => [...item.values()].every(isPublicAddress)),
      'A hop is private.',
    ),
  },
  { header: 'gov-vendor-public-ip', ...address },
];

const listOf = (fits: (value: string) => boolean) => (value: string) =>
  value.split(',').every((item) => fits(decode(item) ?? ''));

const batch: readonly HeaderRule[] = [
  ...both,
  { header: 'gov-client-local-ips', fault: form(listOf(isAddress), 'Write IP addresses, percent-encoded.') },
  { header: 'gov-client-local-ips-timestamp', fault: timestampFault },
  {
    header: 'gov-client-mac-addresses',
    fault: form(
      listOf((value) => /^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i.test(value)),
      'Write MAC addresses, percent-encoded.',
    ),
  },
  {
    header: 'gov-client-user-agent',
    fault: form(
      // Cloud hosts do not always tell what they are made of.
      everyItem(['os-family', 'os-version', 'device-manufacturer', 'device-model'], (item) =>
        hasAll(item, ['os-family', 'os-version']),
      ),
      'Write os-family, os-version, device-manufacturer and device-model; the last two may be without a value.',
    ),
  },
  {
    header: 'gov-client-user-ids',
    fault: pairs,
    doubt: form((value) => Boolean(pairsOf(value)?.get('os')), 'The system’s user is missing.'),
  },
];

/** The version of HMRC's specification that these rules are read from. */
export const specVersion = '3.3';

/** Connection methods of HMRC's whose headers are not described here. */
const othersOfHmrc = [
  'DESKTOP_APP_DIRECT',
  'DESKTOP_APP_VIA_SERVER',
  'MOBILE_APP_DIRECT',
  'MOBILE_APP_VIA_SERVER',
  'OTHER_DIRECT',
  'OTHER_VIA_SERVER',
];

export function isMethodNotCovered(method: string): boolean {
  return othersOfHmrc.includes(method);
}

/** The headers of a connection method in specification 3.3; null for a method that is not covered. */
export function specification(method: string): readonly HeaderRule[] | null {
  if (method === 'WEB_APP_VIA_SERVER') return webApp;
  if (method === 'BATCH_PROCESS_DIRECT') return batch;
  return null;
}

const placeholders = new Set(['null', 'undefined', 'none', 'unknown', 'n/a', 'nan', '[object object]']);

export function verdictOnValue(
  rule: HeaderRule,
  value: string,
): { fault: string | null; doubt: string | null } {
  if (!/^[\x20-\x7e]*$/.test(value)) return { fault: 'A header holds US-ASCII alone.', doubt: null };
  const parts = value.split(/[&=,]/).map((part) => part.toLowerCase());
  if (parts.some((part) => placeholders.has(part))) {
    return { fault: 'Placeholders are not values: leave the header out.', doubt: null };
  }
  return { fault: rule.fault(value), doubt: rule.doubt?.(value) ?? null };
}
