import type { Operation } from './operation.ts';

/** Operations of one path and method, which differ in version, and what the path's parameters are called in each. */
interface Route {
  method: string;
  segments: readonly string[];
  operations: Operation[];
}

/** Where a request's path leads. */
export interface Destination {
  /** Of every version there is; none where the path is known and the method is not. */
  operations: readonly Operation[];
  /** An operation at that path, whatever its method. */
  nearest: Operation;
  segments: readonly string[];
}

/** Finds operations by path. A literal segment goes before a parameter: `/x/list` before `/x/:id`. */
export function createRouter(operations: readonly Operation[]) {
  const routesByLength = new Map<number, Route[]>();
  for (const operation of operations) add(routesByLength, operation);
  for (const routes of routesByLength.values()) routes.sort(byLiteralsFirst);

  return (method: string, path: string): Destination | undefined => {
    const segments = path.split('/');
    const matching = (routesByLength.get(segments.length) ?? []).filter((route) => matches(route, segments));
    const route = matching.find((candidate) => candidate.method === method);
    const nearest = (route ?? matching[0])?.operations[0];
    return nearest && { operations: route?.operations ?? [], nearest, segments };
  };
}

/** The value of a path parameter. */
export function parameterOf(operation: Operation, segments: readonly string[], name: string): string {
  const raw = segments[operation.path.split('/').indexOf(`:${name}`)] ?? '';
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}

function add(routesByLength: Map<number, Route[]>, operation: Operation): void {
  const segments = operation.path.split('/');
  const routes = routesByLength.get(segments.length) ?? [];
  routesByLength.set(segments.length, routes);
  const same = routes.find(
    (route) => route.method === operation.method && shapeOf(route.segments) === shapeOf(segments),
  );
  if (!same) routes.push({ method: operation.method, segments, operations: [operation] });
  else if (same.operations.some(({ version }) => version === operation.version)) {
    throw new Error(`Two operations share ${operation.method} ${operation.path} in ${operation.version}.`);
  } else same.operations.push(operation);
}

const isParameter = (segment: string): boolean => segment.startsWith(':');

const shapeOf = (segments: readonly string[]): string =>
  segments.map((segment) => (isParameter(segment) ? ':' : segment)).join('/');

// The beginnings of HMRC's paths hardly differ, so the ends are compared first.
function matches({ segments: expected }: Route, segments: readonly string[]): boolean {
  for (let index = expected.length - 1; index >= 0; index -= 1) {
    const want = expected[index] ?? '';
    const got = segments[index] ?? '';
    if (isParameter(want) ? got === '' : want !== got) return false;
  }
  return true;
}

function byLiteralsFirst(a: Route, b: Route): number {
  const differing = a.segments.findIndex(
    (segment, index) => isParameter(segment) !== isParameter(b.segments[index] ?? ''),
  );
  if (differing < 0) return 0;
  return isParameter(a.segments[differing] ?? '') ? 1 : -1;
}
