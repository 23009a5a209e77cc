import { type AuthorityReminderStore } from '../../../data/authority-reminders.ts';
import { type Clock } from '../../../platform/clock.ts';
import { type Log } from '../../../platform/log.ts';
import { type Mailer } from '../../../platform/mail.ts';
import { reminderMail, type ReminderPeriod } from './reminder-mail.ts';
import { authorityStanding, endsWithReminders, reminderDays } from './rules.ts';

interface ReminderDeps {
  store: AuthorityReminderStore;
  mailer: Mailer;
  clock: Clock;
  log: Log;
  baseUrl: string;
  /** The quarters HMRC has no update for yet. */
  openPeriods(ownerId: string): Promise<readonly ReminderPeriod[]>;
  /** Over how long the mails of a day are spread. */
  spreadMs: number;
}

/** As many at once as a small mail server takes without a word. */
const mostAtOnce = 50;

/**
 * Reminders by mail that HMRC's authority ends, each once for each authority.
 *
 * That a mail is leaving is written down before it does. When a process dies in between, nobody knows whether it left, and it is
 * not sent again: the pages say the same, and the next reminder comes. A mail that the mail server did not take is tried
 * again. No transaction is open while a mail is sent.
 */
export function createAuthorityReminders(deps: ReminderDeps) {
  const { store, mailer, clock } = deps;
  const connectionUrl = new URL('/settings/hmrc-connection', deps.baseUrl).href;
  const mailDomain = new URL(deps.baseUrl).hostname;

  /** Sends what is due today, one mail after another. @param signal stops it between two mails */
  async function sendDue(signal?: AbortSignal): Promise<void> {
    // Without a mail server the pages alone remind; nothing is noted, so that nothing counts as told.
    if (!mailer.isSetUp) return;
    await clock.follow();
    const today = clock.today();
    const ends = endsWithReminders(today);
    await store.noteDue({ today, ends, days: reminderDays, spreadMs: deps.spreadMs, limit: mostAtOnce });
    for (let count = 0; count < mostAtOnce && signal?.aborted !== true; count += 1) {
      const reminder = await store.takeOne(ends);
      if (!reminder) return;
      const open = await deps.openPeriods(reminder.ownerId);
      const standing = authorityStanding(reminder.authorityEndsOn, open, today);
      // Renewed, disconnected or told by another process meanwhile.
      if (!(await store.leave(reminder.id))) continue;
      const messageId = `<authority-reminder-${reminder.id}@${mailDomain}>`;
      const sent = await mailer.send(
        reminderMail({ email: reminder.email, messageId }, standing, connectionUrl),
      );
      // The mailer has said in the log what went wrong.
      if (!sent) {
        await store.notSent(reminder.id);
        continue;
      }
      await store.sent(reminder.id, clock.now());
      const { connectionId, daysBefore } = reminder;
      deps.log.info({ connectionId, daysBefore }, 'A reminder that an authority ends was mailed');
    }
  }

  return { sendDue };
}
