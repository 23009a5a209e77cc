import { Hono, type Context } from 'hono';
import { SimulatorError } from '../errors.ts';
import type { FaultRequest } from '../faults/faults.ts';
import type { NewUser } from '../state/schema.ts';
import type { Control } from './control.ts';
import { loopbackOnly, noBrowsersFromElsewhere } from './guards.ts';

/** The control API under `/__simulator`: JSON in and out, for this machine alone. */
export function controlRoutes(control: Control): Hono {
  const app = new Hono();
  app.use(loopbackOnly, noBrowsersFromElsewhere);
  app.get('/health', (c) => c.json(control.health()));
  app.get('/clock', (c) => c.json(control.clock()));
  app.put('/clock', async (c) => c.json(await control.setClock(await readBody(c))));
  app.post('/clock/advance', async (c) => c.json(await control.advanceClock(await readDuration(c))));
  app.get('/waits', (c) => c.json(control.waitingTimes()));
  app.put('/calculations', async (c) => done(c, control.setCalculationSeconds(await readSeconds(c))));
  app.put('/obligations', async (c) => done(c, control.setObligationDelay(await readSeconds(c))));
  app.put('/refreshes', async (c) => done(c, control.setRefreshSeconds(await readSeconds(c))));
  app.get('/users', (c) => c.json(control.users()));
  app.post('/users', async (c) => c.json(await control.addUser(await readBody<NewUser>(c)), 201));
  app.post('/users/:nino/revoke', async (c) => c.json(await control.revokeAuthority(c.req.param('nino'))));
  app.get('/operations', (c) => c.json(control.operations()));
  app.get('/faults', (c) => c.json(control.faults()));
  app.post('/faults', async (c) => c.json(await control.addFault(await readBody<FaultRequest>(c)), 201));
  app.delete('/faults', async (c) => done(c, control.clearFaults()));
  app.delete('/faults/:id', async (c) => done(c, control.removeFault(c.req.param('id'))));
  app.get('/state', (c) => c.json({ updates: control.updates(), foreignUpdates: control.foreignUpdates() }));
  app.get('/state/save', (c) => c.json(control.saveState()));
  app.post('/state/load', async (c) => done(c, control.loadState(await readBody(c))));
  app.get('/requests', (c) => c.json(control.requests()));
  app.delete('/requests', async (c) => done(c, control.clearRequests()));
  app.get('/tokens', (c) => c.json(control.tokens()));
  app.post('/reset', async (c) => done(c, control.reset()));
  app.notFound((c) => c.json({ error: 'not-found', message: 'The control API has no such path.' }, 404));
  app.onError((error, c) => {
    if (!(error instanceof SimulatorError)) throw error;
    const status = error.code === 'not-found' ? 404 : error.code === 'bad-request' ? 400 : 500;
    return c.json({ error: error.code, message: error.message }, status);
  });
  return app;
}

async function done(c: Context, work: Promise<void>): Promise<Response> {
  await work;
  return c.body(null, 204);
}

/** The body as the verb wants it: each verb checks what it is given with its own schema. */
async function readBody<Expected extends object>(c: Context): Promise<Expected> {
  const text = await c.req.text();
  try {
    const body: unknown = text === '' ? {} : JSON.parse(text);
    if (typeof body === 'object' && body !== null) return body as Expected; // checked by the verb's schema
  } catch {
    // Answered below like any other body that is not an object.
  }
  throw new SimulatorError('bad-request', 'The body has to be a JSON object.');
}

async function readSeconds(c: Context): Promise<number> {
  const { seconds } = await readBody<{ seconds?: unknown }>(c);
  if (typeof seconds === 'number') return seconds;
  throw new SimulatorError('bad-request', 'Say how long: {"seconds":0}.');
}

async function readDuration(c: Context): Promise<string> {
  const { duration } = await readBody<{ duration?: unknown }>(c);
  if (typeof duration === 'string') return duration;
  throw new SimulatorError('bad-request', 'Say how far: {"duration":"P1D"}.');
}
