import { Hono } from 'hono';
import { leastPasswordLength, type Accounts, type FieldProblem } from '../../domain/accounts/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { PasswordInput } from '../../ui/components/password-input.tsx';
import { Page } from '../../ui/layout.tsx';
import { signedInPerson, type AppContext, type AppEnv } from '../env.ts';
import { readForm, setCookies, settingsFrame, showProblems } from './form.ts';
import { tooManyTries } from './too-many-tries.tsx';

const path = '/account/password';

/** Changes the password of somebody who knows it. */
export function changePasswordPage({ accounts }: { accounts: Accounts }) {
  return new Hono<AppEnv>()
    .get(path, (c) => c.html(<ChangePassword c={c} />))
    .post(path, async (c) => {
      const field = await readForm(c);
      const result = await accounts.changePassword(
        signedInPerson(c),
        { currentPassword: field('currentPassword'), newPassword: field('newPassword') },
        { headers: c.req.raw.headers, client: c.get('client') },
      );
      if (result.ok) {
        setCookies(c, result.setCookies);
        return c.redirect('/account?notice=password-changed', 303);
      }
      if (result.reason === 'limited') return tooManyTries(c, 'password', result.retryInSeconds);
      const problems = result.reason === 'invalid' ? result.problems : [wrongPassword];
      return c.html(<ChangePassword c={c} problems={problems} />, 422);
    });
}

const wrongPassword: FieldProblem = {
  field: 'currentPassword',
  message: 'Your current password is not right',
};

function ChangePassword({ c, problems = [] }: { c: AppContext; problems?: readonly FieldProblem[] }) {
  const { errors, errorOf } = showProblems(problems);
  return (
    <Page
      {...settingsFrame(c)}
      title="Change your password"
      errors={errors}
      back={{ href: '/account', text: 'Your account' }}
    >
      <h1 class="govuk-heading-l">Change your password</h1>
      <form method="post" action={path} novalidate>
        {/* Lets a password manager know whose password this is. */}
        <input
          type="text"
          name="username"
          autocomplete="username"
          value={signedInPerson(c).email}
          hidden
          readonly
        />
        <PasswordInput
          name="currentPassword"
          label="Current password"
          errorMessage={errorOf('currentPassword')}
        />
        <PasswordInput
          name="newPassword"
          label="New password"
          hint={`At least ${leastPasswordLength} characters. A few words in a row are easy to remember and hard to guess.`}
          autocomplete="new-password"
          errorMessage={errorOf('newPassword')}
        />
        <p class="govuk-body">All other browsers that are signed in to your account are signed out.</p>
        <Button preventDoubleClick>Change password</Button>
      </form>
    </Page>
  );
}
