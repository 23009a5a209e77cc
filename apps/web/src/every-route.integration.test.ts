import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFirstPerson, type Ids, marks, password, rentOf, signUp } from './test/first-person.ts';
import { type Browser, createWholeApp, type WholeApp } from './test/whole-app.ts';

/**
 * `open` to anybody; `own`: signed-in people see what is theirs there; `theirs`: the address names something of somebody's,
 * and to anybody else it is not there.
 */
type Kind = 'open' | 'own' | 'theirs';

interface Try {
  path: string;
  fields?: Record<string, string>;
}

type Route = [kind: Kind, tries?: (ids: Ids) => Try[]];

const connection = '/settings/hmrc-connection';
const quarter = '/updates/:businessId/:periodEndDate{\\d{4}-\\d{2}-\\d{2}}';
const reviews = ({ businessId }: Ids) => [
  { path: `/updates/${businessId}/2026-10-05`, fields: { seen: 'any' } },
];
const properties =
  (end = '') =>
  ({ property }: Ids) => [
    { path: `/records/properties/${property}${end}`, fields: { name: 'Taken', address: '' } },
  ];
const transactions =
  (end = '') =>
  ({ transaction, property }: Ids) => [
    { path: `/records/transactions/${transaction}${end}`, fields: rentOf(property, 'Taken') },
  ];
const submissions =
  (end = '') =>
  ({ submission, stoppedSubmission }: Ids) =>
    [submission, stoppedSubmission].map((id) => ({
      path: `/submissions/${id}${end}`,
      fields: { seen: 'any' },
    }));
const annual = '/years/:taxYear/annual-summary/:businessId';
const annuals =
  (end = '') =>
  ({ businessId, foreignBusinessId }: Ids) =>
    [businessId, foreignBusinessId].flatMap((business) =>
      ['save', 'review', 'ask', 'confirm'].map((then) => ({
        path: `/years/2026-27/annual-summary/${business}${end}`,
        fields: { then, seen: 'any', accountingType: 'CASH' },
      })),
    );
const finalise = '/years/:taxYear/finalise/:businessId';
const finalising =
  (end = '') =>
  ({ businessId, foreignBusinessId }: Ids) =>
    [businessId, foreignBusinessId].flatMap((id) =>
      ['summary', 'look', 'nothing', 'confirm', 'save', 'review'].map((then) => ({
        path: `/years/2025-26/finalise/${id}${end}`,
        fields: { then, seen: 'any', agree: 'yes', name: 'Somebody' },
      })),
    );
const abroad = '/years/:taxYear/foreign-properties/:businessId';
/** HMRC's list of properties abroad, of somebody else's business. */
const lists = ({ foreignBusinessId, villa }: Ids) =>
  ['check', 'register', 'rename', 'take-back', 'link'].map((then) => ({
    path: `/years/2026-27/foreign-properties/${foreignBusinessId}`,
    fields: { then, property: villa, atHmrc: 'any' },
  }));
const ends = ({ foreignBusinessId, villa }: Ids) => [
  {
    path: `/years/2026-27/foreign-properties/${foreignBusinessId}/${villa}/end`,
    fields: { 'end-day': '1', 'end-month': '9', 'end-year': '2026', reason: 'disposal' },
  },
];
const statement = '/years/:taxYear/end-of-period-statement/:businessId';
/** A year that has one, and a year of which its page says that it has none. */
const statements = ({ businessId }: Ids) =>
  ['2023-24', '2026-27'].map((taxYear) => ({
    path: `/years/${taxYear}/end-of-period-statement/${businessId}`,
    fields: { agree: 'yes' },
  }));
const losses = '/years/:taxYear/losses';
const lossChanges = ({ businessId }: Ids) =>
  ['add-loss', 'put', 'delete-all', 'add-claim'].map((change) => ({
    path: `/years/2025-26/losses/${businessId}?change=${change}`,
    fields: { change, amount: '1', yearOfLoss: '2024-25', typeOfClaim: 'carry-sideways' },
  }));
const expenses = '/years/:taxYear/expenses/:businessId';
const expenseStyles = ({ businessId }: Ids) =>
  ['itemised', 'consolidated', ''].map((style) => ({
    path: `/years/2026-27/expenses/${businessId}`,
    fields: { style, quarter: '2026-10-05' },
  }));
const costs = '/years/:taxYear/finance-costs/:businessId';
const financeCosts = ({ businessId, foreignBusinessId, villa }: Ids) => [
  {
    path: `/years/2026-27/finance-costs/${businessId}`,
    fields: { amount: '1', quarter: '2026-10-05' },
  },
  { path: `/years/2026-27/finance-costs/${foreignBusinessId}`, fields: { [`amount-${villa}`]: '1' } },
];
const quarters = '/years/:taxYear/quarters/:businessId';
const quarterTypes = ({ businessId }: Ids) =>
  ['standard', 'calendar', ''].map((type) => ({
    path: `/years/2026-27/quarters/${businessId}`,
    fields: { type },
  }));
const calculations =
  (end = '') =>
  ({ calculation }: Ids) => [{ path: `/years/2026-27/calculations/${calculation}${end}` }];
/** Figures to declare, as somebody else asked for them. */
const agreements = ({ figures }: Ids) => [
  {
    path: `/years/2025-26/final-declaration/${figures}`,
    fields: { agree: 'yes', name: 'Somebody', seen: 'any' },
  },
];
/** A form's id is of another's calculation. */
const taxes = ({ calculation }: Ids) => [{ path: '/years/2026-27/tax', fields: { calculation } }];
const own = (path: string, fields: Record<string, string>): Route => ['own', () => [{ path, fields }]];

/** Every route there is. What is missing here fails the test, so that nobody forgets to say who may see it. */
const routes: Record<string, Route> = {
  'GET /health/live': ['open'],
  'GET /health/ready': ['open'],
  'GET /': ['open'],
  'GET /help': ['open'],
  'GET /privacy': ['open'],
  'GET /accessibility': ['open'],
  'GET /sign-up': ['open'],
  'POST /sign-up': ['open', ({ email }) => [{ path: '/sign-up', fields: { email, password } }]],
  'GET /sign-in': ['open'],
  'POST /sign-in': [
    'open',
    ({ email }) => [{ path: '/sign-in', fields: { email, password: 'not the right one' } }],
  ],
  'GET /password/forgot': ['open'],
  'POST /password/forgot': ['open'],
  'GET /password/reset': ['open', ({ resetToken }) => [{ path: `/password/reset?token=${resetToken}` }]],
  'POST /password/reset': [
    'open',
    ({ resetToken, owner }) =>
      [`${resetToken}x`, owner].map((token) => ({
        path: `/password/reset?token=${token}`,
        fields: { token, newPassword: 'another long passphrase' },
      })),
  ],
  'GET /oauth/hmrc/callback': [
    'open',
    ({ state }) => [
      { path: `/oauth/hmrc/callback?state=${state}&code=any` },
      { path: `/oauth/hmrc/callback?state=${state}&error=access_denied` },
    ],
  ],

  'GET /receipts': ['own'],
  'GET /receipts/export': ['own', () => [{ path: '/receipts/export?year=2026-27' }]],
  'GET /settings': ['own'],
  'GET /account': ['own'],
  'GET /account/export': ['own'],
  'GET /account/password': ['own'],
  'POST /account/password': own('/account/password', {
    currentPassword: 'wrong',
    newPassword: 'a new passphrase',
  }),
  'GET /account/delete': ['own'],
  'POST /account/delete': own('/account/delete', { password: 'wrong', confirmation: 'delete' }),
  [`GET ${connection}`]: ['own'],
  [`POST ${connection}/nino`]: own(`${connection}/nino`, { nino: 'AA123456A' }),
  [`POST ${connection}/connect`]: ['own'],
  [`GET ${connection}/authority.ics`]: ['own'],
  [`GET ${connection}/disconnect`]: ['own'],
  [`POST ${connection}/disconnect`]: ['own'],
  [`POST ${connection}/keep`]: ['own'],
  [`POST ${connection}/check-again`]: ['own'],
  [`GET ${connection}/result/:reason`]: ['own', () => [{ path: `${connection}/result/denied` }]],
  'GET /records': [
    'own',
    ({ property }) => [{ path: '/records' }, { path: `/records?property=${property}&category=periodAmount` }],
  ],
  'POST /records/sample': ['own'],
  'GET /records/properties': ['own'],
  'GET /records/properties/new': ['own'],
  'POST /records/properties/new': own('/records/properties/new', { name: 'Their own', address: '' }),
  'GET /records/transactions/new': [
    'own',
    ({ property }) => [{ path: `/records/transactions/new?property=${property}` }],
  ],
  'POST /records/transactions/new': [
    'own',
    ({ property }) => [{ path: '/records/transactions/new', fields: rentOf(property, 'Smuggled in') }],
  ],
  'GET /records/import': ['own'],
  'GET /records/import/example.csv': ['own'],
  'POST /records/import': ['own'],
  'GET /updates': ['own'],
  'POST /updates/check': ['own'],
  'GET /updates/affected': ['own'],
  'POST /updates/affected': [
    'own',
    ({ stoppedSubmission, submission }) => [
      {
        path: '/updates/affected',
        fields: Object.fromEntries(
          [stoppedSubmission, submission].flatMap((id) => [
            [`attempt-${id}`, '0b8f8f52-7b0c-4a3f-9d0e-6f6a4f0f5a11'],
            [`seen-${id}`, 'any'],
          ]),
        ),
      },
    ],
  ],
  'GET /years': ['own', () => [{ path: '/years' }]],
  'GET /years/:taxYear': ['own', () => [{ path: '/years/2026-27' }]],
  'GET /years/:taxYear/tax': ['own', () => [{ path: '/years/2026-27/tax' }]],
  'POST /years/:taxYear/tax': ['own', taxes],
  'GET /years/:taxYear/final-declaration': ['own', () => [{ path: '/years/2025-26/final-declaration' }]],
  'POST /years/:taxYear/final-declaration': own('/years/2025-26/final-declaration', { otherIncome: 'none' }),
  'GET /notices': ['own'],
  'POST /notices/read': own('/notices/read', { upTo: '2100-01-01T00:00:00Z' }),
  'GET /settings/notices': ['own'],
  'POST /settings/notices': own('/settings/notices', { app: 'deadline' }),
  [`GET ${losses}`]: ['own', () => [{ path: '/years/2025-26/losses' }]],
  [`POST ${losses}`]: own('/years/2025-26/losses', {}),
  'GET /balance': ['own'],
  'POST /balance': ['own'],

  'GET /records/properties/:id': ['theirs', properties()],
  'POST /records/properties/:id': ['theirs', properties()],
  'GET /records/properties/:id/delete': ['theirs', properties('/delete')],
  'POST /records/properties/:id/delete': ['theirs', properties('/delete')],
  'GET /records/transactions/:id': ['theirs', transactions()],
  'POST /records/transactions/:id': ['theirs', transactions()],
  'GET /records/transactions/:id/delete': ['theirs', transactions('/delete')],
  'POST /records/transactions/:id/delete': ['theirs', transactions('/delete')],
  'GET /records/import/:id': ['theirs', (ids) => [{ path: `/records/import/${ids.import}` }]],
  'POST /records/import/:id': [
    'theirs',
    (ids) =>
      ['all', 'good-rows', 'cancel'].map((choice) => ({
        path: `/records/import/${ids.import}`,
        fields: { choice },
      })),
  ],
  [`GET ${quarter}`]: ['theirs', reviews],
  [`POST ${quarter}`]: ['theirs', reviews],
  'GET /submissions/:id': ['theirs', submissions()],
  'GET /submissions/:id/receipt': ['theirs', submissions('/receipt')],
  'GET /submissions/:id/receipt/print': ['theirs', submissions('/receipt/print')],
  'GET /submissions/:id/events': ['theirs', submissions('/events')],
  'GET /years/:taxYear/calculations/:id': ['theirs', calculations()],
  'GET /years/:taxYear/calculations/:id/events': ['theirs', calculations('/events')],
  'GET /years/:taxYear/final-declaration/:id': ['theirs', agreements],
  'POST /years/:taxYear/final-declaration/:id': ['theirs', agreements],
  'GET /submissions/:id/resubmit': ['theirs', submissions('/resubmit')],
  'POST /submissions/:id/resubmit': ['theirs', submissions('/resubmit')],

  'POST /notices/:id/read': ['theirs', ({ notice }) => [{ path: `/notices/${notice}/read` }]],
  [`GET ${annual}`]: ['theirs', annuals()],
  [`POST ${annual}`]: ['theirs', annuals()],
  [`GET ${annual}/accounting-type`]: ['theirs', annuals('/accounting-type')],
  [`POST ${annual}/accounting-type`]: ['theirs', annuals('/accounting-type')],
  [`GET ${annual}/review`]: ['theirs', annuals('/review')],
  [`POST ${annual}/review`]: ['theirs', annuals('/review')],
  [`GET ${statement}`]: ['theirs', statements],
  [`POST ${statement}`]: ['theirs', statements],

  [`GET ${losses}/:businessId`]: ['theirs', lossChanges],
  [`POST ${losses}/:businessId`]: ['theirs', lossChanges],
  [`GET ${finalise}`]: ['theirs', finalising()],
  [`POST ${finalise}`]: ['theirs', finalising()],
  [`GET ${finalise}/adjustments`]: ['theirs', finalising('/adjustments')],
  [`POST ${finalise}/adjustments`]: ['theirs', finalising('/adjustments')],
  [`GET ${finalise}/review`]: ['theirs', finalising('/review')],
  [`POST ${finalise}/review`]: ['theirs', finalising('/review')],
  [`GET ${quarters}`]: ['theirs', quarterTypes],
  [`POST ${quarters}`]: ['theirs', quarterTypes],
  [`GET ${expenses}`]: ['theirs', expenseStyles],
  [`POST ${expenses}`]: ['theirs', expenseStyles],
  [`GET ${costs}`]: ['theirs', financeCosts],
  [`POST ${costs}`]: ['theirs', financeCosts],
  [`GET ${abroad}`]: ['theirs', lists],
  [`POST ${abroad}`]: ['theirs', lists],
  [`GET ${abroad}/:propertyId/end`]: ['theirs', ends],
  [`POST ${abroad}/:propertyId/end`]: ['theirs', ends],

  // Last, since they end the session of whoever tries them.
  'POST /account/sign-out-everywhere': ['own'],
  'POST /sign-out': ['open'],
};

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
