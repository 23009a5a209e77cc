import { setTimeout as wait } from 'node:timers/promises';
import { type Journey } from '../../../apps/web/src/test/journey.ts';
import { type Landlord } from '../../../apps/web/src/test/landlords.ts';
import { type SentKind } from './kinds.ts';

type Seen = ReturnType<Journey['control']['requests']>[number];

/** What HMRC was sent of a kind of submission, and what it took of that. */
export function createTaken({ control }: Journey, kind: SentKind) {
  /** All that the sending step asked for, but what made everything ready. */
  const sent = ({ nino }: Landlord): Seen[] =>
    control
      .requests()
      .filter((seen) => seen.operation === kind.operations.send && seen.nino === nino)
      .slice(kind.takenBefore);

  return {
    /** How often HMRC did what the sending step asked for, whether or not its answer arrived. */
    count: (landlord: Landlord): number => sent(landlord).filter(isTaken).length,

    /** How often HMRC was sent it again after it had taken it, or while it was slow to. */
    countResent(landlord: Landlord): number {
      const all = sent(landlord);
      const first = all.findIndex((seen) => isTaken(seen) || seen.faults.includes('slow-before'));
      return first === -1 ? 0 : all.length - first - 1;
    },

    /** Until HMRC works on nothing of a landlord's any more. */
    async untilStill({ nino }: Landlord): Promise<void> {
      const isBusy = () =>
        control.requests().some((seen) => seen.nino === nino && seen.outcome === 'in flight');
      while (isBusy()) await wait(50);
    },
  };
}

const isTaken = ({ status = 0, faults }: Seen): boolean =>
  (status >= 200 && status < 300) || faults.includes('answer-lost') || faults.includes('answer-cut');
