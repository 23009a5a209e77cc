import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestMailer, notTaken } from '../../../test/accounts.ts';
import { createJourney, type Journey } from '../../../test/journey.ts';
import { createReminding, letTriesCome, textOf } from '../../../test/reminding.ts';
import { type Mail } from '../../../platform/mail.ts';

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
describe('a mail server', () => {
  it('that does not take a mail is asked again later, and then not any more', async () => {
    await journey.addConnected();
    journey.clock.set(at('2027-03-07'));
    const mailer = createTestMailer();
    let tries = 0;
    const failing = { ...mailer, send: () => ((tries += 1), Promise.resolve(notTaken)) };
    await createReminding(journey, failing).sendDue();
    await createReminding(journey, failing).sendDue();
    expect(tries).toBe(1);
    await letTriesCome(journey);
    await createReminding(journey, mailer).sendDue();
    await letTriesCome(journey);
    await createReminding(journey, mailer).sendDue();
    expect(mailer.sent).toHaveLength(1);
  });

  it('that is back after the next reminder came due gets that one alone', async () => {
    await journey.addConnected();
    journey.clock.set(at('2027-03-07'));
    const mailer = createTestMailer();
    await createReminding(journey, { ...mailer, send: () => Promise.resolve(notTaken) }).sendDue();
    await letTriesCome(journey);
    journey.clock.set(at('2027-03-30'));
    await createReminding(journey, mailer).sendDue();
    await createReminding(journey, mailer).sendDue();
    expect(mailer.sent.map(textOf)).toEqual([expect.stringContaining('in 7 days')]);
  });

  it('that nobody set up gets nothing, and what was due is told once there is one', async () => {
    await journey.addConnected();
    journey.clock.set(at('2027-03-07'));
    const none = createTestMailer(false);
    await createReminding(journey, none).sendDue();
    expect(none.sent).toEqual([]);
    const mailer = createTestMailer();
    await createReminding(journey, mailer).sendDue();
    expect(mailer.sent).toHaveLength(1);
  });

  it('gets a mail again after a process died while it was leaving, to be known by its id, and loses none', async () => {
    await journey.addConnected();
    journey.clock.set(at('2027-03-07'));
    const mailer = createTestMailer();
    const dying = {
      ...mailer,
      send: (mail: Mail) => mailer.send(mail).then(() => Promise.reject(new Error('killed'))),
    };
    await expect(createReminding(journey, dying).sendDue()).rejects.toThrow('killed');
    await letTriesCome(journey);
    await createReminding(journey, mailer).sendDue();
    await letTriesCome(journey);
    await createReminding(journey, mailer).sendDue();
    expect(mailer.sent).toHaveLength(2);
    expect(mailer.sent[0]).toEqual(mailer.sent[1]);
    journey.clock.set(at('2027-03-30'));
    await createReminding(journey, mailer).sendDue();
    expect(mailer.sent).toHaveLength(3);
    expect(new Set(mailer.sent.map(({ messageId }) => messageId)).size).toBe(2);
  });

  it('is not kept waiting for by the database: no transaction is open and no row is locked meanwhile', async () => {
    const landlord = await journey.addConnected();
    journey.clock.set(at('2027-03-07'));
    let free: unknown;
    const mailer = createTestMailer();
    const looking = {
      ...mailer,
      send: async (mail: Mail) => {
        const idle = await journey.pool.query<{ count: string }>(
          `select count(*) from pg_stat_activity
           where datname = current_database() and state like 'idle in transaction%'`,
        );
        await journey.pool.query(`select id from connections where owner_id = $1 for update nowait`, [
          landlord.id,
        ]);
        await journey.pool.query('select id from mails for update nowait');
        await journey.pool.query('select id from notices for update nowait');
        free = idle.rows[0]?.count;
        return mailer.send(mail);
      },
    };
    await createReminding(journey, looking).sendDue();
    expect(free).toBe('0');
    expect(mailer.sent).toHaveLength(1);
  });
});
