import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { type PageContext } from '../env.ts';

export function PrivacyPage({ page }: { page: PageContext }) {
  return (
    <Page {...page} title="Privacy">
      <h1 class="govuk-heading-xl">Privacy</h1>
      <p class="govuk-body">
        Quarterday is software that somebody runs: you, your accountant or another service. Whoever runs it is
        responsible for your data. This page says what the software itself does.
      </p>
      <h2 class="govuk-heading-m">What is kept</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>your e-mail address, and your password as a hash that cannot be turned back</li>
        <li>your records, and everything you submitted with HMRC’s answers</li>
        <li>your National Insurance number and the keys from HMRC, both encrypted</li>
        <li>what the law asks software to tell HMRC about the device an update was sent from</li>
        <li>
          what you were told, here and by e-mail; e-mails hold no amounts and no National Insurance number.
          Notices that you have read are removed 18 months after they were told, and what is noted of an
          e-mail, which is not its text, 90 days after it was sent
        </li>
      </ul>
      <h2 class="govuk-heading-m">Who receives it</h2>
      <p class="govuk-body">HMRC, when you connect and submit. Nobody else. There is no tracking.</p>
      <h2 class="govuk-heading-m">Cookies</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>one that keeps you signed in</li>
        <li>
          one that remembers that you have signed in with this browser, so that others cannot lock you out
        </li>
        <li>one that recognises your device, which HMRC asks for with everything you send</li>
        <li>while you choose a new password, one that holds the link you were sent</li>
      </ul>
      <p class="govuk-body">
        They are all needed for what you ask Quarterday to do, and no other site reads them.
      </p>
      <h2 class="govuk-heading-m">Taking it with you, or deleting it</h2>
      <p class="govuk-body">
        In <Link href="/account">your account</Link> you can export everything, and delete everything. What
        HMRC has received stays with HMRC.
      </p>
    </Page>
  );
}
