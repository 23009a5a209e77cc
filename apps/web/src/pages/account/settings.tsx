import { Hono } from 'hono';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { signedInPerson, type AppEnv } from '../env.ts';
import { settingsFrame } from './form.ts';

/** The list of what can be set. */
export function settingsPage() {
  return new Hono<AppEnv>().get('/settings', (c) =>
    c.html(
      <Page {...settingsFrame(c)} title="Settings">
        <h1 class="govuk-heading-l">Settings</h1>
        <h2 class="govuk-heading-m">
          <Link href="/settings/hmrc-connection">HMRC Connection</Link>
        </h2>
        <p class="govuk-body">
          Connect Quarterday to HMRC, see whether you are connected, reconnect or disconnect.
        </p>
        <h2 class="govuk-heading-m">
          <Link href="/settings/notices">Notices</Link>
        </h2>
        <p class="govuk-body">Choose what you are told about, here and by email.</p>
        <h2 class="govuk-heading-m">
          <Link href="/account">Your account</Link>
        </h2>
        <p class="govuk-body">
          You are signed in as <strong class="govuk-!-text-break-word">{signedInPerson(c).email}</strong>.
          Change your password, download everything we keep, or delete your account.
        </p>
      </Page>,
    ),
  );
}
