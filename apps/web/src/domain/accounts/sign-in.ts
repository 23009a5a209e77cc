import { type Accounts, type RequestFacts } from './account.ts';
import { invalid, unlessRefused, type AccountParts } from './parts.ts';
import { checkEmail, checkGivenPassword, checkNewPassword, normaliseEmail } from './rules.ts';

type SignInCases = Pick<Accounts, 'signUp' | 'signIn' | 'signOut' | 'signOutEverywhere'>;

/** Getting in and out. */
export function createSignIn({ auth, store, limits, browsers }: AccountParts): SignInCases {
  /** A browser that signs in anew leaves no older session behind in the database. */
  async function endFormerSession({ headers }: RequestFacts): Promise<void> {
    if (headers.has('cookie')) await auth.api.signOut({ headers: cookiesOf(headers) });
  }

  return {
    async signUp(input, request) {
      const email = normaliseEmail(input.email);
      const refused = invalid([...checkEmail(email), ...checkNewPassword(input.password, email, 'password')]);
      if (refused) return refused;
      const counted = await limits.trySignUp(request);
      if (!counted.ok) return counted;

      // Without a mail to the address there is no way to keep an existing account secret here: whoever is not signed in
      // afterwards knows. So the page says neither more nor less than that, and `limits` bounds how often it can be asked.
      const created = await unlessRefused(
        auth.api.signUpEmail({ body: { email, password: input.password, name: '' }, returnHeaders: true }),
      );
      if (!created) return { ok: false, reason: 'not-created' };
      await endFormerSession(request);
      return { ok: true, setCookies: [...created.headers.getSetCookie(), browsers.remember(email)] };
    },

    async signIn(input, request) {
      const email = normaliseEmail(input.email);
      const refused = invalid([...checkEmail(email), ...checkGivenPassword(input.password, 'password')]);
      if (refused) return refused;
      const attempt = await limits.tryPassword(email, request, browsers.isKnown(request.headers, email));
      if (!attempt.ok) return attempt;

      // For an unknown address better-auth hashes the password all the same, so that both take about as long.
      const entered = await unlessRefused(
        auth.api.signInEmail({ body: { email, password: input.password }, returnHeaders: true }),
      );
      if (!entered) return { ok: false, reason: 'wrong-credentials' };
      await attempt.succeeded();
      await endFormerSession(request);
      return { ok: true, setCookies: [...entered.headers.getSetCookie(), browsers.remember(email)] };
    },

    async signOut(headers) {
      const left = await auth.api.signOut({ headers: cookiesOf(headers), returnHeaders: true });
      return { ok: true, setCookies: left.headers.getSetCookie() };
    },

    async signOutEverywhere(person, headers) {
      await store.deleteSessions(person.id);
      const left = await auth.api.signOut({ headers: cookiesOf(headers), returnHeaders: true });
      return { ok: true, setCookies: left.headers.getSetCookie() };
    },
  };
}

/** The cookies alone: better-auth keeps what browser and address it sees in other headers. */
export function cookiesOf(headers: Headers): Headers {
  return new Headers({ cookie: headers.get('cookie') ?? '' });
}
