// Shows every component on one page, to look at while drawing: npx tsx apps/web/src/test/gallery.tsx PORT
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { assets } from '../ui/assets.ts';
import { Fields, Figures, Text } from './gallery-parts.tsx';
import { Page } from '../ui/layout.tsx';

const app = new Hono();

app.use(async (c, next) => {
  await next();
  c.header(
    'Content-Security-Policy',
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'",
  );
});

for (const asset of assets) {
  app.get(asset.path, (c) =>
    c.body(asset.body, 200, { 'Content-Type': asset.contentType, ETag: asset.etag }),
  );
}

app.get('/', (c) =>
  c.html(
    <Page
      title="Gallery"
      nav={{ signedIn: true, current: 'home', personEmail: 'landlord@example.com' }}
      environment="simulator"
      today="2026-10-06"
      reconnect={{ text: 'Please reconnect your HMRC account', href: '/settings/hmrc-connection' }}
      flash={{ kind: 'success', text: 'Your records were imported' }}
      errors={[{ text: 'HMRC refused the amount for repairs', href: '#repairs' }]}
      back={{ href: '/', text: 'Back' }}
      wide
    >
      <h1 class="govuk-heading-l">Good morning</h1>
      <Figures />
      <Text />
      <Fields />
    </Page>,
  ),
);

app.get('/plain', (c) =>
  c.html(
    <Page title="Signed out" nav={{ signedIn: false, current: 'home' }} environment="production">
      <h1 class="govuk-heading-l">Sign in</h1>
      <Fields />
    </Page>,
  ),
);

serve({ fetch: app.fetch, port: Number(process.argv[2] ?? 4600), hostname: '127.0.0.1' });
