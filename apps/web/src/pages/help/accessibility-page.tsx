import { Page } from '../../ui/layout.tsx';
import { type PageContext } from '../env.ts';

export function AccessibilityPage({ page }: { page: PageContext }) {
  return (
    <Page {...page} title="Accessibility statement">
      <h1 class="govuk-heading-xl">Accessibility statement</h1>
      <p class="govuk-body">
        Quarterday should be usable by everybody. You should be able to use every page with a keyboard alone,
        with a screen reader, without JavaScript, on a narrow screen and with the text enlarged.
      </p>
      <p class="govuk-body">
        We aim for the Web Content Accessibility Guidelines 2.2 at level AA. Each page is checked by a program
        whenever the software changes. A program finds only some problems, and no audit by people has been
        made yet.
      </p>
      <p class="govuk-body">
        If something does not work for you, please tell whoever runs this Quarterday, or open an issue in the
        project’s repository.
      </p>
    </Page>
  );
}
