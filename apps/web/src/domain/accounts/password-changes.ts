import { createSystemClock } from '../../platform/clock.ts';
import { type Accounts } from './account.ts';
import { passwordChangedMail, resetMail } from './mails.ts';
import { invalid, unlessRefused, type AccountParts } from './parts.ts';
import { checkEmail, checkGivenPassword, checkNewPassword, normaliseEmail } from './rules.ts';
import { cookiesOf } from './sign-in.ts';

type PasswordCases = Pick<
  Accounts,
  'changePassword' | 'sendsMail' | 'requestReset' | 'createResetLink' | 'isResetLinkValid' | 'resetPassword'
>;

/** Links live by the machine's clock, as better-auth counts their hour; a simulated year must not end them. */
const machine = createSystemClock();

/** Changing a password one knows, and replacing one that is forgotten. */
export function createPasswordChanges(
  parts: AccountParts & { createResetLink: Accounts['createResetLink'] },
): PasswordCases {
  const { auth, store, limits, browsers, mailer, baseUrl, background, createResetLink } = parts;

  function tellOfChange(email: string): void {
    const mail = passwordChangedMail(email, new URL('/password/forgot', baseUrl).href);
    background.run('Telling of a changed password', () => mailer.send(mail));
  }

  /** Whom a link that is still good was made for. */
  async function linkOwner(token: string): Promise<{ id: string; email: string } | undefined> {
    const { internalAdapter } = await auth.$context;
    const link = await internalAdapter.findVerificationValue(`reset-password:${token}`);
    if (!link || link.expiresAt <= machine.now()) return undefined;
    return (await internalAdapter.findUserById(link.value)) ?? undefined;
  }

  return {
    sendsMail: mailer.isSetUp,
    createResetLink: (email) => createResetLink(normaliseEmail(email)),

    async changePassword(person, input, request) {
      const refused = invalid([
        ...checkGivenPassword(input.currentPassword, 'currentPassword', 'Enter your current password'),
        ...checkNewPassword(input.newPassword, person.email, 'newPassword'),
      ]);
      if (refused) return refused;
      const attempt = await limits.tryPassword(
        person.email,
        request,
        browsers.isKnown(request.headers, person.email),
      );
      if (!attempt.ok) return attempt;
      const changed = await unlessRefused(
        auth.api.changePassword({
          body: { ...input, revokeOtherSessions: true },
          headers: cookiesOf(request.headers),
          returnHeaders: true,
        }),
      );
      if (!changed) return { ok: false, reason: 'wrong-password' };
      await attempt.succeeded();
      await store.deleteLinks(person.id);
      tellOfChange(person.email);
      return { ok: true, setCookies: changed.headers.getSetCookie() };
    },

    async requestReset(input, request) {
      const email = normaliseEmail(input.email);
      const refused = invalid(checkEmail(email));
      if (refused) return refused;
      const counted = await limits.tryReset(request);
      if (!counted.ok) return counted;
      if (!mailer.isSetUp) return { ok: true };
      // Looked up after the answer: how long it takes then tells nobody whether there is such an account.
      background.run('Sending a password reset', async () => {
        if (!(await limits.maySendReset(email))) return;
        const link = await createResetLink(email);
        if (link !== undefined) await mailer.send(resetMail(email, link));
      });
      return { ok: true };
    },

    isResetLinkValid: async (token) => (await linkOwner(token)) !== undefined,

    async resetPassword({ token, newPassword }) {
      const owner = await linkOwner(token);
      if (!owner) return { ok: false, reason: 'link-not-valid' };
      const refused = invalid(checkNewPassword(newPassword, owner.email, 'newPassword'));
      if (refused) return refused;
      const reset = await unlessRefused(auth.api.resetPassword({ body: { token, newPassword } }));
      if (!reset) return { ok: false, reason: 'link-not-valid' };
      await store.deleteLinks(owner.id);
      await limits.forgetAccount(owner.email);
      tellOfChange(owner.email);
      return { ok: true };
    },
  };
}
