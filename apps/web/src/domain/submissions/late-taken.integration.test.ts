import { type HmrcFailure, meaningOf } from '@quarterday/hmrc-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createJourney, type Journey } from '../../test/journey.ts';
import { type Landlord } from '../../test/landlords.ts';
import { type AttemptEvent, createUpdates, type Updates } from '../../test/updates.ts';

let journey: Journey;
let updates: Updates;

beforeAll(async () => {
  journey = await createJourney();
  updates = createUpdates(journey);
});
beforeEach(async () => {
  await journey.setTime('2026-10-06T09:00:00Z');
  await journey.control.clearFaults();
  await journey.pool.query('delete from operator_alerts');
});
afterAll(() => journey.close());

/** Ten minutes after each submission: what has not arrived by then does not arrive. */
const onceArrived = '2026-10-06T09:10:00.000Z';
const put = 'put-uk-cumulative';
const timedOut: HmrcFailure = {
  ...{ kind: 'timeout', delivery: 'unknown', status: null, correlationId: null, retryAfterMs: null },
  errors: [],
  meaning: meaningOf({ operation: 'putUkPropertyCumulative', status: null, codes: [], kind: 'timeout' }),
};

const fault = (landlord: Landlord, name: string, more: object) =>
  journey.control.addFault({ name, nino: landlord.nino, ...more });
const statusOf = async (landlord: Landlord, submissionId: string) =>
  (await updates.view(landlord, submissionId)).status;
const tryAgain = (event: AttemptEvent) => journey.submissions.steps.send(event);

describe('an update that HMRC takes late', () => {
  /** Leaves it without an answer until it is let through, as a slow network would. */
  async function leaveOnItsWay() {
    const landlord = await journey.addConnected();
    const { submissionId, event } = await updates.submit(landlord);
    let letThrough: () => Promise<unknown> = () => Promise.reject(new Error('nothing was sent'));
    const slow = journey.createProcess({
      hmrc: {
        putUkPropertyCumulative: (call, params) => {
          letThrough = () => journey.hmrc.putUkPropertyCumulative(call, params);
          return Promise.resolve({ ok: false, failure: timedOut });
        },
      },
    });
    await updates.run(event, slow);
    return { landlord, submissionId, event, letThrough: () => letThrough() };
  }

  it('after the tries are used up is not called failed, and is found', async () => {
    const { landlord, submissionId, event, letThrough } = await leaveOnItsWay();
    await journey.submissions.giveUp(event);
    expect(await statusOf(landlord, submissionId)).toBe('processing');
    await letThrough();
    await journey.setTime(onceArrived);
    await journey.submissions.steps.askHmrc(event);
    const { latest } = await updates.view(landlord, submissionId);
    expect(latest).toMatchObject({ status: 'submitted', outcome: { code: 'READ_BACK' } });
  });

  it('while its successor is refused is not called rejected', async () => {
    const { landlord, submissionId, event, letThrough } = await leaveOnItsWay();
    await fault(landlord, 'refuse', { operation: put, code: 'FORMAT_VALUE', times: 1 });
    expect(await tryAgain(event)).toMatchObject({ next: 'retry' });
    expect(await statusOf(landlord, submissionId)).toBe('processing');
    await letThrough();
    expect(await tryAgain(event)).toEqual({ next: 'stop' });
    expect(await statusOf(landlord, submissionId)).toBe('submitted');
  });

  it('while HMRC lists its quarter no more is not called failed', async () => {
    const { landlord, submissionId, event, letThrough } = await leaveOnItsWay();
    await fault(landlord, 'refuse', { operation: 'obligations', code: 'NO_OBLIGATIONS_FOUND', status: 404 });
    const ask = () => journey.submissions.steps.fetchObligations(event);
    expect(await ask()).toMatchObject({ next: 'retry', because: 'may-still-arrive' });
    await letThrough();
    expect(await ask()).toEqual({ next: 'stop' });
    expect(await statusOf(landlord, submissionId)).toBe('submitted');
  });

  it('and answers when it was called failed is put right, with what stood there kept', async () => {
    const landlord = await journey.addConnected();
    const { submissionId, event } = await updates.submit(landlord);
    const slow = journey.createProcess({
      hmrc: {
        putUkPropertyCumulative: async (call, params) => {
          await journey.setTime('2026-10-06T09:30:00Z');
          // Somebody else took it for lost meanwhile.
          await journey.submissions.giveUp(event);
          expect(await statusOf(landlord, submissionId)).toBe('failed');
          return journey.hmrc.putUkPropertyCumulative(call, params);
        },
      },
    });
    await updates.run(event, slow);
    const { status, latest } = await updates.view(landlord, submissionId);
    expect([status, latest.status]).toEqual(['submitted', 'submitted']);
    expect(latest.outcome).toMatchObject({
      code: 'ACCEPTED',
      corrected: {
        from: 'failed',
        code: 'NOT_TAKEN',
        sentence: expect.stringMatching(/not in it/) as string,
      },
    });
    const { rows } = await journey.pool.query<{ kind: string }>(
      'select kind from evidence where attempt_id = $1 order by sequence',
      [event.attemptId],
    );
    expect(rows.map(({ kind }) => kind)).toEqual([
      'attempt-placed',
      'attempt-ended',
      'answer-after-end',
      'attempt-corrected',
    ]);
    expect(await updates.clickResubmit(landlord, submissionId)).toMatchObject({ ok: false });
  });

  it('is put right by whatever looks next, where the process died before it could', async () => {
    const landlord = await journey.addConnected();
    const { submissionId, event } = await updates.submit(landlord);
    const dying = journey.createProcess({
      store: { makeTaken: () => Promise.reject(new Error('killed')) },
      hmrc: {
        putUkPropertyCumulative: async (call, params) => {
          await journey.setTime('2026-10-06T09:30:00Z');
          await journey.submissions.giveUp(event);
          return journey.hmrc.putUkPropertyCumulative(call, params);
        },
      },
    });
    await expect(updates.run(event, dying)).rejects.toThrow('killed');
    expect(await statusOf(landlord, submissionId)).toBe('failed');
    await tryAgain(event);
    expect(await statusOf(landlord, submissionId)).toBe('submitted');
  });
});

describe('HMRC’s copy that can’t be read', () => {
  it('for a day is told to the operator', async () => {
    const landlord = await journey.addConnected();
    const { event } = await updates.submit(landlord);
    await fault(landlord, 'answer-lost', { operation: put, times: 1 });
    await updates.run(event);
    await fault(landlord, 'refuse', { operation: 'get-uk-cumulative', code: 'FORMAT_NINO' });
    await journey.submissions.giveUp(event);
    const after = async (hours: number) => {
      await journey.setTime(new Date(Date.parse('2026-10-06T09:00:00Z') + hours * 3_600_000).toISOString());
      await journey.submissions.keepAsking(event, `hour-${hours}`);
      return journey.alertKinds();
    };
    expect(await after(23)).toEqual([]);
    journey.mailer.sent.length = 0;
    expect(await after(24)).toEqual(['hmrc-copy-unreadable']);
    expect(await after(26)).toHaveLength(2);
    expect(await after(49)).toHaveLength(3);
    // Mailed once, as long as it goes on.
    expect(journey.mailer.sent).toHaveLength(1);
  });
});
