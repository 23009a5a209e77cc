import { canonical, checks, HOPS, readHops, type Verdict } from './fraud-header-formats.ts';

/*
 * A check of fraud prevention headers, specification 3.3: it reports, and never refuses. HMRC's own validator and people
 * look deeper; this one finds what is missing, malformed, plainly invented or at odds with another header.
 */

/** One finding about one header, named in small letters. */
export interface FraudHeaderFinding {
  code: 'MISSING_HEADER' | 'EMPTY_HEADER' | Verdict | 'UNEXPECTED_HEADER';
  header: string;
}

const METHOD = 'gov-client-connection-method';

const common = [
  'gov-client-device-id',
  'gov-client-timezone',
  'gov-client-user-ids',
  'gov-vendor-license-ids',
  'gov-vendor-product-name',
  'gov-vendor-version',
];
/** The headers of the connection methods that landlords' software on a server uses. */
const requiredBy: Readonly<Record<string, readonly string[]>> = {
  WEB_APP_VIA_SERVER: [
    ...common,
    'gov-client-browser-js-user-agent',
    'gov-client-multi-factor',
    'gov-client-public-ip',
    'gov-client-public-ip-timestamp',
    'gov-client-public-port',
    'gov-client-screens',
    'gov-client-window-size',
    HOPS,
    'gov-vendor-public-ip',
  ],
  BATCH_PROCESS_DIRECT: [
    ...common,
    'gov-client-local-ips',
    'gov-client-local-ips-timestamp',
    'gov-client-mac-addresses',
    'gov-client-user-agent',
  ],
};
const required = new Map(
  Object.entries(requiredBy).map(([method, headers]) => [method, new Set(headers.toSorted())]),
);

/** Methods that HMRC knows; of those not above, only the form of what is there is looked at. */
export const CONNECTION_METHODS: readonly string[] = [
  'WEB_APP_VIA_SERVER',
  'BATCH_PROCESS_DIRECT',
  'DESKTOP_APP_DIRECT',
  'DESKTOP_APP_VIA_SERVER',
  'MOBILE_APP_DIRECT',
  'MOBILE_APP_VIA_SERVER',
  'OTHER_DIRECT',
  'OTHER_VIA_SERVER',
];

/** What may lack a value for good reasons, which HMRC wants to be told of: no second factor, no licence. */
const mayBeEmpty = new Set(['gov-client-multi-factor', 'gov-vendor-license-ids']);

/** Whether a finding makes the headers invalid; the others are worth a look. */
export function isError({ code, header }: FraudHeaderFinding): boolean {
  if (code === 'EMPTY_HEADER') return !mayBeEmpty.has(header);
  return code === 'MISSING_HEADER' || code === 'INVALID_HEADER';
}

/** What is wrong with the fraud prevention headers of a request; an empty list when nothing was found. */
export function checkFraudHeaders(headers: Readonly<Record<string, string>>): FraudHeaderFinding[] {
  const method = headers[METHOD];
  if (method === undefined) return [{ code: 'MISSING_HEADER', header: METHOD }];
  if (!CONNECTION_METHODS.includes(method)) return [{ code: 'INVALID_HEADER', header: METHOD }];
  const wanted = required.get(method);
  const findings: FraudHeaderFinding[] = [];
  const add = (code: FraudHeaderFinding['code'], header: string): void => {
    findings.push({ code, header });
  };
  for (const header of wanted ?? []) {
    const value = headers[header];
    if (value === undefined) add('MISSING_HEADER', header);
  }
  for (const header of Object.keys(headers)) {
    if (!header.startsWith('gov-client-') && !header.startsWith('gov-vendor-')) continue;
    if (header === METHOD) continue;
    if (wanted && !wanted.has(header)) add('UNEXPECTED_HEADER', header);
    else {
      const code = checkValue(header, headers[header] ?? '', method);
      if (code) add(code, header);
    }
  }
  const wrongHops = checkHops(headers);
  if (wrongHops) add(wrongHops, HOPS);
  return findings;
}

function checkValue(header: string, value: string, method: string): FraudHeaderFinding['code'] | undefined {
  if (value === '') return 'EMPTY_HEADER';
  return checks.get(header)?.(value, method);
}

/** Hops begin where the person's device met the vendor, and each starts where the one before ended. */
function checkHops(headers: Readonly<Record<string, string>>): Verdict | undefined {
  const value = headers[HOPS];
  const hops = value === undefined ? undefined : readHops(value);
  const [first] = hops ?? [];
  if (!hops || !first) return undefined; // missing or malformed, which has been said
  const isFrom = (header: string, address: string): boolean => {
    const given = headers[header];
    // What is missing or wrong by itself has been said.
    if (given === undefined || checks.get(header)?.(given, '') !== undefined) return true;
    return canonical(given) === address;
  };
  if (!isFrom('gov-vendor-public-ip', first.by) || !isFrom('gov-client-public-ip', first.for)) {
    return 'INVALID_HEADER';
  }
  const isChain = hops.every((hop, index) => index === 0 || hop.for === hops[index - 1]?.by);
  return isChain ? undefined : 'POTENTIALLY_INVALID_HEADER';
}
