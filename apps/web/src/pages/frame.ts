import { type HttpBindings } from '@hono/node-server';
import { createMiddleware } from 'hono/factory';

import { type Accounts } from '../domain/accounts/index.ts';
import { type Connections } from '../domain/connections/index.ts';
import { type Notices } from '../domain/notifications/index.ts';
import { pleaseReconnect } from '../domain/submissions/index.ts';
import { type createClientReader } from '../platform/client-address.ts';
import { type Clock } from '../platform/clock.ts';
import { type PageProps } from '../ui/layout.tsx';
import { type AppEnv } from './env.ts';

/** What the frame of a page is made of. */
export interface FrameDeps {
  accounts: Accounts;
  connections: Connections;
  notices: Pick<Notices, 'countUnread'>;
  clock: Clock;
  readClient: ReturnType<typeof createClientReader>;
  config: { hmrc: { environment: PageProps['environment'] } };
}

/** Paths that nobody need sign in for. HMRC's callback tells a signed-out person so itself. */
const open = [
  '/sign-in',
  '/sign-up',
  '/password/forgot',
  '/password/reset',
  '/help',
  '/privacy',
  '/accessibility',
  '/oauth/hmrc/callback',
];

const isOpen = (path: string) => path === '/' || open.some((each) => path === each);

/** What stands at the top of every page while the connection does not work. */
const troubles = {
  expired: { isLost: true, heading: pleaseReconnect },
  held: {
    isLost: false,
    heading: 'HMRC is refusing many connections at present',
    text: 'Yours is among them. This looks like a fault at HMRC, not one of yours, and there is nothing for you to do: we keep trying, and what you have submitted waits and goes on by itself.',
  },
} as const;

/** Finds out who asks, from where, and what the frame of their pages says. */
export function framePages(deps: FrameDeps) {
  return createMiddleware<AppEnv & { Bindings: Partial<HttpBindings> }>(async (c, next) => {
    await deps.clock.follow();
    const person = await deps.accounts.personOf(c.req.raw.headers);
    const { environment } = deps.config.hmrc;
    const [trouble, unreadNotices] = person
      ? await Promise.all([deps.connections.trouble(person.id), deps.notices.countUnread(person.id)])
      : [null, 0];
    // Without a server in front, as in tests, there is no socket.
    const bindings = c.env as Partial<HttpBindings> | undefined;
    c.set('person', person);
    c.set('client', deps.readClient(bindings?.incoming?.socket, c.req.raw.headers));
    c.set('page', {
      nav: { signedIn: person !== null, ...(person ? { personEmail: person.email, unreadNotices } : {}) },
      environment,
      ...(environment === 'simulator' ? { today: deps.clock.today() } : {}),
      ...(trouble && { connection: { ...troubles[trouble], href: '/settings/hmrc-connection' } }),
    });
    c.header('Cache-Control', 'no-store');
    c.header('Referrer-Policy', 'same-origin');
    await next();
  });
}

/** Lets nobody past but to the open pages; whoever is not signed in is asked to, and comes back afterwards. */
export function guardPages() {
  return createMiddleware<AppEnv>(async (c, next) => {
    if (c.get('person') !== null || isOpen(c.req.path)) {
      await next();
      return;
    }
    const { pathname, search } = new URL(c.req.url);
    const back = c.req.method === 'GET' ? `?returnTo=${encodeURIComponent(pathname + search)}` : '';
    return c.redirect(`/sign-in${back}`, 303);
  });
}
