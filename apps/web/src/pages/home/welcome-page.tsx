import { Button } from '../../ui/components/button.tsx';
import { Page } from '../../ui/layout.tsx';
import { Link } from '../../ui/link.tsx';
import { type PageContext } from '../env.ts';

export function WelcomePage({ page }: { page: PageContext }) {
  return (
    <Page {...page} nav={{ ...page.nav, current: 'home' }} title="Making Tax Digital for landlords">
      <h1 class="govuk-heading-xl">Your rents and costs, sent to HMRC every quarter</h1>
      <p class="govuk-body-l">
        Quarterday keeps the records of your lettings and sends the quarterly updates that MTD for Income Tax
        asks for.
      </p>
      <ul class="govuk-list govuk-list--bullet">
        <li>Connect your HMRC account once, on HMRC’s own pages.</li>
        <li>Keep your records here, or import them from a spreadsheet.</li>
        <li>See every figure and what is behind it before you send it.</li>
        <li>When something breaks you are told what, whose fault it is, and what to do. Nothing is lost.</li>
      </ul>
      <div class="govuk-button-group">
        <Button href="/sign-up" isStartButton>
          Create an account
        </Button>
        <Link href="/sign-in">Sign in</Link>
      </div>
    </Page>
  );
}
