import { type Journey } from '../../../apps/web/src/test/journey.ts';
import { captured, type Landlord } from '../../../apps/web/src/test/landlords.ts';
import { type Connections } from '../../../apps/web/src/domain/connections/index.ts';
import { type Evidence, type Flow } from './flow.ts';
import { refreshModes } from './modes.ts';
import { readTruth } from './truth.ts';

/** Asks HMRC with the landlord's token, as the engine does: again while waiting is all that is wrong. */
export async function ask(
  journey: Journey,
  landlord: Landlord,
  how: { connections: Connections; freshness: 'live' | 'fresh' },
): Promise<string> {
  const { id } = await journey.connectionOf(landlord);
  let told = '';
  for (let tried = 1; tried <= 6; tried += 1) {
    const outcome = await how.connections.callHmrc({
      connectionId: id,
      purpose: 'submit-period',
      freshness: how.freshness,
      priority: 'person',
      fraudPreventionHeaders: captured.headers,
      invoke: (call, nino) => journey.hmrc.listAllBusinesses(call, { nino }),
    });
    if (outcome.ok) return 'works';
    told = outcome.kind === 'reconnect' ? outcome.reason : outcome.kind;
    if (outcome.kind !== 'retry') return told;
  }
  return told;
}

export const historyOf = async (journey: Journey, landlord: Landlord): Promise<string[]> =>
  (await journey.connections.history(landlord.id))
    .map(({ kind, reason }) => (reason === null ? kind : `${kind}: ${reason}`))
    .reverse();

/** A submission that needs a fresh token. */
export function createRefreshFlow(journey: Journey): Flow {
  return {
    name: 'refresh',
    modes: refreshModes,
    firstWrite: /^before: storeRenewed/,
    fewestPoints: 25,

    async prepare(mode) {
      const landlord = await journey.addConnected();
      await journey.pool.query(
        "update connections set refreshed_at = refreshed_at - interval '1 hour' where owner_id = $1",
        [landlord.id],
      );
      if (mode.fault) {
        await journey.control.addFault({
          ...mode.fault,
          operation: 'token',
          nino: landlord.nino,
          ...(mode.fault.name !== 'revoke-authority' && { times: 1 }),
        });
      }
      const { id } = await journey.connectionOf(landlord);
      return { landlord, work: { kind: 'refresh', connectionId: id } };
    },

    async goOn({ landlord }) {
      const { connections } = journey.createProcess();
      const told = [await ask(journey, landlord, { connections, freshness: 'fresh' })];
      const then = await readTruth(journey, landlord);
      const history = await historyOf(journey, landlord);
      if (then.status === 'connected') {
        return { told, then, connectedAnew: 0, end: then, works: told.at(-1) === 'works', history };
      }
      const outcome = await journey.connect(landlord);
      const works =
        outcome.ok && (await ask(journey, landlord, { connections, freshness: 'live' })) === 'works';
      return { told, then, connectedAnew: 1, end: await readTruth(journey, landlord), works, history };
    },

    judge: judgeRefresh,
  };
}

/** @returns what is wrong */
export function judgeRefresh(seen: Evidence): string[] {
  const { mode, left, then, end, told, history } = seen;
  const wrong: string[] = [];
  const demand = (isRight: boolean, what: string) => {
    if (!isRight) wrong.push(what);
  };
  demand(seen.works, 'no call to HMRC succeeds in the end, not even after connecting anew');
  demand(end.status === 'connected' && end.holdsNewest, 'the pair held in the end is not HMRC’s newest');
  demand(end.usablePairs === 1, `${end.usablePairs} usable pairs are held in the end`);
  demand(left.usablePairs <= 1, `${left.usablePairs} usable pairs were held after the kill`);

  const isLost = !then.holdsNewest;
  if (then.status === 'connected') {
    demand(
      told.at(-1) === 'works',
      `the connection counts as connected, and the call was told ${told.at(-1)}`,
    );
    demand(!isLost && !then.isWithdrawn, 'a connection without a living pair counts as connected');
  } else {
    demand(then.reason === told.at(-1), `told ${told.at(-1)}, recorded ${then.reason}`);
    const expired = history.filter((each) => each.startsWith('expired'));
    demand(expired.join() === `expired: ${then.reason}`, `the history says ${expired.join()}`);
    // Refused while a call of the process that died may have spent the pair: nobody can tell the two apart.
    const isInDoubt = left.status === 'connected' && left.isInDoubt;
    const isTrue =
      then.reason === 'lost-during-renewal'
        ? isLost || (then.isWithdrawn && isInDoubt)
        : then.reason === 'authority-ended' && then.isWithdrawn && !isInDoubt;
    demand(isTrue, `${then.reason} is not true`);
  }
  if (left.holdsNewest && !left.isWithdrawn) {
    const isExcused = seen.isFaultAhead && (mode.losesAnswer || then.isWithdrawn);
    demand(then.status === 'connected' || isExcused, 'a pair that was safe after the kill was lost');
  }
  const mayLose = mode.losesAnswer || seen.place === 'asking' || seen.place === 'window';
  demand(!isLost || mayLose, 'a pair was lost that HMRC gave and that nothing kept from being stored');
  if (seen.place === 'kept')
    demand(then.status === 'connected', 'a pair was lost after its first durable write');
  if (seen.place === 'window')
    demand(then.reason === 'lost-during-renewal', 'the window has another outcome');
  return wrong;
}
