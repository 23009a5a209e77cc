import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { declarationSendings } from '../../test/declaration-sendings.ts';
import { createJourney, type Journey } from '../../test/journey.ts';
import { type Landlord } from '../../test/landlords.ts';
import { createSender, type Sending } from '../../test/sending.ts';
import { sendings } from '../../test/sendings.ts';

/** How long HMRC may still take what it has not answered. */
const onItsWayMs = 600_000;
/** What takes the place of what HMRC has, so that a second one does no harm. */
const replaces = /^put-(uk|foreign)-(cumulative|annual)$/;
let journey: Journey;

beforeAll(async () => {
  journey = await createJourney();
});
afterAll(() => journey.close());

/** The table of ARCHITECTURE.md for every kind that one step sends: whatever goes wrong, nothing is guessed. */
describe.each(Object.entries({ ...sendings, ...declarationSendings }))('%s', (_name, of) => {
  let kind: Sending;
  let sender: ReturnType<typeof createSender>;

  beforeEach(async () => {
    kind = of(journey);
    sender = createSender(journey, kind);
    await journey.setTime(kind.at);
    await journey.control.clearFaults();
    await journey.control.setCalculationSeconds(0);
    // HMRC's stand-in remembers only so many.
    await journey.control.clearRequests();
    await journey.pool.query('delete from operator_alerts');
  });

  const fault = (landlord: Landlord, name: string, more: object = {}) =>
    journey.control.addFault({ name, nino: landlord.nino, operation: kind.put, ...more });
  const puts = (landlord: Landlord) => journey.countCalls(kind.put, landlord.nino) - (kind.putsBefore ?? 0);

  const later = (ms: number) => journey.setTime(new Date(Date.parse(kind.at) + ms).toISOString());

  /** Submits with a fault on, runs the step once, and looks. */
  async function submitWith(name: string, more: object = {}) {
    const asked = await sender.submit();
    await fault(asked.landlord, name, more);
    const end = await sender.run(asked.event);
    const submission = await sender.view(asked.landlord, asked.submissionId);
    const connection = await journey.connectionOf(asked.landlord);
    return { ...asked, end, submission, latest: submission.latest, connection };
  }

  it('is submitted once HMRC took it, with its reference, and the exact body kept', async () => {
    const { landlord, submissionId, event } = await sender.submit();
    expect(await sender.run(event)).toEqual({ next: 'stop' });
    const { status, latest } = await sender.view(landlord, submissionId);
    expect([status, latest.outcome?.code]).toEqual(['submitted', 'ACCEPTED']);
    expect(latest.correlationId).toMatch(/\S/);
    expect(kind.isHeld(landlord)).toBe(true);
    const [send, ...others] = await sender.sends(landlord, submissionId);
    expect(others).toEqual([]);
    expect(send).toMatchObject({ settledBy: 'answer', httpStatus: kind.takenStatus });
    const seen = journey.control.requests().findLast(({ operation }) => operation === kind.put);
    // A declaration has no body: its address names the figures.
    expect(send?.body === '' ? undefined : JSON.parse(send?.body ?? '')).toEqual(seen?.body);
    expect(seen?.headers['gov-client-connection-method']).toBe('WEB_APP_VIA_SERVER');
  });

  it('is one attempt for one form, and one in flight', async () => {
    const { landlord } = await sender.submit();
    expect(await kind.click(landlord)).toMatchObject({ ok: false, reason: 'in-flight' });
  });

  it.each([
    { name: 'unauthorised', more: {} },
    { name: 'forbidden', more: {} },
    { name: 'forbidden', more: { code: 'CLIENT_NOT_MTD_ENROLLED' } },
    { name: 'html-error', more: { status: 403 } },
  ])(
    'fails at once where authorisation is gone, and carries on after: $name $more',
    async ({ name, more }) => {
      const { landlord, submissionId, submission, latest, connection } = await submitWith(name, more);
      expect([submission.status, latest.outcome?.reconnect]).toEqual(['failed', true]);
      expect(latest.outcome?.sentence).toMatch(/^Please reconnect your HMRC account\. /);
      expect(connection.status).toBe('expired');
      expect(kind.isHeld(landlord)).toBe(false);
      expect(await kind.click(landlord)).toMatchObject({ ok: false, reason: 'expired' });

      await journey.control.clearFaults();
      expect(await journey.connect(landlord)).toMatchObject({ ok: true });
      const again = await sender.clickThrough(landlord);
      expect(again.submissionId).toBe(submissionId);
      await sender.run(again.event);
      const after = await sender.view(landlord, submissionId);
      expect([after.status, after.attempts.length]).toEqual(['submitted', 2]);
    },
  );

  it('fails where the authority was withdrawn before the step', async () => {
    const { landlord, submissionId, event } = await sender.submit();
    await journey.control.revokeAuthority(landlord.nino);
    await later(1_800_000);
    expect(await sender.run(event)).toEqual({ next: 'stop' });
    expect(await sender.view(landlord, submissionId)).toMatchObject({
      status: 'failed',
      latest: { outcome: { code: 'invalid_grant', reconnect: true } },
    });
    expect(puts(landlord)).toBe(0);
  });

  it.each(['RESOURCE_FORBIDDEN', 'HTTPS_REQUIRED'])(
    'fails where the operator is at fault, who is alerted: %s',
    async (code) => {
      const { submission, latest, connection } = await submitWith('forbidden', { code });
      expect(submission.status).toBe('failed');
      expect(latest.outcome).toMatchObject({ code, owner: 'operator', reconnect: false });
      expect(connection.status).toBe('connected');
      expect(await journey.alertKinds()).toHaveLength(1);
    },
  );

  it('is rejected where HMRC refuses what the landlord can change, and corrected as a new attempt', async () => {
    const { landlord, submissionId, submission, latest, connection } = await submitWith('refuse', {
      code: kind.refusal,
      times: 1,
    });
    expect([submission.status, latest.outcome?.code]).toEqual(['rejected', kind.refusal]);
    expect(connection.status).toBe('connected');
    const again = await sender.clickThrough(landlord);
    await sender.run(again.event);
    expect(again.submissionId).toBe(submissionId);
    expect((await sender.view(landlord, submissionId)).status).toBe('submitted');
  });

  it('fails where our request was malformed, which the operator is told', async () => {
    const { latest } = await submitWith('refuse', { code: 'FORMAT_BUSINESS_ID' });
    expect(latest).toMatchObject({ status: 'failed', outcome: { owner: 'operator' } });
    expect(await journey.alertKinds()).toEqual(['hmrc-calls-our-request-malformed']);
  });

  it.each([
    'throttle',
    'outage-503',
    'outage-500',
    'scheduled-maintenance',
    'html-error',
    'answer-lost-before',
  ])('waits for what passes by itself, and is sent again: %s', async (name) => {
    const { landlord, submissionId, event, end, latest, connection } = await submitWith(name, { times: 1 });
    expect(end).toMatchObject({ next: 'retry' });
    expect(latest).toMatchObject({ status: 'processing', outcome: null });
    expect(connection.status).toBe('connected');
    await later(onItsWayMs);
    expect(await sender.run(event)).toEqual({ next: 'stop' });
    expect((await sender.view(landlord, submissionId)).status).toBe('submitted');
    expect(kind.isHeld(landlord)).toBe(true);
  });

  it.each(['answer-lost', 'malformed-json'])(
    'whose answer is lost stays processing until HMRC told that it has it: %s',
    async (name) => {
      const { landlord, submissionId, event, end, submission } = await submitWith(name, { times: 1 });
      expect(end).toMatchObject({ next: 'retry' });
      expect(submission.status).toBe('processing');
      expect(await sender.run(event)).toEqual({ next: 'stop' });
      const { status, latest } = await sender.view(landlord, submissionId);
      expect([status, latest.outcome?.readBack]).toEqual(['submitted', true]);
      // Without a copy to read, sending once more tells; HMRC refuses a second.
      expect(puts(landlord)).toBe(kind.get === null ? 2 : 1);
    },
  );

  it('whose answer is lost is asked about when the tries are used up', async () => {
    const { landlord, submissionId, event } = await submitWith('answer-lost', { times: 1 });
    await journey.submissions.giveUp(event);
    expect((await sender.view(landlord, submissionId)).status).toBe('submitted');
  });

  it('whose answer is lost stays processing while HMRC can’t be asked, and says when it is asked again', async () => {
    const { landlord, submissionId, event } = await submitWith('answer-lost', { times: 1 });
    await fault(landlord, 'outage-503', { operation: kind.get ?? kind.put });
    await journey.submissions.giveUp(event);
    expect(await sender.view(landlord, submissionId)).toMatchObject({
      status: 'processing',
      latest: { waitingFor: 'hmrc', nextTryAt: new Date(Date.parse(kind.at) + 3_600_000) },
    });
    await journey.control.clearFaults();
    await journey.submissions.steps.askHmrc(event);
    expect((await sender.view(landlord, submissionId)).status).toBe('submitted');
  });

  it('whose answer is lost waits for the landlord where the authority dies too', async () => {
    const { landlord, submissionId, event } = await submitWith('answer-lost', { times: 1 });
    await fault(landlord, 'forbidden', { operation: kind.get ?? kind.put, times: 1 });
    expect(await sender.run(event)).toEqual({ next: 'stop' });
    expect(await sender.view(landlord, submissionId)).toMatchObject({
      status: 'processing',
      latest: { waitingFor: 'reconnect' },
    });
    expect(await journey.connect(landlord)).toMatchObject({ ok: true });
    await journey.submissions.steps.askHmrc(event);
    expect((await sender.view(landlord, submissionId)).status).toBe('submitted');
  });

  it('that may still be on its way is not sent a second time, where HMRC takes it once', async () => {
    const { landlord, event } = await submitWith('answer-lost-before', { times: 1 });
    const isSentAgain = kind.get === null || replaces.test(kind.put);
    const end = isSentAgain
      ? { next: 'stop' }
      : { next: 'retry', because: 'may-still-arrive', afterMs: onItsWayMs };
    expect(await sender.run(event)).toEqual(end);
    expect(puts(landlord)).toBe(isSentAgain ? 2 : 1);
  });

  it('that may still be on its way is not called failed when the tries are used up', async () => {
    const { landlord, submissionId, event } = await submitWith('answer-lost-before', { times: 1 });
    await journey.submissions.giveUp(event);
    const { status, latest } = await sender.view(landlord, submissionId);
    if (kind.get === null) {
      // Sending it once more told.
      expect(status).toBe('submitted');
      return;
    }
    expect([status, latest.waitingFor]).toEqual(['processing', 'hmrc']);
    expect(latest.nextTryAt).toEqual(new Date(Date.parse(kind.at) + onItsWayMs));
    await later(onItsWayMs);
    expect(await journey.submissions.steps.askHmrc(event)).toEqual({ next: 'stop' });
    const ended = await sender.view(landlord, submissionId);
    expect([ended.status, ended.latest.outcome?.code]).toEqual(['failed', 'NOT_TAKEN']);
  });

  it('of which nothing can have arrived fails when the tries are used up', async () => {
    const { landlord, submissionId, event } = await submitWith('throttle');
    await journey.submissions.giveUp(event);
    const { latest } = await sender.view(landlord, submissionId);
    expect(latest).toMatchObject({ status: 'failed', outcome: { code: 'TRIES_USED_UP' } });
  });

  it('survives a process that dies between HMRC’s yes and its note on the attempt', async () => {
    const { landlord, submissionId, event } = await sender.submit();
    const dying = journey.createProcess({ store: { end: () => Promise.reject(new Error('killed')) } });
    await expect(sender.run(event, dying)).rejects.toThrow('killed');
    expect(await sender.run(event)).toEqual({ next: 'stop' });
    expect(await sender.view(landlord, submissionId)).toMatchObject({
      status: 'submitted',
      latest: { outcome: { code: 'ACCEPTED' } },
    });
    expect(puts(landlord)).toBe(1);
  });

  it('survives a process that dies before the answer was noted', async () => {
    const { landlord, submissionId, event } = await sender.submit();
    const dying = journey.createProcess({ store: { noteAnswer: () => Promise.reject(new Error('killed')) } });
    await expect(sender.run(event, dying)).rejects.toThrow('killed');
    await sender.run(event);
    expect((await sender.view(landlord, submissionId)).status).toBe('submitted');
  });

  it('tells nobody a secret: neither log nor sends hold the NINO', async () => {
    const { landlord, submissionId, event } = await sender.submit();
    await sender.run(event);
    const kept = JSON.stringify(await sender.view(landlord, submissionId));
    expect(kept + journey.logLines.join('')).not.toContain(landlord.nino);
  });
});
