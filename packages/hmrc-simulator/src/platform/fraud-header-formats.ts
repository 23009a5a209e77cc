import { isIP } from 'node:net';

/** What a value can be beside right. */
export type Verdict = 'INVALID_HEADER' | 'POTENTIALLY_INVALID_HEADER';
type Check = (value: string, method: string) => Verdict | undefined;

/** The header of hops between the person's device and HMRC. */
export const HOPS = 'gov-vendor-forwarded';

const INVALID = 'INVALID_HEADER';
const DOUBTFUL = 'POTENTIALLY_INVALID_HEADER';

/** How many values of a header are remembered: callers send the same few again and again. */
const VALUES_KEPT = 500;
const PRINTABLE = /^[\x20-\x7e]+$/;
const BROKEN_PERCENT = /%(?![\dA-Fa-f]{2})/;
const PLACEHOLDER = /\b(null|undefined)\b/;
const UUID = /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i;
const INSTANT = /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
const MINUTE = /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3]):[0-5]\dZ$/;
const TIMEZONE = /^UTC[+-](0\d|1[0-4]):[0-5]\d$/;
const NUMBER = /^\d+(\.\d+)?$/;
const POSITIVE = /^[1-9]\d*$/;
const MAC_ADDRESS = /^[\dA-F]{2}([:-][\dA-F]{2}){5}$/i;
const LOCAL_ADDRESS =
  /^(0\.|127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|::1?$|f[cd]|fe[89ab])/i;
/** Ports that servers listen on, which are no device's. */
const SERVER_PORTS = new Set(['80', '443']);
/** A licence is sent as a hash, and no hash is shorter than this. */
const SHORTEST_HASH = 16;

/** Remembers what came of a value: the same in every simulator of this process, since it depends on nothing else. */
function remember<Result>(work: (value: string) => Result): (value: string) => Result {
  const known = new Map<string, Result>();
  return (value) => {
    const found = known.get(value);
    if (found !== undefined || known.has(value)) return found as Result; // it was put there below
    if (known.size >= VALUES_KEPT) known.clear();
    const result = work(value);
    known.set(value, result);
    return result;
  };
}

function decode(text: string): string | undefined {
  if (!text.includes('%')) return text;
  return BROKEN_PERCENT.test(text) ? undefined : decodeURIComponentOrNothing(text);
}

function decodeURIComponentOrNothing(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined; // bytes that are no UTF-8
  }
}

type Pairs = ReadonlyMap<string, string>;

/**
 * Reads `key=value&key=value`, decoded; undefined where it is no such thing, a key is there twice or none has a value. HMRC takes a
 * key without a value beside others.
 */
function readPairs(text: string): Pairs | undefined {
  const pairs = new Map<string, string>();
  for (const part of text.split('&')) {
    const [rawKey = '', rawValue, ...more] = part.split('=');
    if (rawValue === undefined || more.length > 0 || /[\s,]/.test(part)) return undefined;
    const [key, value] = [decode(rawKey), decode(rawValue)];
    if (!key || value === undefined || pairs.has(key)) return undefined;
    pairs.set(key, value);
  }
  return [...pairs.values()].some(Boolean) ? pairs : undefined;
}

const isAddress = (text: string): boolean => isIP(text) !== 0;
const isPublic = (text: string): boolean => isAddress(text) && !LOCAL_ADDRESS.test(canonical(text));

/** An address in one of the ways to write it, so that two can be compared. */
export function canonical(address: string): string {
  const host = `http://[${address}]`;
  return isIP(address) === 6 && URL.canParse(host) ? new URL(host).hostname.slice(1, -1) : address;
}

function hasExactly(pairs: Pairs, forms: Readonly<Record<string, RegExp>>): boolean {
  const entries = Object.entries(forms);
  return (
    pairs.size === entries.length &&
    entries.every(([key, form]) => pairs.has(key) && form.test(pairs.get(key) ?? ''))
  );
}

const valuesOf = (pairs: Pairs): string[] => [...pairs.values()].filter(Boolean);

const judge = (isRight: boolean): Verdict | undefined => (isRight ? undefined : INVALID);
const pairsThat = (fits: (pairs: Pairs) => boolean) => (value: string) => {
  const pairs = readPairs(value);
  return judge(pairs !== undefined && fits(pairs));
};
const eachOf = (fits: (item: string) => boolean) => (value: string) => judge(value.split(',').every(fits));
const listOfPairs = (forms: Readonly<Record<string, RegExp>>) =>
  eachOf((item) => {
    const pairs = readPairs(item);
    return pairs !== undefined && hasExactly(pairs, forms);
  });

const size = { width: POSITIVE, height: POSITIVE };
const ANY = /./;
/** Cloud hosts do not always tell what they are made of. */
const ANY_OR_NONE = /^/;

const screens = listOfPairs({ ...size, 'scaling-factor': NUMBER, 'colour-depth': POSITIVE });
const multiFactor = listOfPairs({
  type: /^(TOTP|AUTH_CODE|OTHER)$/,
  timestamp: MINUTE,
  'unique-reference': ANY,
});
const machine = pairsThat((pairs) =>
  hasExactly(pairs, {
    'os-family': ANY,
    'os-version': ANY,
    'device-manufacturer': ANY_OR_NONE,
    'device-model': ANY_OR_NONE,
  }),
);
const userIds = pairsThat(() => true);
const machineUserIds = pairsThat((pairs) => Boolean(pairs.get('os')));

function productName(value: string): Verdict | undefined {
  if (decode(value) === undefined) return INVALID;
  return value.includes(' ') ? DOUBTFUL : undefined;
}

function licences(value: string): Verdict | undefined {
  const pairs = readPairs(value);
  if (!pairs) return INVALID;
  return valuesOf(pairs).every((hash) => hash.length >= SHORTEST_HASH) ? undefined : DOUBTFUL;
}

function versions(value: string): Verdict | undefined {
  const pairs = readPairs(value);
  if (!pairs) return INVALID;
  return valuesOf(pairs).every((version) => /\d/.test(version)) ? undefined : DOUBTFUL;
}

function port(value: string): Verdict | undefined {
  return judge(POSITIVE.test(value) && Number(value) <= 65_535 && !SERVER_PORTS.has(value));
}

interface Hop {
  by: string;
  for: string;
}

/** Reads the hops; undefined where one of them is malformed or in a private network. */
export const readHops = remember((value: string): readonly Hop[] | undefined => {
  const hops: Hop[] = [];
  for (const item of value.split(',')) {
    const pairs = readPairs(item);
    const [by = '', from = ''] = [pairs?.get('by'), pairs?.get('for')];
    if (pairs?.size !== 2 || !isPublic(by) || !isPublic(from)) return undefined;
    hops.push({ by: canonical(by), for: canonical(from) });
  }
  return hops;
});

const forms: Readonly<Record<string, (value: string) => Verdict | undefined>> = {
  // What a browser says of itself always has a product and its version.
  'gov-client-browser-js-user-agent': (value) => (value.includes('/') ? undefined : DOUBTFUL),
  'gov-client-device-id': (value) => judge(UUID.test(value)),
  'gov-client-local-ips': eachOf((item) => isAddress(decode(item) ?? '')),
  'gov-client-mac-addresses': eachOf((item) => !item.includes(':') && MAC_ADDRESS.test(decode(item) ?? '')),
  'gov-client-multi-factor': multiFactor,
  'gov-client-public-ip': (value) => judge(isPublic(value)),
  'gov-client-public-port': port,
  'gov-client-screens': screens,
  'gov-client-timezone': (value) => judge(TIMEZONE.test(value)),
  'gov-client-user-agent': machine,
  'gov-client-window-size': pairsThat((pairs) => hasExactly(pairs, size)),
  'gov-vendor-license-ids': licences,
  'gov-vendor-product-name': productName,
  'gov-vendor-public-ip': (value) => judge(isPublic(value)),
  'gov-vendor-version': versions,
  [HOPS]: (value) => judge(readHops(value) !== undefined),
};

const isText = (value: string): boolean => PRINTABLE.test(value) && !PLACEHOLDER.test(value);

/** With the rules of every header: US-ASCII, and nothing that stands for a missing value. */
function withCommonRules(
  form: (value: string) => Verdict | undefined,
): (value: string) => Verdict | undefined {
  return remember((value) => (isText(value) ? form(value) : INVALID));
}

// Times differ with every request, so that remembering them would only cost.
const instant: Check = (value) => judge(INSTANT.test(value));
const ofPerson = withCommonRules(userIds);
const ofMachine = withCommonRules(machineUserIds);

/** The check of each header's value by name. */
export const checks: ReadonlyMap<string, Check> = new Map<string, Check>([
  ...Object.entries(forms).map(([name, form]) => [name, withCommonRules(form)] as const),
  ['gov-client-public-ip-timestamp', instant],
  ['gov-client-local-ips-timestamp', instant],
  [
    'gov-client-user-ids',
    (value, method) => (method === 'BATCH_PROCESS_DIRECT' ? ofMachine(value) : ofPerson(value)),
  ],
]);
