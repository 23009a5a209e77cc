import { isPublicAddress, normaliseAddress } from './addresses.ts';
import { readTimezone } from './build-web-app.ts';
import { encode, encodePairs } from './encoding.ts';
import type { BatchFacts, FraudPreventionHeaders } from './facts.ts';
import { deviceIdForm, timestamp } from './formats.ts';
import { collectHeaders, leaveOut, type Reading, send } from './reading.ts';
import { licenceIds, productName, userIds } from './vendor-headers.ts';

const notTold = 'The machine that runs the job does not tell.';

/**
 * The headers of specification 3.3 for `BATCH_PROCESS_DIRECT`: for calls that no person asked for, such as a nightly look at
 * obligations. They describe the machine that runs the job. A call that somebody asked for, however late it is made, sends
 * `buildFraudPreventionHeaders` of that click.
 * @see https://developer.service.hmrc.gov.uk/guides/fraud-prevention/connection-method/batch-process-direct/
 */
export function buildBatchFraudPreventionHeaders(facts: BatchFacts): FraudPreventionHeaders {
  const { device, vendor } = facts;
  const localIps = readLocalIps(device.localIps);
  return collectHeaders({
    'Gov-Client-Connection-Method': send('BATCH_PROCESS_DIRECT'),
    'Gov-Client-Device-ID': deviceIdForm.safeParse(device.deviceId).success
      ? send(device.deviceId)
      : leaveOut('The id of the machine is no UUID.'),
    'Gov-Client-Local-IPs': localIps,
    'Gov-Client-Local-IPs-Timestamp': readLocalIpsTimestamp(localIps, device.localIpsAt),
    'Gov-Client-MAC-Addresses': readMacAddresses(device.macAddresses),
    'Gov-Client-Timezone': readTimezone(device.timezone, notTold),
    'Gov-Client-User-Agent': readMachine(device),
    'Gov-Client-User-IDs': userIds({ ...(device.osUser ? { os: device.osUser } : {}), ...facts.userIds }),
    'Gov-Vendor-License-IDs': licenceIds(vendor),
    'Gov-Vendor-Product-Name': productName(vendor),
    'Gov-Vendor-Version': readVersion(vendor.productName, vendor.version),
  });
}

function readLocalIps(addresses: readonly string[] | undefined): Reading {
  const known = (addresses ?? [])
    .map(normaliseAddress)
    .filter((address) => address !== null)
    .filter((address) => !isLoopback(address));
  return known.length === 0 ? leaveOut(notTold) : send(known.map(encode).join(','));
}

function isLoopback(address: string): boolean {
  return !isPublicAddress(address) && (address.startsWith('127.') || address === '::1');
}

function readLocalIpsTimestamp(localIps: Reading, at: string | undefined): Reading {
  if (localIps.value === null) return leaveOut('There are no local addresses that it would belong to.');
  const taken = timestamp(at ?? '');
  return taken === null ? leaveOut('The time at which the addresses were taken is not known.') : send(taken);
}

const macForm = /^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i;
/** What virtual interfaces have instead of an address. */
const noMac = /^(00[:-]){5}00$/;

function readMacAddresses(addresses: readonly string[] | undefined): Reading {
  const known = (addresses ?? []).filter((address) => macForm.test(address) && !noMac.test(address));
  return known.length === 0 ? leaveOut(notTold) : send(known.map(encode).join(','));
}

function readMachine(device: BatchFacts['device']): Reading {
  const { osFamily, osVersion, manufacturer = '', model = '' } = device;
  if (!osFamily || !osVersion) return leaveOut(notTold);
  return send(
    encodePairs([
      ['os-family', osFamily],
      ['os-version', osVersion],
      ['device-manufacturer', manufacturer],
      ['device-model', model],
    ]),
  );
}

function readVersion(product: string, version: string): Reading {
  if (product === '' || version === '') return leaveOut('The name or version of the software is not known.');
  return send(encodePairs([[product.trim().toLowerCase().replace(/\s+/g, '-'), version]]));
}
