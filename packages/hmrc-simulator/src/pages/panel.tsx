/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { Hono } from 'hono';
import { csrf } from 'hono/csrf';
import type { Control } from '../control/control.ts';
import { loopbackOnly } from '../control/guards.ts';
import { isCalendarDate } from '../dates.ts';
import { SimulatorError } from '../errors.ts';
import type { FaultRequest } from '../faults/faults.ts';
import { page } from './layout.tsx';
import { ClockSection, FaultsSection, RequestsSection, UsersSection } from './panel-sections.tsx';
import { style } from './style.ts';

const NUMERIC_FIELDS = new Set(['times', 'ms', 'status', 'retryAfterSeconds']);

/** The page at the root, for a person: test users, clock, faults and the last requests, by plain forms. */
export function panelRoutes(control: Control): Hono {
  const app = new Hono();
  app.get('/simulator.css', (c) => c.body(style, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.use('/', loopbackOnly);
  app.get('/', (c) =>
    page(
      c,
      'HMRC simulator',
      <>
        <UsersSection control={control} />
        <ClockSection control={control} />
        <FaultsSection control={control} />
        <RequestsSection control={control} />
      </>,
    ),
  );
  app.route('/panel', panelActions(control));
  return app;
}

function panelActions(control: Control): Hono {
  const app = new Hono();
  // A page elsewhere could otherwise post these forms through the browser of whoever runs the simulator.
  app.use(loopbackOnly, csrf());
  app.post('/clock/advance', async (c) => {
    const { duration } = await c.req.parseBody();
    await control.advanceClock(typeof duration === 'string' ? duration : '');
    return c.redirect('/#clock', 303);
  });
  app.post('/clock/date', async (c) => {
    const { date } = await c.req.parseBody();
    if (typeof date !== 'string' || !isCalendarDate(date)) {
      throw new SimulatorError('bad-request', 'Choose a date to move the clock to.');
    }
    await control.setClock({ now: `${date}T09:00:00Z` });
    return c.redirect('/#clock', 303);
  });
  app.post('/clock/frozen', async (c) => {
    const { frozen } = await c.req.parseBody();
    await control.setClock({ frozen: frozen === 'yes' });
    return c.redirect('/#clock', 303);
  });
  app.post('/users/:nino/revoke', async (c) => {
    await control.revokeAuthority(c.req.param('nino'));
    return c.redirect('/#users', 303);
  });
  app.post('/faults', async (c) => {
    await control.addFault(readFault(await c.req.parseBody()));
    return c.redirect('/#faults', 303);
  });
  app.post('/faults/off', async (c) => {
    const { id } = await c.req.parseBody();
    await (typeof id === 'string' ? control.removeFault(id) : control.clearFaults());
    return c.redirect('/#faults', 303);
  });
  app.post('/reset', async (c) => {
    await control.reset();
    return c.redirect('/', 303);
  });
  app.onError((error, c) => {
    if (!(error instanceof SimulatorError)) throw error;
    const back = (
      <>
        <p role="alert" class="notice">
          {error.message}
        </p>
        <p>
          <a href="/">Back to the simulator</a>
        </p>
      </>
    );
    return page(c, 'That could not be done', back, 400);
  });
  return app;
}

// Fields left empty were not meant; the fault's own schema judges the rest.
function readFault(form: Record<string, unknown>): FaultRequest {
  const given = Object.entries(form).filter((entry): entry is [string, string] => entry[1] !== '');
  const fields = given.map(
    ([name, value]) => [name, NUMERIC_FIELDS.has(name) ? Number(value) : value] as const,
  );
  return { name: '', ...Object.fromEntries(fields) };
}
