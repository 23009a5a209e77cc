import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createNoticeStore } from '../../data/notices.ts';
import { createTestMailer } from '../../test/accounts.ts';
import { createDeclaring } from '../../test/declaring.ts';
import { createJourney, type Journey } from '../../test/journey.ts';
import { type Landlord } from '../../test/landlords.ts';
import { createTellers, letTriesCome, textOf } from '../../test/reminding.ts';
import { createSender } from '../../test/sending.ts';
import { sendings } from '../../test/sendings.ts';
import { type AttemptEvent, createUpdates } from '../../test/updates.ts';
import { createNotices } from '../notifications/index.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await createJourney();
});
beforeEach(async () => {
  await journey.setTime('2026-10-06T09:00:00Z');
  await journey.control.clearFaults();
  await journey.control.setCalculationSeconds(0);
  await journey.pool.query('delete from notices');
});
afterAll(() => journey.close());

const headings = async ({ id }: Landlord): Promise<string[]> => {
  const notices = createNotices({ store: createNoticeStore(journey.db), clock: journey.clock });
  return (await notices.list(id, 1)).notices.map(({ heading }) => heading);
};

/** Sends every mail that waits, and gives what was sent. */
async function mailsSent() {
  const mailer = createTestMailer();
  await letTriesCome(journey);
  await createTellers(journey, mailer).outbox.sendDue();
  return mailer.sent;
}

interface Asked {
  landlord: Landlord;
  event: AttemptEvent;
  put: string;
  run: () => Promise<unknown>;
}

/** Each kind of submission, asked for and not worked on yet, with how its notices name it. */
const kinds: [name: string, submit: () => Promise<Asked>][] = [
  [
    'update for 6 April 2026 to 5 July 2026',
    async () => {
      const updates = createUpdates(journey);
      const landlord = await journey.addConnected();
      const { event } = await updates.submit(landlord);
      return { landlord, event, put: 'put-uk-cumulative', run: () => updates.run(event) };
    },
  ],
  [
    'annual summary for 2026-27',
    async () => {
      const kind = sendings['an annual summary']?.(journey);
      if (!kind) throw new Error('There is no such kind.');
      const sender = createSender(journey, kind);
      const { landlord, event } = await sender.submit();
      return { landlord, event, put: kind.put, run: () => sender.run(event) };
    },
  ],
  [
    'final declaration for 2025-26',
    async () => {
      const declaring = createDeclaring(journey);
      const landlord = await declaring.addWithYear();
      const { event } = await declaring.declare(landlord);
      await journey.pool.query('delete from notices');
      return { landlord, event, put: 'submit-final-declaration', run: () => declaring.run(event) };
    },
  ],
];

describe.each(kinds)('an %s', (name, submit) => {
  const fault = ({ landlord, put }: Asked, fault: string, more: object = {}) =>
    journey.control.addFault({ name: fault, nino: landlord.nino, operation: put, ...more });

  it('that HMRC takes is told, in the app and by mail, once', async () => {
    const asked = await submit();
    expect(await headings(asked.landlord)).toEqual([]);
    await asked.run();
    await asked.run();
    expect(await headings(asked.landlord)).toEqual([`Submitted: your ${name}`]);
    const [mail, ...others] = await mailsSent();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      to: `${asked.landlord.id}@example.com`,
      subject: `Submitted: your ${name}`,
    });
    expect(textOf(mail)).toMatch(/HMRC has taken your[^]*https:\/\/tax\.example\.org\/submissions\//);
    expect(await mailsSent()).toEqual([]);
  });

  it('that HMRC refuses is told as rejected, without amounts or a NINO', async () => {
    const asked = await submit();
    await fault(asked, 'refuse', { code: 'RULE_TAX_YEAR_NOT_SUPPORTED', times: 1 });
    await asked.run();
    const [heading] = await headings(asked.landlord);
    expect(heading).toMatch(new RegExp(`^(Rejected|Failed): your ${name}$`));
    const text = (await mailsSent()).map(textOf).join('\n');
    expect(text).not.toMatch(new RegExp(`£|1,?150|30,?000|${asked.landlord.nino}`));
  });

  it('whose connection is dead is told as failed, with what to do', async () => {
    const asked = await submit();
    await fault(asked, 'unauthorised');
    await asked.run();
    expect(await headings(asked.landlord)).toEqual([`Failed: your ${name}`]);
    const mailer = createTestMailer();
    await createTellers(journey, mailer).outbox.sendDue();
    // HMRC may be refusing everybody.
    expect(mailer.sent).toEqual([]);
    expect(textOf((await mailsSent())[0])).toContain('Please reconnect your HMRC account.');
  });

  it('of which nobody knows yet whether HMRC took it is told once, however long it lasts, and then how it ended', async () => {
    const asked = await submit();
    await fault(asked, 'answer-lost', { times: 1 });
    await asked.run();
    expect(await headings(asked.landlord)).toEqual([]);
    const { submissions } = journey;
    for (let round = 0; round < 3; round += 1) {
      await submissions.keepAsking(asked.event, `round-${round}`);
    }
    expect(await headings(asked.landlord)).toEqual([`Not known yet: your ${name}`]);
    expect(textOf((await mailsSent())[0])).toContain('We keep asking HMRC');
    await journey.setTime('2026-10-06T10:00:00Z');
    await submissions.steps.askHmrc(asked.event);
    expect(await headings(asked.landlord)).toEqual([
      `Submitted: your ${name}`,
      `Not known yet: your ${name}`,
    ]);
    expect((await mailsSent()).map(({ subject }) => subject)).toEqual([`Submitted: your ${name}`]);
  });
});

describe('a notice of a submission', () => {
  const submit = async () => {
    const updates = createUpdates(journey);
    const landlord = await journey.addConnected();
    return { updates, landlord, ...(await updates.submit(landlord)) };
  };

  it('asks to reconnect where nobody can ask HMRC before that', async () => {
    const { updates, landlord, event } = await submit();
    const of = { nino: landlord.nino };
    await journey.control.addFault({
      ...of,
      name: 'answer-lost',
      operation: 'put-uk-cumulative',
      times: 1,
    });
    await updates.run(event);
    await journey.control.addFault({ ...of, name: 'unauthorised', operation: 'get-uk-cumulative' });
    await updates.run(event);
    expect(await headings(landlord)).toEqual([
      'Please reconnect, so that we can ask about your update for 6 April 2026 to 5 July 2026',
    ]);
  });

  it('asks nobody by mail to reconnect whose connection turned out to be one that HMRC refused among many', async () => {
    const { updates, landlord, event } = await submit();
    const other = await submit();
    const refuse = (of: Landlord, operation: string) =>
      journey.control.addFault({ name: 'unauthorised', nino: of.nino, operation });
    await refuse(landlord, 'put-uk-cumulative');
    await updates.run(event);
    await journey.control.addFault({
      name: 'answer-lost',
      nino: other.landlord.nino,
      operation: 'put-uk-cumulative',
      times: 1,
    });
    await updates.run(other.event);
    await refuse(other.landlord, 'get-uk-cumulative');
    await updates.run(other.event);
    expect(await headings(other.landlord)).toHaveLength(1);
    await journey.pool.query(
      `update connections set status = 'connected', held_since = now(), held_reason = reason where status = 'expired'`,
    );
    const sent = await mailsSent();
    expect(sent.map(({ to }) => to)).toEqual([`${landlord.id}@example.com`]);
    expect(textOf(sent[0])).toContain('The connection works again');
    expect(textOf(sent[0])).not.toMatch(/please reconnect/i);
  });

  it('is not mailed any more once it was tried again, nor that we ask once we know', async () => {
    const { updates, landlord, event, submissionId } = await submit();
    await journey.submissions.keepAsking(event, 'round');
    await journey.control.addFault({
      name: 'refuse',
      nino: landlord.nino,
      operation: 'put-uk-cumulative',
      code: 'FORMAT_VALUE',
      times: 1,
    });
    await updates.run(event);
    expect(await headings(landlord)).toHaveLength(2);
    await updates.clickResubmit(landlord, submissionId);
    expect(await mailsSent()).toEqual([]);
    await updates.run(await updates.eventOf(landlord, submissionId));
    expect((await mailsSent()).map(({ subject }) => subject)).toEqual([
      'Submitted: your update for 6 April 2026 to 5 July 2026',
    ]);
  });

  it('is not there where what it tells was not written down either', async () => {
    const { updates, landlord, event } = await submit();
    await journey.pool.query(`create function stop() returns trigger as $$ begin raise 'disk full'; end $$
      language plpgsql`);
    await journey.pool.query('create trigger stop before update on submissions execute function stop()');
    await expect(updates.run(event)).rejects.toThrow();
    expect(await headings(landlord)).toEqual([]);
    await journey.pool.query('drop trigger stop on submissions');
    await updates.run(event);
    expect(await headings(landlord)).toHaveLength(1);
  });
});

describe('kinds that were switched off', () => {
  const notices = () => createNotices({ store: createNoticeStore(journey.db), clock: journey.clock });

  it.each([
    { off: ['mail'], shown: 1, mailed: 0 },
    { off: ['app'], shown: 0, mailed: 1 },
    { off: ['app', 'mail'], shown: 0, mailed: 0 },
  ] as const)('are told no more by $off', async ({ off, shown, mailed }) => {
    const updates = createUpdates(journey);
    const landlord = await journey.addConnected();
    await notices().switchOff(
      landlord.id,
      off.map((channel) => ({ kind: 'taken', channel })),
    );
    const { event } = await updates.submit(landlord);
    await updates.run(event);
    expect(await headings(landlord)).toHaveLength(shown);
    expect(await notices().countUnread(landlord.id)).toBe(shown);
    expect(await mailsSent()).toHaveLength(mailed);
  });

  it('hold back a mail that waits already, and nobody else’s', async () => {
    const updates = createUpdates(journey);
    const [one, other] = [await journey.addConnected(), await journey.addConnected()];
    for (const landlord of [one, other]) await updates.run((await updates.submit(landlord)).event);
    await notices().switchOff(one.id, [{ kind: 'taken', channel: 'mail' }]);
    expect((await mailsSent()).map(({ to }) => to)).toEqual([`${other.id}@example.com`]);
  });

  it('are never that the connection must be made again', async () => {
    const landlord = await journey.addConnected();
    await notices().switchOff(
      landlord.id,
      (['taken', 'not-taken', 'asking', 'deadline', 'reconnect'] as const).flatMap((kind) =>
        (['app', 'mail'] as const).map((channel) => ({ kind, channel })),
      ),
    );
    expect(await notices().switchedOff(landlord.id)).toHaveLength(8);
    await journey.control.addFault({ name: 'revoke-authority', nino: landlord.nino });
    await journey.setTime('2026-10-06T11:00:00Z');
    await journey.connections.renew((await journey.connectionOf(landlord)).id);
    await journey.setTime('2026-10-06T11:11:00Z');
    await createTellers(journey).lost.tellDue();
    expect(await headings(landlord)).toEqual(['Please reconnect your HMRC account']);
    expect((await mailsSent()).filter(({ to }) => to === `${landlord.id}@example.com`)).toHaveLength(1);
  });
});

describe('notices', () => {
  it('are read one by one or together, by their owner alone, and what came later stays unread', async () => {
    const notices = createNotices({ store: createNoticeStore(journey.db), clock: journey.clock });
    const updates = createUpdates(journey);
    const [landlord, stranger] = [await journey.addConnected(), await journey.addConnected()];
    await updates.run((await updates.submit(landlord)).event);
    const [notice] = (await notices.list(landlord.id, 1)).notices;
    if (!notice) throw new Error('There is no notice.');
    expect(await notices.markRead(stranger.id, notice.id)).toBe(false);
    await notices.markAllRead(stranger.id, new Date('2100-01-01'));
    expect((await notices.list(stranger.id, 1)).notices).toEqual([]);
    await notices.markAllRead(landlord.id, new Date('2026-10-06T08:59:59Z'));
    expect(await notices.countUnread(landlord.id)).toBe(1);
    expect(await notices.markRead(landlord.id, notice.id)).toBe(true);
    expect(await notices.countUnread(landlord.id)).toBe(0);
    expect((await notices.list(landlord.id, 1)).notices).toMatchObject([{ id: notice.id, isRead: true }]);
    expect(await notices.markRead(landlord.id, 'no-id')).toBe(false);
  });
});
