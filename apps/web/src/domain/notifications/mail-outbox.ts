import { type MailStore, type TakenMail } from '../../data/mails.ts';
import { type Clock } from '../../platform/clock.ts';
import { type Log } from '../../platform/log.ts';
import { type Mail, type Mailer } from '../../platform/mail.ts';
import { type Alerts } from './alerts.ts';
import { type About, type AboutOf, readAbout } from './rules.ts';
import { wordsOf } from './words.ts';

/**
 * Looks, just before a mail leaves, whether what it tells is still news.
 *
 * @returns what it tells as of now; null when that is over
 */
export type StillTrue = {
  [Type in About['type']]: (ownerId: string, about: AboutOf<Type>) => Promise<AboutOf<Type> | null>;
};

interface MailOutboxDeps {
  store: MailStore;
  mailer: Mailer;
  clock: Clock;
  log: Log;
  alerts: Alerts;
  baseUrl: string;
  stillTrue: StillTrue;
}

/** As many at once as a small mail server takes without a word. */
const mostAtOnce = 50;

/** What could not be mailed for so long is no news any more. */
const givesUpAfterMs = 5 * 24 * 60 * 60 * 1000;

/**
 * Sends the mails that wait in the outbox, each by one process at a time, never inside a transaction.
 *
 * A mail counts as sent once the mail server has said that it took it. Where that word is lost, or the process dies before it is
 * written down, the mail is sent again after its claim has ended, under the same Message-ID: rather twice than never.
 */
export function createMailOutbox(deps: MailOutboxDeps) {
  const { store, mailer, clock, log } = deps;
  const mailDomain = new URL(deps.baseUrl).hostname;

  /** Sends what is due, one mail after another. @param signal stops it between two mails */
  async function sendDue(signal?: AbortSignal): Promise<void> {
    const givenUp = await store.giveUpOld(givesUpAfterMs);
    if (givenUp > 0) await deps.alerts.raise('mails-given-up', { count: givenUp });
    // What waits stays there: it is told once there is a mail server, if it is still news then.
    if (!mailer.isSetUp) return;
    await clock.follow();
    for (let count = 0; count < mostAtOnce && signal?.aborted !== true; count += 1) {
      const taken = await store.takeOne();
      if (!taken || !(await sendOne(taken))) return;
    }
  }

  /** @returns false where the mail server can't be used at present */
  async function sendOne(taken: TakenMail): Promise<boolean> {
    const { id, ownerId, email } = taken;
    const about = email === null ? null : await newsOf(ownerId, readAbout(taken.about));
    if (about === null || email === null) {
      await store.end(id, 'dropped');
      return true;
    }
    const outcome = await mailer.send(mailOf(about, { id, email }));
    if (outcome.taken) {
      await store.end(id, 'sent');
      log.info({ mail: id, about: about.type }, 'A notice was mailed');
      return true;
    }
    if (outcome.isFinal) {
      await store.end(id, 'refused', outcome.code);
      await deps.alerts.raise('mail-refused', { mail: id, about: about.type, code: outcome.code });
      return true;
    }
    await store.tryLater(taken, outcome.code);
    return outcome.isAboutTheMail;
  }

  function newsOf(ownerId: string, about: About): Promise<About | null> {
    switch (about.type) {
      case 'outcome':
        return deps.stillTrue.outcome(ownerId, about);
      case 'asking':
        return deps.stillTrue.asking(ownerId, about);
      case 'deadline':
        return deps.stillTrue.deadline(ownerId, about);
      case 'lost':
        return deps.stillTrue.lost(ownerId, about);
      case 'authority':
        return deps.stillTrue.authority(ownerId, about);
    }
  }

  function mailOf(about: About, to: { id: string; email: string }): Mail {
    const { heading, paragraphs, link } = wordsOf(about, clock.today());
    const ours = (path: string) => new URL(path, deps.baseUrl).href;
    return {
      to: to.email,
      subject: heading,
      messageId: `<notice-${to.id}@${mailDomain}>`,
      paragraphs: [
        ...paragraphs,
        { href: ours(link.path), text: link.text },
        'To choose what you are mailed about:',
        { href: ours('/settings/notices'), text: 'Choose your notices' },
      ],
    };
  }

  return { sendDue };
}
