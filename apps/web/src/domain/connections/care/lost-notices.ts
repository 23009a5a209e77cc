import { type LostConnectionStore } from '../../../data/lost-connections.ts';
import { type Clock, londonDate } from '../../../platform/clock.ts';
import { type Log } from '../../../platform/log.ts';
import { type AboutOf, noticeOf, type StillTrue } from '../../notifications/index.ts';
import { type Quarter, quarterAtRisk } from '../authority/rules.ts';
import { reasonText } from '../rules.ts';

interface LostNoticeDeps {
  store: LostConnectionStore;
  clock: Clock;
  log: Log;
  /** How long a loss must last before it is told: while HMRC may be refusing everybody, nobody is written to. */
  waitMs: number;
  /** The quarters HMRC has no update for yet. */
  openPeriods(ownerId: string): Promise<readonly Quarter[]>;
}

/** A platform that was off tells what was lost meanwhile, but not what was lost last year. */
const tellsForMs = 30 * 24 * 60 * 60 * 1000;
const mostAtOnce = 50;

/** Tells that a connection is lost, once: whoever is not in front of a page would learn it on the day of the deadline. */
export function createLostNotices(deps: LostNoticeDeps) {
  const { store, clock } = deps;

  const atRisk = async (ownerId: string): Promise<AboutOf<'lost'>['atRisk']> =>
    quarterAtRisk(null, await deps.openPeriods(ownerId), clock.today());

  /** Tells what is due. @param signal stops it between two people */
  async function tellDue(signal?: AbortSignal): Promise<void> {
    await clock.follow();
    const now = clock.now();
    const lost = {
      after: new Date(now.getTime() - tellsForMs),
      before: new Date(now.getTime() - deps.waitMs),
    };
    for (const connection of await store.untold(lost, mostAtOnce)) {
      if (signal?.aborted) return;
      const { id, ownerId, expiredAt, authorityEndsOn: endsOn } = connection;
      const loss = endsOn === null ? undefined : { on: londonDate(expiredAt), endsOn };
      const { why } = reasonText(connection.reason ?? 'access-refused', 'expired', loss);
      const about = {
        type: 'lost',
        connectionId: id,
        expiredAt: expiredAt.toISOString(),
        why,
        atRisk: await atRisk(ownerId),
      } as const;
      if (await store.tellLost(connection, noticeOf(ownerId, about, now))) {
        deps.log.info({ connection: id }, 'The owner of a lost connection was told');
      }
    }
  }

  /** Null once it was made again, or is being ended. */
  const stillTrue: StillTrue['lost'] = async (ownerId, about) => {
    const risk = await atRisk(ownerId);
    const isLost = await store.isStillLost(ownerId, about.connectionId, new Date(about.expiredAt));
    return isLost ? { ...about, atRisk: risk } : null;
  };

  return { tellDue, stillTrue };
}
