import type { WireRequest } from '../../../packages/hmrc-client/src/transport/wire.ts';
import { isObject } from '../hmrc/documents.ts';
import type { Random } from './random.ts';

/** A request made wrong in one way, and what the way is called. */
export interface Mutated {
  request: WireRequest;
  what: string;
}

type Mutation = (request: WireRequest, random: Random) => Mutated | null;

/** Makes a valid request wrong in one way out of many. */
export function mutate(request: WireRequest, random: Random): Mutated {
  for (;;) {
    const mutated = random.pick(mutations)(request, random);
    if (mutated !== null) return mutated;
  }
}

const wrongIds = ['x', 'AA1', '%20', '-1', 'XAIS1234', "' or 1=1", 'é', '0'.repeat(300)];
const wrongYears = ['2026', '2026-28', '26-27', '2026/27', '1999-00', '2016-17', '2040-41', '2026-27 '];
const wrongDates = [
  '2026-02-30',
  '06/04/2026',
  '',
  '2026-13-01',
  'today',
  '2026-4-6',
  '1066-10-14',
  '2026-04-06T00:00:00Z',
];
const wrongTexts = ['', ' ', 'nonsense', 'x'.repeat(400), '🏠', '2026'];
const wrongNumbers = [1.005, 0.001, -0.01, 100_000_000_000, -100_000_000_000, 1e300, 99_999_999_999.999];
const wrongKinds: readonly unknown[] = [null, true, 'text', '1.00', 0, {}, [], [{}], { a: 1 }];

const mutations: readonly Mutation[] = [
  ...repeat(12, mutateBody),
  ...repeat(2, (request) => withBody(request, null, 'no body')),
  (request, random) => {
    const text = random.pick(['{', '', 'null', '[]', '{}', '"text"', '{"a":1}']);
    return request.body === null ? null : withText(request, text, `the body ${text}`);
  },
  ...repeat(4, mutatePath),
  ...repeat(3, mutateQuery),
  (request) => withHeader(request, 'Accept', 'application/json'),
  (request) => withHeader(request, 'Content-Type', 'text/plain'),
  (request) => withHeader(request, 'Gov-Test-Scenario', 'NO_SUCH_SCENARIO'),
];

function repeat(times: number, mutation: Mutation): Mutation[] {
  return Array.from({ length: times }, () => mutation);
}

function mutatePath(request: WireRequest, random: Random): Mutated {
  const segments = request.url.pathname.split('/');
  // Words of HMRC's path are left: another path is no other input to the same operation.
  const places = segments.flatMap((segment, index) => (/\d/.test(segment) && index > 1 ? [index] : []));
  const url = new URL(request.url);
  if (places.length === 0) return { request, what: 'as it was' };
  const place = random.pick(places);
  const was = segments[place] ?? '';
  const wrong = random.pick(/^\d{4}-\d\d$/.test(was) ? wrongYears : wrongIds);
  url.pathname = segments.with(place, encodeURIComponent(wrong)).join('/');
  return { request: { ...request, url }, what: `${wrong.slice(0, 40)} in the path for ${was}` };
}

function mutateQuery(request: WireRequest, random: Random): Mutated | null {
  const url = new URL(request.url);
  const names = [...url.searchParams.keys()];
  if (names.length === 0) return null;
  const name = random.pick(names);
  if (random.chance(0.4)) {
    url.searchParams.delete(name);
    return { request: { ...request, url }, what: `no ${name} in the query` };
  }
  const wrong = random.pick([...wrongTexts, ...wrongDates, ...wrongYears]);
  url.searchParams.set(name, wrong);
  return { request: { ...request, url }, what: `${name}=${wrong.slice(0, 40)} in the query` };
}

function mutateBody(request: WireRequest, random: Random): Mutated | null {
  if (request.body === null) return null;
  const body: unknown = JSON.parse(request.body);
  const places = placesIn(body);
  const { parent, name, path } = random.pick(places);
  const was = parent[name];
  const choices: (() => string | null)[] = [
    () => {
      if (!isObject(was)) return null;
      was['unknownField'] = random.pick([1, 'x', null]);
      return `an unknown field in ${path}`;
    },
    () => {
      if (Array.isArray(parent)) parent.splice(Number(name), 1);
      else Reflect.deleteProperty(parent, name);
      return `no ${path}`;
    },
    () => put(random.pick(wrongKinds), 'another kind of value'),
    () => (typeof was === 'number' ? put(random.pick(wrongNumbers), 'a wrong number') : null),
    () => {
      if (typeof was !== 'string') return null;
      return put(
        random.pick(/^\d{4}-\d\d-\d\d/.test(was) ? wrongDates : [...wrongTexts, ...wrongIds]),
        'a wrong text',
      );
    },
    () => {
      if (!Array.isArray(was) || was.length === 0) return null;
      was.push(structuredClone(was[0]));
      return `one entry twice in ${path}`;
    },
  ];
  function put(value: unknown, what: string): string {
    parent[name] = value;
    return `${what} (${JSON.stringify(value).slice(0, 40)}) at ${path}`;
  }
  for (;;) {
    const what = random.pick(choices)();
    if (what !== null) return withBody(request, body, what);
  }
}

interface Place {
  parent: Record<string, unknown>;
  name: string;
  path: string;
}

/** Every place in a JSON value that holds something. */
function placesIn(value: unknown): Place[] {
  const walk = (parent: unknown, path: string): Place[] => {
    if (typeof parent !== 'object' || parent === null) return [];
    return Object.entries(parent).flatMap(([name, child]: [string, unknown]) => {
      const place = `${path}/${name}`;
      // An array's entries are read and written by their index as an object's by their name.
      return [{ parent: parent as Record<string, unknown>, name, path: place }, ...walk(child, place)];
    });
  };
  return [{ parent: { root: value }, name: 'root', path: '/' }, ...walk(value, '')];
}

function withBody(request: WireRequest, body: unknown, what: string): Mutated | null {
  if (request.body === null) return null;
  return withText(request, body === null ? null : JSON.stringify(body), what);
}

function withText(request: WireRequest, body: string | null, what: string): Mutated {
  return { request: { ...request, body }, what };
}

function withHeader(request: WireRequest, name: string, value: string): Mutated {
  const headers = { ...request.headers, [name]: value };
  return { request: { ...request, headers }, what: `${name}: ${value}` };
}
