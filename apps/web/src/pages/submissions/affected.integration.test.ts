import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFirstPerson, type Ids, rentOf } from '../../test/first-person.ts';
import { textIn } from '../../test/markup.ts';
import { type Browser, createWholeApp, type WholeApp } from '../../test/whole-app.ts';

const path = '/updates/affected';
let whole: WholeApp;
let browser: Browser;
let ids: Ids;

/** A stopped update of the first and of the second quarter of the person's one business. */
beforeAll(async () => {
  whole = await createWholeApp();
  ({ browser, ids } = await createFirstPerson(whole));
});
afterAll(() => whole.close());

const stopped = {
  code: 'invalid_grant',
  sentence: 'Please reconnect your HMRC account.',
  owner: 'landlord',
  reconnect: true,
  readBack: false,
  messages: [],
};

/** Everything there is has been stopped, with the one attempt that each began with. */
async function stopEverything(): Promise<void> {
  await whole.pool.query('delete from sends');
  await whole.pool.query('delete from attempts where number > 1');
  await whole.pool.query(`update submissions set status = 'failed'`);
  await whole.pool.query(
    `update attempts set status = 'failed', waiting_for = null, finished_at = now(), outcome = $1`,
    [stopped],
  );
}

/** Gives the business of the second quarter another name, so that both can be sent: as with two businesses. */
async function useTwoBusinesses(): Promise<void> {
  await whole.pool.query(
    `insert into obligations (owner_id, business_id, type_of_business, period_start_date, period_end_date, due_date, status, seen_at)
     select owner_id, 'XAIS99999999999', type_of_business, period_start_date, period_end_date, due_date, status, seen_at
     from obligations on conflict do nothing`,
  );
  await whole.pool.query(`update submissions set business_id = 'XAIS99999999999' where id = $1`, [
    ids.submission,
  ]);
}

beforeEach(async () => {
  await stopEverything();
  await whole.pool.query(`update connections set status = 'connected', held_since = null`);
  await whole.pool.query(`update submissions set business_id = $1`, [ids.businessId]);
});

/** What the form “Resubmit all” of a page would send. */
function fieldsOf(html: string): Record<string, string> {
  const form = /<form method="post" action="\/updates\/affected".*?<\/form>/s.exec(html)?.[0] ?? '';
  return Object.fromEntries(
    [...form.matchAll(/name="((?:attempt|seen)-[^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name ?? '',
      value ?? '',
    ]),
  );
}

const attempts = async (id: string) => {
  const { rows } = await whole.pool.query<{ id: string; number: number; status: string }>(
    'select id, number, status from attempts where submission_id = $1 order by number',
    [id],
  );
  return rows;
};

const eventsFor = async (attemptId: string) =>
  (await whole.pool.query('select from outbox where id = $1', [attemptId])).rowCount;

describe('two businesses’ updates', () => {
  beforeEach(useTwoBusinesses);

  it('are both listed with what they would send, and “Resubmit” and “Resubmit all”', async () => {
    const { text } = await browser.get(path);
    expect(text.match(/>\s*Resubmit\s*<\/button>/g)).toHaveLength(2);
    expect(text.match(/>\s*Resubmit all\s*<\/button>/g)).toHaveLength(1);
    expect(textIn(text)).toContain('Nothing is sent until you choose “Resubmit”, or “Resubmit all”');
    expect(textIn(text).match(/£7,654\.32/g)?.length).toBeGreaterThan(1);
    expect(Object.keys(fieldsOf(text))).toHaveLength(4);
    const places = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(places).size).toBe(places.length);
    // Looking sends nothing.
    expect(await attempts(ids.submission)).toHaveLength(1);
  });

  it('are both resubmitted by one click, once, also when it is sent twice', async () => {
    const fields = fieldsOf((await browser.get(path)).text);
    const answers = [await browser.post(path, fields), await browser.post(path, fields)];
    for (const { status, location } of answers) {
      expect([status, location]).toEqual([303, `${path}?done=resubmitted`]);
    }
    for (const id of [ids.submission, ids.stoppedSubmission]) {
      const all = await attempts(id);
      expect(all.map(({ status }) => status)).toEqual(['failed', 'processing']);
      expect(all[1]?.id).toBe(fields[`attempt-${id}`]);
      expect(await eventsFor(all[1]?.id ?? '')).toBe(1);
    }
    const after = textIn((await browser.get(`${path}?done=resubmitted`)).text);
    expect(after).toContain('What you resubmitted is on its way to HMRC.');
    expect(after.match(/it is on its way to HMRC/g)).toHaveLength(2);
  });

  it('also when both clicks come at the same time', async () => {
    const fields = fieldsOf((await browser.get(path)).text);
    const answers = await Promise.all([browser.post(path, fields), browser.post(path, fields)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    for (const id of [ids.submission, ids.stoppedSubmission]) expect(await attempts(id)).toHaveLength(2);
  });

  it('one whose records changed meanwhile is shown again with the reason, and the other is sent', async () => {
    const fields = fieldsOf((await browser.get(path)).text);
    fields[`seen-${ids.submission}`] = 'what was there before';
    const { status, text } = await browser.post(path, fields);
    expect(status).toBe(409);
    expect(textIn(text)).toContain('One update was not resubmitted.');
    expect(textIn(text)).toContain('Your records changed since you looked, so nothing was sent.');
    expect(await attempts(ids.submission)).toHaveLength(1);
    expect((await attempts(ids.stoppedSubmission)).at(-1)).toMatchObject({ number: 2, status: 'processing' });
    // The form is there again for what is left, with the figures as they are.
    expect(text).toContain(`action="/submissions/${ids.submission}/resubmit"`);
    expect(text).not.toContain('seen-');
  });

  it('one that went in between is shown as under way, and not sent again', async () => {
    const fields = fieldsOf((await browser.get(path)).text);
    await browser.post(`/submissions/${ids.submission}/resubmit`, {
      attempt: randomUUID(),
      seen: fields[`seen-${ids.submission}`] ?? '',
    });
    const { status, text } = await browser.post(path, fields);
    expect(status).toBe(409);
    expect(textIn(text)).toContain('another update for this tax year is with HMRC already');
    expect(await attempts(ids.submission)).toHaveLength(2);
    expect(await attempts(ids.stoppedSubmission)).toHaveLength(2);
  });

  it('are not sent while the connection is expired', async () => {
    const before = (await browser.get(path)).text;
    await whole.pool.query(`update connections set status = 'expired', expired_at = now()`);
    const { text } = await browser.get(path);
    expect(text).not.toContain('Resubmit all</button>');
    expect(textIn(text)).toContain('Reconnect HMRC Account');
    const refused = await browser.post(path, fieldsOf(before));
    expect(refused.status).toBe(409);
    expect(textIn(refused.text)).toContain('2 updates were not resubmitted');
    expect(await attempts(ids.submission)).toHaveLength(1);
  });

  it('nothing is made of a form that is not ours', async () => {
    for (const fields of [
      {},
      { [`attempt-${ids.submission}`]: 'no uuid', [`seen-${ids.submission}`]: 'x' },
      { [`attempt-${ids.submission}`]: randomUUID() },
    ] as Record<string, string>[]) {
      expect((await browser.post(path, fields)).status).toBe(303);
    }
    const unknown = randomUUID();
    const fields = { [`attempt-${unknown}`]: randomUUID(), [`seen-${unknown}`]: 'x' };
    expect((await browser.post(path, fields)).status).toBe(409);
    expect(await attempts(ids.submission)).toHaveLength(1);
  });
});

describe('two updates of one business and tax year', () => {
  it('the later holds the earlier’s figures: it alone is sent, and the page says so', async () => {
    const { text } = await browser.get(path);
    expect(text.match(/>\s*Resubmit\s*<\/button>/g)).toHaveLength(1);
    expect(text).toContain(`action="/submissions/${ids.submission}/resubmit"`);
    expect(textIn(text)).toContain(
      'is of the same tax year and was stopped too. It holds these figures as well',
    );
    const fields = fieldsOf(text);
    expect(Object.keys(fields)).toEqual([`seen-${ids.submission}`, `attempt-${ids.submission}`]);
    expect((await browser.post(path, fields)).status).toBe(303);
    expect((await attempts(ids.submission)).at(-1)?.status).toBe('processing');
    expect(await attempts(ids.stoppedSubmission)).toHaveLength(1);
    const after = textIn((await browser.get(path)).text);
    expect(after).toContain('is with HMRC now. It holds these figures too');
  });

  it('a later one waits while an earlier is with HMRC', async () => {
    await whole.pool.query(`update submissions set status = 'processing' where id = $1`, [
      ids.stoppedSubmission,
    ]);
    await whole.pool.query(`update attempts set status = 'processing' where submission_id = $1`, [
      ids.stoppedSubmission,
    ]);
    const { text } = await browser.get(path);
    expect(textIn(text)).toContain('HMRC takes one update of a tax year at a time');
    expect(text).not.toContain('Resubmit</button>');
  });

  it('once HMRC has the later one, there is nothing left to send', async () => {
    await whole.pool.query(`update submissions set status = 'submitted' where id = $1`, [ids.submission]);
    await whole.pool.query(`update attempts set status = 'submitted' where submission_id = $1`, [
      ids.submission,
    ]);
    expect(textIn((await browser.get(path)).text)).toContain('Nothing was stopped.');
  });
});

describe('what an update waits for', () => {
  const pages = () => [path, '/updates'];
  const wait = async (waitingFor: string) => {
    await whole.pool.query(`update submissions set status = 'processing' where id = $1`, [ids.submission]);
    await whole.pool.query(
      `update attempts set status = 'processing', outcome = null, waiting_for = $2 where submission_id = $1`,
      [ids.submission, waitingFor],
    );
  };

  it('a storm: said calmly wherever the update stands', async () => {
    await wait('storm');
    for (const page of [...pages(), `/submissions/${ids.submission}`]) {
      const text = textIn((await browser.get(page)).text);
      expect(text, page).toContain('HMRC is refusing many connections at present');
      expect(text, page).toMatch(/nothing for you to do/i);
      expect(text, page).not.toContain('asking HMRC whether');
      expect(text, page).not.toContain('Please reconnect');
    }
  });

  it('HMRC’s copy, or its owner', async () => {
    for (const [waitingFor, words] of [
      ['hmrc', 'We are asking HMRC whether it has taken it'],
      ['reconnect', 'Please reconnect your HMRC account. Then we ask HMRC whether it has taken it'],
    ] as const) {
      await wait(waitingFor);
      for (const page of pages()) expect(textIn((await browser.get(page)).text), page).toContain(words);
    }
  });
});

it('records that change after the page was loaded keep its figures from being sent unseen', async () => {
  const fields = fieldsOf((await browser.get(path)).text);
  await browser.post('/records/transactions/new', rentOf(ids.property, 'one more rent'));
  const { status, text } = await browser.post(path, fields);
  expect(status).toBe(409);
  expect(textIn(text)).toContain('Your records changed since');
  expect(textIn(text)).toContain('£15,308.64');
});
