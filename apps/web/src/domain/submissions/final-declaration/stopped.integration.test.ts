import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createDeclaring, type Declaring, declaredYear } from '../../../test/declaring.ts';
import { createJourney, type Journey } from '../../../test/journey.ts';
import { readDeclarationFigures } from './rules.ts';

const post = 'submit-final-declaration';
/** Ten minutes after each declaration: what has not arrived by then does not arrive. */
const onceArrived = '2026-10-06T09:10:00.000Z';
let journey: Journey;
let declaring: Declaring;

beforeAll(async () => {
  journey = await createJourney();
  declaring = createDeclaring(journey);
});
beforeEach(async () => {
  await journey.setTime('2026-10-06T09:00:00Z');
  await journey.control.clearFaults();
  await journey.control.setCalculationSeconds(0);
  await journey.pool.query('delete from operator_alerts');
});
afterAll(() => journey.close());

describe('a declaration that does not get through', () => {
  it.each([
    { what: '403', name: 'forbidden', more: {}, status: 'failed', reconnect: true },
    { what: '401', name: 'unauthorised', more: {}, status: 'failed', reconnect: true },
    {
      what: 'our application refused',
      name: 'forbidden',
      more: { code: 'RESOURCE_FORBIDDEN' },
      status: 'failed',
      reconnect: false,
    },
    {
      what: 'malformed',
      name: 'refuse',
      more: { code: 'FORMAT_CALCULATION_ID' },
      status: 'failed',
      reconnect: false,
    },
    {
      what: 'something HMRC found in the figures',
      name: 'refuse',
      more: { code: 'RULE_SUBMISSION_FAILED' },
      status: 'rejected',
      reconnect: false,
    },
    {
      what: 'too early',
      name: 'refuse',
      more: { code: 'RULE_FINAL_DECLARATION_TAX_YEAR' },
      status: 'rejected',
      reconnect: false,
    },
    { what: 'an outage', name: 'outage-503', more: {}, status: 'processing', reconnect: null },
    { what: 'throttling', name: 'throttle', more: {}, status: 'processing', reconnect: null },
    {
      what: 'HMRC still at the declaration',
      name: 'refuse',
      more: { code: 'RULE_FINAL_DECLARATION_IN_PROGRESS' },
      status: 'processing',
      reconnect: null,
    },
  ])('is $status: $what', async ({ name, more, status, reconnect }) => {
    const made = await declaring.declareWith((landlord) => declaring.fault(landlord, name, more));
    expect(made.status).toBe(status);
    expect(made.latest.outcome?.reconnect ?? null).toBe(reconnect);
    if (status === 'processing') expect(made.end).toMatchObject({ next: 'retry' });
  });

  it.each(['RULE_RECENT_SUBMISSIONS_EXIST', 'RULE_INCOME_SOURCES_CHANGED', 'RULE_RESIDENCY_CHANGED'])(
    'starts over with new figures and a new agreement, and is never sent again as it was: %s',
    async (code) => {
      const { landlord, submissionId, status, latest } = await declaring.declareWith((each) =>
        declaring.fault(each, 'refuse', { code, times: 1 }),
      );
      expect([status, latest.outcome?.owner, latest.outcome?.code]).toEqual(['failed', 'landlord', code]);
      expect(latest.outcome?.sentence).toMatch(/agree again.*Nothing was declared/);
      const kept = readDeclarationFigures(latest.figures).calculationId;

      await journey.setTime('2026-10-06T09:05:00Z');
      const again = await declaring.declare(landlord);
      expect(again.submissionId).toBe(submissionId);
      await declaring.run(again.event);
      const after = await declaring.view(landlord, submissionId);
      expect([after.status, after.attempts.length]).toEqual(['submitted', 2]);
      expect(readDeclarationFigures(after.latest.figures).calculationId).not.toBe(kept);
      const sent = journey.control
        .requests()
        .filter((seen) => seen.operation === post && seen.nino === landlord.nino);
      expect(new Set(sent.map((seen) => seen.path)).size).toBe(2);
    },
  );

  it('and that really changed since, at HMRC’s own word', async () => {
    const landlord = await declaring.addWithYear();
    const calculation = await declaring.figures(landlord);
    await journey.addRent(landlord, '2025-07-01', '100.00');
    await declaring.sendYear(landlord);
    const made = await declaring.agree(landlord, calculation);
    if (!made.ok) throw new Error(made.reason);
    await declaring.run(await declaring.eventOf(landlord, made.submissionId));
    const { status, latest } = await declaring.view(landlord, made.submissionId);
    expect([status, latest.outcome?.code]).toEqual(['failed', 'RULE_RECENT_SUBMISSIONS_EXIST']);
  });
});

describe('a declaration that HMRC asks patience for', () => {
  it('is not called failed while HMRC is at work on one', async () => {
    const { landlord, submissionId, event } = await declaring.declareWith((each) =>
      declaring.fault(each, 'refuse', { code: 'RULE_FINAL_DECLARATION_IN_PROGRESS' }),
    );
    await journey.submissions.giveUp(event);
    expect(await declaring.view(landlord, submissionId)).toMatchObject({
      status: 'processing',
      latest: { waitingFor: 'hmrc', nextTryAt: new Date(onceArrived) },
    });
    await journey.setTime(onceArrived);
    await journey.submissions.steps.askHmrc(event);
    const { status, latest } = await declaring.view(landlord, submissionId);
    expect([status, latest.outcome?.code]).toEqual(['failed', 'NOT_TAKEN']);
    expect(latest.outcome?.sentence).toMatch(
      /^HMRC was at work on a final declaration that it had before\. /,
    );
  });
});

describe('a declaration whose answer is lost', () => {
  it.each([
    { lost: 'answer-lost', taken: 1 },
    { lost: 'answer-lost-before', taken: 1 },
  ])('is read back at HMRC, and submitted once: $lost', async ({ lost }) => {
    const { landlord, submissionId, event, end, status } = await declaring.declareWith((each) =>
      declaring.fault(each, lost, { times: 1 }),
    );
    expect([end.next, status]).toEqual(['retry', 'processing']);
    await journey.setTime(onceArrived);
    await declaring.run(event);
    const after = await declaring.view(landlord, submissionId);
    expect(after.status).toBe('submitted');
    expect(after.latest.outcome?.readBack).toBe(lost === 'answer-lost');
    expect(declaring.posts(landlord)).toBe(lost === 'answer-lost' ? 1 : 2);
  });

  it('is told from HMRC’s list where HMRC does not show the calculation', async () => {
    const { landlord, submissionId, event } = await declaring.declareWith((each) =>
      declaring.fault(each, 'answer-lost', { times: 1 }),
    );
    await declaring.fault(landlord, 'refuse', {
      operation: 'retrieve-calculation',
      status: 404,
      code: 'MATCHING_RESOURCE_NOT_FOUND',
    });
    await declaring.run(event);
    expect((await declaring.view(landlord, submissionId)).latest.outcome).toMatchObject({ readBack: true });
    expect(journey.countCalls('list-calculations', landlord.nino)).toBe(1);
  });

  it('waits for the landlord to reconnect when the authority dies before HMRC could be asked', async () => {
    const { landlord, submissionId, event } = await declaring.declareWith((each) =>
      declaring.fault(each, 'answer-lost', { times: 1 }),
    );
    await declaring.fault(landlord, 'forbidden', { operation: 'retrieve-calculation', times: 1 });
    await declaring.run(event);
    expect((await declaring.view(landlord, submissionId)).latest).toMatchObject({
      status: 'processing',
      waitingFor: 'reconnect',
    });
    await journey.connect(landlord);
    await journey.submissions.steps.askHmrc(await declaring.eventOf(landlord, submissionId));
    expect((await declaring.view(landlord, submissionId)).status).toBe('submitted');
    expect(declaring.posts(landlord)).toBe(1);
  });

  it('is not taken for done where HMRC has another’s declaration', async () => {
    const { landlord, submissionId, event, end } = await declaring.declareWith((each) =>
      declaring.fault(each, 'refuse', { code: 'RULE_FINAL_DECLARATION_RECEIVED' }),
    );
    expect(end.next).toBe('retry');
    await declaring.run(event);
    const { status, latest } = await declaring.view(landlord, submissionId);
    expect([status, latest.outcome?.code]).toEqual(['failed', 'DONE_ELSEWHERE']);
    expect(declaring.posts(landlord)).toBe(1);
    // HMRC's list of declarations may be late; its refusal is as good.
    const year = await journey.submissions.declarations.year(landlord.id, declaredYear);
    expect([year.declared, year.declaredElsewhere]).toEqual([null, { on: null }]);
    expect(await declaring.start(landlord)).toMatchObject({ ok: false, reason: 'declared-already' });
  });
});
