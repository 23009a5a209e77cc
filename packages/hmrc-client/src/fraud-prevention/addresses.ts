import { z } from 'zod';

const ipv4 = z.ipv4();
const ipv6 = z.ipv6();

/** IPv4 networks nobody reaches from the internet: private, loopback, link-local, carriers' NAT, multicast, reserved. */
const closedIpv4: readonly (readonly [network: string, bits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
];

/**
 * An address in the form that headers carry: IPv4 seen through an IPv6 socket (`::ffff:192.0.2.1`, `::ffff:c000:201`) becomes IPv4, a zone
 * (`%eth0`) is dropped. Null: not an address.
 */
export function normaliseAddress(address: string): string | null {
  const bare = address.trim().replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1] ?? ipv4OfHex(bare) ?? bare;
  return ipv4.safeParse(mapped).success || ipv6.safeParse(mapped).success ? mapped : null;
}

/** The same written in hexadecimal, as some sockets and proxies do. */
function ipv4OfHex(address: string): string | null {
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(address) ?? [];
  if (high === undefined || low === undefined) return null;
  return [high, low]
    .map((part) => Number.parseInt(part, 16))
    .flatMap((part) => [part >> 8, part & 255])
    .join('.');
}

/** Whether two addresses, normalised, are one: IPv6 has many ways to write the same. */
export function isSameAddress(one: string, other: string): boolean {
  return shortest(one) === shortest(other);
}

function shortest(address: string): string | null {
  if (!address.includes(':')) return address;
  const host = `http://[${address}]`;
  return normaliseAddress(URL.canParse(host) ? new URL(host).hostname.slice(1, -1) : address);
}

/** Whether an address, normalised, can be reached from the internet. */
export function isPublicAddress(address: string): boolean {
  return address.includes(':') ? isPublicIpv6(address) : isPublicIpv4(address);
}

function isPublicIpv4(address: string): boolean {
  const value = numberOf(address);
  return closedIpv4.every(([network, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(value / size) !== Math.floor(numberOf(network) / size);
  });
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
}

function isPublicIpv6(address: string): boolean {
  // Global unicast is 2000::/3; everything else is loopback, unique local, link-local, multicast or mapped IPv4.
  const first = Number.parseInt(address.split(':')[0] ?? '', 16);
  return first >= 0x2000 && first <= 0x3fff;
}
