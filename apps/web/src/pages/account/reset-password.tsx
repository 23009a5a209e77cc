import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { leastPasswordLength, type Accounts, type FieldProblem } from '../../domain/accounts/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { PasswordInput } from '../../ui/components/password-input.tsx';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { type AppContext, type AppEnv } from '../env.ts';
import { readForm, showProblems } from './form.ts';

const path = '/password/reset';
const cookieName = 'quarterday.reset_link';
const hourSeconds = 60 * 60;

/**
 * Sets a new password by a link.
 *
 * The link's token has to be in its address. It is moved at once into a cookie for this page alone, so that it stays in
 * no history and no `Referer`; looking at the page uses nothing up, since mail programs look at links too.
 */
export function resetPasswordPage({ accounts, config }: { accounts: Accounts; config: { baseUrl: string } }) {
  const isSecure = config.baseUrl.startsWith('https:');
  const cookie = {
    path,
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure,
    ...(isSecure ? { prefix: 'secure' as const } : {}),
  } as const;

  const pages = new Hono<AppEnv>();
  pages.use(path, async (c, next) => {
    await next();
    c.header('Cache-Control', 'no-store');
  });
  const tokenOf = (c: AppContext) => getCookie(c, cookieName, cookie.prefix) ?? '';

  return pages
    .get(path, async (c) => {
      const token = c.req.query('token');
      if (token !== undefined) {
        c.header('Referrer-Policy', 'no-referrer');
        setCookie(c, cookieName, token, { ...cookie, maxAge: hourSeconds });
        return c.redirect(path, 303);
      }
      const isValid = await accounts.isResetLinkValid(tokenOf(c));
      return isValid ? c.html(<Reset c={c} />) : c.html(<LinkNotValid c={c} />, 410);
    })
    .post(path, async (c) => {
      const field = await readForm(c);
      const result = await accounts.resetPassword({ token: tokenOf(c), newPassword: field('newPassword') });
      if (result.ok) {
        deleteCookie(c, cookieName, cookie);
        return c.redirect('/sign-in?notice=password-reset', 303);
      }
      if (result.reason === 'invalid') return c.html(<Reset c={c} problems={result.problems} />, 422);
      return c.html(<LinkNotValid c={c} />, 410);
    });
}

function Reset({ c, problems = [] }: { c: AppContext; problems?: readonly FieldProblem[] }) {
  const { errors, errorOf } = showProblems(problems);
  return (
    <Page {...c.get('page')} title="Choose a new password" errors={errors}>
      <h1 class="govuk-heading-l">Choose a new password</h1>
      <form method="post" action={path} novalidate>
        <PasswordInput
          name="newPassword"
          label="New password"
          hint={`At least ${leastPasswordLength} characters. A few words in a row are easy to remember and hard to guess.`}
          autocomplete="new-password"
          errorMessage={errorOf('newPassword')}
        />
        <p class="govuk-body">All browsers that are signed in to your account are signed out.</p>
        <Button preventDoubleClick>Set new password</Button>
      </form>
    </Page>
  );
}

function LinkNotValid({ c }: { c: AppContext }) {
  return (
    <Page {...c.get('page')} title="This link does not work any more">
      <h1 class="govuk-heading-l">This link does not work any more</h1>
      <p class="govuk-body">
        A link to choose a new password works once, within an hour, and only until the password is changed.
      </p>
      <p class="govuk-body">
        <Link href="/password/forgot">Ask for a new link</Link>
      </p>
    </Page>
  );
}
