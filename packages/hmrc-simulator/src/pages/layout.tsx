/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Child, FC } from 'hono/jsx';

/** Pages of the panel, for the person who runs the simulator. */
const places = [
  ['/', 'Overview'],
  ['/panel/requests', 'Requests'],
  ['/panel/faults', 'Faults'],
  ['/panel/operations', 'Operations'],
] as const;

/** What only pages of the panel have: the way to the others, and loading themselves again. */
export interface PanelFrame {
  current: (typeof places)[number][0];
  refreshSeconds?: number | undefined;
}

/** The frame of every page: it says that this is a simulator before anything else. */
const Layout: FC<{ title: string; panel?: PanelFrame | undefined; children?: Child }> = ({
  title,
  panel,
  children,
}) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      {panel?.refreshSeconds !== undefined && (
        <meta http-equiv="refresh" content={String(panel.refreshSeconds)} />
      )}
      <title>{`${title} – HMRC simulator`}</title>
      <link rel="stylesheet" href="/simulator.css" />
      <link rel="icon" href="data:," />
    </head>
    <body>
      {panel && (
        <a class="skip" href="#main">
          Skip to the page
        </a>
      )}
      <header>
        <p>
          <strong>This is a simulator, not HMRC.</strong> Nothing here is real. Never type real sign-in
          details.
        </p>
      </header>
      {panel && <Navigation current={panel.current} />}
      <main id="main">
        <h1>{title}</h1>
        {children}
      </main>
      <footer>
        <p>Quarterday’s HMRC simulator: a stand-in for tests and trials on your own computer.</p>
      </footer>
    </body>
  </html>
);

const Navigation: FC<{ current: PanelFrame['current'] }> = ({ current }) => (
  <nav aria-label="The simulator">
    <ul>
      {places.map(([address, name]) => (
        <li>
          <a href={address} {...(address === current && { 'aria-current': 'page' })}>
            {name}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

/** Answers with a page; one of the panel's comes with the way to the others. */
export function page(
  c: Context,
  title: string,
  content: Child,
  status: 200 | 400 | 401 | 404 = 200,
  panel?: PanelFrame,
): Response | Promise<Response> {
  c.header('cache-control', 'no-store');
  // No form-action: consent ends with a redirect to the software that asked, which that rule would stop.
  c.header(
    'content-security-policy',
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
  );
  c.header('referrer-policy', 'same-origin');
  c.header('x-content-type-options', 'nosniff');
  return c.html(
    html`<!doctype html>${(
        <Layout title={title} panel={panel}>
          {content}
        </Layout>
      )}`,
    status,
  );
}
