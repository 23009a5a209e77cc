import { type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';

import { checkOrigin } from './pages/origin.ts';
import { accountPages } from './pages/account/index.ts';
import { annualSummaryPages } from './pages/annual-summary/index.ts';
import { connectionPages } from './pages/connection/index.ts';
import { calculationPages } from './pages/calculations/index.ts';
import { endOfPeriodPages } from './pages/end-of-period/index.ts';
import { type AppEnv } from './pages/env.ts';
import { errorPages } from './pages/error-pages.tsx';
import { helpPages } from './pages/help/index.tsx';
import { homePages } from './pages/home/index.tsx';
import { finalisePages } from './pages/finalise/index.ts';
import { finalDeclarationPages } from './pages/final-declaration/index.ts';
import { framePages, guardPages } from './pages/frame.ts';
import { noticePages } from './pages/notices/index.ts';
import { receiptPages } from './pages/receipts/index.ts';
import { rentARoomPages } from './pages/rent-a-room/index.ts';
import { financeCostPages } from './pages/finance-costs/index.ts';
import { lossPages } from './pages/losses/index.ts';
import { recordsPages } from './pages/records/index.ts';
import { foreignPropertiesPages } from './pages/foreign-properties/index.ts';
import { submissionPages } from './pages/submissions/index.ts';
import { yearPages } from './pages/years/index.ts';
import { serveDeviceScript } from './pages/device.tsx';
import { healthRoutes } from './health.ts';
import { type Services } from './services.ts';
import { assets } from './ui/assets.ts';

const mostBodyBytes = 2 * 1024 * 1024;

/** The whole way of a request, in order. */
export function createApp(services: Services) {
  const app = new Hono<AppEnv & { Bindings: Partial<HttpBindings> }>();
  errorPages(app, services);

  app.use(secureHeaders(headersFor(services.config.hmrc.signInUrl)));
  for (const asset of assets) {
    app.get(asset.path, (c) =>
      c.body(asset.body, 200, {
        'Content-Type': asset.contentType,
        'Cache-Control': asset.cacheControl,
        ETag: asset.etag,
      }),
    );
  }
  serveDeviceScript(app);
  app.route('/health', healthRoutes(services));
  const { answer } = services.engine;
  if (answer) app.on(['GET', 'POST', 'PUT'], '/api/inngest', (c) => answer(c.req.raw));

  app.use(bodyLimit({ maxSize: mostBodyBytes }));
  app.use(checkOrigin(services.config.baseUrl));
  app.use(framePages(services));
  app.use(guardPages());

  app.route('/', homePages(services));
  app.route('/', accountPages(services));
  app.route('/', connectionPages(services));
  app.route('/', recordsPages(services));
  app.route('/', submissionPages(services));
  app.route('/', yearPages(services));
  app.route('/', receiptPages(services));
  app.route('/', annualSummaryPages(services));
  app.route('/', foreignPropertiesPages(services));
  app.route('/', calculationPages(services));
  app.route('/', finalisePages(services));
  app.route('/', endOfPeriodPages(services));
  app.route('/', lossPages(services));
  app.route('/', financeCostPages(services));
  app.route('/', rentARoomPages(services));
  app.route('/', finalDeclarationPages(services));
  app.route('/', noticePages(services));
  app.route('/', helpPages());
  return app;
}

const headersFor = (signInUrl: string): Parameters<typeof secureHeaders>[0] => ({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    // Browsers check the whole way of a form: “Connect to HMRC” leads through several of the government's sites.
    formAction: ["'self'", signInUrl, 'https://*.gov.uk'],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: 'DENY',
  // Set where the frame is made, since pages whose address holds a secret say it more strictly.
  referrerPolicy: false,
  crossOriginResourcePolicy: 'same-origin',
  permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
});
