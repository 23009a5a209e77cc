import { type LostRunStore } from '../../data/lost-runs.ts';
import { type Log } from '../../platform/log.ts';
import { type Alerts } from '../notifications/index.ts';
import { askEvent, rescueEvent } from './events.ts';

const mostAtOnce = 50;
/** So often an attempt is taken up anew; after that HMRC alone is asked, so that it ends. */
const mostRescues = 3;

interface RescueDeps {
  store: LostRunStore;
  log: Log;
  alerts: Alerts;
  /** After so long without an event, whatever ran has ended or was lost: longer than all tries of all steps with their waits. */
  quietForMs: number;
}

/**
 * Takes up attempts whose runs were lost: a worker died with its queue, or the engine's memory is gone. Nothing is guessed: a run
 * that begins anew reads HMRC's copy first where an earlier send has no answer, and sends only what cannot have arrived.
 */
export function createRescue({ store, log, alerts, quietForMs }: RescueDeps) {
  /** @returns how many were taken up */
  async function rescueLost(signal?: AbortSignal): Promise<number> {
    const lost = await store.find(quietForMs, mostAtOnce);
    let rescued = 0;
    for (const { attemptId, ownerId, connectionId, kind, rescues } of lost) {
      if (signal?.aborted) break;
      const event =
        rescues < mostRescues
          ? rescueEvent(kind, attemptId, connectionId, rescues + 1)
          : askEvent(attemptId, connectionId, 'rescue', rescues - mostRescues + 1);
      log.warn({ attempt: attemptId, rescues }, 'an attempt whose run was lost is taken up anew');
      if (rescues === 0) await alerts.raise('submission-run-lost', { attempt: attemptId });
      await store.takeUp({ ...event, ownerId });
      rescued += 1;
    }
    return rescued;
  }

  return { rescueLost };
}
