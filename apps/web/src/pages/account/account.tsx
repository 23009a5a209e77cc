import { Hono } from 'hono';
import { type Accounts } from '../../domain/accounts/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { SummaryList } from '../../ui/components/summary-list.tsx';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { signedInPerson, type AppContext, type AppEnv } from '../env.ts';
import { setCookies, settingsFrame } from './form.ts';
import { noticeOf } from './notices.ts';

const path = '/account';

/** The account: who is signed in, password, everything as a file, signing out everywhere, leaving. */
export function accountPage({ accounts }: { accounts: Accounts }) {
  return new Hono<AppEnv>()
    .get(path, (c) => c.html(<Account c={c} />))
    .post(`${path}/sign-out-everywhere`, async (c) => {
      const { setCookies: cookies } = await accounts.signOutEverywhere(signedInPerson(c), c.req.raw.headers);
      setCookies(c, cookies);
      return c.redirect('/sign-in?notice=signed-out-everywhere', 303);
    });
}

function Account({ c }: { c: AppContext }) {
  return (
    <Page
      {...settingsFrame(c)}
      {...noticeOf(c.req.query('notice'))}
      title="Your account"
      back={{ href: '/settings', text: 'Settings' }}
    >
      <h1 class="govuk-heading-l">Your account</h1>
      <SummaryList
        rows={[
          {
            key: 'Email address',
            value: { text: signedInPerson(c).email, classes: 'govuk-!-text-break-word' },
          },
          {
            key: 'Password',
            value: 'Kept so that nobody can read it',
            actions: {
              items: [{ href: '/account/password', text: 'Change', visuallyHiddenText: 'password' }],
            },
          },
        ]}
      />

      <h2 class="govuk-heading-m">Download everything</h2>
      <p class="govuk-body">
        A zip file with everything we keep about you: your records, your connection to HMRC, and each
        submission with its receipt and the exact text that was sent. The records can be imported again. A tax
        year’s <Link href="/receipts">receipts</Link> can be downloaded on their own.
      </p>
      <Button href="/account/export" variant="secondary">
        Download everything
      </Button>

      <h2 class="govuk-heading-m">Sign out everywhere</h2>
      <p class="govuk-body">
        Signs you out in this browser and in every other. Do this if you left a browser signed in somewhere.
      </p>
      <form method="post" action="/account/sign-out-everywhere">
        <Button variant="secondary">Sign out everywhere</Button>
      </form>

      <h2 class="govuk-heading-m">Delete your account</h2>
      <p class="govuk-body">
        Deletes your account and everything in it, at once and for good.{' '}
        <Link href="/account/delete">Delete your account</Link>
      </p>
    </Page>
  );
}
