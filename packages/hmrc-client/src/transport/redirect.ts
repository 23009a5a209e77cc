const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * Where a GET may follow a redirect to: the same https origin, since the request carries a token. Null: the redirect is the
 * answer. http to loopback is never followed: only simulators live there.
 */
export function redirectTarget(from: URL, status: number, location: string | null): URL | null {
  if (!redirects.has(status) || location === null || !URL.canParse(location, from.href)) return null;
  const target = new URL(location, from);
  if (target.protocol !== 'https:' || target.origin !== from.origin) return null;
  if (target.username !== '' || target.password !== '') return null;
  return target;
}
