import { type NewNotice, type NoticeStore, type SwitchedOff } from '../../data/notices.ts';
import { type Clock, londonDate } from '../../platform/clock.ts';
import { type About, keyOf, kindOf, optionalKinds, readAbout } from './rules.ts';
import { type NoticeWords, wordsOf } from './words.ts';

/** A notice as its owner reads it. */
export interface NoticeView extends NoticeWords {
  id: string;
  at: Date;
  isRead: boolean;
}

/** How many notices a page of them holds. */
const noticesAPage = 20;

/** A notice to be written down with what it tells of. @param more when its mail leaves, where not at once */
export const noticeOf = (
  ownerId: string,
  about: About,
  at: Date,
  more: Pick<NewNotice, 'mailAfterMs' | 'mailWithinMs'> = {},
): NewNotice => ({ ownerId, kind: kindOf(about), key: keyOf(about), about, at, ...more });

/** What landlords are told, and what they want to be told. Every function takes the owner. */
export function createNotices({ store, clock }: { store: NoticeStore; clock: Clock }) {
  /** A page of notices, the newest first. @param page from 1 */
  async function list(ownerId: string, page: number): Promise<{ notices: NoticeView[]; pages: number }> {
    const [rows, count] = await Promise.all([
      store.list(ownerId, { limit: noticesAPage, offset: (page - 1) * noticesAPage }),
      store.count(ownerId),
    ]);
    const notices = rows.map(({ id, at, readAt, about }) => ({
      id,
      at,
      isRead: readAt !== null,
      // As of the day on which it was told, whenever it is read.
      ...wordsOf(readAbout(about), londonDate(at)),
    }));
    return { notices, pages: Math.max(1, Math.ceil(count / noticesAPage)) };
  }

  return {
    list,
    countUnread: (ownerId: string) => store.countUnread(ownerId),
    markRead: (ownerId: string, id: string) => store.markRead(ownerId, id, clock.now()),
    /** @param upTo when the page was made: what came later, nobody has seen yet */
    markAllRead: (ownerId: string, upTo: Date) => store.markAllRead(ownerId, upTo, clock.now()),
    switchedOff: (ownerId: string) => store.switchedOff(ownerId),
    switchOff: (ownerId: string, off: readonly SwitchedOff[]) =>
      store.switchOff(
        ownerId,
        off.filter(({ kind }) => optionalKinds.some((optional) => optional === kind)),
      ),
  };
}

export type Notices = ReturnType<typeof createNotices>;
