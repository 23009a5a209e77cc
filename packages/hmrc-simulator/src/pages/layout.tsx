/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Child, FC } from 'hono/jsx';

/** The frame of every page: it says that this is a simulator before anything else. */
const Layout: FC<{ title: string; children?: Child }> = ({ title, children }) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{`${title} – HMRC simulator`}</title>
      <link rel="stylesheet" href="/simulator.css" />
      <link rel="icon" href="data:," />
    </head>
    <body>
      <header>
        <p>
          <strong>This is a simulator, not HMRC.</strong> Nothing here is real. Never type real sign-in
          details.
        </p>
      </header>
      <main>
        <h1>{title}</h1>
        {children}
      </main>
      <footer>
        <p>Quarterday’s HMRC simulator: a stand-in for tests and trials on your own computer.</p>
      </footer>
    </body>
  </html>
);

/** Answers with a page. */
export function page(
  c: Context,
  title: string,
  content: Child,
  status: 200 | 400 | 401 | 404 = 200,
): Response | Promise<Response> {
  c.header('cache-control', 'no-store');
  // No form-action: consent ends with a redirect to the software that asked, which that rule would stop.
  c.header(
    'content-security-policy',
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
  );
  c.header('referrer-policy', 'same-origin');
  c.header('x-content-type-options', 'nosniff');
  return c.html(html`<!doctype html>${(<Layout title={title}>{content}</Layout>)}`, status);
}
