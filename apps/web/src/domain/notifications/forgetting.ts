import { type MailStore } from '../../data/mails.ts';
import { type NoticeStore } from '../../data/notices.ts';
import { type Clock } from '../../platform/clock.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** What became of a mail is asked for weeks later at most. */
const mailsKeptForMs = 90 * dayMs;
/** Eighteen months: longer than an authority lasts, so that nothing is told again that is still of use. */
const noticesKeptForMs = 548 * dayMs;
const removedAtOnce = 5000;

interface ForgettingDeps {
  notices: Pick<NoticeStore, 'forgetRead'>;
  mails: Pick<MailStore, 'forgetEnded'>;
  clock: Clock;
}

/** Removes what people were told long ago: mails of which it is known what became of them, and notices that were read. */
export function createForgetting({ notices, mails, clock }: ForgettingDeps) {
  /** @param signal stops it between two batches */
  return async function forgetOld(signal?: AbortSignal): Promise<void> {
    await clock.follow();
    const before = new Date(clock.now().getTime() - noticesKeptForMs);
    while (!signal?.aborted && (await mails.forgetEnded(mailsKeptForMs, removedAtOnce)) === removedAtOnce);
    while (!signal?.aborted && (await notices.forgetRead(before, removedAtOnce)) === removedAtOnce);
  };
}
