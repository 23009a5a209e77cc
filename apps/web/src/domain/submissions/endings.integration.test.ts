import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createJourney, type Journey } from '../../test/journey.ts';
import { type Landlord } from '../../test/landlords.ts';
import { createUpdates, type Updates } from '../../test/updates.ts';

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
const fault = (landlord: Landlord, name: string, more: object) =>
  journey.control.addFault({ name, nino: landlord.nino, ...more });

/** Submits with these faults on, runs the steps once, and looks. */
async function submitWith(faults: (landlord: Landlord) => Promise<unknown>) {
  const landlord = await journey.addConnected();
  await journey.setTime('2026-10-06T09:30:00Z');
  const { submissionId, event } = await updates.submit(landlord);
  await faults(landlord);
  const end = await updates.run(event);
  const submission = await updates.view(landlord, submissionId);
  const connection = await journey.connectionOf(landlord);
  return { landlord, submissionId, event, end, submission, latest: submission.latest, connection };
}

describe('HMRC takes an update', () => {
  it('and it is submitted, with HMRC’s reference and time, and the exact body kept', async () => {
    const { landlord, end, submission, submissionId } = await submitWith(() => Promise.resolve());
    expect(end).toEqual({ next: 'stop' });
    const held = updates.held(landlord);
    expect(held).toMatchObject({ acceptedCount: 1, current: { pence: { 'income.periodAmount': 115_000 } } });
    expect(submission).toMatchObject({
      status: 'submitted',
      latest: {
        correlationId: held?.current.correlationId,
        finishedAt: new Date('2026-10-06T09:30:00Z'),
        outcome: { code: 'ACCEPTED', reconnect: false, readBack: false },
      },
    });
    const sends = await updates.sendsOf(landlord, submissionId);
    expect(sends).toMatchObject([{ settledBy: 'answer', httpStatus: 204 }]);
    const seen = journey.control
      .requests()
      .find(({ operation, nino }) => operation === put && nino === landlord.nino);
    expect(JSON.parse(sends[0]?.body ?? '')).toEqual(seen?.body);
    expect(seen?.headers['gov-client-connection-method']).toBe('WEB_APP_VIA_SERVER');
  });
});

describe('authorisation that is gone before anything was sent', () => {
  it.each([
    {
      what: 'invalid_grant on the refresh',
      faults: (landlord: Landlord) => journey.control.revokeAuthority(landlord.nino),
      code: 'invalid_grant',
      reason: 'authority-ended',
    },
    {
      what: '401 on the newest token',
      faults: (landlord: Landlord) => fault(landlord, 'unauthorised', { operation: put }),
      code: 'INVALID_CREDENTIALS',
      reason: 'token-refused',
    },
    {
      what: '403 for another’s account',
      faults: (landlord: Landlord) => fault(landlord, 'forbidden', { operation: put }),
      code: 'CLIENT_OR_AGENT_NOT_AUTHORISED',
      reason: 'account-not-authorised',
      words: /Government Gateway account that holds your own MTD/,
    },
    {
      what: '403 for an enrolment that ended',
      faults: (landlord: Landlord) =>
        fault(landlord, 'forbidden', { operation: 'obligations', code: 'CLIENT_NOT_MTD_ENROLLED' }),
      code: 'CLIENT_NOT_MTD_ENROLLED',
      reason: 'enrolment-ended',
      words: /Sign up with HMRC/,
    },
    {
      what: '403 with a code nobody knows',
      faults: (landlord: Landlord) => fault(landlord, 'forbidden', { operation: put, code: 'SOMETHING_NEW' }),
      code: 'HTTP_403',
      reason: 'access-refused',
    },
    {
      what: '403 in HTML',
      faults: (landlord: Landlord) => fault(landlord, 'html-error', { operation: put, status: 403 }),
      code: 'HTTP_403',
      reason: 'access-refused',
    },
  ])('fails at once, and asks to reconnect: $what', async ({ faults, code, reason, words }) => {
    const { landlord, end, submission, latest, connection } = await submitWith(faults);
    expect(end).toEqual({ next: 'stop' });
    expect(submission.status).toBe('failed');
    expect(latest.outcome).toMatchObject({ code, owner: 'landlord', reconnect: true });
    expect(latest.outcome?.sentence).toMatch(/^Please reconnect your HMRC account\. /);
    expect(latest.outcome?.sentence).toMatch(words ?? /Choose “Reconnect HMRC Account”/);
    expect(latest.correlationId).toMatch(/\S/);
    expect(connection).toMatchObject({ status: 'expired', reason });
    expect(updates.held(landlord)).toBeUndefined();
    expect((await journey.submissions.affected(landlord.id)).map((each) => each.submission.id)).toEqual([
      submission.id,
    ]);
  });
});

describe('the operator’s own fault', () => {
  it.each([
    { name: 'forbidden', operation: put, code: 'RESOURCE_FORBIDDEN' },
    { name: 'forbidden', operation: 'obligations', code: 'HTTPS_REQUIRED' },
    { name: 'unauthorised', operation: put, code: 'MISSING_CREDENTIALS' },
    { name: 'unauthorised', operation: put, code: 'INCORRECT_ACCESS_TOKEN_TYPE' },
    { name: 'invalid-client', operation: 'token', code: undefined },
  ])(
    'fails the update, alerts, and leaves the connection: $name $code',
    async ({ name, operation, code }) => {
      const { submission, latest, connection, end } = await submitWith((landlord) =>
        fault(landlord, name, { operation, ...(code === undefined ? {} : { code }) }),
      );
      expect(end).toEqual({ next: 'stop' });
      expect(submission.status).toBe('failed');
      expect(latest.outcome).toMatchObject({
        code: code ?? 'invalid_client',
        owner: 'operator',
        reconnect: false,
      });
      expect(latest.outcome?.sentence).toMatch(/our fault.*nothing for you to do/);
      expect(connection.status).toBe('connected');
      expect(await journey.alertKinds()).toHaveLength(1);
    },
  );
});

describe('HMRC refuses what was sent', () => {
  it('and it is rejected, each message beside its figure', async () => {
    const { submission, latest, connection } = await submitWith((landlord) =>
      fault(landlord, 'refuse', {
        operation: put,
        code: 'FORMAT_VALUE',
        path: '/ukProperty/income/periodAmount',
        message: 'The value is invalid',
      }),
    );
    expect(submission.status).toBe('rejected');
    expect(latest.outcome).toMatchObject({
      code: 'FORMAT_VALUE',
      owner: 'landlord',
      messages: [{ code: 'FORMAT_VALUE', message: 'The value is invalid', field: 'periodAmount' }],
    });
    expect(latest.correlationId).toMatch(/\S/);
    expect(connection.status).toBe('connected');
  });

  it.each(['RULE_OUTSIDE_AMENDMENT_WINDOW', 'RULE_SUBMISSION_END_DATE_CANNOT_MOVE_BACKWARDS'])(
    'for its dates or claims, and it is rejected: %s',
    async (code) => {
      const { latest } = await submitWith((landlord) => fault(landlord, 'refuse', { operation: put, code }));
      expect(latest).toMatchObject({ status: 'rejected', outcome: { code, messages: [{ field: null }] } });
    },
  );

  it('as malformed, and it fails, which the operator is told', async () => {
    const { latest, connection } = await submitWith((landlord) =>
      fault(landlord, 'refuse', { operation: put, code: 'FORMAT_BUSINESS_ID' }),
    );
    expect(latest).toMatchObject({
      status: 'failed',
      outcome: { code: 'FORMAT_BUSINESS_ID', owner: 'operator' },
    });
    expect(connection.status).toBe('connected');
    expect(await journey.alertKinds()).toEqual(['hmrc-calls-our-request-malformed']);
  });

  it('for how it has the landlord, and it fails before anything is sent, without troubling the operator', async () => {
    const { landlord, latest, connection } = await submitWith((each) =>
      fault(each, 'refuse', { operation: 'obligations', code: 'RULE_INSOLVENT_TRADER' }),
    );
    expect(latest).toMatchObject({
      status: 'failed',
      outcome: { code: 'RULE_INSOLVENT_TRADER', owner: 'landlord' },
    });
    expect(latest.outcome?.sentence).toMatch(/insolvent.*contact HMRC/);
    expect(connection.status).toBe('connected');
    expect(await journey.alertKinds()).toEqual([]);
    expect(journey.countCalls(put, landlord.nino)).toBe(0);
  });

  it.each([
    'RULE_CALCULATION_IN_PROGRESS',
    'RULE_RECENT_SUBMISSIONS_EXIST',
    'RULE_FINAL_DECLARATION_RECEIVED',
  ])('with a code of other requests, which tells nothing of this one, and it fails: %s', async (code) => {
    const { latest, end } = await submitWith((landlord) =>
      fault(landlord, 'refuse', { operation: put, code }),
    );
    expect(end).toEqual({ next: 'stop' });
    expect(latest).toMatchObject({ status: 'failed', outcome: { owner: 'operator', readBack: false } });
    expect(await journey.alertKinds()).toContain('hmrc-calls-our-request-malformed');
  });
});

describe('a quarter that HMRC does not list any more', () => {
  it('fails before anything is sent, and blames nobody’s program', async () => {
    const { landlord, submission, latest } = await submitWith((each) =>
      fault(each, 'refuse', { operation: 'obligations', status: 404, code: 'MATCHING_RESOURCE_NOT_FOUND' }),
    );
    expect(submission.status).toBe('failed');
    expect(latest.outcome).toMatchObject({ code: 'NO_SUCH_OBLIGATION', owner: 'landlord' });
    expect(await journey.alertKinds()).toEqual([]);
    expect(journey.countCalls(put, landlord.nino)).toBe(0);
  });
});

describe('what passes by itself', () => {
  it.each([
    { name: 'outage-503', operation: 'obligations' },
    { name: 'drop-connection', operation: 'obligations' },
    { name: 'throttle', operation: put },
    { name: 'outage-500', operation: 'token' },
    { name: 'answer-lost-before', operation: 'token' },
    { name: 'scheduled-maintenance', operation: put },
    { name: 'html-error', operation: put },
  ])('leaves it processing and the connection alone: $name at $operation', async ({ name, operation }) => {
    const { landlord, event, end, latest, connection, submissionId } = await submitWith((each) =>
      fault(each, name, { operation, times: 1 }),
    );
    expect(end).toMatchObject({ next: 'retry' });
    expect(latest).toMatchObject({ status: 'processing', outcome: null });
    expect(connection.status).toBe('connected');

    await updates.run(event);
    expect((await updates.view(landlord, submissionId)).status).toBe('submitted');
    expect(updates.held(landlord)?.acceptedCount).toBe(1);
  });

  it('waits at least as long as HMRC asks', async () => {
    const { end } = await submitWith((landlord) =>
      fault(landlord, 'throttle', { operation: put, retryAfterSeconds: 90, times: 1 }),
    );
    expect(end).toEqual({ next: 'retry', because: 'MESSAGE_THROTTLED_OUT', afterMs: 90_000 });
    expect(journey.heldBackMs.at(-1)).toBe(90_000);
  });
});
