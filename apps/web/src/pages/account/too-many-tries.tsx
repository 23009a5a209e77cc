import { describeWait } from '../../domain/accounts/index.ts';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { type AppContext } from '../env.ts';

const texts = {
  'sign-in': {
    what: 'There were too many tries to sign in with a wrong password, to this account or from this place.',
    then: { href: '/password/forgot', text: 'Choose a new password' },
  },
  'sign-up': {
    what: 'Too many accounts were asked for from this place.',
    then: { href: '/sign-in', text: 'Sign in to an account you have' },
  },
  reset: {
    what: 'Too many new passwords were asked for from this place.',
    then: { href: '/sign-in', text: 'Sign in' },
  },
  password: {
    what: 'A wrong password was typed too many times.',
    then: { href: '/account', text: 'Back to your account' },
  },
} as const;

/** The page for somebody who tried too often: why, and when it is worth trying again. */
export function tooManyTries(c: AppContext, kind: keyof typeof texts, retryInSeconds: number) {
  const { what, then } = texts[kind];
  c.header('Retry-After', String(retryInSeconds));
  return c.html(
    <Page {...c.get('page')} title="Too many tries">
      <h1 class="govuk-heading-l">Too many tries</h1>
      <p class="govuk-body">{what} This keeps guessers out of people’s accounts.</p>
      <p class="govuk-body">
        You can try again <strong>{describeWait(retryInSeconds)}</strong>. Nothing in your account has
        changed.
      </p>
      <p class="govuk-body">
        <Link href={then.href}>{then.text}</Link>
      </p>
    </Page>,
    429,
  );
}
