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
      </ul>
      <h2 class="govuk-heading-m">Who receives it</h2>
      <p class="govuk-body">
        HMRC, when you connect and submit. Nobody else. There is no tracking, and the only cookies keep you
        signed in and recognise your device, which HMRC asks for.
      </p>
      <h2 class="govuk-heading-m">Taking it with you, or deleting it</h2>
      <p class="govuk-body">
        In <Link href="/account">your account</Link> you can export everything, and delete everything. What
        HMRC has received stays with HMRC.
      </p>
    </Page>
  );
}
