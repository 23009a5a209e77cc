/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { Hono } from 'hono';
import type { Control } from '../control/control.ts';
import { loopbackOnly } from '../control/guards.ts';
import { SimulatorError } from '../errors.ts';
import { FaultsPage, NewFaultPage } from './fault-pages.tsx';
import { page } from './layout.tsx';
import { OperationsPage } from './operations-page.tsx';
import { Overview } from './overview.tsx';
import { panelActions } from './panel-actions.ts';
import { RequestPage, RequestsPage } from './request-pages.tsx';
import { style } from './style.ts';

const WATCH_SECONDS = 3;

/** The pages for a person: what happens, what can be made to go wrong, the clock and the state, by plain forms. */
export function panelRoutes(control: Control): Hono {
  const app = new Hono();
  app.get('/simulator.css', (c) => c.body(style, 200, { 'content-type': 'text/css; charset=utf-8' }));
  // Browsers ask for it of their own accord, and it is no request of the software's.
  app.get('/favicon.ico', (c) => c.body(null, 204));
  app.use('/', loopbackOnly);
  app.get('/', (c) => page(c, 'HMRC simulator', <Overview control={control} />, 200, { current: '/' }));
  app.route('/panel', panelPages(control));
  return app;
}

function panelPages(control: Control): Hono {
  const app = new Hono();
  app.use(loopbackOnly);
  app.get('/requests', (c) => {
    const { operation, nino, only, watch } = c.req.query();
    const filter = { operation, nino, only };
    const watching = watch === 'yes';
    const content = <RequestsPage control={control} filter={filter} watching={watching} />;
    const frame = {
      current: '/panel/requests',
      refreshSeconds: watching ? WATCH_SECONDS : undefined,
    } as const;
    return page(c, 'Requests', content, 200, frame);
  });
  app.get('/requests/:id', (c) => {
    const request = control.requests().find(({ id }) => id === c.req.param('id'));
    if (!request) throw new SimulatorError('not-found', 'This request is not remembered any more.');
    const title = `${request.method} ${request.operation ?? 'unknown path'}`;
    return page(c, title, <RequestPage request={request} />, 200, { current: '/panel/requests' });
  });
  app.get('/faults', (c) =>
    page(c, 'Faults', <FaultsPage control={control} />, 200, { current: '/panel/faults' }),
  );
  app.get('/faults/new', (c) => {
    const { name, operation, nino } = c.req.query();
    const aim = findAim(control, name, operation);
    const content = <NewFaultPage control={control} {...aim} nino={nino} />;
    return page(c, `Switch on ${aim.fault.name}`, content, 200, { current: '/panel/faults' });
  });
  app.get('/operations', (c) =>
    page(c, 'Operations', <OperationsPage control={control} />, 200, { current: '/panel/operations' }),
  );
  app.get('/state/save', (c) => {
    const name = `hmrc-simulator-${control.clock().today}.json`;
    c.header('content-disposition', `attachment; filename="${name}"`);
    c.header('cache-control', 'no-store');
    return c.json(control.saveState());
  });
  app.route('/', panelActions(control));
  app.onError((error, c) => {
    if (!(error instanceof SimulatorError)) throw error;
    const back = (
      <>
        <p role="alert" class="notice">
          {error.message}
        </p>
        <p>Go back with your browser to change it, or start again from the faults or the overview.</p>
      </>
    );
    const status = error.code === 'not-found' ? 404 : 400;
    return page(c, 'That could not be done', back, status, { current: '/' });
  });
  return app;
}

function findAim(control: Control, name: string | undefined, aimedAt: string | undefined) {
  const fault = control.faults().known.find((one) => one.name === name);
  if (!fault) throw new SimulatorError('not-found', 'There is no such fault.');
  if (!aimedAt) return { fault, operation: undefined };
  const operation = control.operations().find((one) => one.name === aimedAt);
  if (!operation) throw new SimulatorError('not-found', 'There is no such operation.');
  if (!fault.reach.includes(operation.reach)) {
    throw new SimulatorError('bad-request', `“${fault.name}” cannot be aimed at ${operation.name}.`);
  }
  return { fault, operation };
}
