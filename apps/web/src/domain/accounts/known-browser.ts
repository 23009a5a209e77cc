import { createHmac, timingSafeEqual } from 'node:crypto';

const yearSeconds = 365 * 24 * 60 * 60;

/**
 * Remembers, in the browser alone, that somebody has signed in to an account there before, so that strangers who try that
 * account's password elsewhere cannot keep its owner out. It opens nothing: the password is still asked for.
 */
export function createKnownBrowsers(options: { authSecret: string; baseUrl: string }) {
  const isSecure = options.baseUrl.startsWith('https:');
  const name = `${isSecure ? '__Secure-' : ''}quarterday.known_browser`;
  const attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  const markOf = (email: string) =>
    createHmac('sha256', options.authSecret)
      .update(JSON.stringify(['known-browser', email]))
      .digest();

  return {
    isKnown(headers: Headers, email: string): boolean {
      const pair = (headers.get('cookie') ?? '')
        .split(';')
        .map((part) => part.trim())
        .find((part) => part.startsWith(`${name}=`));
      const given = Buffer.from(pair?.slice(name.length + 1) ?? '', 'base64url');
      const expected = markOf(email);
      return given.length === expected.length && timingSafeEqual(given, expected);
    },

    remember: (email: string) =>
      `${name}=${markOf(email).toString('base64url')}; Max-Age=${yearSeconds}; ${attributes}`,

    forget: () => `${name}=; Max-Age=0; ${attributes}`,
  };
}
