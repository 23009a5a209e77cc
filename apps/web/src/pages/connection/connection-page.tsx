import { type Hono } from 'hono';

import { type ConnectionView, type HistoryRow } from '../../domain/connections/index.ts';
import { type UpdatePeriod } from '../../domain/submissions/index.ts';
import { Button } from '../../ui/components/button.tsx';
import { InsetText } from '../../ui/components/inset-text.tsx';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { captureClick } from '../device.tsx';
import { type AppContext, type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { AuthorityReminder, mayRenew, RenewAuthority, riskRow, standingOf } from './authority.tsx';
import { CheckAgain, ConnectForm, NinoForm } from './connect-forms.tsx';
import { ConnectionSummary } from './connection-summary.tsx';
import { type ConnectionPageDeps } from './deps.ts';
import { History } from './history.tsx';
import { affectedPath, connectionPath, signUpForMtd } from './links.ts';

export function connectionPage(app: Hono<AppEnv>, deps: ConnectionPageDeps): void {
  const { connections, submissions, clock } = deps;

  async function show(
    c: AppContext,
    more: { ninoText?: string; ninoError?: string; status?: 422 | 409 } = {},
  ) {
    const person = signedInPerson(c);
    const [view, maskedNino, history, awaitsProof, open] = await Promise.all([
      connections.view(person.id),
      connections.maskedNino(person.id),
      connections.history(person.id),
      connections.awaitsProof(person),
      submissions.openPeriods(person.id),
    ]);
    const change = c.req.query('change') === 'nino';
    return c.html(
      <ConnectionPage
        page={c.get('page')}
        view={view}
        maskedNino={maskedNino}
        history={history}
        awaitsProof={awaitsProof}
        open={open}
        today={clock.today()}
        asksForNino={more.ninoError !== undefined || !view.hasNino || change}
        ninoText={more.ninoText ?? ''}
        ninoError={more.ninoError}
        done={c.req.query('done')}
      />,
      more.status ?? 200,
    );
  }

  app.get(connectionPath, (c) => show(c));

  app.post(`${connectionPath}/nino`, async (c) => {
    const form = await c.req.parseBody();
    const text = typeof form['nino'] === 'string' ? form['nino'] : '';
    const saved = await connections.saveNino(signedInPerson(c).id, text);
    if (saved.ok) return c.redirect(`${connectionPath}?done=nino`, 303);
    return show(c, {
      ninoText: text,
      ninoError:
        saved.reason === 'not-a-nino'
          ? 'Enter a National Insurance number in the right form, like QQ 12 34 56 C'
          : 'Your account is connected with the number below. To use another one, disconnect first',
      status: saved.reason === 'not-a-nino' ? 422 : 409,
    });
  });

  app.post(`${connectionPath}/connect`, async (c) => {
    const person = signedInPerson(c);
    const form = await c.req.parseBody();
    const view = await connections.view(person.id);
    const begun = await connections.begin({
      ownerId: person.id,
      sessionId: person.sessionId,
      returnTo: view.status === 'expired' ? affectedPath : connectionPath,
      captured: captureClick(c, form, deps),
    });
    if (begun.ok) return c.redirect(begun.url.href, 303);
    if (begun.reason === 'disconnecting') return c.redirect(connectionPath, 303);
    return show(c, { ninoError: 'Enter your National Insurance number first', status: 422 });
  });
}

interface ConnectionPageProps {
  page: PageContext;
  view: ConnectionView;
  maskedNino: string | null;
  history: readonly HistoryRow[];
  /** A permission that was given waits for HMRC to be asked whose account it is. */
  awaitsProof: boolean;
  /** The quarters HMRC has no update for yet. */
  open: readonly UpdatePeriod[];
  today: string;
  asksForNino: boolean;
  ninoText: string;
  ninoError: string | undefined;
  done: string | undefined;
}

/** What a page is led to with; said only where the status bears it out, since anybody can write an address. */
const flashes: Record<string, { when: ConnectionView['status']; text: string }> = {
  nino: { when: 'not-connected', text: 'Your National Insurance number is saved.' },
  connected: { when: 'connected', text: 'Your HMRC account is connected.' },
  reconnected: { when: 'connected', text: 'Your HMRC account is connected again.' },
  disconnected: {
    when: 'not-connected',
    text: 'Your HMRC account is disconnected. The keys from HMRC were erased.',
  },
  kept: { when: 'connected', text: 'Your HMRC account stays connected.' },
};

function ConnectionPage({ page, view, done, open, today, ...props }: ConnectionPageProps) {
  const standing = view.disconnectRequestedAt ? null : standingOf(view, open, today);
  const flash = done === undefined ? undefined : flashes[done];
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'settings' }}
      title="HMRC Connection"
      back={{ href: '/settings', text: 'Settings' }}
      {...(flash?.when === view.status ? { flash: { kind: 'success', text: flash.text } } : {})}
      {...(props.ninoError === undefined ? {} : { errors: [{ text: props.ninoError, href: '#nino' }] })}
    >
      <AuthorityReminder standing={standing} on="connection" />
      <h1 class="govuk-heading-xl">HMRC Connection</h1>
      <ConnectionSummary view={view} maskedNino={props.maskedNino} risk={riskRow(view, open, today)} />
      <RenewAuthority standing={standing} />
      {props.awaitsProof && (
        <InsetText>
          <p class="govuk-body">
            You have given permission, but HMRC could not be asked yet whose account it is.
          </p>
          <CheckAgain />
        </InsetText>
      )}
      {view.status === 'not-connected' && <WhatYouNeed />}
      {props.asksForNino && view.status === 'not-connected' ? (
        <NinoForm
          text={props.ninoText}
          error={props.ninoError}
          isFirst={!view.hasNino}
          isPractice={view.environment === 'simulator'}
        />
      ) : (
        <Actions view={view} isRenewing={mayRenew(standing)} />
      )}
      {view.status === 'expired' && <WhatYouNeed />}
      {props.history.length > 0 && <History rows={props.history} />}
    </Page>
  );
}

function WhatYouNeed() {
  return (
    <>
      <h2 class="govuk-heading-m">What you will need</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>your Government Gateway user ID and password</li>
        <li>your National Insurance number (NINO)</li>
        <li>
          an HMRC account that is signed up for MTD for Income Tax. If yours is not,{' '}
          <Link href={signUpForMtd}>sign up with HMRC first</Link>
        </li>
      </ul>
      <p class="govuk-body">
        You sign in on HMRC’s own pages. Quarterday never sees your password. HMRC gives us a key to act for
        you, which we keep encrypted and renew for you for 18 months.
      </p>
    </>
  );
}

function Actions({ view, isRenewing }: { view: ConnectionView; isRenewing: boolean }) {
  if (view.disconnectRequestedAt) {
    return (
      <>
        <WarningText>
          You asked to disconnect. That happens as soon as HMRC’s answer to your submission is known.
        </WarningText>
        {view.status === 'expired' && (
          <p class="govuk-body">
            HMRC can only be asked once you have reconnected. Reconnecting takes back your wish to disconnect;
            you can disconnect again afterwards.
          </p>
        )}
        <div class="govuk-button-group">
          {view.status === 'expired' && <ConnectForm isAgain />}
          <form method="post" action={`${connectionPath}/keep`}>
            <Button variant="secondary">
              {view.status === 'expired' ? 'Do not disconnect' : 'Stay connected'}
            </Button>
          </form>
        </div>
      </>
    );
  }
  return (
    <div class="govuk-button-group">
      {view.status === 'connected' ? (
        <Button href="/updates" {...(isRenewing ? { variant: 'secondary' } : {})}>
          See your quarterly updates
        </Button>
      ) : (
        <ConnectForm isAgain={view.status === 'expired'} />
      )}
      {view.status !== 'not-connected' && (
        <Button variant="secondary" href={`${connectionPath}/disconnect`}>
          Disconnect
        </Button>
      )}
    </div>
  );
}
