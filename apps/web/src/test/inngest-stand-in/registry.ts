import { type RegisteredFunction, registration, type Registration, type StoredEvent } from './messages.ts';
import { type Group } from './queue.ts';

const retriesUnlessTold = 3;

/** The apps that have registered, by their names. */
export function createRegistry() {
  const apps = new Map<string, Registration>();

  const functions = (): RegisteredFunction[] => [...apps.values()].flatMap((app) => app.functions);

  /** @returns what is wrong with it, or whether it changed anything */
  function register(body: unknown): { ok: true; isModified: boolean } | { ok: false; problem: string } {
    const read = registration.safeParse(body);
    if (!read.success) return { ok: false, problem: read.error.message };
    const app = read.data;
    const problem = app.functions.map((each) => problemOf(app, each)).find((found) => found !== undefined);
    if (problem !== undefined) return { ok: false, problem };
    const isModified = JSON.stringify(apps.get(app.appName)) !== JSON.stringify(app);
    apps.set(app.appName, app);
    return { ok: true, isModified };
  }

  return {
    register,
    apps,
    byId: (id: string) => functions().find((each) => each.id === id),
    startedBy: (event: StoredEvent) =>
      functions().filter(({ triggers }) =>
        triggers.some(({ event: name, expression }) => name === event.name && holds(expression, event)),
      ),
  };
}

/** How often a call is tried. Inngest's server takes the app's number for that of further tries, whatever it is called. */
export const mostAttempts = ({ steps }: RegisteredFunction): number =>
  (steps.step.retries?.attempts ?? retriesUnlessTold) + 1;

export function groupsOf(engineFunction: RegisteredFunction, event: StoredEvent): Group[] {
  return limitsOf(engineFunction).map(({ limit, key }) => ({
    name: `${engineFunction.id} ${key === undefined ? '' : String(event.data[memberOf(key) ?? ''])}`,
    limit,
  }));
}

const limitsOf = ({ concurrency = [] }: RegisteredFunction) => [concurrency].flat();

function problemOf(app: Registration, engineFunction: RegisteredFunction): string | undefined {
  const { id, steps, triggers } = engineFunction;
  const url = new URL(steps.step.runtime.url);
  const isOfApp = url.origin + url.pathname === app.url;
  if (!isOfApp) return `${id} is not at the address of its app`;
  if (url.searchParams.get('fnId') !== id) return `The address of ${id} does not name it`;
  if (url.searchParams.get('stepId') !== 'step') return `The address of ${id} does not name the step`;
  if (!id.startsWith(`${app.appName}-`)) return `${id} is not made of the ids of its app and itself`;
  const unknown = [
    ...limitsOf(engineFunction).filter(({ key }) => key !== undefined && memberOf(key) === undefined),
    ...triggers.filter(({ expression }) => expression !== undefined && failedOf(expression) === undefined),
  ];
  return unknown.length === 0 ? undefined : `Not understood: ${JSON.stringify(unknown)}`;
}

// Of the language of expressions, the two forms that the platform uses.
const memberOf = (key: string) => /^event\.data\.(\w+)$/.exec(key)?.[1];
const failedOf = (expression: string) => /^event\.data\.function_id == '([^']+)'$/.exec(expression)?.[1];

const holds = (expression: string | undefined, { data }: StoredEvent): boolean =>
  expression === undefined || data['function_id'] === failedOf(expression);
