import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createNoticeStore } from '../../data/notices.ts';
import { createTestMailer } from '../../test/accounts.ts';
import { createDeclaring } from '../../test/declaring.ts';
import { createJourney, type Journey } from '../../test/journey.ts';
import { type Landlord } from '../../test/landlords.ts';
import { createTellers, letTriesCome, textOf } from '../../test/reminding.ts';
import { createUpdates, quarter1, quarter2 } from '../../test/updates.ts';
import { createNotices } from '../notifications/index.ts';
import { addDays } from '../tax-year.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await createJourney();
});
/** Only this test's landlords may have anything due. */
beforeEach(async () => {
  for (const table of [
    'notices',
    'obligations',
    'final_declaration_obligations',
    'connections',
    'submissions',
    'switched_off_notices',
  ]) {
    await journey.pool.query(`delete from ${table}`);
  }
  await journey.control.clearFaults();
  await journey.control.setCalculationSeconds(0);
  await journey.setTime('2026-10-06T09:00:00Z');
});
afterAll(() => journey.close());

const at = (date: string) => `${date}T09:00:00Z`;

/** A landlord whose first quarter was sent, so that the second, due on 7 November, is the next. */
async function addUpToDate(): Promise<Landlord> {
  const landlord = await journey.addConnected();
  const updates = createUpdates(journey);
  await updates.run((await updates.submit(landlord, quarter1)).event);
  await journey.pool.query('delete from notices');
  return landlord;
}

/** Looks on each of these days, and gives the days on which mail of deadlines came, with what it says. */
async function look(days: readonly string[]): Promise<string[]> {
  const mailer = createTestMailer();
  const { deadlines, outbox } = createTellers(journey, mailer);
  const told: string[] = [];
  for (const day of days) {
    journey.clock.set(at(day));
    const before = mailer.sent.length;
    await deadlines.tellDue();
    await outbox.sendDue();
    for (const mail of mailer.sent.slice(before)) told.push(`${day}: ${textOf(mail).split('\n')[0] ?? ''}`);
  }
  return told;
}

const daysBetween = (from: string, to: string): string[] => {
  const days = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
};

const second = 'Your update for 6 April 2026 to 5 October 2026 (UK property)';

describe('a deadline', () => {
  it('is told 14, 7 and 1 days before and once afterwards, by HMRC’s own date', async () => {
    await addUpToDate();
    expect(await look(daysBetween('2026-10-07', '2026-12-31'))).toEqual([
      `2026-10-24: ${second} is due on 7 November 2026, in 14 days.`,
      `2026-10-31: ${second} is due on 7 November 2026, in 7 days.`,
      `2026-11-06: ${second} is due tomorrow, 7 November 2026.`,
      `2026-11-08: ${second} was due on 7 November 2026.`,
    ]);
  });

  it('that a clock jumps towards is told once, the newest step alone', async () => {
    await addUpToDate();
    expect(await look(['2026-10-20', '2026-11-03', '2026-11-03', '2026-11-07'])).toEqual([
      `2026-11-03: ${second} is due on 7 November 2026, in 4 days.`,
      `2026-11-07: ${second} is due today, 7 November 2026.`,
    ]);
  });

  it('turns at midnight in London, in summer time too', async () => {
    await journey.addConnected();
    await journey.pool.query(`update obligations set due_date = '2026-10-20' where period_end_date = $1`, [
      quarter1,
    ]);
    const mailer = createTestMailer();
    const { deadlines, outbox } = createTellers(journey, mailer);
    // Half past midnight on the 13th in London, 7 days before.
    for (const instant of ['2026-10-12T22:30:00Z', '2026-10-12T23:30:00Z']) {
      journey.clock.set(instant);
      await deadlines.tellDue();
      await outbox.sendDue();
    }
    expect(mailer.sent.map((mail) => /in (\d+) days/.exec(textOf(mail))?.[1])).toEqual(['8', '7']);
  });

  it('of an update that HMRC has taken meanwhile is not told, though its list is old', async () => {
    const landlord = await addUpToDate();
    expect(await look(['2026-10-24'])).toHaveLength(1);
    const updates = createUpdates(journey);
    await updates.run((await updates.submit(landlord, quarter2)).event);
    await journey.pool.query(`update obligations set status = 'open'`);
    expect(await look(daysBetween('2026-10-25', '2026-11-20'))).not.toContainEqual(
      expect.stringContaining('due'),
    );
  });

  it('whose mail still waits when the update is taken is not mailed any more', async () => {
    const landlord = await addUpToDate();
    journey.clock.set(at('2026-10-24'));
    await createTellers(journey).deadlines.tellDue();
    const updates = createUpdates(journey);
    await updates.run((await updates.submit(landlord, quarter2)).event);
    const mailer = createTestMailer();
    await createTellers(journey, mailer).outbox.sendDue();
    expect(mailer.sent.map(({ subject }) => subject)).toEqual([
      'Submitted: your update for 6 April 2026 to 5 October 2026',
    ]);
  });

  it('of an update that is on its way is told only once that has failed', async () => {
    const landlord = await addUpToDate();
    const { event } = await createUpdates(journey).submit(landlord, quarter2);
    expect(await look(['2026-10-24'])).toEqual([]);
    await journey.pool.query(`update submissions set status = 'failed' where status = 'processing'`);
    await journey.pool.query(`update attempts set status = 'failed' where id = $1`, [event.attemptId]);
    expect(await look(['2026-10-25'])).toHaveLength(1);
  });

  it('is told once although eight processes look at the same time', async () => {
    const landlords = [];
    for (let count = 0; count < 4; count += 1) landlords.push(await addUpToDate());
    journey.clock.set(at('2026-10-24'));
    const mailer = createTestMailer();
    const processes = Array.from({ length: 8 }, () => createTellers(journey, mailer));
    await Promise.all(processes.map(({ deadlines }) => deadlines.tellDue()));
    await Promise.all(processes.map(({ outbox }) => outbox.sendDue()));
    expect(mailer.sent.map(({ to }) => to).sort()).toEqual(
      landlords.map(({ id }) => `${id}@example.com`).sort(),
    );
  });

  it('that HMRC moved is told anew', async () => {
    await addUpToDate();
    expect(await look(['2026-10-24'])).toHaveLength(1);
    await journey.pool.query(`update obligations set due_date = '2026-11-09' where period_end_date = $1`, [
      quarter2,
    ]);
    expect(await look(['2026-10-24', '2026-10-26'])).toEqual([
      `2026-10-26: ${second} is due on 9 November 2026, in 14 days.`,
    ]);
  });

  it('names the business as HMRC does', async () => {
    await addUpToDate();
    await journey.pool.query(`update businesses set trading_name = 'Château Lettings'`);
    expect(await look(['2026-10-24'])).toEqual([expect.stringContaining('(Château Lettings)')]);
  });

  it('is not told by whoever switched that off, and told newly where they switch it on again', async () => {
    const landlord = await addUpToDate();
    const notices = createNotices({ store: createNoticeStore(journey.db), clock: journey.clock });
    const channels = ['app', 'mail'] as const;
    await notices.switchOff(
      landlord.id,
      channels.map((channel) => ({ kind: 'deadline', channel })),
    );
    expect(await look(['2026-10-24', '2026-10-31'])).toEqual([]);
    expect(await notices.countUnread(landlord.id)).toBe(0);
    await notices.switchOff(landlord.id, []);
    expect(await look(['2026-11-01'])).toEqual([expect.stringContaining('in 6 days')]);
  });
});

describe('the deadline of a final declaration', () => {
  const january = daysBetween('2027-01-10', '2027-02-10');
  const declaration = 'Your final declaration for 2025-26';

  /** A landlord whom HMRC told of all that it waits for, and whose quarters are not of interest here. */
  async function addDeclaring(): Promise<Landlord> {
    const landlord = await createDeclaring(journey).addWithYear();
    await journey.pool.query(`update obligations set status = 'fulfilled'`);
    await journey.pool.query('delete from notices');
    return landlord;
  }

  it('is told like any other, by the date that HMRC lists', async () => {
    await addDeclaring();
    expect(await look(january)).toEqual([
      `2027-01-17: ${declaration} is due on 31 January 2027, in 14 days.`,
      `2027-01-24: ${declaration} is due on 31 January 2027, in 7 days.`,
      `2027-01-30: ${declaration} is due tomorrow, 31 January 2027.`,
      `2027-02-01: ${declaration} was due on 31 January 2027.`,
    ]);
  });

  it('is not told once it was declared from here, nor where HMRC has it from elsewhere', async () => {
    const declaring = createDeclaring(journey);
    const landlord = await addDeclaring();
    const { event } = await declaring.declare(landlord);
    await declaring.run(event);
    expect(await look(january.slice(0, 20))).toEqual([
      expect.stringContaining('HMRC has taken your final declaration'),
    ]);
    await addDeclaring();
    await journey.pool.query(`update final_declaration_obligations set status = 'fulfilled'`);
    expect(await look(january)).toEqual([]);
  });
});

describe('what a deadline says of the connection', () => {
  const textOn = async (day: string): Promise<string> => {
    const mailer = createTestMailer();
    const { deadlines, outbox } = createTellers(journey, mailer);
    journey.clock.set(at(day));
    await deadlines.tellDue();
    await letTriesCome(journey);
    await outbox.sendDue();
    return mailer.sent.map(textOf).join('\n\n');
  };

  it('is nothing while it works, and while HMRC may be refusing everybody', async () => {
    await addUpToDate();
    expect(await textOn('2026-10-24')).not.toMatch(/reconnect|renew/i);
    // Held: HMRC refused this one among many.
    await journey.pool.query(
      `update connections set held_since = '2026-10-31T08:00:00Z', held_reason = 'authority-ended'`,
    );
    expect(await textOn('2026-10-31')).toMatch(/in 7 days/);
    // Just expired: it may still turn out to be one among many, so nothing is said yet.
    await journey.pool.query(
      `update connections set held_since = null, status = 'expired', expired_at = '2026-11-06T08:55:00Z'`,
    );
    expect(await textOn('2026-11-06')).toBe('');
    expect(await textOn('2026-11-07')).toContain('you must reconnect first');
  });

  it('is that its authority ends before', async () => {
    await addUpToDate();
    await journey.pool.query(`update connections set authority_ends_on = '2026-11-07'`);
    expect(await textOn('2026-10-31')).toContain('ends on 7 November 2026. Send it before then, or renew');
  });

  it('is as of when the mail leaves', async () => {
    const landlord = await addUpToDate();
    await journey.pool.query(
      `update connections set status = 'expired', expired_at = '2026-10-20T08:00:00Z'`,
    );
    journey.clock.set(at('2026-10-24'));
    await createTellers(journey).deadlines.tellDue();
    expect(await journey.connect(landlord)).toMatchObject({ ok: true });
    expect(await textOn('2026-10-25')).not.toMatch(/reconnect/i);
  });

  it.each([
    ['disconnected', `update connections set status = 'not-connected'`],
    ['asked to disconnect', `update connections set disconnect_requested_at = now()`],
  ])('is asked of nobody who %s: they may be sending another way', async (_, sql) => {
    await addUpToDate();
    await journey.pool.query(sql);
    expect(await look(daysBetween('2026-10-20', '2026-11-20'))).toEqual([]);
  });
});
