import type { Dispatcher } from './call-dispatcher.ts';

/** Classes that come out the same from `new` alone. A proxy loses its address that way, a test's mock its answers. */
const copied = new Set(['Agent', 'EnvHttpProxyAgent']);
const undiciDispatcher = Symbol.for('undici.globalDispatcher.1');

/**
 * `fetch` has no word for "give up connecting", and a connection that was never made is the one failure of which we know that
 * nothing was sent. Node's `fetch` takes the limit from its dispatcher: one like the global one is made, with our limit. On a
 * runtime without such a dispatcher the limit for the headers, which counts from the start, holds alone.
 */
export function connectLimit(connectMs: number): { dispatcher?: Dispatcher } {
  try {
    // Node makes its dispatcher when one of fetch's classes is first used.
    Reflect.construct(Headers, []);
    const current: unknown = Reflect.get(globalThis, undiciDispatcher);
    if (typeof current !== 'object' || current === null || !copied.has(current.constructor.name)) return {};
    // `copied` names classes of dispatchers alone.
    const dispatcher = Reflect.construct(current.constructor, [
      { connect: { timeout: connectMs } },
    ]) as Dispatcher;
    return { dispatcher };
  } catch {
    // A dispatcher of another kind (a proxy's, a test's), which is not ours to copy.
    return {};
  }
}
