import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFirstPerson, type Ids, marks, signUp } from './test/first-person.ts';
import { type Route, type Try } from './test/route.ts';
import { connection, routes } from './test/routes.ts';
import { type Browser, createWholeApp, type WholeApp } from './test/whole-app.ts';

let whole: WholeApp;
let first: Browser;
let other: Browser;
let ids: Ids;

beforeAll(async () => {
  whole = await createWholeApp();
  ({ browser: first, ids } = await createFirstPerson(whole));
  other = whole.open();
  await signUp(other, 'other@example.org');
});
afterAll(() => whole.close());

/** Every row that is the first person's, in every table. */
async function dump(): Promise<Record<string, unknown>> {
  const { rows } = await whole.pool.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
     where table_schema = 'public' and (column_name in ('owner_id', 'user_id')
       or (table_name, column_name) in (('users', 'id'), ('verifications', 'value')))`,
  );
  expect(rows.length).toBeGreaterThan(12);
  const tables = rows.map(async ({ table, column }) => {
    const sql = `select to_jsonb(t) as row from ${table} t where ${column} = $1 order by to_jsonb(t)::text`;
    return [table, (await whole.pool.query<{ row: unknown }>(sql, [ids.owner])).rows] as const;
  });
  return Object.fromEntries(await Promise.all(tables));
}

const isAsset = (key: string) => /^GET \/static\/[\w-]+\.(woff2|css|js|svg)$/.test(key);
const keysOf = ({ app }: WholeApp) =>
  new Set(app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`));

function triesOf(key: string, [, tries]: Route): Try[] {
  const path = key.slice(key.indexOf(' ') + 1);
  return tries === undefined ? [{ path }] : tries(ids);
}

const send = (browser: Browser, key: string, { path, fields }: Try) =>
  key.startsWith('GET ') ? browser.get(path) : browser.post(path, fields);

/** What is shown of the first person, apart from what the asker said themselves. */
const shownOf = (text: string, { path, fields }: Try) => {
  const said = [path, ...Object.values(fields ?? {})].join('\n');
  return marks.filter((mark) => text.includes(mark) && !said.includes(mark));
};

/** Ready is not what a platform without an engine is. */
const mostStatus = (key: string) => (key === 'GET /health/ready' ? 503 : 499);

it('knows every route there is, and none that is not', () => {
  const there = [...keysOf(whole)].filter((key) => !isAsset(key)).sort();
  expect(Object.keys(routes).sort()).toEqual(there);
  expect(there.length).toBeGreaterThan(50);
});

it('the first person sees what nobody else may, so that not seeing it means something', async () => {
  const paths = [
    '/records',
    '/account',
    '/notices',
    `/submissions/${ids.submission}`,
    `/records/import/${ids.import}`,
  ];
  const pages = await Promise.all([...paths, connection].map((path) => first.get(path)));
  const text = pages.map((page) => page.text).join('\n');
  for (const mark of marks) expect(text).toContain(mark);
  // What the pages used of the secrets is written down a moment later.
  await whole.services.connections.idle();
  const before = await dump();
  for (const [table, rows] of Object.entries(before)) expect(rows, table).not.toEqual([]);
});

describe('nobody', () => {
  it.each(Object.entries(routes))('%s', async (key, route) => {
    const before = await dump();
    for (const each of triesOf(key, route)) {
      const { status, location, text } = await send(whole.open(), key, each);
      expect(shownOf(text, each)).toEqual([]);
      if (route[0] === 'open') expect(status).toBeLessThanOrEqual(mostStatus(key));
      else expect([status, location]).toEqual([303, expect.stringMatching(/^\/sign-in(\?|$)/)]);
    }
    expect(await dump()).toEqual(before);
  });
});

describe('another person', () => {
  it.each(Object.entries(routes))('%s', async (key, route) => {
    const before = await dump();
    const jar = [...other.jar];
    for (const each of triesOf(key, route)) {
      const { status, location, text } = await send(other, key, each);
      expect(shownOf(text, each)).toEqual([]);
      expect(location).not.toMatch(/returnTo/);
      if (route[0] === 'theirs') expect(status).toBe(404);
      else expect(status).toBeLessThanOrEqual(mostStatus(key));
    }
    // A reset link leaves itself in a cookie: whoever opens it may use it, here it was only looked at.
    other.jar.clear();
    for (const [name, value] of jar) other.jar.set(name, value);
    expect(await dump()).toEqual(before);
  });
});
