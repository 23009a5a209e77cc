import { SimulatorError } from '../errors.ts';

/** Refuses redirect URIs that HMRC would not register. Throws `bad-option`. */
export function checkRedirectUris(uris: readonly string[]): void {
  if (uris.length > 5) throw new SimulatorError('bad-option', 'HMRC registers at most five redirect URIs.');
  for (const uri of uris) {
    const problem = problemWith(uri);
    if (problem !== undefined) {
      throw new SimulatorError('bad-option', `The redirect URI ${uri} cannot be registered: ${problem}.`);
    }
  }
}

function problemWith(uri: string): string | undefined {
  if (!URL.canParse(uri)) return 'it is not an absolute address';
  const { protocol, hostname, hash } = new URL(uri);
  if (hash !== '' || uri.endsWith('#')) return 'it has a fragment';
  if (/^[\d.]+$/.test(hostname) || hostname.startsWith('['))
    return 'HMRC takes no bare IP address, so use localhost';
  if (protocol !== 'https:' && !(protocol === 'http:' && hostname === 'localhost'))
    return 'it has to be https, or http to localhost';
  return undefined;
}

/** True when a redirect URI is a registered one, or starts with a registered one, as HMRC allows. */
export function isRegistered(uri: string, registered: readonly string[]): boolean {
  if (problemWith(uri) !== undefined) return false;
  return registered.some((prefix) => {
    if (!uri.startsWith(prefix)) return false;
    // `http://localhost:3000` must not let `http://localhost:30001` in.
    return uri.length === prefix.length || prefix.endsWith('/') || '/?'.includes(uri.charAt(prefix.length));
  });
}
