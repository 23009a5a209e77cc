import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createLostRunStore } from '../../../data/lost-runs.ts';
import { createNoticeStore } from '../../../data/notices.ts';
import { createJourney, type Journey } from '../../../test/journey.ts';
import { type Landlord } from '../../../test/landlords.ts';
import { createSender } from '../../../test/sending.ts';
import { sendings } from '../../../test/sendings.ts';
import { createStatementTests, statementsAt } from '../../../test/statements.ts';
import { createUpdates } from '../../../test/updates.ts';
import { createNotices } from '../../notifications/index.ts';

const post = 'submit-end-of-period-statement';
/** The day after the last on which HMRC takes a statement of 2023-24. */
const tooLate = '2026-02-01T09:00:00Z';
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

type Sent = Awaited<ReturnType<typeof leaveUnanswered>>;

const fault = (landlord: Landlord, name: string, more: object = {}) =>
  journey.control.addFault({ name, nino: landlord.nino, operation: post, ...more });
const posts = (landlord: Landlord) => journey.countCalls(post, landlord.nino);
const view = ({ landlord, submissionId }: Sent) => sender.view(landlord, submissionId);
const ask = ({ event }: Sent) => journey.submissions.steps.askHmrc(event);
/** The events that ask HMRC, by now. */
const asks = async ({ event }: Sent) =>
  (await createUpdates(journey).eventsFor(event.attemptId)).filter(({ name }) => name.includes('ask-hmrc'));

/** A statement sent on the last day, without an answer, and not known to HMRC unless told otherwise. */
async function leaveUnanswered(lost = 'answer-lost-before') {
  await journey.setTime('2026-01-31T09:00:00Z');
  const asked = await sender.submit();
  await fault(asked.landlord, lost, { times: 1 });
  expect(await sender.run(asked.event)).toMatchObject({ next: 'retry' });
  return asked;
}

/** And asked about when HMRC takes none any more. */
async function leaveUntold() {
  const sent = await leaveUnanswered();
  await journey.setTime(tooLate);
  expect(await sender.run(sent.event)).toEqual({ next: 'stop' });
  return sent;
}

describe('a statement whose answer was lost, once HMRC takes none any more', () => {
  it('that HMRC has is submitted where HMRC says so', async () => {
    const sent = await leaveUnanswered('answer-lost');
    await journey.setTime(tooLate);
    await sender.run(sent.event);
    expect((await view(sent)).status).toBe('submitted');
  });

  it('is called neither submitted nor failed, and its landlord is told once whom to ask', async () => {
    const sent = await leaveUntold();
    expect(await view(sent)).toMatchObject({
      status: 'processing',
      latest: { waitingFor: 'untold', outcome: null, nextTryAt: new Date('2026-02-02T09:00:00Z') },
    });
    await ask(sent);
    const notices = createNotices({ store: createNoticeStore(journey.db), clock: journey.clock });
    expect((await notices.list(sent.landlord.id, 1)).notices.map(({ heading }) => heading)).toEqual([
      'Please ask HMRC about your End of Period Statement for 2023-24',
    ]);
    const { rows } = await journey.pool.query(
      `select from evidence where attempt_id = $1 and kind = 'attempt-ended'`,
      [sent.event.attemptId],
    );
    expect(rows).toEqual([]);
  });

  it('is asked about twice as late each time, and after a month not any more', async () => {
    const sent = await leaveUntold();
    const days: number[] = [];
    for (;;) {
      const { nextTryAt } = (await view(sent)).latest;
      if (nextTryAt === null) break;
      days.push((nextTryAt.getTime() - journey.clock.now().getTime()) / 86_400_000);
      await journey.setTime(nextTryAt.toISOString());
      await ask(sent);
    }
    expect(days).toEqual([1, 2, 4, 8, 16]);
    expect(await view(sent)).toMatchObject({ status: 'processing', latest: { waitingFor: 'untold' } });
    expect(await asks(sent)).toHaveLength(5);
    expect(posts(sent.landlord)).toBe(7);
    await journey.pool.query(`update outbox set handed_over_at = now() - interval '1 day'`);
    const lost = await createLostRunStore(journey.db).find(60_000, 50);
    expect(lost.filter(({ attemptId }) => attemptId === sent.event.attemptId)).toEqual([]);
  });

  it('is submitted as soon as HMRC says that it has it after all', async () => {
    const sent = await leaveUntold();
    await fault(sent.landlord, 'refuse', { code: 'RULE_ALREADY_SUBMITTED', times: 1 });
    await ask(sent);
    expect(await view(sent)).toMatchObject({
      status: 'submitted',
      latest: { outcome: { readBack: true } },
    });
  });

  it.each(['RULE_TAX_YEAR_NOT_SUPPORTED', 'MATCHING_RESOURCE_NOT_FOUND', 'FORMAT_BUSINESS_ID'])(
    'is the same for another refusal that does not tell: %s',
    async (code) => {
      const sent = await leaveUnanswered();
      await fault(sent.landlord, 'refuse', { code });
      expect(await sender.run(sent.event)).toEqual({ next: 'stop' });
      expect(await view(sent)).toMatchObject({ status: 'processing', latest: { waitingFor: 'untold' } });
    },
  );

  it('is told also where the tries were used up before', async () => {
    const sent = await leaveUnanswered();
    await journey.setTime(tooLate);
    await journey.submissions.giveUp(sent.event);
    expect((await view(sent)).latest.waitingFor).toBe('untold');
    expect(await asks(sent)).toHaveLength(1);
  });

  it('is asked about hour by hour while HMRC does not answer at all', async () => {
    const sent = await leaveUntold();
    await fault(sent.landlord, 'outage-503');
    expect(await ask(sent)).toMatchObject({ next: 'retry' });
    await journey.submissions.keepAsking(sent.event, 'any');
    expect((await view(sent)).latest).toMatchObject({
      waitingFor: 'hmrc',
      nextTryAt: new Date('2026-02-01T10:00:00Z'),
    });
  });
});

describe('a landlord who has such a statement', () => {
  const isLive = async ({ id }: Landlord) => (await journey.connections.view(id)).status;

  it('may disconnect, and is not asked to reconnect for it', async () => {
    const sent = await leaveUntold();
    expect(await journey.connections.disconnect(sent.landlord.id)).toBe('done');
    expect(await isLive(sent.landlord)).toBe('not-connected');
    expect(await ask(sent)).toEqual({ next: 'stop' });
    expect((await view(sent)).latest).toMatchObject({ waitingFor: 'untold', nextTryAt: null });
  });

  it('and asked to disconnect before it was known is disconnected then', async () => {
    const sent = await leaveUnanswered();
    expect(await journey.connections.disconnect(sent.landlord.id)).toBe('waiting');
    await journey.setTime(tooLate);
    await sender.run(sent.event);
    expect(await isLive(sent.landlord)).toBe('not-connected');
  });

  it('is shown that another can’t be sent', async () => {
    const sent = await leaveUntold();
    expect(await statements.click(sent.landlord)).toMatchObject({ ok: false });
    expect(posts(sent.landlord)).toBe(2);
  });
});
