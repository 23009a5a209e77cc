/*
 * A lenient check of fraud prevention headers, specification 3.3: it reports, and never refuses. HMRC's own validator
 * looks deeper; this one finds what is missing, malformed or plainly invented.
 */

/** One finding about one header. */
export interface FraudHeaderFinding {
  code: 'MISSING_HEADER' | 'EMPTY_HEADER' | 'INVALID_HEADER' | 'UNEXPECTED_HEADER';
  header: string;
}

const PAIRS = /^[^=&,\s]+=[^=&,\s]*(&[^=&,\s]+=[^=&,\s]*)*$/;
const LIST_OF_PAIRS =
  /^[^=&,\s]+=[^=&,\s]*(&[^=&,\s]+=[^=&,\s]*)*(,[^=&,\s]+=[^=&,\s]*(&[^=&,\s]+=[^=&,\s]*)*)*$/;
const ADDRESS = /^(\d{1,3}(\.\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]+)$/;
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const ANYTHING = /^[\x20-\x7e]+$/;
const LOCAL_ADDRESS = /^(127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd]|fe80:)/i;

const OURS = /^gov-(client|vendor)-/;
const PLACEHOLDER = /\b(null|undefined)\b/;

const formats: Record<string, RegExp> = {
  'gov-client-browser-js-user-agent': ANYTHING,
  'gov-client-device-id': /^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$/,
  'gov-client-multi-factor': LIST_OF_PAIRS,
  'gov-client-public-ip': ADDRESS,
  'gov-client-public-ip-timestamp': TIMESTAMP,
  'gov-client-public-port': /^\d{1,5}$/,
  'gov-client-screens': /^width=\d+&height=\d+&scaling-factor=\d+(\.\d+)?&colour-depth=\d+(,width=.+)*$/,
  'gov-client-timezone': /^UTC[+-]\d{2}:\d{2}$/,
  'gov-client-user-ids': PAIRS,
  'gov-client-window-size': /^width=\d+&height=\d+$/,
  'gov-client-local-ips': /^[^,\s]+(,[^,\s]+)*$/,
  'gov-client-local-ips-timestamp': TIMESTAMP,
  'gov-client-mac-addresses': /^[^,\s]+(,[^,\s]+)*$/,
  'gov-client-user-agent': PAIRS,
  'gov-vendor-forwarded': LIST_OF_PAIRS,
  'gov-vendor-license-ids': PAIRS,
  'gov-vendor-product-name': ANYTHING,
  'gov-vendor-public-ip': ADDRESS,
  'gov-vendor-version': PAIRS,
};

const requiredBy: Record<string, readonly string[]> = {
  WEB_APP_VIA_SERVER: [
    'gov-client-browser-js-user-agent',
    'gov-client-device-id',
    'gov-client-multi-factor',
    'gov-client-public-ip',
    'gov-client-public-ip-timestamp',
    'gov-client-public-port',
    'gov-client-screens',
    'gov-client-timezone',
    'gov-client-user-ids',
    'gov-client-window-size',
    'gov-vendor-forwarded',
    'gov-vendor-license-ids',
    'gov-vendor-product-name',
    'gov-vendor-public-ip',
    'gov-vendor-version',
  ],
  BATCH_PROCESS_DIRECT: [
    'gov-client-device-id',
    'gov-client-local-ips',
    'gov-client-local-ips-timestamp',
    'gov-client-mac-addresses',
    'gov-client-timezone',
    'gov-client-user-agent',
    'gov-client-user-ids',
    'gov-vendor-license-ids',
    'gov-vendor-product-name',
    'gov-vendor-version',
  ],
};

/** What is wrong with the fraud prevention headers of a request; an empty list when nothing was found. */
export function checkFraudHeaders(headers: Readonly<Record<string, string>>): FraudHeaderFinding[] {
  const methodHeader = 'gov-client-connection-method';
  const method = headers[methodHeader];
  if (method === undefined) return [{ code: 'MISSING_HEADER', header: methodHeader }];
  const required = requiredBy[method];
  if (!required) return [{ code: 'INVALID_HEADER', header: methodHeader }];
  const findings = required.flatMap((header) => checkOne(header, headers[header]));
  for (const header of Object.keys(headers)) {
    if (OURS.test(header) && header !== methodHeader && !required.includes(header)) {
      findings.push({ code: 'UNEXPECTED_HEADER', header });
    }
  }
  return findings;
}

function checkOne(header: string, value: string | undefined): FraudHeaderFinding[] {
  if (value === undefined) return [{ code: 'MISSING_HEADER', header }];
  if (value === '') return [{ code: 'EMPTY_HEADER', header }];
  const placeholder = PLACEHOLDER.test(value);
  // A loopback or private address can never be what a person's device was seen from.
  const localAddress = header.endsWith('-public-ip') && LOCAL_ADDRESS.test(value);
  const wellFormed = formats[header]?.test(value) ?? true;
  return wellFormed && !placeholder && !localAddress ? [] : [{ code: 'INVALID_HEADER', header }];
}
