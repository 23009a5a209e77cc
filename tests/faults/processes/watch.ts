import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import { type Sealer } from '../../../apps/web/src/platform/encryption.ts';
import { type Points } from './points.ts';

/** Which function of a store a statement belongs to. */
const storeFunction = new AsyncLocalStorage<string>();

/** Gives the functions of a store their names, for the statements they send. */
export function named<Store extends object>(store: Store): Store {
  const entries = Object.entries(store).map(([name, member]: [string, unknown]) => [
    name,
    typeof member === 'function'
      ? (...args: unknown[]): unknown =>
          storeFunction.run(name, () => Reflect.apply(member, store, args) as unknown)
      : member,
  ]);
  // The same members, so the same type.
  return Object.fromEntries(entries) as Store;
}

type Callback = (...answer: unknown[]) => void;

/** Each statement by itself, the beginning and the end of a transaction included. */
export function watchStatements(points: Points): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with each client as its `this`
  const { query } = pg.Client.prototype;
  function watched(this: pg.Client, ...args: unknown[]): unknown {
    const what = describeStatement(args[0]);
    const after = () => {
      points.reach(`after: ${what}`);
    };
    points.reach(`before: ${what}`);
    const last = args.findLastIndex((arg) => typeof arg === 'function');
    if (last === -1) {
      const answer: unknown = Reflect.apply(query, this, args);
      return answer instanceof Promise ? answer.finally(after) : answer;
    }
    const callback = args[last] as Callback; // a function, as was just looked for
    args[last] = (...answer: unknown[]) => {
      after();
      callback(...answer);
    };
    return Reflect.apply(query, this, args);
  }
  // Has the many shapes of the function that it stands in for.
  pg.Client.prototype.query = watched as typeof query;
}

function describeStatement(statement: unknown): string {
  const isConfig = typeof statement === 'object' && statement !== null && 'text' in statement;
  const text = isConfig ? String(statement.text) : String(statement);
  const words = text.trim().split(/\s+/).slice(0, 1).join(' ').toLowerCase();
  const table = /\b(?:update|into|from)\s+"?(\w+)/i.exec(text)?.[1];
  const sql = table === undefined ? words : `${words} ${table}`;
  const by = storeFunction.getStore();
  return by === undefined ? sql : `${by} (${sql})`;
}

/** Each call to HMRC: before it leaves, while its answer is awaited, after the answer's headers and after its body. */
export function watchCalls(points: Points, options: { whileWaitingMs: number | null }): void {
  const { fetch: call, setTimeout: later } = globalThis;
  globalThis.fetch = async (input, init) => {
    const what = describeCall(input instanceof Request ? input.url : String(input));
    points.reach(`before: ${what}`);
    const waiting =
      options.whileWaitingMs === null || !what.includes('token')
        ? undefined
        : later(() => {
            points.reach(`while waiting: ${what}`);
          }, options.whileWaitingMs);
    let answer: Response;
    try {
      answer = await call(input, init);
    } catch (error) {
      points.reach(`after: ${what}, no answer`);
      throw error;
    } finally {
      clearTimeout(waiting);
    }
    points.reach(`after: ${what}, headers`);
    const body = answer.body?.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        flush: () => {
          points.reach(`after: ${what}, body`);
        },
      }),
    );
    return Object.defineProperty(answer, 'body', { value: body ?? null });
  };
}

function describeCall(address: string): string {
  const parts = new URL(address).pathname.split('/').filter((part) => !/^[A-Z]{2}\d{6}[A-D]$/.test(part));
  // A number that HMRC gave is another in each run, and the moment is the same.
  const names = parts.map((part) => (/^(?=.*\d)[\da-f-]{13,}$/i.test(part) ? 'ID' : part));
  return `HMRC ${names.slice(-2).join('/')}`;
}

/** Each wait for nothing but time. Timers of libraries guard what is counted already. */
export function watchPauses(points: Points): void {
  const later = globalThis.setTimeout;
  const watched = (callback: () => void, ms?: number, ...args: []) => {
    if (!/\bat pause\d*\b/.test(new Error().stack ?? '')) return later(callback, ms, ...args);
    points.reach('before: pause');
    return later(() => {
      points.reach('after: pause');
      callback();
    }, ms);
  };
  // Has the overloads, and the form for promises, of the function that it stands in for.
  globalThis.setTimeout = Object.assign(watched, later);
}

/** Each seal that is made or opened. */
export function watchSealer(points: Points, sealer: Sealer): Sealer {
  return {
    seal: (plain, binding) => points.around(`seal ${binding['use']}`, () => sealer.seal(plain, binding)),
    open: (sealed, binding) => points.around(`open ${binding['use']}`, () => sealer.open(sealed, binding)),
  };
}
