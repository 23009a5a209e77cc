import { type AuthorityReminderStore } from '../../../data/authority-reminders.ts';
import { type Clock } from '../../../platform/clock.ts';
import { type Log } from '../../../platform/log.ts';
import { noticeOf, type StillTrue } from '../../notifications/index.ts';
import { authorityStanding, endsWithReminders, type Quarter, quarterAtRisk, reminderDays } from './rules.ts';

interface ReminderDeps {
  store: AuthorityReminderStore;
  clock: Clock;
  log: Log;
  /** The quarters HMRC has no update for yet. */
  openPeriods(ownerId: string): Promise<readonly Quarter[]>;
  /** Over how long the mails of a day are spread. */
  spreadMs: number;
}

/** As many at once as the outbox sends at once. */
const mostAtOnce = 50;

/** Reminders that HMRC's authority ends, each once for each authority. */
export function createAuthorityReminders(deps: ReminderDeps) {
  const { store, clock } = deps;

  /** Tells what is due today. @param signal stops it between two people */
  async function tellDue(signal?: AbortSignal): Promise<void> {
    await clock.follow();
    const today = clock.today();
    const ends = endsWithReminders(today);
    for (const reminder of await store.findDue({ today, ends, days: reminderDays, limit: mostAtOnce })) {
      if (signal?.aborted) return;
      const { ownerId, connectionId, authorityEndsOn: endsOn, daysBefore } = reminder;
      const about = {
        type: 'authority',
        connectionId,
        consentedAt: reminder.consentedAt.toISOString(),
        endsOn,
        daysBefore,
        atRisk: quarterAtRisk(endsOn, await deps.openPeriods(ownerId), today),
      } as const;
      const notice = noticeOf(ownerId, about, clock.now(), { mailWithinMs: deps.spreadMs });
      await store.tellOf(reminder, ends, notice);
      deps.log.info({ connectionId, daysBefore }, 'A landlord was reminded that an authority ends');
    }
  }

  /** Null once it was renewed, or a newer reminder is due. */
  const stillTrue: StillTrue['authority'] = async (ownerId, about) => {
    const today = clock.today();
    const open = await deps.openPeriods(ownerId);
    const { reminder } = authorityStanding(about.endsOn, open, today);
    if (reminder !== about.daysBefore) return null;
    const authority = {
      ownerId,
      connectionId: about.connectionId,
      consentedAt: new Date(about.consentedAt),
    };
    if (!(await store.isStillInUse(authority, endsWithReminders(today)))) return null;
    return { ...about, atRisk: quarterAtRisk(about.endsOn, open, today) };
  };

  return { tellDue, stillTrue };
}
