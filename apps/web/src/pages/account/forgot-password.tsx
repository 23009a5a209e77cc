import { Hono } from 'hono';
import { type Accounts, type FieldProblem } from '../../domain/accounts/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { Input } from '../../ui/components/input.tsx';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { type AppContext, type AppEnv } from '../env.ts';
import { readForm, showProblems } from './form.ts';
import { tooManyTries } from './too-many-tries.tsx';

const path = '/password/forgot';

/** Asks for a link to choose a new password. The answer is the same whether there is such an account or not. */
export function forgotPasswordPage({ accounts }: { accounts: Accounts }) {
  return new Hono<AppEnv>()
    .get(path, (c) => c.html(accounts.sendsMail ? <Forgot c={c} /> : <AskOperator c={c} />))
    .post(path, async (c) => {
      const field = await readForm(c);
      const email = field('email');
      const result = await accounts.requestReset(
        { email },
        { headers: c.req.raw.headers, client: c.get('client') },
      );
      if (result.ok) return c.html(accounts.sendsMail ? <Sent c={c} /> : <AskOperator c={c} />);
      if (result.reason === 'limited') return tooManyTries(c, 'reset', result.retryInSeconds);
      return c.html(<Forgot c={c} email={email} problems={result.problems} />, 422);
    });
}

function Forgot(props: { c: AppContext; email?: string; problems?: readonly FieldProblem[] }) {
  const { c, email, problems = [] } = props;
  const { errors, errorOf } = showProblems(problems);
  return (
    <Page {...c.get('page')} title="Choose a new password" errors={errors} back={backToSignIn}>
      <h1 class="govuk-heading-l">Choose a new password</h1>
      <p class="govuk-body">Tell us your email address, and we send you a link to choose a new password.</p>
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
        <Button preventDoubleClick>Send the link</Button>
      </form>
    </Page>
  );
}

function Sent({ c }: { c: AppContext }) {
  return (
    <Page {...c.get('page')} title="Look at your email" back={backToSignIn}>
      <h1 class="govuk-heading-l">Look at your email</h1>
      <p class="govuk-body">
        If there is an account with this email address, a link to choose a new password is on its way. It
        works once, within an hour.
      </p>
      <p class="govuk-body">
        Nothing there after a few minutes? Look among unwanted mail, check the address, and{' '}
        <Link href={path}>ask for the link again</Link>.
      </p>
    </Page>
  );
}

function AskOperator({ c }: { c: AppContext }) {
  return (
    <Page {...c.get('page')} title="Choose a new password" back={backToSignIn}>
      <h1 class="govuk-heading-l">Choose a new password</h1>
      <p class="govuk-body">
        This Quarterday is not set up to send email. Whoever runs it can make a link for you to choose a new
        password. The link works once, within an hour.
      </p>
      <InsetText>
        You run it yourself? In its folder, with your own email address:
        <br />
        <code>npm run ops -- password-reset you@example.org</code>
      </InsetText>
    </Page>
  );
}

const backToSignIn = { href: '/sign-in', text: 'Back to signing in' };
