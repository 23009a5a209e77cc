import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createJourney, type Journey } from '../../../test/journey.ts';
import { type Landlord } from '../../../test/landlords.ts';
import { createSender } from '../../../test/sending.ts';
import { sendings } from '../../../test/sendings.ts';
import { createStatementTests, statementsAt } from '../../../test/statements.ts';
import { readStatementFigures, statementWording } from './rules.ts';

const post = 'submit-end-of-period-statement';
let journey: Journey;
let statements: ReturnType<typeof createStatementTests>;
let sender: ReturnType<typeof createSender>;

beforeAll(async () => {
  journey = await createJourney();
  statements = createStatementTests(journey);
  const kind = sendings['an End of Period Statement']?.(journey);
  if (!kind) throw new Error('There is no such kind.');
  sender = createSender(journey, kind);
});
beforeEach(async () => {
  await journey.setTime(statementsAt);
  await journey.control.clearFaults();
});
afterAll(() => journey.close());

const fault = (landlord: Landlord, name: string, more: object = {}) =>
  journey.control.addFault({ name, nino: landlord.nino, operation: post, ...more });
const posts = (landlord: Landlord) => journey.countCalls(post, landlord.nino);

/** Submits with faults on, runs the step once, and looks. */
async function submitWith(faults: (landlord: Landlord) => Promise<unknown>) {
  const asked = await sender.submit();
  await faults(asked.landlord);
  const end = await sender.run(asked.event);
  const { status, latest } = await sender.view(asked.landlord, asked.submissionId);
  return { ...asked, end, status, latest };
}

describe('an End of Period Statement that HMRC takes', () => {
  it('is submitted, with what was agreed to kept, and closes the page’s form', async () => {
    const { landlord, status, latest, submissionId } = await submitWith(() => Promise.resolve());
    expect(status).toBe('submitted');
    expect(readStatementFigures(latest.figures)).toEqual({
      typeOfBusiness: 'uk-property',
      agreedAt: '2025-10-06T09:00:00.000Z',
      wording: statementWording,
    });
    const [send] = await sender.sends(landlord, submissionId);
    expect(JSON.parse(send?.body ?? '')).toEqual({
      typeOfBusiness: 'uk-property',
      businessId: landlord.businessId,
      accountingPeriod: { startDate: '2023-04-06', endDate: '2024-04-05' },
      finalised: true,
    });
    expect(await statements.click(landlord)).toEqual({ ok: false, reason: 'done-already' });
    expect(posts(landlord)).toBe(1);
  });

  it('asks for no estimate: no figure changed', async () => {
    const { landlord } = await submitWith(() => Promise.resolve());
    expect(await journey.calculations.ofYear(landlord.id, '2023-24')).toEqual([]);
  });
});

describe('before anything is sent', () => {
  it('the declaration is ticked', async () => {
    const landlord = await journey.addConnected();
    expect(await statements.click(landlord, { agreed: false })).toMatchObject({ reason: 'not-agreed' });
    expect(await journey.submissions.all(landlord.id)).toEqual([]);
  });

  it.each([
    ['2025-26', statementsAt, 'no-such-year'],
    ['2024-25', statementsAt, 'no-such-year'],
    ['2023-24', '2024-04-05T09:00:00Z', 'year-not-over'],
    ['2023-24', '2026-02-01T09:00:00Z', 'closed'],
  ] as const)('%s on %s is known to be too early, too late or not there', async (taxYear, at, reason) => {
    const landlord = await journey.addConnected();
    await journey.setTime(at);
    expect(await statements.click(landlord, { taxYear })).toEqual({ ok: false, reason });
    expect(posts(landlord)).toBe(0);
  });

  it.each(['sandbox', 'production'] as const)('it is not offered in HMRC’s %s', async (environment) => {
    const landlord = await journey.addConnected();
    const there = journey.createProcess({ environment });
    expect(await statements.click(landlord, {}, there)).toEqual({ ok: false, reason: 'withdrawn' });
    const of = statements.yearOf(landlord);
    expect(await there.submissions.statements.view(landlord.id, of)).toMatchObject({ standing: 'withdrawn' });
  });

  it('another’s business is not found, nor a year to come', async () => {
    const [landlord, other] = [await journey.addConnected(), await journey.addConnected()];
    const { find } = journey.submissions.statements;
    const of = statements.yearOf(landlord);
    expect(await find(landlord.id, of)).toEqual(of);
    expect(await find(other.id, of)).toBeNull();
    expect(await find(landlord.id, { ...of, taxYear: '2026-27' })).toBeNull();
  });
});

describe('a statement that was made elsewhere', () => {
  it('is not taken for ours where nothing of ours was unanswered, and is not sent again', async () => {
    const { landlord, end, status, latest, submissionId } = await submitWith(statements.makeElsewhere);
    expect([end.next, status, latest.outcome?.code]).toEqual(['stop', 'failed', 'DONE_ELSEWHERE']);
    expect(latest.outcome?.sentence).toMatch(/already, and it was not sent from here/);
    expect(latest.correlationId).toMatch(/\S/);
    const sends = await sender.sends(landlord, submissionId);
    expect(sends.map(({ settledBy, httpStatus }) => [settledBy, httpStatus])).toEqual([['answer', 400]]);
    expect(await statements.view(landlord)).toMatchObject({ isDoneElsewhere: true });
    expect(await statements.click(landlord)).toMatchObject({ reason: 'done-already' });
  });

  it('says the same after a crash between HMRC’s refusal and the end', async () => {
    const { landlord, submissionId, event } = await sender.submit();
    await statements.makeElsewhere(landlord);
    const dying = journey.createProcess({ store: { end: () => Promise.reject(new Error('killed')) } });
    await expect(sender.run(event, dying)).rejects.toThrow('killed');
    await sender.run(event);
    expect(await sender.view(landlord, submissionId)).toMatchObject({
      status: 'failed',
      latest: { outcome: { code: 'DONE_ELSEWHERE', readBack: false } },
    });
  });
});

describe('a statement whose answer is lost', () => {
  it.each([
    { lost: 'answer-lost', readBack: true },
    { lost: 'answer-lost-before', readBack: false },
  ])('is sent once more, which tells: $lost', async ({ lost, readBack }) => {
    const { landlord, submissionId, event, end, status } = await submitWith((each) =>
      fault(each, lost, { times: 1 }),
    );
    expect([end.next, status]).toEqual(['retry', 'processing']);
    expect(await sender.run(event)).toEqual({ next: 'stop' });
    const after = await sender.view(landlord, submissionId);
    expect([after.status, after.latest.outcome?.readBack]).toEqual(['submitted', readBack]);
    if (readBack) {
      expect(after.latest.outcome?.sentence).toMatch(/sent it once more: HMRC says that it has it already/);
    }
    const sends = await sender.sends(landlord, submissionId);
    expect(sends.map(({ settledBy }) => settledBy).sort()).toEqual(['answer', 'sent-again']);
    expect(statements.isHeld(landlord)).toBe(true);
    expect(posts(landlord)).toBe(2);
  });

  it('is kept for good as what it was: no copy was read', async () => {
    const { event } = await submitWith((each) => fault(each, 'answer-lost', { times: 1 }));
    await sender.run(event);
    const { rows } = await journey.pool.query<{ told: string[]; code: string }>(
      `select jsonb_path_query_array(record::jsonb, '$.requests[*].settledBy') as told,
         record::jsonb #>> '{outcome,code}' as code
       from evidence where attempt_id = $1 and kind = 'attempt-ended'`,
      [event.attemptId],
    );
    const [record] = rows;
    expect(record?.code).toBe('SENT_AGAIN');
    expect(record?.told.sort()).toEqual(['answer', 'sent-again']);
  });

  it.each(['RULE_BUSINESS_VALIDATION_FAILURE', 'RULE_NON_MATCHING_PERIOD', 'RULE_EARLY_SUBMISSION'])(
    'and which is then refused for itself is rejected: HMRC had not taken it (%s)',
    async (code) => {
      const { landlord, submissionId, event } = await submitWith((each) =>
        fault(each, 'answer-lost-before', { times: 1 }),
      );
      await fault(landlord, 'refuse', { code });
      expect(await sender.run(event)).toEqual({ next: 'stop' });
      expect(await sender.view(landlord, submissionId)).toMatchObject({
        status: 'rejected',
        latest: { outcome: { code, readBack: false } },
      });
      const sends = await sender.sends(landlord, submissionId);
      expect(sends.map(({ settledBy }) => settledBy).sort()).toEqual(['answer', 'sent-again']);
    },
  );

  it('waits for the landlord to reconnect when the authority is revoked before HMRC could be asked', async () => {
    const { landlord, submissionId, event } = await submitWith((each) =>
      fault(each, 'answer-lost', { times: 1 }),
    );
    await journey.control.revokeAuthority(landlord.nino);
    await journey.setTime('2025-10-06T09:30:00Z');
    expect(await sender.run(event)).toEqual({ next: 'stop' });
    expect((await sender.view(landlord, submissionId)).latest).toMatchObject({
      status: 'processing',
      waitingFor: 'reconnect',
    });
    expect(await journey.connect(landlord)).toMatchObject({ ok: true });
    await journey.submissions.steps.askHmrc(event);
    expect(await sender.view(landlord, submissionId)).toMatchObject({
      status: 'submitted',
      latest: { outcome: { readBack: true } },
    });
  });
});

describe('an hour of server errors', () => {
  it('stays processing, and is submitted once HMRC is well', async () => {
    const { landlord, submissionId, event } = await submitWith((each) => fault(each, 'outage-500'));
    await sender.run(event);
    await journey.submissions.giveUp(event);
    expect((await sender.view(landlord, submissionId)).latest).toMatchObject({
      status: 'processing',
      waitingFor: 'hmrc',
      nextTryAt: new Date('2025-10-06T10:00:00Z'),
    });
    await journey.control.clearFaults();
    await journey.submissions.steps.askHmrc(event);
    expect((await sender.view(landlord, submissionId)).status).toBe('submitted');
    expect(statements.isHeld(landlord)).toBe(true);
  });
});

it('figures that do not fit together are refused by HMRC, whose words are kept', async () => {
  const landlord = await journey.addConnected();
  const { submissionId, event } = await sender.clickThrough(landlord);
  await sender.run(event);
  const { status, latest } = await sender.view(landlord, submissionId);
  expect([status, latest.outcome?.code]).toEqual(['rejected', 'RULE_BUSINESS_VALIDATION_FAILURE']);
  expect(latest.outcome?.messages).toMatchObject([
    { message: 'No income and expenses were sent for the accounting period', field: null },
  ]);
});
