import { type Hono } from 'hono';

import { Button } from '../../ui/components/button.tsx';
import { WarningText } from '../../ui/components/warning-text.tsx';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { type AppEnv, type PageContext, signedInPerson } from '../env.ts';
import { type ConnectionPageDeps } from './deps.ts';
import { authorisedSoftware, connectionPath } from './links.ts';

export function disconnectPage(app: Hono<AppEnv>, { connections, submissions }: ConnectionPageDeps): void {
  app.get(`${connectionPath}/disconnect`, async (c) => {
    const { id } = signedInPerson(c);
    const view = await connections.view(id);
    if (view.status === 'not-connected') return c.redirect(connectionPath, 303);
    const inFlight = await submissions.inFlight(id);
    return c.html(<DisconnectPage page={c.get('page')} inFlight={inFlight > 0} />);
  });

  app.post(`${connectionPath}/disconnect`, async (c) => {
    const done = await connections.disconnect(signedInPerson(c).id);
    // A page that waits says so itself, for as long as it does.
    return c.redirect(done === 'waiting' ? connectionPath : `${connectionPath}?done=disconnected`, 303);
  });

  app.post(`${connectionPath}/keep`, async (c) => {
    await connections.keepConnected(signedInPerson(c).id);
    return c.redirect(`${connectionPath}?done=kept`, 303);
  });
}

function DisconnectPage({ page, inFlight }: { page: PageContext; inFlight: boolean }) {
  return (
    <Page
      {...page}
      nav={{ ...page.nav, current: 'settings' }}
      title="Disconnect your HMRC account"
      back={{ href: connectionPath, text: 'HMRC Connection' }}
    >
      <h1 class="govuk-heading-l">Disconnect your HMRC account?</h1>
      {inFlight && (
        <WarningText>
          A submission of yours is with HMRC. We will wait until HMRC’s answer is known, and disconnect then.
        </WarningText>
      )}
      <p class="govuk-body">
        The keys that HMRC gave Quarterday will be erased. Your records and everything you submitted stay.
        Until you connect again, nothing can be sent to HMRC.
      </p>
      <p class="govuk-body">
        HMRC has no way for software to withdraw your permission. To withdraw it at HMRC too, remove
        Quarterday from <Link href={authorisedSoftware}>HMRC’s list of software you have authorised</Link>.
      </p>
      <form method="post" action={`${connectionPath}/disconnect`}>
        <div class="govuk-button-group">
          <Button variant="warning" preventDoubleClick>
            Disconnect
          </Button>
          <Link href={connectionPath}>Stay connected</Link>
        </div>
      </form>
    </Page>
  );
}
