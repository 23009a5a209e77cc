import { raw } from 'hono/html';

import { Link } from '../../ui/link.tsx';

/** While HMRC calculates: changes by itself, with JavaScript as news comes, without by loading the page again. */
export function Waiting({ path, events }: { path: string; events: string }) {
  return (
    <>
      <div data-live={events} role="status" aria-live="polite" class="qd-live">
        <p class="govuk-body-l">HMRC is calculating…</p>
        <p class="govuk-body">
          That takes it five seconds or more. You can leave this page: it goes on by itself.
        </p>
      </div>
      {/* A tag in a string, since the document's head is not this component's. */}
      {raw('<noscript><meta http-equiv="refresh" content="5"></noscript>')}
      <p class="govuk-body">
        <Link href={path}>Look again</Link>
      </p>
    </>
  );
}
