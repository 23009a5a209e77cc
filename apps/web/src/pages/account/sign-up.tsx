import { Hono } from 'hono';
import {
  leastPasswordLength,
  ownPath,
  type Accounts,
  type FieldProblem,
} from '../../domain/accounts/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { Input } from '../../ui/components/input.tsx';
import { PasswordInput } from '../../ui/components/password-input.tsx';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { type AppContext, type AppEnv } from '../env.ts';
import { readForm, setCookies, showProblems } from './form.ts';
import { tooManyTries } from './too-many-tries.tsx';

const path = '/sign-up';

/** Makes an account. */
export function signUpPage({ accounts }: { accounts: Accounts }) {
  return new Hono<AppEnv>()
    .get(path, (c) => {
      const returnTo = ownPath(c.req.query('returnTo'));
      if (c.get('person')) return c.redirect(returnTo, 303);
      return c.html(<SignUp c={c} returnTo={returnTo} />);
    })
    .post(path, async (c) => {
      const field = await readForm(c);
      const email = field('email');
      const returnTo = ownPath(field('returnTo'));
      const result = await accounts.signUp(
        { email, password: field('password') },
        { headers: c.req.raw.headers, client: c.get('client') },
      );
      if (result.ok) {
        setCookies(c, result.setCookies);
        return c.redirect(returnTo, 303);
      }
      if (result.reason === 'limited') return tooManyTries(c, 'sign-up', result.retryInSeconds);
      const problems = result.reason === 'invalid' ? result.problems : [notCreated];
      return c.html(<SignUp c={c} returnTo={returnTo} email={email} problems={problems} />, 422);
    });
}

const notCreated: FieldProblem = {
  field: 'email',
  message:
    'We could not make an account with this email address. If you already have one, sign in or choose a new password',
};

function SignUp(props: {
  c: AppContext;
  returnTo: string;
  email?: string;
  problems?: readonly FieldProblem[];
}) {
  const { c, returnTo, email, problems = [] } = props;
  const { errors, errorOf } = showProblems(problems);
  return (
    <Page {...c.get('page')} title="Create an account" errors={errors}>
      <h1 class="govuk-heading-l">Create an account</h1>
      <form method="post" action={path} novalidate>
        <Input
          name="email"
          type="email"
          label="Email address"
          hint="You sign in with it."
          autocomplete="username"
          spellcheck={false}
          value={email}
          errorMessage={errorOf('email')}
        />
        <PasswordInput
          name="password"
          label="Password"
          hint={`At least ${leastPasswordLength} characters. A few words in a row are easy to remember and hard to guess.`}
          autocomplete="new-password"
          errorMessage={errorOf('password')}
        />
        <input type="hidden" name="returnTo" value={returnTo} />
        <Button preventDoubleClick>Create account</Button>
      </form>
      <p class="govuk-body">
        Do you have an account already? <Link href={withReturn('/sign-in', returnTo)}>Sign in</Link>
      </p>
    </Page>
  );
}

/** A link to one of the pages for getting in, which remembers where the person was going. */
export function withReturn(to: string, returnTo: string): string {
  return returnTo === '/' ? to : `${to}?returnTo=${encodeURIComponent(returnTo)}`;
}
