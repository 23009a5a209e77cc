import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createReclassificationStore } from '../../data/reclassification.ts';
import { createSubmissionStore } from '../../data/submissions.ts';
import { createAnnuals } from '../../test/annual-summaries.ts';
import { createDeclaring, declaredYear } from '../../test/declaring.ts';
import { createFinalising } from '../../test/finalising.ts';
import { createJourney, type Journey } from '../../test/journey.ts';
import { createReceiving, type Receiving } from '../../test/receiving.ts';
import { finalisationWording } from '../submissions/index.ts';

let journey: Journey;
let receiving: Receiving;

beforeAll(async () => {
  journey = await createJourney();
  receiving = createReceiving(journey);
});
beforeEach(async () => {
  await journey.setTime('2026-10-06T09:00:00Z');
  await journey.control.clearFaults();
  await journey.control.setCalculationSeconds(0);
});
afterAll(() => journey.close());

describe('the landlord’s word that a business is final', () => {
  it('is a record of the chain, once for a form, with its words, and stands on the receipt of the adjustments', async () => {
    const finalising = createFinalising(journey);
    const landlord = await journey.addConnected();
    await finalising.prepare(landlord);
    const submissionId = await finalising.send(landlord);
    const id = randomUUID();
    await Promise.all([finalising.confirm(landlord, { id }), finalising.confirm(landlord, { id })]);
    const { latest } = await receiving.receiptOf(landlord, submissionId);
    expect(latest.finalised).toEqual([
      { at: journey.clock.now().toISOString(), by: 'Ada Landlord', wording: finalisationWording },
    ]);
    expect(latest.records.map(({ kind, fits }) => [kind, fits])).toEqual([
      ['attempt-placed', true],
      ['attempt-ended', true],
      ['business-finalised', true],
    ]);
    expect(await receiving.kindsOf(landlord)).toContain('business-finalised');
  });
});

describe('a receipt', () => {
  it('says who clicked by the name of that day, what was sent to the letter, and what HMRC answered', async () => {
    const { landlord, submissionId } = await receiving.addSubmitted();
    await journey.pool.query(`update users set email = 'new@example.com' where id = $1`, [landlord.id]);
    const { latest, head } = await receiving.receiptOf(landlord, submissionId);
    const [sent] = await receiving.updates.sendsOf(landlord, submissionId);
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
    const { submissionId, event } = await receiving.updates.submit(landlord);
    await receiving.fault(landlord, 'answer-lost-before');
    expect(await receiving.updates.run(event)).toMatchObject({ next: 'retry' });
    await journey.setTime('2026-10-06T09:11:00Z');
    await receiving.fault(landlord, 'answer-lost');
    expect(await receiving.updates.run(event)).toMatchObject({ next: 'retry' });
    expect(await receiving.updates.run(event)).toEqual({ next: 'stop' });
    const { latest } = await receiving.receiptOf(landlord, submissionId);
    expect(latest.attempt.outcome).toMatchObject({ code: 'READ_BACK', readBack: true });
    expect(latest.requests.map(({ readBack, settledBy }) => [readBack, settledBy])).toEqual([
      ['not-found', 'hmrc-copy'],
      ['found', 'hmrc-copy'],
    ]);
  });

  it('shows what is known while the outcome is not, and one record more when it is', async () => {
    const landlord = await journey.addConnected();
    const { submissionId, event } = await receiving.updates.submit(landlord);
    await receiving.fault(landlord, 'answer-lost');
    await receiving.updates.run(event);
    const { latest } = await receiving.receiptOf(landlord, submissionId);
    expect(latest).toMatchObject({
      attempt: { status: 'processing', finishedAt: null },
      requests: [{ settledBy: null, httpStatus: null }],
      records: [{ kind: 'attempt-placed' }],
    });
    await receiving.updates.run(event);
    expect((await receiving.receiptOf(landlord, submissionId)).latest.records).toHaveLength(2);
  });

  it('keeps an answer that comes when the attempt has ended, as a record of its own', async () => {
    const { landlord, submissionId, event } = await receiving.addSubmitted();
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
    expect(await receiving.kindsOf(landlord)).toEqual([
      'attempt-placed',
      'attempt-ended',
      'answer-after-end',
    ]);
    const { latest } = await receiving.receiptOf(landlord, submissionId);
    expect(latest.requests).toHaveLength(1);
    expect(latest.lateAnswers).toMatchObject([{ id: late, httpStatus: 204, correlationId: 'late' }]);
  });

  it('shows an outcome that was put right, and that it was', async () => {
    const landlord = await journey.addConnected();
    await receiving.fault(landlord, 'refuse', {
      code: 'FORMAT_VALUE',
      path: '/ukProperty/income/periodAmount',
    });
    const { submissionId, event } = await receiving.updates.submit(landlord);
    await receiving.updates.run(event);
    const outcome = {
      code: 'invalid_grant',
      sentence: 'Please reconnect your HMRC account.',
      owner: 'landlord',
      reconnect: true,
      readBack: false,
      messages: [],
    };
    const store = createReclassificationStore(journey.db);
    await store.makeFailed({ id: event.attemptId }, outcome, new Date('2026-11-01T12:00:00Z'));
    expect(await receiving.kindsOf(landlord)).toEqual([
      'attempt-placed',
      'attempt-ended',
      'attempt-corrected',
    ]);
    expect((await receiving.receiptOf(landlord, submissionId)).latest).toMatchObject({
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
    expect((await receiving.receiptOf(landlord, summary.submissionId)).latest.ledger).toMatchObject({
      from: '2026-04-06',
      to: '2027-04-05',
      addUp: false,
      rows: [{ moneyInPence: 115_000 }],
    });

    const declaring = createDeclaring(journey);
    const declarant = await declaring.addWithYear();
    const made = await declaring.agree(declarant, await declaring.figures(declarant));
    if (!made.ok) throw new Error(made.reason);
    const { latest, submission } = await receiving.receiptOf(declarant, made.submissionId);
    expect(submission.taxYear).toBe(declaredYear);
    expect(latest.ledger).toMatchObject({ addUp: false, rows: [{ moneyInPence: 3_000_000 }] });
  });

  it('is nobody else’s', async () => {
    const [mine, other] = [await receiving.addSubmitted(), await journey.addConnected()];
    expect(await receiving.receipts.one(other.id, mine.submissionId)).toBeNull();
    expect(await receiving.receipts.all(other.id)).toEqual([]);
    expect(await receiving.receipts.chain(other.id)).toEqual([]);
    expect(await receiving.receipts.head(other.id)).toBeNull();
  });

  it('holds no NINO and no device', async () => {
    const { landlord } = await receiving.addSubmitted();
    const all = (await receiving.chainOf(landlord)).map(({ text }) => text).join('\n');
    expect(all).not.toContain(landlord.nino);
    expect(all).not.toContain('Gov-Client');
  });
});
