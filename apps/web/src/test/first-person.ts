import { hmrcPassword } from './landlords.ts';
import { type Browser, type WholeApp } from './whole-app.ts';

export const password = 'a long enough passphrase';

/** Everything of somebody's that an address or a form can name. */
export interface Ids {
  owner: string;
  email: string;
  property: string;
  transaction: string;
  import: string;
  businessId: string;
  foreignBusinessId: string;
  /** A property abroad that HMRC has on its list. */
  villa: string;
  stoppedSubmission: string;
  submission: string;
  calculation: string;
  /** A calculation to declare by. */
  figures: string;
  notice: string;
  /** Of a journey to HMRC that has not come back yet. */
  state: string;
  resetToken: string;
}

/** What only that person may ever see. */
export const marks = [
  'Canary House',
  'canary rent',
  '7,654.32',
  'canary.csv',
  'canary@example.org',
  'canary reason',
  'NC •• •• •• C',
];

export async function signUp(browser: Browser, email: string): Promise<void> {
  const { status, text } = await browser.post('/sign-up', { email, password });
  if (status !== 303) throw new Error(`No account was made: ${text}`);
}

/** Makes an account with one of everything, through the pages, and gives the ids. */
export async function createFirstPerson({ open, pool, services, simulator }: WholeApp) {
  const browser = open();
  const email = 'canary@example.org';
  await signUp(browser, email);
  const one = async (sql: string): Promise<string> => {
    const { rows } = await pool.query<{ id: string }>(sql);
    if (!rows[0]) throw new Error(`Nothing found: ${sql}`);
    return rows[0].id;
  };
  const owner = await one(`select id from users where email = '${email}'`);

  await browser.post('/records/properties/new', { name: 'Canary House', address: '' });
  const property = await one('select id from properties');
  await browser.post('/records/transactions/new', rentOf(property, 'canary rent'));
  const transaction = await one('select id from transactions');
  await browser.post('/records/import', importForm());
  const pending = await one('select id from pending_imports');

  await connect();
  await browser.post('/records/properties/new', { ...villaFields, name: 'Canary Villa' });
  const villa = await one(`select id from properties where country_code = 'ESP'`);
  const foreignBusinessId = await one(
    `select business_id as id from businesses where type_of_business = 'foreign-property'`,
  );
  const abroad = `/years/2026-27/foreign-properties/${foreignBusinessId}`;
  await browser.post(abroad, { then: 'register', property: villa });
  const businessId = await one(
    `select business_id as id from businesses where type_of_business = 'uk-property'`,
  );
  const draft = `/years/2026-27/annual-summary/${businessId}`;
  await browser.post(draft, { balancingCharge: '7,654.32', then: 'save' });
  await browser.post(draft.replace('annual-summary', 'expenses'), { style: 'itemised' });
  await browser.post(draft.replace('annual-summary', 'finance-costs'), { amount: '7,654.32' });
  await pool.query(
    `insert into year_amounts (owner_id, kind, business_id, tax_year, amount_pence, entered_at)
     values ($1, 'rent-a-room', $2, '2026-27', 765432, now())`,
    [owner, businessId],
  );
  const finalise = draft.replace('2026-27/annual-summary', '2025-26/finalise');
  await browser.post(finalise, { then: 'nothing' });
  const stoppedSubmission = await submit('2026-07-05');
  await pool.query(`update submissions set status = 'failed'`);
  await pool.query(`update attempts set status = 'failed', finished_at = now(), outcome = $1`, [stopped]);
  const submission = await submit('2026-10-05');
  await pool.query(
    `insert into sends (owner_id, attempt_id, sent_at, body, settled_by)
     select owner_id, id, now(), '{}', 'answer' from attempts`,
  );

  await pool.query(
    `insert into finalisations
       (id, owner_id, business_id, tax_year, submission_id, calculation_id, confirmed_by, confirmed_at)
     select gen_random_uuid(), owner_id, business_id, '2025-26', id, 'summary', 'Canary Landlord', now()
     from submissions limit 1`,
  );
  await pool.query(
    `insert into held_losses (owner_id, business_id, tax_year, held, seen_at)
     select owner_id, business_id, '2025-26', '{"losses":[],"claims":[]}', now() from submissions limit 1`,
  );
  await pool.query(
    `insert into quarter_choices
       (id, owner_id, business_id, tax_year, type, state, fraud_prevention, chosen_at, next_ask_at, ask_after)
     select gen_random_uuid(), owner_id, business_id, '2026-27', 'calendar', 'asking', '{}', now(), now(), now()
     from submissions limit 1`,
  );
  const notice = await one(
    `insert into notices (owner_id, key, kind, about, at, is_shown)
     select owner_id, 'lost', 'reconnect', jsonb_build_object('type', 'lost', 'connectionId', id, 'expiredAt', now(),
       'why', 'canary reason', 'atRisk', null), now(), true
     from connections returning id`,
  );
  await pool.query(
    `insert into mails (owner_id, notice_id, created_at, not_before) select owner_id, id, now(), now() from notices`,
  );
  await browser.post('/settings/notices', { app: 'deadline' });

  const asked = await browser.post('/years/2026-27/tax');
  const figures = await one(
    `insert into calculations
       (id, owner_id, tax_year, type, asked_by, other_income, state, fraud_prevention, requested_at)
     select gen_random_uuid(), id, '2025-26', 'intent-to-finalise', 'person', 'none', 'waiting', '{}', now()
     from users where email = '${email}' returning id`,
  );
  const leaving = await browser.post('/settings/hmrc-connection/connect');
  const state = new URL(leaving.location).searchParams.get('state') ?? '';
  const link = new URL((await services.accounts.createResetLink(email)) ?? '');
  const ids: Ids = {
    owner,
    email,
    property,
    transaction,
    import: pending,
    businessId,
    foreignBusinessId,
    villa,
    stoppedSubmission,
    submission,
    calculation: asked.location.split('/').at(-1) ?? '',
    figures,
    notice,
    state,
    resetToken: link.searchParams.get('token') ?? '',
  };
  return { browser, ids };

  async function connect(): Promise<void> {
    // One who lets in the UK and abroad.
    const user = simulator.control.users()[2];
    await browser.post('/settings/hmrc-connection/nino', { nino: user?.nino ?? '' });
    const { location } = await browser.post('/settings/hmrc-connection/connect');
    const authorize = new URL(location);
    const send = (path: string, fields: Record<string, string>) =>
      simulator.app.request(path, { method: 'POST', body: new URLSearchParams(fields) });
    const asked = await simulator.app.request(authorize.pathname + authorize.search);
    const journey = new URL(asked.headers.get('location') ?? '', authorize).search;
    await send(`/sign-in${journey}`, { userId: user?.userId ?? '', password: hmrcPassword });
    const back = new URL(
      (await send(`/consent${journey}`, { decision: 'give' })).headers.get('location') ?? '',
    );
    await browser.get(back.pathname + back.search);
  }

  async function submit(end: string): Promise<string> {
    const path = `/updates/${businessId}/${end}`;
    const seen = /name="seen" value="([^"]*)"/.exec((await browser.get(path)).text)?.[1] ?? '';
    const { location } = await browser.post(path, { seen });
    return location.replace('/submissions/', '');
  }
}

const villaFields = { address: '', where: 'abroad', country: 'ESP', relief: 'yes' };

/** A transaction as the form sends it. */
export const rentOf = (property: string, description: string) => ({
  'date-day': '8',
  'date-month': '4',
  'date-year': '2026',
  property,
  category: 'periodAmount',
  description,
  'money-in': '7,654.32',
  'money-out': '',
});

function importForm(): FormData {
  const csv =
    'Date,Property,Category,Description,Money in,Money out\n09/04/2026,Canary House,Rental income,canary rent,1.00,\n';
  const form = new FormData();
  form.set('file', new File([csv], 'canary.csv'));
  return form;
}

const stopped = {
  code: 'invalid_grant',
  sentence: 'Please reconnect your HMRC account.',
  owner: 'landlord',
  reconnect: true,
  readBack: false,
  messages: [],
};
