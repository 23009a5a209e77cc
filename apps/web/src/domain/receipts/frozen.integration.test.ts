import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createSubmissionStore } from '../../data/submissions.ts';
import { createJourney, type Journey } from '../../test/journey.ts';
import { captured, type Landlord } from '../../test/landlords.ts';
import { createReceiving, type Receiving } from '../../test/receiving.ts';
import { quarter1 } from '../../test/updates.ts';
import { readUpdateFigures } from '../submissions/index.ts';

let journey: Journey;
let receiving: Receiving;

beforeAll(async () => {
  journey = await createJourney();
  receiving = createReceiving(journey);
});
beforeEach(async () => {
  await journey.setTime('2026-10-06T09:00:00Z');
  await journey.control.clearFaults();
});
afterAll(() => journey.close());

describe('the transactions behind an update', () => {
  it('stay as they stood at the click, whatever becomes of them and their property', async () => {
    const { landlord, submissionId } = await receiving.addSubmitted();
    const before = (await receiving.receiptOf(landlord, submissionId)).latest.ledger;
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
    expect((await receiving.receiptOf(landlord, submissionId)).latest.ledger).toEqual(before);
    await journey.records.deleteTransaction(landlord.id, row?.id ?? '');
    expect(await journey.records.deleteProperty(landlord.id, row?.propertyId ?? '')).toEqual({ ok: true });
    const { latest } = await receiving.receiptOf(landlord, submissionId);
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
    expect(await receiving.chainOf(landlord)).toEqual([]);
  });

  it('of each attempt are its own', async () => {
    const landlord = await journey.addConnected();
    await receiving.fault(landlord, 'refuse', {
      code: 'FORMAT_VALUE',
      path: '/ukProperty/income/periodAmount',
    });
    const { submissionId, event } = await receiving.updates.submit(landlord);
    await receiving.updates.run(event);
    await journey.addRent(landlord, '2026-06-01', '50.00');
    expect(await receiving.updates.clickResubmit(landlord, submissionId)).toMatchObject({ ok: true });
    await receiving.updates.run(await receiving.updates.eventOf(landlord, submissionId));

    const { attempts } = await receiving.receiptOf(landlord, submissionId);
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
    expect(await receiving.kindsOf(landlord)).toEqual([
      'attempt-placed',
      'attempt-ended',
      'attempt-placed',
      'attempt-ended',
    ]);
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
    const { landlord, submissionId } = await receiving.addSubmitted();
    await forget(landlord, ['attempt-placed', 'attempt-ended']);
    const { latest, head } = await receiving.receiptOf(landlord, submissionId);
    expect(head).toBeNull();
    expect(latest).toMatchObject({ by: null, ledger: null, records: [], attempt: { status: 'submitted' } });
    expect(latest.requests).toMatchObject([{ httpStatus: 204 }]);
  });

  it('that end afterwards have a record of that alone, the first of the chain', async () => {
    const landlord = await journey.addConnected();
    const { submissionId, event } = await receiving.updates.submit(landlord);
    await forget(landlord, ['attempt-placed']);
    await receiving.updates.run(event);
    expect(await receiving.kindsOf(landlord)).toEqual(['attempt-ended']);
    const { latest } = await receiving.receiptOf(landlord, submissionId);
    expect(latest).toMatchObject({
      by: null,
      ledger: null,
      records: [{ sequence: 1, kind: 'attempt-ended' }],
    });
  });
});
