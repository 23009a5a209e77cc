import { randomBytes } from 'node:crypto';
import { createSeals } from '../../../apps/web/src/domain/connections/seals.ts';
import { createFixedClock } from '../../../apps/web/src/platform/clock.ts';
import { type Journey, startsAt } from '../../../apps/web/src/test/journey.ts';
import { type Landlord } from '../../../apps/web/src/test/landlords.ts';
import { type Evidence, type Flow, type Prepared } from './flow.ts';
import { connectModes, type Mode } from './modes.ts';
import { ask, historyOf } from './refresh.ts';
import { readTruth } from './truth.ts';

/** Longer than the platform takes an exchange of a code for under way. */
const later = new Date(Date.parse(startsAt) + 3 * 60 * 1000).toISOString();

/** The way back from HMRC's consent page, for a landlord who is not connected or for one who connects again. */
export function createConnectFlow(journey: Journey, { isAgain }: { isAgain: boolean }): Flow {
  const isDone = async (landlord: Landlord): Promise<boolean> => {
    const { status, consentedAt } = await journey.connectionOf(landlord);
    return status === 'connected' && consentedAt?.toISOString() === new Date(startsAt).toISOString();
  };

  return {
    name: isAgain ? 'reconnect' : 'connect',
    modes: connectModes,
    firstWrite: /^before: keepCandidate/,
    fewestPoints: 60,
    prepare: (mode) => prepare(journey, mode, isAgain),

    async goOn({ landlord, work }) {
      if (work.kind !== 'connect') throw new Error('This is no way back from HMRC.');
      const { answer, person } = work;
      const told: string[] = [];
      const tell = (outcome: { ok: true } | { ok: false; reason: string }) =>
        told.push(outcome.ok ? 'connected' : outcome.reason);

      // The browser loads the page again, and the landlord does what the settings page offers.
      const { connections } = journey.createProcess();
      tell(await connections.finish(person, answer));
      if (await connections.awaitsProof(person)) tell(await connections.checkAgain(person));
      if (!(await isDone(landlord))) {
        const inAWhile = journey.createProcess({ clock: createFixedClock(later) });
        tell(await inAWhile.connections.finish(person, answer));
      }
      const then = await readTruth(journey, landlord);
      const history = await historyOf(journey, landlord);
      let connectedAnew = 0;
      while (connectedAnew < 2 && !(await isDone(landlord))) {
        connectedAnew += 1;
        await journey.connect(landlord);
      }
      const works =
        (await isDone(landlord)) &&
        (await ask(journey, landlord, { connections, freshness: 'live' })) === 'works';
      return { told, then, connectedAnew, end: await readTruth(journey, landlord), works, history };
    },

    judge: (evidence) => judgeConnect(evidence, { isAgain }),
  };
}

async function prepare(journey: Journey, mode: Mode, isAgain: boolean): Promise<Prepared> {
  const landlord = isAgain ? await journey.addConnected() : await journey.addLandlord();
  if (isAgain) {
    // Time stands still: an older consent is one whose date is set back.
    await journey.pool.query(
      "update connections set consented_at = consented_at - interval '1 month' where owner_id = $1",
      [landlord.id],
    );
    await journey.pool.query('delete from authorisation_requests where owner_id = $1', [landlord.id]);
  } else await journey.connections.saveNino(landlord.id, landlord.nino);
  const answer = await journey.answerAtHmrc(await journey.begin(landlord), landlord.userId);
  if (mode.hasOtherVerifier) {
    const { rows } = await journey.pool.query<{ id: string }>(
      'select id from authorisation_requests where owner_id = $1',
      [landlord.id],
    );
    for (const { id } of rows) {
      const other = await createSeals(journey.sealer).sealVerifier(randomBytes(32).toString('base64url'), id);
      await journey.pool.query('update authorisation_requests set sealed_verifier = $2 where id = $1', [
        id,
        other,
      ]);
    }
  }
  if (mode.fault) {
    await journey.control.addFault({
      ...mode.fault,
      operation: 'token',
      nino: landlord.nino,
      ...(mode.fault.name !== 'revoke-authority' && { times: 1 }),
    });
  }
  return { landlord, work: { kind: 'connect', person: journey.session(landlord), answer } };
}

/** @returns what is wrong */
export function judgeConnect(seen: Evidence, { isAgain }: { isAgain: boolean }): string[] {
  const { mode, left, end, told, history } = seen;
  const wrong: string[] = [];
  const demand = (isRight: boolean, what: string) => {
    if (!isRight) wrong.push(what);
  };
  const tells = (...expected: string[]) => {
    demand(told.join() === expected.join(), `told ${told.join(', ')} in place of ${expected.join(', ')}`);
  };
  const notes = (reason: string) => {
    const times = history.filter((each) => each === `not-connected: ${reason}`).length;
    demand(times === 1, `${reason} is ${times} times in the history`);
  };
  demand(seen.works, 'no call to HMRC succeeds in the end, not even after connecting anew');
  demand(end.status === 'connected' && end.holdsNewest, 'the pair held in the end is not HMRC’s newest');
  demand(end.usablePairs === 1, `${end.usablePairs} usable pairs are held in the end`);
  if (isAgain) {
    demand(
      left.isWithdrawn || left.usablePairs >= 1,
      'the old connection was lost before the new one was there',
    );
  }

  const isLost = left.request?.isUsed === true && left.request.outcome === null;
  if (isLost) {
    tells('replayed', 'interrupted');
    notes('interrupted');
  } else if (left.request?.isUsed !== true) {
    // Whoever loads the page again is the first. They have more patience than the process that was killed.
    const refusal = mode.whileWaitingMs === null ? mode.refusal : null;
    if (refusal === null) tells('connected');
    else {
      tells(refusal, 'replayed');
      notes(refusal);
    }
  } else if (left.request.outcome === 'connected') {
    tells('replayed');
    demand(end.held === left.held, 'the pair that was in place was replaced');
  } else if (left.request.outcome === 'unproven') {
    tells('connected');
  } else {
    const { outcome } = left.request;
    demand(outcome === mode.refusal, `the journey ended with ${outcome}`);
    tells('replayed', 'replayed');
    notes(outcome ?? '');
  }
  const isKept = told.includes('connected') || left.request?.outcome === 'connected';
  demand(isKept === (seen.connectedAnew === 0), `the landlord connected anew ${seen.connectedAnew} times`);
  if (seen.place === 'kept') demand(!isLost, 'a pair was lost after its first durable write');
  if (seen.place === 'window') demand(isLost, 'the window has another outcome');
  return wrong;
}
