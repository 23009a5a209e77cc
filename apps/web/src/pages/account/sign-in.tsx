import { Hono } from 'hono';
import { ownPath, type Accounts, type FieldProblem } from '../../domain/accounts/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { Input } from '../../ui/components/input.tsx';
import { PasswordInput } from '../../ui/components/password-input.tsx';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { type AppContext, type AppEnv } from '../env.ts';
import { readForm, setCookies, showProblems } from './form.ts';
import { noticeOf } from './notices.ts';
import { withReturn } from './sign-up.tsx';
import { tooManyTries } from './too-many-tries.tsx';

const path = '/sign-in';

/** Signs in, and goes on to where the person was going; signs out. */
export function signInPage({ accounts }: { accounts: Accounts }) {
  return new Hono<AppEnv>()
    .get(path, (c) => {
      const returnTo = ownPath(c.req.query('returnTo'));
      if (c.get('person')) return c.redirect(returnTo, 303);
      return c.html(<SignIn c={c} returnTo={returnTo} />);
    })
    .post(path, async (c) => {
      const field = await readForm(c);
      const email = field('email');
      const returnTo = ownPath(field('returnTo'));
      const result = await accounts.signIn(
        { email, password: field('password') },
        { headers: c.req.raw.headers, client: c.get('client') },
      );
      if (result.ok) {
        setCookies(c, result.setCookies);
        return c.redirect(returnTo, 303);
      }
      if (result.reason === 'limited') return tooManyTries(c, 'sign-in', result.retryInSeconds);
      const problems = result.reason === 'invalid' ? result.problems : [wrongCredentials];
      return c.html(<SignIn c={c} returnTo={returnTo} email={email} problems={problems} />, 422);
    })
    .post('/sign-out', async (c) => {
      const { setCookies: cookies } = await accounts.signOut(c.req.raw.headers);
      setCookies(c, cookies);
      return c.redirect(`${path}?notice=signed-out`, 303);
    });
}

/** One sentence for both: which of the two is wrong would tell a stranger who has an account. */
const wrongCredentials: FieldProblem = {
  field: 'email',
  message: 'The email address or the password is not right',
};

function SignIn(props: {
  c: AppContext;
  returnTo: string;
  email?: string;
  problems?: readonly FieldProblem[];
}) {
  const { c, returnTo, email, problems = [] } = props;
  const { errors, errorOf } = showProblems(problems);
  return (
    <Page {...c.get('page')} {...noticeOf(c.req.query('notice'))} title="Sign in" errors={errors}>
      <h1 class="govuk-heading-l">Sign in</h1>
      <form method="post" action={path} novalidate>
        <Input
          name="email"
          type="email"
          label="Email address"
          autocomplete="username"
          spellcheck={false}
          value={email}
          errorMessage={errorOf('email')}
        />
        <PasswordInput name="password" label="Password" errorMessage={errorOf('password')} />
        <input type="hidden" name="returnTo" value={returnTo} />
        <Button preventDoubleClick>Sign in</Button>
      </form>
      <p class="govuk-body">
        <Link href="/password/forgot">I have forgotten my password</Link>
      </p>
      <p class="govuk-body">
        Are you new here? <Link href={withReturn('/sign-up', returnTo)}>Create an account</Link>
      </p>
    </Page>
  );
}
