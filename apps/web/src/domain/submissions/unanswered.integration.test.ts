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

const put = 'put-uk-cumulative';
const get = 'get-uk-cumulative';
const fault = (landlord: Landlord, name: string, more: object) =>
  journey.control.addFault({ name, nino: landlord.nino, ...more });
const puts = (landlord: Landlord) => journey.countCalls(put, landlord.nino);
const statusOf = async (landlord: Landlord, submissionId: string) =>
  (await updates.view(landlord, submissionId)).status;

/** An attempt whose send was not answered, after HMRC took it or without. */
async function leaveUnanswered(taken: 'taken' | 'not taken') {
  const landlord = await journey.addConnected();
  const { submissionId, event } = await updates.submit(landlord);
  await fault(landlord, taken === 'taken' ? 'answer-lost' : 'answer-lost-before', {
    operation: put,
    times: 1,
  });
  expect(await updates.run(event)).toMatchObject({ next: 'retry' });
  expect(await statusOf(landlord, submissionId)).toBe('processing');
  return { landlord, submissionId, event };
}

/** Ten minutes after each submission: what has not arrived by then does not arrive. */
const onceArrived = '2026-10-06T09:10:00.000Z';

const tryAgain = (event: AttemptEvent) => journey.submissions.steps.send(event);

describe('a send without an answer', () => {
  it.each(['answer-lost', 'malformed-json'])(
    'that HMRC took is found in HMRC’s copy, and not sent again: %s',
    async (name) => {
      const landlord = await journey.addConnected();
      const { submissionId, event } = await updates.submit(landlord);
      await fault(landlord, name, { operation: put, times: 1 });
      expect(await updates.run(event)).toMatchObject({ next: 'retry' });

      expect(await tryAgain(event)).toEqual({ next: 'stop' });
      const { latest } = await updates.view(landlord, submissionId);
      expect(latest).toMatchObject({ status: 'submitted', outcome: { code: 'READ_BACK', readBack: true } });
      expect(latest.correlationId).toMatch(/\S/);
      expect(updates.held(landlord)?.acceptedCount).toBe(1);
      expect(puts(landlord)).toBe(1);
      const sends = await updates.sendsOf(landlord, submissionId);
      expect(sends.map(({ settledBy }) => settledBy)).toEqual(['hmrc-copy']);
    },
  );

  // What HMRC refused is over; what has no answer may still be on its way, and HMRC's copy does not tell of it yet.
  it.each([
    ['outage-503', 'hmrc-copy'],
    ['outage-500', 'hmrc-copy'],
    ['answer-lost-before', null],
    ['html-error', null],
    ['drop-connection', null],
  ])('that HMRC did not take is sent again: %s', async (name, told) => {
    const landlord = await journey.addConnected();
    const { submissionId, event } = await updates.submit(landlord);
    await fault(landlord, name, { operation: put, times: 1 });
    expect(await updates.run(event)).toMatchObject({ next: 'retry' });

    expect(await tryAgain(event)).toEqual({ next: 'stop' });
    expect(journey.countCalls(get, landlord.nino)).toBe(1);
    expect(updates.held(landlord)?.acceptedCount).toBe(1);
    const sends = await updates.sendsOf(landlord, submissionId);
    expect(sends.map(({ settledBy }) => settledBy)).toEqual([told, 'answer']);
    expect(sends[0]?.body).toBe(sends[1]?.body);
    expect(await statusOf(landlord, submissionId)).toBe('submitted');
  });

  it('is sent again when HMRC’s copy is another update', async () => {
    const landlord = await journey.addConnected();
    const first = await updates.submit(landlord);
    await updates.run(first.event);
    await journey.addRent(landlord, '2026-06-01', '900.00');
    const { submissionId, event } = await updates.submit(landlord);
    await fault(landlord, 'answer-lost-before', { operation: put, times: 1 });
    await updates.run(event);
    await tryAgain(event);
    expect(await statusOf(landlord, submissionId)).toBe('submitted');
    expect(updates.held(landlord)).toMatchObject({
      acceptedCount: 2,
      current: { pence: { 'income.periodAmount': 205_000 } },
    });
  });

  it.each([
    { name: 'outage-503' },
    { name: 'throttle' },
    { name: 'drop-connection' },
    { name: 'malformed-json' },
    { name: 'refuse', code: 'FORMAT_NINO' },
    { name: 'forbidden', code: 'RESOURCE_FORBIDDEN' },
    { name: 'unauthorised', code: 'MISSING_CREDENTIALS' },
  ])('stays processing while HMRC’s copy can’t be read: $name $code', async (given) => {
    const { landlord, submissionId, event } = await leaveUnanswered('taken');
    const { id } = await fault(landlord, given.name, { ...given, operation: get });
    expect(await tryAgain(event)).toMatchObject({ next: 'retry' });
    expect(await statusOf(landlord, submissionId)).toBe('processing');
    expect((await journey.connectionOf(landlord)).status).toBe('connected');

    await journey.control.removeFault(id);
    await tryAgain(event);
    expect(await statusOf(landlord, submissionId)).toBe('submitted');
    expect(updates.held(landlord)?.acceptedCount).toBe(1);
  });
});

describe('authorisation that dies while a send is unanswered', () => {
  it.each([
    { what: 'withdrawn', strike: (each: Landlord) => journey.control.revokeAuthority(each.nino) },
    { what: '403', strike: (each: Landlord) => fault(each, 'forbidden', { operation: get, times: 1 }) },
    {
      what: '401 twice',
      strike: (each: Landlord) => fault(each, 'unauthorised', { operation: get, times: 2 }),
    },
  ])('leaves it processing until reconnected, then HMRC is asked: $what', async ({ strike }) => {
    const { landlord, submissionId, event } = await leaveUnanswered('taken');
    await strike(landlord);
    expect(await tryAgain(event)).toEqual({ next: 'stop' });
    expect(await journey.connectionOf(landlord)).toMatchObject({ status: 'expired' });
    const waiting = await updates.view(landlord, submissionId);
    expect(waiting).toMatchObject({
      status: 'processing',
      latest: { waitingFor: 'reconnect', nextTryAt: null },
    });
    expect(await updates.eventsFor(event.attemptId)).toHaveLength(1);

    expect(await journey.connect(landlord)).toMatchObject({ ok: true, reconnected: true });
    const events = await updates.eventsFor(event.attemptId);
    expect(events.map(({ name }) => name).at(-1)).toBe('submission/ask-hmrc.requested');
    expect(events).toHaveLength(2);
    expect((await updates.view(landlord, submissionId)).latest.waitingFor).toBe('hmrc');

    expect(await journey.submissions.steps.askHmrc(event)).toEqual({ next: 'stop' });
    expect(await statusOf(landlord, submissionId)).toBe('submitted');
    expect(puts(landlord)).toBe(1);
  });

  it('fails it after reconnecting when HMRC did not take it, and sends nothing unasked', async () => {
    const { landlord, submissionId, event } = await leaveUnanswered('not taken');
    await journey.control.revokeAuthority(landlord.nino);
    await tryAgain(event);
    await journey.connect(landlord);
    expect(await journey.submissions.steps.askHmrc(event)).toMatchObject({ because: 'may-still-arrive' });
    await journey.setTime(onceArrived);
    await journey.submissions.steps.askHmrc(event);
    const { latest } = await updates.view(landlord, submissionId);
    expect(latest).toMatchObject({ status: 'failed', outcome: { code: 'NOT_TAKEN' } });
    expect(puts(landlord)).toBe(1);
    expect(updates.held(landlord)).toBeUndefined();
  });

  it('does not let it sleep when the landlord reconnected before it lay down', async () => {
    const { landlord, submissionId, event } = await leaveUnanswered('taken');
    await journey.control.revokeAuthority(landlord.nino);
    const { connections, submissions } = journey.createProcess({
      store: {
        unsettled: async (attemptId) => {
          const sends = await journey.submissions.sends(landlord.id, submissionId);
          if ((await journey.connectionOf(landlord)).status === 'expired') await journey.connect(landlord);
          return sends.filter((send) => send.attemptId === attemptId && send.settledBy === null);
        },
      },
    });
    expect(connections).toBeDefined();
    expect(await submissions.steps.send(event)).toMatchObject({ next: 'retry' });
    expect((await updates.view(landlord, submissionId)).latest.waitingFor).toBeNull();
    await tryAgain(event);
    expect(await statusOf(landlord, submissionId)).toBe('submitted');
  });
});

describe('tries that are used up', () => {
  it('with nothing sent end as failed: HMRC could not be reached', async () => {
    const landlord = await journey.addConnected();
    const { submissionId, event } = await updates.submit(landlord);
    await fault(landlord, 'outage-503', { operation: 'obligations' });
    expect(await updates.run(event)).toMatchObject({ next: 'retry' });
    await journey.submissions.giveUp(event);
    const { latest } = await updates.view(landlord, submissionId);
    expect(latest).toMatchObject({ status: 'failed', outcome: { code: 'TRIES_USED_UP', owner: 'hmrc' } });
    expect(latest.outcome?.sentence).toMatch(/^HMRC could not be reached\. .*“Resubmit”/);
    expect((await journey.connectionOf(landlord)).status).toBe('connected');
  });

  it('end as submitted when HMRC’s copy holds the update', async () => {
    const { landlord, submissionId, event } = await leaveUnanswered('taken');
    await journey.submissions.giveUp(event);
    expect((await updates.view(landlord, submissionId)).latest).toMatchObject({
      status: 'submitted',
      outcome: { readBack: true },
    });
  });

  it('end as failed when HMRC’s copy does not hold it, once nothing can arrive any more', async () => {
    const { landlord, submissionId, event } = await leaveUnanswered('not taken');
    await journey.submissions.giveUp(event);
    expect(await updates.view(landlord, submissionId)).toMatchObject({
      status: 'processing',
      latest: { waitingFor: 'hmrc', nextTryAt: new Date(onceArrived) },
    });
    await journey.setTime(onceArrived);
    await journey.submissions.steps.askHmrc(event);
    const { latest } = await updates.view(landlord, submissionId);
    expect(latest).toMatchObject({ status: 'failed', outcome: { code: 'NOT_TAKEN' } });
    expect(latest.outcome?.sentence).toMatch(/^HMRC could not be reached/);
  });

  it('keep asking when the copy can’t be read, and say when', async () => {
    const { landlord, submissionId, event } = await leaveUnanswered('taken');
    await fault(landlord, 'outage-503', { operation: get });
    await journey.submissions.giveUp(event);
    expect(await updates.view(landlord, submissionId)).toMatchObject({
      status: 'processing',
      latest: { waitingFor: 'hmrc', nextTryAt: new Date('2026-10-06T10:00:00Z') },
    });
    const events = await updates.eventsFor(event.attemptId);
    expect(events.at(-1)).toMatchObject({ name: 'submission/ask-hmrc.requested', held_back: true });

    await journey.setTime('2026-10-06T10:00:00Z');
    expect(await journey.submissions.steps.askHmrc(event)).toMatchObject({ next: 'retry' });
    await journey.control.clearFaults();
    await journey.submissions.steps.askHmrc(event);
    expect(await statusOf(landlord, submissionId)).toBe('submitted');
  });

  it('by the authorisation’s death wait for the landlord', async () => {
    const { landlord, submissionId, event } = await leaveUnanswered('taken');
    await fault(landlord, 'forbidden', { operation: get, times: 1 });
    await journey.submissions.giveUp(event);
    expect((await updates.view(landlord, submissionId)).latest.waitingFor).toBe('reconnect');
  });
});

describe('a process that dies', () => {
  it('between HMRC’s yes and its note on the attempt has sent once, and the next one says so', async () => {
    const landlord = await journey.addConnected();
    const { submissionId, event } = await updates.submit(landlord);
    const dying = journey.createProcess({ store: { end: () => Promise.reject(new Error('killed')) } });
    await expect(updates.run(event, dying)).rejects.toThrow('killed');
    expect(await statusOf(landlord, submissionId)).toBe('processing');

    await tryAgain(event);
    const { latest } = await updates.view(landlord, submissionId);
    expect(latest).toMatchObject({ status: 'submitted', outcome: { code: 'ACCEPTED' } });
    expect(latest.correlationId).toBe(updates.held(landlord)?.current.correlationId);
    expect(updates.held(landlord)?.acceptedCount).toBe(1);
  });

  it('between HMRC’s yes and the last try does not make a failure of it', async () => {
    const landlord = await journey.addConnected();
    const { submissionId, event } = await updates.submit(landlord);
    const dying = journey.createProcess({ store: { end: () => Promise.reject(new Error('killed')) } });
    await expect(updates.run(event, dying)).rejects.toThrow('killed');
    await journey.submissions.giveUp(event);
    expect(await statusOf(landlord, submissionId)).toBe('submitted');
  });

  it('before its send left finds that HMRC has nothing, and sends once', async () => {
    const landlord = await journey.addConnected();
    const { submissionId, event } = await updates.submit(landlord);
    const dying = journey.createProcess({
      hmrc: { putUkPropertyCumulative: () => Promise.reject(new Error('killed')) },
    });
    await expect(updates.run(event, dying)).rejects.toThrow('killed');
    await tryAgain(event);
    expect(await statusOf(landlord, submissionId)).toBe('submitted');
    expect(updates.held(landlord)?.acceptedCount).toBe(1);
  });

  it('after HMRC took it, before the answer was noted, finds it there', async () => {
    const landlord = await journey.addConnected();
    const { submissionId, event } = await updates.submit(landlord);
    const dying = journey.createProcess({ store: { noteAnswer: () => Promise.reject(new Error('killed')) } });
    await expect(updates.run(event, dying)).rejects.toThrow('killed');
    await tryAgain(event);
    expect(await statusOf(landlord, submissionId)).toBe('submitted');
    expect(puts(landlord)).toBe(1);
  });
});
