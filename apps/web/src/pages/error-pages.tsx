import { type Env, type Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { routePath } from 'hono/route';

import { type Log } from '../platform/log.ts';
import { type PageProps, Page } from '../ui/layout.tsx';
import { Link } from '../ui/link.tsx';
import { type AppEnv, type PageContext } from './env.ts';

interface ErrorPageDeps {
  log: Log;
  config: { hmrc: { environment: PageProps['environment'] } };
}

/** The pages for what is not there, not allowed or broken; they say what to do, and nothing of the inside. */
export function errorPages<E extends Env>(app: Hono<AppEnv & E>, deps: ErrorPageDeps): void {
  // The frame may be missing when something broke before it was made.
  const frameOf = (made: PageContext | undefined): PageContext =>
    made ?? { nav: { signedIn: false }, environment: deps.config.hmrc.environment };

  app.notFound((c) => c.html(<NotFound {...frameOf(c.get('page'))} />, 404));

  app.onError((error, c) => {
    const frame = frameOf(c.get('page'));
    if (error instanceof HTTPException && error.status < 500) {
      return c.html(error.status === 413 ? <TooLarge {...frame} /> : <Refused {...frame} />, error.status);
    }
    deps.log.error({ err: error, method: c.req.method, route: routePath(c) }, 'a page failed');
    return c.html(<Broken {...frame} />, 500);
  });
}

/** Also shown for what belongs to somebody else: whether it exists is nobody's business. */
export function NotFound(frame: PageContext) {
  return (
    <Page {...frame} title="Page not found">
      <h1 class="govuk-heading-l">Page not found</h1>
      <p class="govuk-body">
        Check the address if you typed or pasted it. You can also start from the{' '}
        <Link href="/">home page</Link>.
      </p>
    </Page>
  );
}

function Refused(frame: PageContext) {
  return (
    <Page {...frame} title="This request was not accepted">
      <h1 class="govuk-heading-l">This request was not accepted</h1>
      <p class="govuk-body">
        It did not come from a page of Quarterday, or it was not complete. Nothing was changed. Go back, load
        the page again and try once more.
      </p>
    </Page>
  );
}

function TooLarge(frame: PageContext) {
  return (
    <Page {...frame} title="This file is too large">
      <h1 class="govuk-heading-l">This file is too large</h1>
      <p class="govuk-body">
        Nothing was changed. Split it into smaller files and send them one after another.
      </p>
    </Page>
  );
}

function Broken(frame: PageContext) {
  return (
    <Page {...frame} title="Sorry, something went wrong">
      <h1 class="govuk-heading-l">Sorry, something went wrong</h1>
      <p class="govuk-body">
        This is our fault, not yours. What you saved before is safe. Try again in a moment. If you were
        submitting to HMRC, your <Link href="/updates">updates page</Link> says what became of it.
      </p>
    </Page>
  );
}
