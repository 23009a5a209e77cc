import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestMailer, notTaken } from '../../../test/accounts.ts';
import { createJourney, type Journey } from '../../../test/journey.ts';
import { captured, type Landlord } from '../../../test/landlords.ts';
import { createReminding, letTriesCome, textOf } from '../../../test/reminding.ts';
import { type Mail } from '../../../platform/mail.ts';
import { addDays, daysBetween } from '../../tax-year.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await createJourney();
});
/** Only this test's landlords may have anything due. */
beforeEach(async () => {
  await journey.pool.query('delete from connections');
  await journey.setTime('2025-10-06T09:00:00Z');
});
afterAll(() => journey.close());

const at = (date: string) => `${date}T09:00:00Z`;
/** Walks from day to day, with a look each day, and gives the days on which mail came. */
async function walk(
  mailer: ReturnType<typeof createTestMailer>,
  from: string,
  to: string,
): Promise<string[]> {
  const reminding = createReminding(journey, mailer);
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const before = mailer.sent.length;
    journey.clock.set(at(day));
    await reminding.sendDue();
    for (let count = before; count < mailer.sent.length; count += 1) days.push(day);
  }
  return days;
}

/** Gives a new authority as the landlord does, on the pages. */
async function renew(landlord: Landlord, now: string): Promise<void> {
  await journey.setTime(now);
  const outcome = await journey.connect(landlord);
  if (!outcome.ok) throw new Error(outcome.reason);
}

describe('reminders by mail', () => {
  it('come 90, 30, 7 and 1 days before and on the day, each once, over a year and a half of days', async () => {
    const landlord = await journey.addConnected();
    const mailer = createTestMailer();
    const days = await walk(mailer, '2025-10-06', '2027-06-01');
    expect(days).toEqual(['2027-01-06', '2027-03-07', '2027-03-30', '2027-04-05', '2027-04-06']);
    expect(days.map((day) => daysBetween(day, '2027-04-06'))).toEqual([90, 30, 7, 1, 0]);
    for (const mail of mailer.sent) {
      expect(mail.to).toBe(`${landlord.id}@example.com`);
      expect(mail.subject).toBe('Your HMRC authority ends on 6 April 2027');
      expect(textOf(mail)).toContain('https://tax.example.org/settings/hmrc-connection');
      expect(textOf(mail)).toContain('“Reconnect HMRC Account”');
    }
    expect(mailer.sent.map((mail) => /Yours (.*)\./.exec(textOf(mail))?.[1])).toEqual([
      'ends on 6 April 2027, in 90 days',
      'ends on 6 April 2027, in 30 days',
      'ends on 6 April 2027, in 7 days',
      'ends tomorrow, 6 April 2027',
      'ends today, 6 April 2027',
    ]);
    expect(new Set(mailer.sent.map(({ messageId }) => messageId)).size).toBe(5);
  });

  it('say which quarter is due after the end, as HMRC listed it', async () => {
    const landlord = await journey.addConnected();
    await journey.setTime('2027-01-06T09:00:00Z');
    await journey.connections.refreshObligations(await journey.connectionOf(landlord), {
      purpose: 'check-dates',
      freshness: 'fresh',
      priority: 'background',
      fraudPreventionHeaders: captured.headers,
    });
    const mailer = createTestMailer();
    await createReminding(journey, mailer).sendDue();
    expect(textOf(mailer.sent[0])).toMatch(
      /Your update for 6 April 2026 to 5 April 2027 is due on 7 May 2027\. Without a new authority/,
    );
  });

  it('that were missed while the platform was off are one, the newest', async () => {
    await journey.addConnected();
    const mailer = createTestMailer();
    journey.clock.set(at('2027-04-01'));
    await createReminding(journey, mailer).sendDue();
    await createReminding(journey, mailer).sendDue();
    expect(mailer.sent.map(textOf)).toEqual([expect.stringContaining('in 5 days')]);
  });

  it('that were missed altogether are told as of an end that has been, and not for ever', async () => {
    await journey.addConnected();
    const [late, tooLate] = [createTestMailer(), createTestMailer()];
    journey.clock.set(at('2027-05-07'));
    await createReminding(journey, tooLate).sendDue();
    expect(tooLate.sent).toEqual([]);
    journey.clock.set(at('2027-04-09'));
    await createReminding(journey, late).sendDue();
    expect(late.sent.map(({ subject }) => subject)).toEqual(['Your HMRC authority ended on 6 April 2027']);
  });

  it('come once although eight processes look at the same time, and look again', async () => {
    const landlords = [];
    for (let count = 0; count < 12; count += 1) landlords.push(await journey.addConnected());
    journey.clock.set(at('2027-03-07'));
    const mailer = createTestMailer();
    const processes = Array.from({ length: 8 }, () => createReminding(journey, mailer));
    await Promise.all(processes.map((each) => each.sendDue()));
    await letTriesCome(journey);
    await Promise.all(processes.map((each) => each.sendDue()));
    expect(mailer.sent.map(({ to }) => to).sort()).toEqual(
      landlords.map(({ id }) => `${id}@example.com`).sort(),
    );
  });

  it('come in batches: what is over waits for the next look', async () => {
    await journey.addConnected();
    await journey.pool.query(
      `insert into users (id, name, email, created_at, updated_at)
       select 'many-' || n, '', 'many-' || n || '@example.com', now(), now() from generate_series(1, 60) n`,
    );
    await journey.pool.query(
      `insert into connections (owner_id, environment, status, consented_at, authority_ends_on, created_at, updated_at)
       select 'many-' || n, environment, status, consented_at, authority_ends_on, now(), now()
       from connections, generate_series(1, 60) n`,
    );
    journey.clock.set(at('2027-03-07'));
    const mailer = createTestMailer();
    const reminding = createReminding(journey, mailer);
    await reminding.sendDue();
    expect(mailer.sent).toHaveLength(50);
    await reminding.sendDue();
    expect(mailer.sent).toHaveLength(61);
    await reminding.sendDue();
    expect(mailer.sent).toHaveLength(61);
  });

  it('stop between two mails when the platform does', async () => {
    await journey.addConnected();
    await journey.addConnected();
    journey.clock.set(at('2027-03-07'));
    const stop = new AbortController();
    const mailer = createTestMailer();
    const stopping = { ...mailer, send: (mail: Mail) => (stop.abort(), mailer.send(mail)) };
    await createReminding(journey, stopping).sendDue(stop.signal);
    expect(mailer.sent).toHaveLength(1);
    await createReminding(journey, mailer).sendDue();
    expect(mailer.sent).toHaveLength(2);
  });
});

describe('an authority that was renewed early', () => {
  it('is reminded of anew at its own end; the old reminders stop', async () => {
    const landlord = await journey.addConnected();
    const mailer = createTestMailer();
    expect(await walk(mailer, '2027-01-01', '2027-03-19')).toEqual(['2027-01-06', '2027-03-07']);
    await renew(landlord, '2027-03-20T09:00:00Z');
    expect((await journey.connectionOf(landlord)).authorityEndsOn).toBe('2028-09-20');
    expect(await walk(mailer, '2027-03-20', '2028-09-21')).toEqual([
      '2028-06-22',
      '2028-08-21',
      '2028-09-13',
      '2028-09-19',
      '2028-09-20',
    ]);
  });

  it('stops also the reminder that waited for its next try, and one that is about to leave', async () => {
    const landlord = await journey.addConnected();
    await journey.setTime('2027-03-07T09:00:00Z');
    const mailer = createTestMailer();
    await createReminding(journey, { ...mailer, send: () => Promise.resolve(notTaken) }).sendDue();
    await letTriesCome(journey);
    const reminding = createReminding(journey, mailer, {
      openPeriods: async () => {
        await renew(landlord, '2027-03-07T10:00:00Z');
        return [];
      },
    });
    await reminding.sendDue();
    await letTriesCome(journey);
    await createReminding(journey, mailer).sendDue();
    expect(mailer.sent).toEqual([]);
  });
});

describe('nobody is reminded', () => {
  it.each([
    [
      'who disconnected',
      `update connections set status = 'not-connected', consented_at = null, authority_ends_on = null`,
    ],
    ['who asked to disconnect', `update connections set disconnect_requested_at = now()`],
    [
      'whose connection was lost before',
      `update connections set status = 'expired', expired_at = '2027-03-01T09:00:00Z'`,
    ],
  ])('%s', async (_, sql) => {
    await journey.addConnected();
    await journey.pool.query(sql);
    const mailer = createTestMailer();
    expect(await walk(mailer, '2027-03-05', '2027-04-07')).toEqual([]);
  });

  it('but whose connection was found dead on the last day is told', async () => {
    await journey.addConnected();
    await journey.pool.query(
      `update connections set status = 'expired', expired_at = '2027-04-05T23:30:00Z'`,
    );
    const mailer = createTestMailer();
    expect(await walk(mailer, '2027-04-06', '2027-04-08')).toEqual(['2027-04-06']);
  });
});
