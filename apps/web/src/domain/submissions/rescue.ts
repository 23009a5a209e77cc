import { type LostRunStore } from '../../data/lost-runs.ts';
import { type Log } from '../../platform/log.ts';
import { type Calculations, rescueCalculationEvent } from '../calculations/index.ts';
import { type Alerts } from '../notifications/index.ts';
import { askEvent, rescueEvent } from './events.ts';

const mostAtOnce = 50;
/** So often a lost run is taken up anew; after that HMRC alone is asked about an attempt, and a calculation has failed. */
const mostRescues = 3;

interface RescueDeps {
  store: LostRunStore;
  calculations: Pick<Calculations, 'giveUpLost'>;
  log: Log;
  alerts: Alerts;
  /** After so long without an event, whatever ran has ended or was lost: longer than all tries of all steps with their waits. */
  quietForMs: number;
}

/**
 * Takes up attempts and calculations whose runs were lost: a worker died with its queue, or the engine's memory is gone. Nothing is
 * guessed: a run that begins anew reads HMRC's copy first where an earlier send has no answer, and sends only what cannot have
 * arrived; a calculation that HMRC has begun is fetched, and one of which that is not known is asked for once more, as after any
 * lost answer.
 */
export function createRescue({ store, calculations, log, alerts, quietForMs }: RescueDeps) {
  async function rescueAttempts(signal?: AbortSignal): Promise<number> {
    let rescued = 0;
    for (const lost of await store.find(quietForMs, mostAtOnce)) {
      if (signal?.aborted) break;
      const { attemptId, ownerId, connectionId, kind, rescues } = lost;
      const event =
        rescues < mostRescues
          ? rescueEvent(kind, attemptId, connectionId, rescues + 1)
          : askEvent(attemptId, connectionId, 'rescue', rescues - mostRescues + 1);
      // Another process found it too.
      if (!(await store.takeUp({ ...event, ownerId }))) continue;
      log.warn({ attempt: attemptId, rescues }, 'an attempt whose run was lost is taken up anew');
      if (rescues === 0) await alerts.raise('submission-run-lost', { attempt: attemptId });
      rescued += 1;
    }
    return rescued;
  }

  async function rescueCalculations(signal?: AbortSignal): Promise<number> {
    let rescued = 0;
    for (const lost of await store.findCalculations(quietForMs, mostAtOnce)) {
      if (signal?.aborted) break;
      const { calculation, ownerId, connectionId, rescues } = lost;
      if (rescues >= mostRescues) {
        await calculations.giveUpLost(calculation);
        continue;
      }
      const event = rescueCalculationEvent(calculation, connectionId, rescues + 1);
      if (!(await store.takeUp({ ...event, ownerId }))) continue;
      log.warn({ calculation, rescues }, 'a tax calculation whose run was lost is taken up anew');
      if (rescues === 0) await alerts.raise('calculation-run-lost', { calculation });
      rescued += 1;
    }
    return rescued;
  }

  /** @returns how many were taken up */
  async function rescueLost(signal?: AbortSignal): Promise<number> {
    return (await rescueAttempts(signal)) + (await rescueCalculations(signal));
  }

  return { rescueLost };
}
