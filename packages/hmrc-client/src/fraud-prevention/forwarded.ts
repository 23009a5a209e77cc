import { isPublicAddress, normaliseAddress } from './addresses.ts';
import { encode } from './encoding.ts';
import type { Hop } from './facts.ts';
import { leaveOut, type Reading, send } from './reading.ts';

/**
 * The hops between the person's device and the last public address of this service, in the order they were taken. The first is always
 * from the device to where TLS ends first; hops inside a private network are not HMRC's matter.
 */
export function readForwarded(clientIp: Reading, vendorIp: Reading, further: readonly Hop[] = []): Reading {
  if (clientIp.value === null || vendorIp.value === null) {
    return leaveOut('It needs both public addresses, the device’s and ours.');
  }
  const hops = [{ by: vendorIp.value, for: clientIp.value }];
  for (const hop of further) {
    const by = normaliseAddress(hop.by);
    const from = normaliseAddress(hop.for);
    // A chain with a link of unknown ends would tell HMRC of a way that nothing took.
    if (by === null || from === null) return leaveOut('A hop is told with something that is no IP address.');
    if (isPublicAddress(by) && isPublicAddress(from)) hops.push({ by, for: from });
  }
  return send(hops.map((hop) => `by=${encode(hop.by)}&for=${encode(hop.for)}`).join(','));
}
