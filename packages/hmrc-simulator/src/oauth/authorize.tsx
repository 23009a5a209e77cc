/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { Hono, type Context } from 'hono';
import type { Core } from '../core.ts';
import { page } from '../pages/layout.tsx';
import { readIncomingBody } from '../platform/incoming-body.ts';
import type { Journey } from '../state/schema.ts';
import { backTo, endJourney, findJourney, startJourney } from './journeys.ts';
import { ConsentForm, SignInForm } from './sign-in-forms.tsx';

/** HMRC's side of connecting in a browser: the authorize address, sign-in, consent, and the way back. */
export function authorizeRoutes(core: Core): Hono {
  const app = new Hono();

  app.get('/oauth/authorize', async (c) => {
    const seen = core.requests.arrive(c.req.raw, '', 'authorize', undefined);
    const journey = startJourney(core, c.req.query());
    core.store.flush();
    const failed = 'error' in journey;
    core.requests.finish(seen, { status: failed ? 400 : 303, code: failed ? journey.error : undefined });
    if (!failed) return c.redirect(`/sign-in?journey=${journey.id}`, 303);
    return page(
      c,
      'The software’s request is wrong',
      <>
        <p>
          <code>{journey.error}</code>: {journey.description}.
        </p>
        <p>
          HMRC shows such an error here and does not send you back. The people who wrote the software have to
          mend it.
        </p>
      </>,
      400,
    );
  });

  app.get('/sign-in', (c) => {
    const journey = findJourney(core, c.req.query('journey'));
    if (!journey) return journeyLost(c);
    const chosen = Object.values(core.store.state.users).find(({ userId }) => userId === c.req.query('as'));
    return page(c, 'Sign in with a test user', <SignInForm core={core} journey={journey} chosen={chosen} />);
  });

  app.post('/sign-in', async (c) => {
    const journey = findJourney(core, c.req.query('journey'));
    const form = await readForm(c);
    if (!journey || !form) return journeyLost(c);
    const user = Object.values(core.store.state.users).find(
      ({ userId, password }) => userId === form.get('userId') && password === form.get('password'),
    );
    if (!user) {
      return page(c, 'Sign in with a test user', <SignInForm core={core} journey={journey} failed />, 401);
    }
    journey.nino = user.nino;
    core.store.changed('journeys', journey.id);
    core.store.flush();
    return c.redirect(`/consent?journey=${journey.id}`, 303);
  });

  app.get('/consent', (c) => {
    const journey = findJourney(core, c.req.query('journey'));
    const user = journey?.nino === undefined ? undefined : core.store.state.users[journey.nino];
    if (!journey || !user) return journeyLost(c);
    return page(c, 'Give permission to this software?', <ConsentForm journey={journey} user={user} />);
  });

  app.post('/consent', async (c) => {
    const journey = findJourney(core, c.req.query('journey'));
    const form = await readForm(c);
    if (journey?.nino === undefined || !form) return journeyLost(c);
    const target = decide(core, c, journey, journey.nino, form.get('decision') === 'give');
    core.store.flush();
    return c.redirect(target, 303);
  });
  return app;
}

/** What a page of the journey sends; undefined when it is longer than such a form can be. */
async function readForm(c: Context): Promise<URLSearchParams | undefined> {
  const { text, isTooLong } = await readIncomingBody(c);
  return isTooLong ? undefined : new URLSearchParams(text);
}

function decide(core: Core, c: Context, journey: Journey, nino: string, given: boolean): string {
  const seen = core.requests.arrive(c.req.raw, '', 'authorize', nino);
  const denial =
    core.faults.deniesConsent(nino, seen.faults) ?? (given ? undefined : 'USER_DENIED_AUTHORIZATION');
  endJourney(core, journey.id);
  core.requests.finish(seen, { status: 303, code: denial });
  if (denial === undefined) return backTo(journey, { code: core.grants.consent(journey, nino).code });
  return backTo(journey, {
    error: 'access_denied',
    error_description: 'The person did not give permission',
    error_code: denial,
  });
}

function journeyLost(c: Context) {
  const advice = (
    <p>This page works once, as part of connecting. Go back to the software and start again from there.</p>
  );
  return page(c, 'This page has been used or has expired', advice, 400);
}
