import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createDeclaring, type Declaring, declaredYear } from '../../../test/declaring.ts';
import { createJourney, type Journey } from '../../../test/journey.ts';
import { type Landlord } from '../../../test/landlords.ts';
import { declarationWording, readDeclarationFigures } from './rules.ts';

const post = 'submit-final-declaration';
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

const fault = (landlord: Landlord, name: string, more: object) =>
  journey.control.addFault({ name, nino: landlord.nino, operation: post, ...more });
const posts = (landlord: Landlord) => journey.countCalls(post, landlord.nino);

/** Declares with these faults on, runs the step once, and looks. */
async function declareWith(faults: (landlord: Landlord) => Promise<unknown>) {
  const landlord = await declaring.addWithYear();
  const { submissionId, event } = await declaring.declare(landlord);
  await faults(landlord);
  const end = await declaring.run(event);
  const { status, latest } = await declaring.view(landlord, submissionId);
  return { landlord, submissionId, event, end, status, latest };
}

describe('a final declaration that HMRC takes', () => {
  it('is submitted, with the agreement kept: figures, name, time and HMRC’s words', async () => {
    const { landlord, status, latest } = await declareWith(() => Promise.resolve());
    expect(status).toBe('submitted');
    const kept = readDeclarationFigures(latest.figures);
    expect(kept).toMatchObject({
      calculationType: 'final-declaration',
      agreedBy: 'Ada Landlord',
      agreedAt: '2026-10-06T09:00:00.000Z',
      wording: [...declarationWording],
      otherIncome: 'none',
      // 30,000 less 12,570, at 20%.
      totals: { incomePence: 3_000_000, taxablePence: 1_743_000, duePence: 348_600 },
    });
    const year = await journey.submissions.declarations.year(landlord.id, declaredYear);
    expect(year.declared?.latest.id).toBe(latest.id);
    expect(await declaring.start(landlord)).toMatchObject({ ok: false, reason: 'declared-already' });
    expect(posts(landlord)).toBe(1);
  });

  it('asks for no estimate: the year is closed', async () => {
    const { landlord } = await declareWith(() => Promise.resolve());
    const asked = await journey.calculations.ofYear(landlord.id, declaredYear);
    const types = asked.map((each) => each.type).sort();
    expect(types).toEqual(['in-year', 'intent-to-finalise']);
  });
});

describe('before the declaration', () => {
  it('HMRC’s updates of the whole year come first', async () => {
    const landlord = await journey.addConnected();
    expect(await declaring.start(landlord)).toMatchObject({ ok: false, reason: 'updates-missing' });
    expect(journey.countCalls('trigger-calculation', landlord.nino)).toBe(0);
  });

  it('the year must be over', async () => {
    await journey.setTime('2026-04-05T09:00:00Z');
    const landlord = await journey.addConnected();
    expect(await declaring.start(landlord)).toMatchObject({ ok: false, reason: 'year-not-over' });
  });

  it('the year must not be closed', async () => {
    const landlord = await journey.addConnected();
    await journey.setTime('2028-02-01T09:00:00Z');
    expect(await declaring.start(landlord)).toMatchObject({ ok: false, reason: 'closed' });
  });

  it.each([
    { changed: { agreed: false }, reason: 'not-agreed' },
    { changed: { name: '  ' }, reason: 'not-agreed' },
    { changed: { seen: 'another calculation' }, reason: 'no-figures' },
  ])('nothing is sent without an agreement to these figures: $changed', async ({ changed, reason }) => {
    const landlord = await declaring.addWithYear();
    const calculation = await declaring.figures(landlord);
    expect(await declaring.agree(landlord, calculation, changed)).toMatchObject({ ok: false, reason });
    expect(await journey.submissions.all(landlord.id)).toHaveLength(1);
  });

  it('figures that newer ones replaced, and another’s, cannot be agreed to', async () => {
    const [landlord, other] = [await declaring.addWithYear(), await declaring.addWithYear()];
    const first = await declaring.figures(landlord);
    await journey.setTime('2026-10-06T09:01:00Z');
    await declaring.figures(landlord);
    expect(await declaring.agree(landlord, first)).toMatchObject({ ok: false, reason: 'superseded' });
    expect(await declaring.agree(other, first)).toMatchObject({ ok: false, reason: 'no-figures' });
  });

  it('figures that HMRC gives errors for cannot be agreed to', async () => {
    const landlord = await declaring.addWithYear();
    const calculation = await declaring.figures(landlord);
    const errors = JSON.stringify([{ id: 'C1', text: 'An update is missing.' }]);
    await journey.pool.query(
      `update calculations set answer = jsonb_set(answer, '{messages,errors}', $2::jsonb) where id = $1`,
      [calculation.id, errors],
    );
    expect(await declaring.agree(landlord, calculation)).toMatchObject({ ok: false, reason: 'no-figures' });
  });
});

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
      what: 'HMRC still calculating',
      name: 'refuse',
      more: { code: 'RULE_CALCULATION_IN_PROGRESS' },
      status: 'processing',
      reconnect: null,
    },
    {
      what: 'HMRC still at the declaration',
      name: 'refuse',
      more: { code: 'RULE_FINAL_DECLARATION_IN_PROGRESS' },
      status: 'processing',
      reconnect: null,
    },
  ])('is $status: $what', async ({ name, more, status, reconnect }) => {
    const made = await declareWith((landlord) => fault(landlord, name, more));
    expect(made.status).toBe(status);
    expect(made.latest.outcome?.reconnect ?? null).toBe(reconnect);
    if (status === 'processing') expect(made.end).toMatchObject({ next: 'retry' });
  });

  it.each(['RULE_RECENT_SUBMISSIONS_EXIST', 'RULE_INCOME_SOURCES_CHANGED', 'RULE_RESIDENCY_CHANGED'])(
    'starts over with new figures and a new agreement, and is never sent again as it was: %s',
    async (code) => {
      const { landlord, submissionId, status, latest } = await declareWith((each) =>
        fault(each, 'refuse', { code, times: 1 }),
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

describe('a declaration whose answer is lost', () => {
  it.each([
    { lost: 'answer-lost', taken: 1 },
    { lost: 'answer-lost-before', taken: 1 },
  ])('is read back at HMRC, and submitted once: $lost', async ({ lost }) => {
    const { landlord, submissionId, event, end, status } = await declareWith((each) =>
      fault(each, lost, { times: 1 }),
    );
    expect([end.next, status]).toEqual(['retry', 'processing']);
    await declaring.run(event);
    const after = await declaring.view(landlord, submissionId);
    expect(after.status).toBe('submitted');
    expect(after.latest.outcome?.readBack).toBe(lost === 'answer-lost');
    expect(posts(landlord)).toBe(lost === 'answer-lost' ? 1 : 2);
  });

  it('is told from HMRC’s list where HMRC does not show the calculation', async () => {
    const { landlord, submissionId, event } = await declareWith((each) =>
      fault(each, 'answer-lost', { times: 1 }),
    );
    await fault(landlord, 'refuse', {
      operation: 'retrieve-calculation',
      status: 404,
      code: 'MATCHING_RESOURCE_NOT_FOUND',
    });
    await declaring.run(event);
    expect((await declaring.view(landlord, submissionId)).latest.outcome).toMatchObject({ readBack: true });
    expect(journey.countCalls('list-calculations', landlord.nino)).toBe(1);
  });

  it('waits for the landlord to reconnect when the authority dies before HMRC could be asked', async () => {
    const { landlord, submissionId, event } = await declareWith((each) =>
      fault(each, 'answer-lost', { times: 1 }),
    );
    await fault(landlord, 'forbidden', { operation: 'retrieve-calculation', times: 1 });
    await declaring.run(event);
    expect((await declaring.view(landlord, submissionId)).latest).toMatchObject({
      status: 'processing',
      waitingFor: 'reconnect',
    });
    await journey.connect(landlord);
    await journey.submissions.steps.askHmrc(await declaring.eventOf(landlord, submissionId));
    expect((await declaring.view(landlord, submissionId)).status).toBe('submitted');
    expect(posts(landlord)).toBe(1);
  });

  it('is not taken for done where HMRC has another’s declaration', async () => {
    const { landlord, submissionId, event, end } = await declareWith((each) =>
      fault(each, 'refuse', { code: 'RULE_FINAL_DECLARATION_RECEIVED' }),
    );
    expect(end.next).toBe('retry');
    await declaring.run(event);
    const { status, latest } = await declaring.view(landlord, submissionId);
    expect([status, latest.outcome?.code]).toEqual(['failed', 'DONE_ELSEWHERE']);
    expect(posts(landlord)).toBe(1);
  });
});

describe('an amendment', () => {
  it('is worked out, agreed to and confirmed, after what changed was sent again', async () => {
    const { landlord } = await declareWith(() => Promise.resolve());
    await journey.setTime('2026-11-01T09:00:00Z');
    await journey.connect(landlord);
    await journey.addRent(landlord, '2025-08-01', '1,000.00');
    await declaring.sendYear(landlord);
    const { submissionId, event } = await declaring.declare(landlord, 'confirm-amendment');
    await declaring.run(event);
    const { status, latest } = await declaring.view(landlord, submissionId);
    expect(status).toBe('submitted');
    expect(readDeclarationFigures(latest.figures)).toMatchObject({
      calculationType: 'confirm-amendment',
      totals: { incomePence: 3_100_000, duePence: 368_600 },
    });
  });

  it('whose answer is lost is read back', async () => {
    const { landlord } = await declareWith(() => Promise.resolve());
    await journey.setTime('2026-11-01T09:00:00Z');
    await journey.connect(landlord);
    const { submissionId, event } = await declaring.declare(landlord, 'confirm-amendment');
    await fault(landlord, 'answer-lost', { times: 1 });
    await declaring.run(event);
    await declaring.run(event);
    const { status, latest } = await declaring.view(landlord, submissionId);
    expect([status, latest.outcome?.readBack]).toEqual(['submitted', true]);
  });

  it('needs a declaration, and the window to be open', async () => {
    const landlord = await declaring.addWithYear();
    expect(await declaring.start(landlord, 'confirm-amendment')).toMatchObject({ reason: 'not-declared' });
    const { event } = await declaring.declare(landlord);
    await declaring.run(event);
    await journey.setTime('2028-02-01T09:00:00Z');
    await journey.connect(landlord);
    expect(await declaring.start(landlord, 'confirm-amendment')).toMatchObject({ reason: 'not-amendable' });
  });
});
