import { SummaryList } from '../../ui/components/summary-list.tsx';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { authorisedSoftware, signUpForMtd } from '../connection/links.ts';
import { type PageContext } from '../env.ts';

export function HelpPage({ page }: { page: PageContext }) {
  return (
    <Page {...page} nav={{ ...page.nav, current: 'help' }} title="Help">
      <h1 class="govuk-heading-xl">Help</h1>
      <h2 class="govuk-heading-m">Connecting to HMRC</h2>
      <p class="govuk-body">
        Go to <Link href="/settings/hmrc-connection">Settings, HMRC Connection</Link>, give your National
        Insurance number and choose “Connect to HMRC”. You sign in on HMRC’s pages with Government Gateway and
        give permission there. The permission lasts 18 months. We remind you before it ends, and giving it
        again early loses nothing: a new 18 months begin that day. You can withdraw it in{' '}
        <Link href={authorisedSoftware}>HMRC’s list of authorised software</Link>.
      </p>
      <h2 class="govuk-heading-m">If it says “Not Connected” afterwards</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>
          Permission may not have been given. Connect again, and give permission on HMRC’s consent page.
        </li>
        <li>
          You may have signed in with another account. Personal, business and agent accounts at HMRC are
          separate: use the one that is signed up for MTD for Income Tax.
        </li>
        <li>
          You may not be signed up yet: <Link href={signUpForMtd}>sign up with HMRC</Link>.
        </li>
      </ul>
      <h2 class="govuk-heading-m">If it says “Please reconnect your HMRC account”</h2>
      <p class="govuk-body">
        HMRC no longer accepts the permission that you gave. Choose “Reconnect HMRC Account”, sign in at HMRC,
        and come back: you will see what was stopped, and “Resubmit” sends it. Nothing you recorded is lost,
        and HMRC has not refused your figures.
      </p>
      <h2 class="govuk-heading-m">What the statuses mean</h2>
      <SummaryList
        rows={[
          {
            key: { text: <StatusTag status="Processing" /> },
            value:
              'Your update is on its way, or we wait for HMRC. If HMRC is down we try again by ourselves.',
          },
          { key: { text: <StatusTag status="Submitted" /> }, value: 'HMRC has taken your update.' },
          {
            key: { text: <StatusTag status="Failed" /> },
            value:
              'Your update did not get to HMRC, mostly because of the connection. Your figures were not refused. Put right what the page says, then resubmit.',
          },
          {
            key: { text: <StatusTag status="Rejected" /> },
            value:
              'HMRC looked at your update and refused something in it. The page says what. Correct it, then resubmit.',
          },
        ]}
      />
    </Page>
  );
}
