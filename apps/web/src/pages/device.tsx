import { createHash, randomUUID } from 'node:crypto';

import { type Env, type Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

import {
  browserDetailFields,
  captureHeaders,
  fraudPreventionScript,
  readBrowser,
  type CapturedHeaders,
  type VendorFacts,
} from '../domain/connections/index.ts';
import { type Clock } from '../platform/clock.ts';
import { type AppContext, signedInPerson } from './env.ts';

const hash = createHash('sha256').update(fraudPreventionScript).digest('hex').slice(0, 16);
const scriptPath = `/static/device-${hash}.js`;
const cookieName = 'qd-device';
/** The longest that browsers keep a cookie; each click begins it anew, since HMRC wants an id that never expires. */
const cookieSeconds = 400 * 24 * 60 * 60;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Serves the script that fills a form's hidden fields with what HMRC asks to know about the person's device. */
export function serveDeviceScript<E extends Env>(app: Hono<E>): void {
  app.get(scriptPath, (c) =>
    c.body(fraudPreventionScript, 200, {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'public, max-age=31536000, immutable',
    }),
  );
}

/** Put on a form that sets off a call to HMRC. */
export const describesDevice = { 'data-fph': '' } as const;

/** The hidden fields, and the script that fills them. Without JavaScript they stay empty, and that is said and recorded. */
export function DeviceFields() {
  return (
    <>
      {Object.values(browserDetailFields).map((name) => (
        <input type="hidden" name={name} />
      ))}
      <script src={scriptPath} defer></script>
    </>
  );
}

/** Captures the fraud prevention headers of the click that sent a form. */
export function captureClick(
  c: AppContext,
  form: Readonly<Record<string, unknown>>,
  deps: { clock: Clock; vendor: VendorFacts; config: { baseUrl: string } },
): CapturedHeaders {
  const known = getCookie(c, cookieName);
  const deviceId = known !== undefined && uuid.test(known) ? known : randomUUID();
  setCookie(c, cookieName, deviceId, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: deps.config.baseUrl.startsWith('https:'),
    maxAge: cookieSeconds,
  });
  const { address, port } = c.get('client');
  return captureHeaders(
    {
      ownerId: signedInPerson(c).id,
      deviceId,
      browser: readBrowser(form),
      address,
      port,
      at: deps.clock.now(),
    },
    deps.vendor,
  );
}
