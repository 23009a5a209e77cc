import { Hono } from 'hono';
import { csrf } from 'hono/csrf';
import type { Control } from '../control/control.ts';
import type { FaultParameter, KnownFault } from '../control/directory.ts';
import { isCalendarDate } from '../dates.ts';
import { SimulatorError } from '../errors.ts';
import type { FaultRequest } from '../faults/faults.ts';
import { LONGEST_REFRESH_SECONDS, LONGEST_WAIT_SECONDS } from '../options.ts';

type Form = Record<string, unknown>;

/** What the panel's forms do. */
export function panelActions(control: Control): Hono {
  const app = new Hono();
  // A page elsewhere could otherwise post these forms through the browser of whoever runs the simulator.
  app.use(csrf());
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
  app.post('/waits', async (c) => {
    const form = await c.req.parseBody();
    // All are read before any is set: a wrong one leaves the others as they were.
    const calculation = readSeconds(form['calculation']);
    const obligation = readSeconds(form['obligation']);
    const refresh = readRefreshSeconds(form['refresh']);
    await control.setCalculationSeconds(calculation);
    await control.setObligationDelay(obligation);
    await control.setRefreshSeconds(refresh);
    return c.redirect('/#clock', 303);
  });
  app.post('/users/:nino/revoke', async (c) => {
    await control.revokeAuthority(c.req.param('nino'));
    return c.redirect('/#users', 303);
  });
  app.post('/faults', async (c) => {
    await control.addFault(readFault(await c.req.parseBody(), control.faults().known));
    return c.redirect('/panel/faults', 303);
  });
  app.post('/faults/off', async (c) => {
    const { id } = await c.req.parseBody();
    await (typeof id === 'string' ? control.removeFault(id) : control.clearFaults());
    return c.redirect('/panel/faults', 303);
  });
  app.post('/requests/forget', async (c) => {
    await control.clearRequests();
    return c.redirect('/panel/requests', 303);
  });
  app.post('/state/load', async (c) => {
    await control.loadState(await readState(await c.req.parseBody()));
    return c.redirect('/', 303);
  });
  app.post('/reset', async (c) => {
    await control.reset();
    return c.redirect('/', 303);
  });
  return app;
}

function readSeconds(text: unknown): number {
  const seconds = typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : NaN;
  if (seconds <= LONGEST_WAIT_SECONDS) return seconds;
  throw new SimulatorError('bad-request', `Give whole seconds from 0 to ${LONGEST_WAIT_SECONDS}.`);
}

function readRefreshSeconds(text: unknown): number {
  const seconds = typeof text === 'string' && /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (seconds <= LONGEST_REFRESH_SECONDS) return seconds;
  throw new SimulatorError('bad-request', `Give seconds from 0 to ${LONGEST_REFRESH_SECONDS}.`);
}

async function readState({ state }: Form): Promise<unknown> {
  const text = state instanceof File ? await state.text() : state;
  try {
    if (typeof text === 'string') return JSON.parse(text);
  } catch {
    // Answered below, as a missing file is.
  }
  throw new SimulatorError('bad-request', 'Choose a file that was saved here.');
}

/** What every fault takes that is no text. */
const COMMON_TYPES: Readonly<Record<string, FaultParameter['type']>> = {
  times: 'integer',
  seconds: 'integer',
};

function valueOf(text: string, type: FaultParameter['type']): string | number | boolean {
  if (type === 'integer' || type === 'number') return Number(text);
  // Of a box only a tick is sent.
  return type === 'boolean' ? text !== 'false' : text;
}

// Fields left empty were not meant; the fault's own schema judges the rest.
function readFault(form: Form, known: readonly KnownFault[]): FaultRequest {
  const given = Object.entries(form).filter((entry): entry is [string, string] => entry[1] !== '');
  const { otherCode, ...fields } = Object.fromEntries(given);
  const kind = known.find(({ name }) => name === fields['name']);
  const types = new Map(kind?.parameters.map(({ name, type }) => [name, type]));
  const read = Object.entries(fields).map(
    ([name, value]) => [name, valueOf(value, COMMON_TYPES[name] ?? types.get(name))] as const,
  );
  return { name: '', ...Object.fromEntries(read), ...(otherCode !== undefined && { code: otherCode }) };
}
