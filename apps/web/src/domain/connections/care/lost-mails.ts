import { type LostConnection, type LostConnectionStore } from '../../../data/lost-connections.ts';
import { type Clock, londonDate } from '../../../platform/clock.ts';
import { type Log } from '../../../platform/log.ts';
import { type Mail, type Mailer } from '../../../platform/mail.ts';
import { deadlineAtRisk } from '../authority/rules.ts';
import { longDate, type ReminderPeriod } from '../authority/reminder-mail.ts';
import { reasonText } from '../rules.ts';

interface LostMailDeps {
  store: LostConnectionStore;
  mailer: Mailer;
  clock: Clock;
  log: Log;
  baseUrl: string;
  /** How long a loss must last before it is told: while HMRC may be refusing everybody, nobody is written to. */
  waitMs: number;
  /** The quarters HMRC has no update for yet. */
  openPeriods(ownerId: string): Promise<readonly ReminderPeriod[]>;
}

/** A platform that was off tells what was lost meanwhile, but not what was lost last year. */
const tellsForMs = 30 * 24 * 60 * 60 * 1000;
/** As many at once as a small mail server takes without a word. */
const mostAtOnce = 50;

/**
 * Tells by mail that a connection is lost, once: whoever is not in front of a page would learn it on the day of the deadline.
 *
 * That a mail is leaving is written down before it does; when a process dies in between, the pages alone tell.
 */
export function createLostMails(deps: LostMailDeps) {
  const { store, mailer, clock } = deps;

  /** Sends what is due, one mail after another. @param signal stops it between two mails */
  async function sendDue(signal?: AbortSignal): Promise<void> {
    if (!mailer.isSetUp) return;
    await clock.follow();
    for (let count = 0; count < mostAtOnce && signal?.aborted !== true; count += 1) {
      const now = clock.now();
      const lost = {
        after: new Date(now.getTime() - tellsForMs),
        before: new Date(now.getTime() - deps.waitMs),
      };
      const connection = await store.takeOne(lost, now);
      if (!connection) return;
      const atRisk = deadlineAtRisk(null, await deps.openPeriods(connection.ownerId), clock.today());
      if (await mailer.send(lostMail(connection, atRisk, deps.baseUrl))) {
        deps.log.info({ connection: connection.id }, 'That a connection is lost was mailed to its owner');
      } else {
        await store.notTold(connection.id, now);
        return;
      }
    }
  }

  return { sendDue };
}

function lostMail(connection: LostConnection, atRisk: ReminderPeriod | null, baseUrl: string): Mail {
  const { authorityEndsOn: endsOn } = connection;
  const loss = endsOn === null ? undefined : { on: londonDate(connection.expiredAt), endsOn };
  const { why } = reasonText(connection.reason ?? 'access-refused', 'expired', loss);
  const domain = new URL(baseUrl).hostname;
  return {
    to: connection.email,
    messageId: `<lost-connection-${connection.id}-${connection.expiredAt.getTime()}@${domain}>`,
    subject: 'Please reconnect your HMRC account',
    paragraphs: [
      `Your connection to HMRC has stopped working. ${why}`,
      ...(atRisk
        ? [
            `Your update for ${longDate(atRisk.periodStartDate)} to ${longDate(atRisk.periodEndDate)} is due on ${longDate(atRisk.dueDate)}. We cannot send it until you have reconnected.`,
          ]
        : []),
      'Open HMRC Connection in Quarterday, choose “Reconnect HMRC Account” and sign in at HMRC. Your records and everything you sent are still there.',
      { href: new URL('/settings/hmrc-connection', baseUrl).href, text: 'Go to HMRC Connection' },
      'If you have reconnected since, there is nothing to do.',
    ],
  };
}
