import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createEvidenceStore } from '../../data/evidence.ts';
import { createReclassificationStore } from '../../data/reclassification.ts';
import { createSubmissionStore } from '../../data/submissions.ts';
import { createAnnuals } from '../../test/annual-summaries.ts';
import { problemsOf } from '../../test/chains.ts';
import { createDeclaring, declaredYear } from '../../test/declaring.ts';
import { createFinalising } from '../../test/finalising.ts';
import { createJourney, type Journey } from '../../test/journey.ts';
import { captured, type Landlord } from '../../test/landlords.ts';
import { createUpdates, quarter1, type Updates } from '../../test/updates.ts';
import { finalisationWording, readUpdateFigures } from '../submissions/index.ts';
import { createReceipts, type Receipts } from './index.ts';

let journey: Journey;
let updates: Updates;
let receipts: Receipts;

beforeAll(async () => {
  journey = await createJourney();
  updates = createUpdates(journey);
  receipts = createReceipts({
    store: createEvidenceStore(journey.db),
    submissions: journey.submissions,
  });
});
beforeEach(async () => {
  await journey.setTime('2026-10-06T09:00:00Z');
  await journey.control.clearFaults();
  await journey.control.setCalculationSeconds(0);
});
afterAll(() => journey.close());

const put = 'put-uk-cumulative';
const fault = (landlord: Landlord, name: string, more: object = {}) =>
  journey.control.addFault({ name, nino: landlord.nino, operation: put, times: 1, ...more });

async function receiptOf(landlord: Landlord, submissionId: string) {
  const receipt = await receipts.one(landlord.id, submissionId);
  if (!receipt?.attempts[0]) throw new Error('There is no receipt.');
  return { ...receipt, latest: receipt.attempts[0] };
}

/** The records of a landlord's chain, which must fit. */
async function chainOf(landlord: Landlord) {
  const rows = await receipts.chain(landlord.id);
  expect(problemsOf(rows)).toEqual([]);
  return rows;
}
const kindsOf = async (landlord: Landlord) => (await chainOf(landlord)).map(({ kind }) => kind);

/** An update that HMRC took. */
async function addSubmitted() {
  const landlord = await journey.addConnected();
  const { submissionId, event } = await updates.submit(landlord);
  await updates.run(event);
  return { landlord, submissionId, event };
}

describe('the transactions behind an update', () => {
  it('stay as they stood at the click, whatever becomes of them and their property', async () => {
    const { landlord, submissionId } = await addSubmitted();
    const before = (await receiptOf(landlord, submissionId)).latest.ledger;
    expect(before).toMatchObject({
      from: '2026-04-06',
      to: quarter1,
      addUp: true,
      rows: [{ date: '2026-05-01', category: 'periodAmount', description: 'Rent', moneyInPence: 115_000 }],
    });
    const [row] = before?.rows ?? [];
    const transaction = {
      propertyId: row?.propertyId ?? '',
      date: '2026-05-02',
      category: 'otherIncome',
      description: 'Something else',
      moneyIn: '1.00',
      moneyOut: '',
    };
    expect(await journey.records.changeTransaction(landlord.id, row?.id ?? '', transaction)).toMatchObject({
      ok: true,
    });
    await journey.records.changeProperty(landlord.id, row?.propertyId ?? '', {
      name: 'Renamed',
      address: '',
    });
    expect((await receiptOf(landlord, submissionId)).latest.ledger).toEqual(before);
    await journey.records.deleteTransaction(landlord.id, row?.id ?? '');
    expect(await journey.records.deleteProperty(landlord.id, row?.propertyId ?? '')).toEqual({ ok: true });
    const { latest } = await receiptOf(landlord, submissionId);
    expect(latest.ledger).toEqual(before);
    expect(readUpdateFigures(latest.attempt.figures)).toMatchObject({
      income: { periodAmountPence: 115_000 },
    });
  });

  it('are those of that very moment: one that changes between the look and the click stops it, and nothing is placed', async () => {
    const landlord = await journey.addConnected();
    const store = createSubmissionStore(journey.db);
    const { submissions } = journey.createProcess({
      store: {
        create: async (...placed) => {
          await journey.addRent(landlord, '2026-06-01', '10.00');
          return store.create(...placed);
        },
      },
    });
    const key = { businessId: landlord.businessId, periodEndDate: quarter1 };
    const seen = (await submissions.review(landlord.id, key))?.fingerprint ?? '';
    const click = { ownerId: landlord.id, attemptId: randomUUID(), seen, captured };
    expect(await submissions.request(click, key)).toEqual({ ok: false, reason: 'records-changed' });
    expect(await submissions.all(landlord.id)).toEqual([]);
    expect(await chainOf(landlord)).toEqual([]);
  });

  it('of each attempt are its own', async () => {
    const landlord = await journey.addConnected();
    await fault(landlord, 'refuse', { code: 'FORMAT_VALUE', path: '/ukProperty/income/periodAmount' });
    const { submissionId, event } = await updates.submit(landlord);
    await updates.run(event);
    await journey.addRent(landlord, '2026-06-01', '50.00');
    expect(await updates.clickResubmit(landlord, submissionId)).toMatchObject({ ok: true });
    await updates.run(await updates.eventOf(landlord, submissionId));

    const { attempts } = await receiptOf(landlord, submissionId);
    expect(
      attempts.map(({ attempt, ledger }) => [attempt.number, attempt.status, ledger?.rows.length]),
    ).toEqual([
      [2, 'submitted', 2],
      [1, 'rejected', 1],
    ]);
    const rejected = attempts[1];
    expect(rejected?.attempt.outcome?.messages).toMatchObject([
      { code: 'FORMAT_VALUE', field: 'periodAmount' },
    ]);
    expect(rejected?.requests).toMatchObject([{ httpStatus: 400, codes: ['FORMAT_VALUE'] }]);
    expect(await kindsOf(landlord)).toEqual([
      'attempt-placed',
      'attempt-ended',
      'attempt-placed',
      'attempt-ended',
    ]);
  });
});

describe('the landlord’s word that a business is final', () => {
  it('is a record of the chain, once for a form, with its words, and stands on the receipt of the adjustments', async () => {
    const finalising = createFinalising(journey);
    const landlord = await journey.addConnected();
    await finalising.prepare(landlord);
    const submissionId = await finalising.send(landlord);
    const id = randomUUID();
    await Promise.all([finalising.confirm(landlord, { id }), finalising.confirm(landlord, { id })]);
    const { latest } = await receiptOf(landlord, submissionId);
    expect(latest.finalised).toEqual([
      { at: journey.clock.now().toISOString(), by: 'Ada Landlord', wording: finalisationWording },
    ]);
    expect(latest.records.map(({ kind, fits }) => [kind, fits])).toEqual([
      ['attempt-placed', true],
      ['attempt-ended', true],
      ['business-finalised', true],
    ]);
    expect(await kindsOf(landlord)).toContain('business-finalised');
  });
});

describe('a receipt', () => {
  it('says who clicked by the name of that day, what was sent to the letter, and what HMRC answered', async () => {
    const { landlord, submissionId } = await addSubmitted();
    await journey.pool.query(`update users set email = 'new@example.com' where id = $1`, [landlord.id]);
    const { latest, head } = await receiptOf(landlord, submissionId);
    const [sent] = await updates.sendsOf(landlord, submissionId);
    expect(latest).toMatchObject({
      by: { email: `${landlord.id}@example.com` },
      environment: 'simulator',
      attempt: { status: 'submitted', correlationId: sent?.correlationId },
      requests: [
        {
          body: sent?.body,
          httpStatus: 204,
          correlationId: sent?.correlationId,
          sentAt: '2026-10-06T09:00:00.000Z',
          answeredAt: '2026-10-06T09:00:00.000Z',
          settledBy: 'answer',
          readBack: null,
        },
      ],
      records: [
        { sequence: 1, kind: 'attempt-placed', fits: true },
        { sequence: 2, kind: 'attempt-ended', fits: true },
      ],
    });
    expect(head).toMatchObject({ sequence: 2, hash: latest.records[1]?.hash });
  });

  it('tells what HMRC’s own copy held, of each request', async () => {
    const landlord = await journey.addConnected();
    const { submissionId, event } = await updates.submit(landlord);
    await fault(landlord, 'answer-lost-before');
    expect(await updates.run(event)).toMatchObject({ next: 'retry' });
    await journey.setTime('2026-10-06T09:01:00Z');
    await fault(landlord, 'answer-lost');
    expect(await updates.run(event)).toMatchObject({ next: 'retry' });
    expect(await updates.run(event)).toEqual({ next: 'stop' });
    const { latest } = await receiptOf(landlord, submissionId);
    expect(latest.attempt.outcome).toMatchObject({ code: 'READ_BACK', readBack: true });
    expect(latest.requests.map(({ readBack, settledBy }) => [readBack, settledBy])).toEqual([
      ['not-found', 'hmrc-copy'],
      ['found', 'hmrc-copy'],
    ]);
  });

  it('shows what is known while the outcome is not, and one record more when it is', async () => {
    const landlord = await journey.addConnected();
    const { submissionId, event } = await updates.submit(landlord);
    await fault(landlord, 'answer-lost');
    await updates.run(event);
    const { latest } = await receiptOf(landlord, submissionId);
    expect(latest).toMatchObject({
      attempt: { status: 'processing', finishedAt: null },
      requests: [{ settledBy: null, httpStatus: null }],
      records: [{ kind: 'attempt-placed' }],
    });
    await updates.run(event);
    expect((await receiptOf(landlord, submissionId)).latest.records).toHaveLength(2);
  });

  it('keeps an answer that comes when the attempt has ended, as a record of its own', async () => {
    const { landlord, submissionId, event } = await addSubmitted();
    const store = createSubmissionStore(journey.db);
    const send = {
      ownerId: landlord.id,
      attemptId: event.attemptId,
      sentAt: journey.clock.now(),
      body: '{}',
    };
    const late = await store.beginSend(send);
    await store.noteAnswer(late, {
      settledBy: 'answer',
      answeredAt: journey.clock.now(),
      httpStatus: 204,
      correlationId: 'late',
      codes: null,
    });
    expect(await kindsOf(landlord)).toEqual(['attempt-placed', 'attempt-ended', 'answer-after-end']);
    const { latest } = await receiptOf(landlord, submissionId);
    expect(latest.requests).toHaveLength(1);
    expect(latest.lateAnswers).toMatchObject([{ id: late, httpStatus: 204, correlationId: 'late' }]);
  });

  it('shows an outcome that was put right, and that it was', async () => {
    const landlord = await journey.addConnected();
    await fault(landlord, 'refuse', { code: 'FORMAT_VALUE', path: '/ukProperty/income/periodAmount' });
    const { submissionId, event } = await updates.submit(landlord);
    await updates.run(event);
    const outcome = {
      code: 'invalid_grant',
      sentence: 'Please reconnect your HMRC account.',
      owner: 'landlord',
      reconnect: true,
      readBack: false,
      messages: [],
    };
    const store = createReclassificationStore(journey.db);
    await store.makeFailed({ id: event.attemptId, submissionId }, outcome, new Date('2026-11-01T12:00:00Z'));
    expect(await kindsOf(landlord)).toEqual(['attempt-placed', 'attempt-ended', 'attempt-corrected']);
    expect((await receiptOf(landlord, submissionId)).latest).toMatchObject({
      attempt: { status: 'failed', outcome: { code: 'invalid_grant' } },
      corrections: [{ at: '2026-11-01T12:00:00.000Z', from: 'rejected' }],
    });
  });

  it('of an annual summary and of a final declaration holds the year’s transactions beside figures that are no sums', async () => {
    const landlord = await journey.addConnected();
    const annuals = createAnnuals(journey);
    await annuals.fill(landlord);
    const summary = await annuals.click(landlord);
    if (!summary.ok) throw new Error(summary.reason);
    expect((await receiptOf(landlord, summary.submissionId)).latest.ledger).toMatchObject({
      from: '2026-04-06',
      to: '2027-04-05',
      addUp: false,
      rows: [{ moneyInPence: 115_000 }],
    });

    const declaring = createDeclaring(journey);
    const declarant = await declaring.addWithYear();
    const made = await declaring.agree(declarant, await declaring.figures(declarant));
    if (!made.ok) throw new Error(made.reason);
    const { latest, submission } = await receiptOf(declarant, made.submissionId);
    expect(submission.taxYear).toBe(declaredYear);
    expect(latest.ledger).toMatchObject({ addUp: false, rows: [{ moneyInPence: 3_000_000 }] });
  });

  it('is nobody else’s', async () => {
    const [mine, other] = [await addSubmitted(), await journey.addConnected()];
    expect(await receipts.one(other.id, mine.submissionId)).toBeNull();
    expect(await receipts.all(other.id)).toEqual([]);
    expect(await receipts.chain(other.id)).toEqual([]);
    expect(await receipts.head(other.id)).toBeNull();
  });

  it('holds no NINO and no device', async () => {
    const { landlord } = await addSubmitted();
    const all = (await chainOf(landlord)).map(({ text }) => text).join('\n');
    expect(all).not.toContain(landlord.nino);
    expect(all).not.toContain('Gov-Client');
  });
});

describe('submissions from before records were kept', () => {
  /** Takes records away as if they had never been made. */
  async function forget(landlord: Landlord, kinds: readonly string[]) {
    await journey.pool.query('alter table evidence disable trigger evidence_is_kept');
    await journey.pool.query('delete from evidence where owner_id = $1 and kind = any($2)', [
      landlord.id,
      kinds,
    ]);
    await journey.pool.query('alter table evidence enable trigger evidence_is_kept');
  }

  it('get a receipt that says what is known and what was not frozen', async () => {
    const { landlord, submissionId } = await addSubmitted();
    await forget(landlord, ['attempt-placed', 'attempt-ended']);
    const { latest, head } = await receiptOf(landlord, submissionId);
    expect(head).toBeNull();
    expect(latest).toMatchObject({ by: null, ledger: null, records: [], attempt: { status: 'submitted' } });
    expect(latest.requests).toMatchObject([{ httpStatus: 204 }]);
  });

  it('that end afterwards have a record of that alone, the first of the chain', async () => {
    const landlord = await journey.addConnected();
    const { submissionId, event } = await updates.submit(landlord);
    await forget(landlord, ['attempt-placed']);
    await updates.run(event);
    expect(await kindsOf(landlord)).toEqual(['attempt-ended']);
    const { latest } = await receiptOf(landlord, submissionId);
    expect(latest).toMatchObject({
      by: null,
      ledger: null,
      records: [{ sequence: 1, kind: 'attempt-ended' }],
    });
  });
});
