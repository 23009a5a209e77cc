import { createAuthorityReminderStore } from '../data/authority-reminders.ts';
import { createAuthorityReminders } from '../domain/connections/index.ts';
import { createLog } from '../platform/log.ts';
import { type Mail, type Mailer } from '../platform/mail.ts';
import { createTestMailer } from './accounts.ts';
import { type Journey } from './journey.ts';

/** A process of its own, as far as reminders that an authority ends go. */
export function createReminding(
  journey: Journey,
  mailer: Mailer = createTestMailer(),
  more: Partial<Parameters<typeof createAuthorityReminders>[0]> = {},
) {
  return createAuthorityReminders({
    store: createAuthorityReminderStore(journey.db),
    mailer,
    clock: journey.clock,
    log: createLog({ logLevel: 'silent' }),
    baseUrl: 'https://tax.example.org',
    openPeriods: journey.submissions.openPeriods,
    spreadMs: 0,
    ...more,
  });
}

/** What a mail says. */
export const textOf = (mail: Mail | undefined): string =>
  (mail?.paragraphs ?? []).map((part) => (typeof part === 'string' ? part : part.href)).join('\n');

/** Lets the time pass that holds mails back until their next try. */
export const letTriesCome = (journey: Journey) =>
  journey.pool.query(`update authority_reminders set next_try_at = now()`);
