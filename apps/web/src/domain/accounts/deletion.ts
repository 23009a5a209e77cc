import { type Accounts } from './account.ts';
import { invalid, unlessRefused, type AccountParts } from './parts.ts';
import { checkDeletion, checkGivenPassword } from './rules.ts';
import { cookiesOf } from './sign-in.ts';

/** Leaving for good. */
export function createDeletion({
  auth,
  store,
  limits,
  browsers,
}: AccountParts): Pick<Accounts, 'awaitsHmrc' | 'deleteAccount'> {
  return {
    awaitsHmrc: async (person) => (await store.countProcessing(person.id)) > 0,

    async deleteAccount(person, input, request) {
      const refused = invalid([
        ...checkGivenPassword(input.password, 'password'),
        ...checkDeletion(input.confirmation),
      ]);
      if (refused) return refused;
      const attempt = await limits.tryPassword(
        person.email,
        request,
        browsers.isKnown(request.headers, person.email),
      );
      if (!attempt.ok) return attempt;
      const headers = cookiesOf(request.headers);
      const right = await unlessRefused(
        auth.api.verifyPassword({ body: { password: input.password }, headers }),
      );
      if (!right) return { ok: false, reason: 'wrong-password' };
      await attempt.succeeded();

      const outcome = await store.deleteAccount(person.id);
      if (outcome === 'submission-processing') return { ok: false, reason: outcome };
      await limits.forgetAccount(person.email);
      const left = await auth.api.signOut({ headers, returnHeaders: true });
      return { ok: true, setCookies: [...left.headers.getSetCookie(), browsers.forget()] };
    },
  };
}
