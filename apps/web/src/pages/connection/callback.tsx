import { type Hono } from 'hono';

import { type ConnectionReason, reasonText } from '../../domain/connections/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { type AppContext, type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { type ConnectionPageDeps } from './deps.ts';
import { CheckAgain, ConnectForm } from './connect-forms.tsx';
import { affectedPath, connectionPath, signUpForMtd } from './links.ts';

type Outcome = Awaited<ReturnType<ConnectionPageDeps['connections']['finish']>>;

/** Where HMRC sends people back to. What it brings is used up at once and leaves the address bar. */
export function callback(app: Hono<AppEnv>, { connections }: ConnectionPageDeps): void {
  app.get('/oauth/hmrc/callback', async (c) => {
    c.header('Referrer-Policy', 'no-referrer');
    const person = c.get('person');
    const outcome = await connections.finish(person, {
      state: c.req.query('state'),
      code: c.req.query('code'),
      error: c.req.query('error'),
    });
    return lead(c, outcome);
  });

  app.post(`${connectionPath}/check-again`, async (c) =>
    lead(c, await connections.checkAgain(signedInPerson(c))),
  );

  app.get(`${connectionPath}/result/:reason`, async (c) => {
    const person = signedInPerson(c);
    const reason = c.req.param('reason');
    const { status, hasNino } = await connections.view(person.id);
    // Whoever is connected was about to renew the authority early, unless they only loaded an old page again.
    const mayConnect = hasNino && (status !== 'connected' || reason !== 'replayed');
    return c.html(<ResultPage page={c.get('page')} {...{ reason, status, mayConnect }} />);
  });

  /** Signed in, the outcome has a page of its own, so that loading it again repeats nothing. */
  function lead(c: AppContext, outcome: Outcome): Response | Promise<Response> {
    if (outcome.ok) {
      const done = outcome.reconnected ? 'reconnected' : 'connected';
      const path = outcome.returnTo === affectedPath ? affectedPath : connectionPath;
      return c.redirect(`${path}?done=${done}`, 303);
    }
    if (c.get('person') !== null) return c.redirect(`${connectionPath}/result/${outcome.reason}`, 303);
    return c.html(<SignedOutPage page={c.get('page')} reason={outcome.reason} />, 401);
  }
}

const statusWords = { 'not-connected': 'Not Connected', connected: 'Connected', expired: 'Expired' } as const;

interface ResultPageProps {
  page: PageContext;
  reason: string;
  status: keyof typeof statusWords;
  /** Whether connecting, or connecting again, is a click away. */
  mayConnect: boolean;
}

function ResultPage({ page, reason, status, mayConnect }: ResultPageProps) {
  const text = reasonText(reason, status);
  const heading = status === 'connected' ? 'Nothing has changed' : statusWords[status];
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'settings' }}
      title={heading}
      back={{ href: connectionPath, text: 'HMRC Connection' }}
    >
      <h1 class="govuk-heading-l">{heading}</h1>
      {status === 'connected' && (
        <p class="govuk-body">
          Your HMRC connection: <StatusTag status={statusWords[status]} />
        </p>
      )}
      <p class="govuk-body-l">{text.why}</p>
      <p class="govuk-body">{text.next}</p>
      {reason === 'not-enrolled' && (
        <p class="govuk-body">
          <Link href={signUpForMtd}>Sign up for MTD for Income Tax</Link>
        </p>
      )}
      {reason === 'wrong-account' && (
        <p class="govuk-body">
          <Link href={`${connectionPath}?change=nino`}>Change your National Insurance number</Link>
        </p>
      )}
      {reason === 'unproven' ? (
        <CheckAgain />
      ) : (
        mayConnect && <ConnectForm isAgain={status !== 'not-connected'} />
      )}
      <p class="govuk-body">
        <Link href={connectionPath}>Go to HMRC Connection</Link>
      </p>
    </Page>
  );
}

function SignedOutPage({ page, reason }: { page: PageContext; reason: ConnectionReason }) {
  const text = reasonText(reason);
  return (
    <Page {...page} title="Not Connected">
      <h1 class="govuk-heading-l">Not Connected</h1>
      <p class="govuk-body-l">{text.why}</p>
      <p class="govuk-body">{text.next}</p>
      <Button href={`/sign-in?returnTo=${encodeURIComponent(connectionPath)}`}>Sign in</Button>
    </Page>
  );
}
