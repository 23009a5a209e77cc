import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Mailer } from '../../../platform/mail.ts';
import { createTestMailer, notTaken } from '../../../test/accounts.ts';
import { createJourney, type Journey } from '../../../test/journey.ts';
import { type Landlord } from '../../../test/landlords.ts';
import { createTellers, letTriesCome, textOf } from '../../../test/reminding.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await createJourney();
});
beforeEach(async () => {
  await journey.pool.query('delete from connections');
  await journey.control.clearFaults();
  await journey.setTime('2026-10-06T09:00:00Z');
});
afterAll(() => journey.close());

/** A process of its own, as far as lost connections go. */
const createTelling = (mailer: Mailer) => ({
  sendDue: async () => {
    const { lost, outbox } = createTellers(journey, mailer);
    await lost.tellDue();
    await outbox.sendDue();
  },
});

/** A landlord whose connection is found dead at 11 o'clock. */
async function addLost(): Promise<Landlord> {
  const landlord = await journey.addConnected();
  await journey.control.addFault({ name: 'revoke-authority', nino: landlord.nino });
  await journey.setTime('2026-10-06T11:00:00Z');
  await journey.connections.renew((await journey.connectionOf(landlord)).id);
  return landlord;
}

describe('a lost connection', () => {
  it('is told by mail once, with why, the deadline at risk and what to do', async () => {
    const landlord = await addLost();
    const mailer = createTestMailer();
    await journey.setTime('2026-10-06T11:11:00Z');
    await Promise.all([createTelling(mailer).sendDue(), createTelling(mailer).sendDue()]);
    await createTelling(mailer).sendDue();
    expect(mailer.sent).toHaveLength(1);
    const [mail] = mailer.sent;
    expect(mail).toMatchObject({
      to: `${landlord.id}@example.com`,
      subject: 'Please reconnect your HMRC account',
    });
    expect(textOf(mail)).toContain('is due on 7 November 2026');
    expect(textOf(mail)).toContain('“Reconnect HMRC Account”');
    expect(textOf(mail)).toContain('https://tax.example.org/settings/hmrc-connection');
  });

  it('is not told while HMRC may be refusing everybody, nor once it was made again', async () => {
    const landlord = await addLost();
    const mailer = createTestMailer();
    await journey.setTime('2026-10-06T11:09:00Z');
    await createTelling(mailer).sendDue();
    expect(mailer.sent).toEqual([]);
    expect(await journey.connect(landlord)).toMatchObject({ ok: true });
    await journey.setTime('2026-10-06T11:30:00Z');
    await createTelling(mailer).sendDue();
    expect(mailer.sent).toEqual([]);
  });

  it('is told anew when it is lost again', async () => {
    const landlord = await addLost();
    const mailer = createTestMailer();
    await journey.setTime('2026-10-06T11:11:00Z');
    await createTelling(mailer).sendDue();
    expect(await journey.connect(landlord)).toMatchObject({ ok: true });
    await journey.control.addFault({ name: 'revoke-authority', nino: landlord.nino });
    await journey.setTime('2026-10-06T18:00:00Z');
    await journey.connections.renew((await journey.connectionOf(landlord)).id);
    await journey.setTime('2026-10-06T18:11:00Z');
    await createTelling(mailer).sendDue();
    expect(mailer.sent).toHaveLength(2);
    expect(mailer.sent[0]?.messageId).not.toBe(mailer.sent[1]?.messageId);
  });

  it('is tried again when the mail server did not take it', async () => {
    await addLost();
    await journey.setTime('2026-10-06T11:11:00Z');
    const away: Mailer = { ...createTestMailer(), send: () => Promise.resolve(notTaken) };
    await createTelling(away).sendDue();
    await letTriesCome(journey);
    const mailer = createTestMailer();
    await createTelling(mailer).sendDue();
    expect(mailer.sent).toHaveLength(1);
  });

  it('is not told where its authority had come to its end, of which there are reminders', async () => {
    const landlord = await journey.addConnected();
    await journey.setTime('2028-04-06T10:00:00Z');
    await journey.connections.renew((await journey.connectionOf(landlord)).id);
    expect(await journey.connectionOf(landlord)).toMatchObject({ status: 'expired' });
    const mailer = createTestMailer();
    await journey.setTime('2028-04-06T11:00:00Z');
    await createTelling(mailer).sendDue();
    expect(mailer.sent).toEqual([]);
  });
});
