import { BlockList, isIP, isIPv4 } from 'node:net';

/** Where a request came from; null where that cannot be known. */
export interface Client {
  address: string | null;
  port: number | null;
}

/** The other end of the connection, as Node's socket names it. */
export interface Peer {
  remoteAddress?: string | undefined;
  remotePort?: number | undefined;
}

/**
 * Makes the reader of a client's address and port.
 *
 * They are the socket's, whatever the headers say, unless the socket's other end is one of the trusted proxies. Then
 * `X-Forwarded-For` is read from the right, where each proxy writes the address it saw, past further trusted proxies to
 * the first address that is none; what stands left of it is the client's own claim and is not looked at. No other
 * forwarding header is believed: a proxy that sets one passes the others on as the client sent them.
 *
 * @param trustedProxies addresses and networks, such as `10.0.0.0/8`
 */
export function createClientReader(trustedProxies: readonly string[]) {
  const isTrusted = trustedNetworks(trustedProxies);

  return (peer: Peer | undefined, headers: Headers): Client => {
    const socket = { address: plainAddress(peer?.remoteAddress), port: peer?.remotePort ?? null };
    if (socket.address === null || !isTrusted(socket.address)) return socket;

    const hops = (headers.get('x-forwarded-for') ?? '')
      .split(',')
      .map((hop) => hop.trim())
      .filter((hop) => hop !== '');
    let nearest: Client = socket;
    for (const hop of hops.reverse()) {
      nearest = readHop(hop);
      if (nearest.address === null || !isTrusted(nearest.address)) return nearest;
    }
    return nearest;
  };
}

/**
 * What a limit counts as one place: an IPv4 address, or the /64 network of an IPv6 address, which one household or one
 * server has to itself and can wander through.
 */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.split('::');
  const groups = (part: string) => part.split(':').filter((group) => group !== '');
  const left = groups(head);
  const right = tail === undefined ? [] : groups(tail);
  const all = [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

function trustedNetworks(entries: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const entry of entries) {
    const [network = '', bits] = entry.split('/');
    const family = isIPv4(network) ? 'ipv4' : 'ipv6';
    if (bits === undefined) list.addAddress(network, family);
    else list.addSubnet(network, Number(bits), family);
  }
  return (address) => list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}

/** `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1` or `[2001:db8::1]:4711`. */
function readHop(hop: string): Client {
  const bracketed = /^\[([^\]]*)\](?::(\d{1,5}))?$/.exec(hop);
  const withPort = bracketed ?? /^([^:]+):(\d{1,5})$/.exec(hop);
  const address = plainAddress(withPort?.[1] ?? hop);
  const port = Number(withPort?.[2]);
  return { address, port: address !== null && port >= 1 && port <= 65_535 ? port : null };
}

/** Without a zone, lower case, and IPv4 as IPv4 where it came wrapped in IPv6; null when it is no address. */
function plainAddress(text: string | undefined): string | null {
  const bare = (text ?? '').replace(/%.*$/, '').toLowerCase();
  const unwrapped = bare.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/, '');
  return isIP(unwrapped) === 0 ? null : unwrapped;
}
