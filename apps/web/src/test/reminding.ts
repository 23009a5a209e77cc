import { createAuthorityReminderStore } from '../data/authority-reminders.ts';
import { createDeadlineStore } from '../data/deadlines.ts';
import { createLostConnectionStore } from '../data/lost-connections.ts';
import { createMailStore } from '../data/mails.ts';
import { createNoticeStore } from '../data/notices.ts';
import { createOperatorStore } from '../data/operator-alerts.ts';
import { createAuthorityReminders, createLostNotices } from '../domain/connections/index.ts';
import { createAlerts, createMailOutbox } from '../domain/notifications/index.ts';
import { createDeadlines } from '../domain/submissions/index.ts';
import { createLog } from '../platform/log.ts';
import { type Mail, type Mailer } from '../platform/mail.ts';
import { createTestMailer } from './accounts.ts';
import { type Journey } from './journey.ts';

/** A process of its own, as far as what people are told goes. */
export function createTellers(
  journey: Journey,
  mailer: Mailer = createTestMailer(),
  more: Partial<Parameters<typeof createAuthorityReminders>[0]> = {},
) {
  const { db, clock, connections, submissions } = journey;
  const log = createLog({ logLevel: 'silent' });
  const { openPeriods } = submissions;
  const [waitMs, spreadMs] = [10 * 60_000, 0];
  const reminders = createAuthorityReminders({
    store: createAuthorityReminderStore(db),
    clock,
    log,
    openPeriods,
    spreadMs,
    ...more,
  });
  const deadlines = createDeadlines({
    store: createDeadlineStore(db),
    notices: createNoticeStore(db),
    submissions,
    connections,
    clock,
    waitMs,
    spreadMs,
  });
  const lost = createLostNotices({ store: createLostConnectionStore(db), clock, log, waitMs, openPeriods });
  const outbox = createMailOutbox({
    store: createMailStore(db),
    mailer,
    clock,
    log,
    alerts: createAlerts({ store: createOperatorStore(db), clock, log, mailer, operatorEmail: undefined }),
    baseUrl: 'https://tax.example.org',
    stillTrue: {
      ...submissions.news,
      deadline: deadlines.stillTrue,
      lost: lost.stillTrue,
      authority: reminders.stillTrue,
    },
  });
  return { reminders, deadlines, lost, outbox };
}

/** A process of its own, as far as reminders that an authority ends go. */
export function createReminding(...given: Parameters<typeof createTellers>) {
  const { reminders, outbox } = createTellers(...given);
  return {
    sendDue: async (signal?: AbortSignal): Promise<void> => {
      await reminders.tellDue();
      await outbox.sendDue(signal);
    },
  };
}

/** What a mail says. */
export const textOf = (mail: Mail | undefined): string =>
  (mail?.paragraphs ?? []).map((part) => (typeof part === 'string' ? part : part.href)).join('\n');

/** Lets the time pass that holds mails back until their next try, or until a claim ends. */
export const letTriesCome = (journey: Pick<Journey, 'pool'>) =>
  journey.pool.query(`update mails set not_before = now() - interval '1 second' where status = 'waiting'`);
