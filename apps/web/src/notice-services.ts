import { type Config } from './config.ts';
import { createAuthorityReminderStore } from './data/authority-reminders.ts';
import { type Database } from './data/database.ts';
import { createDeadlineStore } from './data/deadlines.ts';
import { createLostConnectionStore } from './data/lost-connections.ts';
import { createMailStore } from './data/mails.ts';
import { createNoticeStore } from './data/notices.ts';
import { type Connections, createAuthorityReminders, createLostNotices } from './domain/connections/index.ts';
import {
  type Alerts,
  createForgetting,
  createMailOutbox,
  createNotices,
} from './domain/notifications/index.ts';
import { createDeadlines, type Submissions } from './domain/submissions/index.ts';
import { createBeat } from './engine/beat.ts';
import { type Clock } from './platform/clock.ts';
import { type Log } from './platform/log.ts';
import { type Mailer } from './platform/mail.ts';

interface NoticeServices {
  config: Config;
  db: Database;
  clock: Clock;
  log: Log;
  mailer: Mailer;
  alerts: Alerts;
  connections: Connections;
  submissions: Submissions;
}

/** Wires what people are told: the notices, what looks for something to tell, and the outbox of mails. */
export function createNoticeServices(services: NoticeServices) {
  const { config, db, clock, log, mailer, alerts, connections, submissions } = services;
  const store = createNoticeStore(db);
  const { openPeriods } = submissions;
  // Whoever walks a year with the simulator does so in minutes, and need not wait for its mails.
  const isSimulated = config.hmrc.environment === 'simulator';
  const everyMs = (usualMs: number) => (isSimulated ? 10_000 : usualMs);
  const spreadMs = isSimulated ? 0 : 60 * 60 * 1000;
  const waitMs = config.stormLimits.windowMs;

  const reminders = createAuthorityReminders({
    store: createAuthorityReminderStore(db),
    clock,
    log,
    openPeriods,
    spreadMs,
  });
  const deadlines = createDeadlines({
    store: createDeadlineStore(db),
    notices: store,
    submissions,
    connections,
    clock,
    waitMs,
    spreadMs,
  });
  const lost = createLostNotices({
    store: createLostConnectionStore(db),
    clock,
    log,
    waitMs,
    openPeriods,
  });
  const mails = createMailStore(db);
  const mailOutbox = createMailOutbox({
    store: mails,
    mailer,
    clock,
    log,
    alerts,
    baseUrl: config.baseUrl,
    stillTrue: {
      ...submissions.news,
      deadline: deadlines.stillTrue,
      lost: lost.stillTrue,
      authority: reminders.stillTrue,
    },
  });

  return {
    notices: createNotices({ store, clock }),
    forgetOldNotices: createForgetting({ notices: store, mails, clock }),
    beats: [
      createBeat({
        what: 'Reminding of authorities that end',
        everyMs: everyMs(30_000),
        log,
        work: reminders.tellDue,
      }),
      createBeat({
        what: 'Telling of deadlines',
        everyMs: everyMs(5 * 60_000),
        log,
        work: deadlines.tellDue,
      }),
      createBeat({
        what: 'Telling that connections are lost',
        everyMs: everyMs(60_000),
        log,
        work: lost.tellDue,
      }),
      createBeat({ what: 'Sending mails', everyMs: 5_000, log, work: mailOutbox.sendDue }),
    ],
  };
}
