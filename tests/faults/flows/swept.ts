import { type SubmissionView } from '../../../apps/web/src/domain/submissions/index.ts';
import { type Journey } from '../../../apps/web/src/test/journey.ts';
import { type Landlord } from '../../../apps/web/src/test/landlords.ts';
import { type Work } from '../processes/job.ts';
import { type Swept } from '../sweep/rows.ts';
import { createFaults } from './faults.ts';
import { judge, type Sighting } from './judge.ts';
import { type SentKind } from './kinds.ts';
import {
  type FaultMode,
  isBoundary,
  lateModes,
  modesOf,
  readBackModes,
  type Told,
  wholeModes,
} from './modes.ts';
import { createPatience, tries } from './patience.ts';
import { createTaken } from './taken.ts';

interface Ready {
  landlord: Landlord;
  submissionId: string;
  work: Extract<Work, { kind: 'send' }>;
}

/** Rounds of asking HMRC after the tries, each an hour later. */
const rounds = 3;

/**
 * A kind of submission with a fault in one of its steps, or when its answer was lost; and what the product and its landlord do until
 * HMRC has it. In parts, since HMRC's stand-in remembers only so many requests.
 */
export function createSweptKind(journey: Journey, kind: SentKind): Swept<FaultMode, Ready>[] {
  const faults = createFaults(journey);
  const taken = createTaken(journey, kind);
  const view = async ({ landlord, submissionId }: Pick<Ready, 'landlord' | 'submissionId'>) => {
    const found = await journey.submissions.one(landlord.id, submissionId);
    if (!found) throw new Error('There is no such submission.');
    return found;
  };

  async function eventOf(ready: Pick<Ready, 'landlord' | 'submissionId'>) {
    const { latest } = await view(ready);
    return { attemptId: latest.id, connectionId: (await journey.connectionOf(ready.landlord)).id };
  }

  async function click(landlord: Landlord): Promise<string> {
    const clicked = await kind.click(landlord);
    if (!clicked.ok) throw new Error(`The click was refused: ${clicked.reason}.`);
    return clicked.submissionId;
  }

  const isAsking = async (ready: Ready): Promise<boolean> => {
    const { status, latest } = await view(ready);
    return status === 'processing' && latest.waitingFor !== 'reconnect';
  };

  /** What an engine does with one attempt after another of a submission, in a process of its own. */
  function createRunner(ready: Ready) {
    const { landlord } = ready;
    const { submissions, pass } = createPatience(journey, kind.at);
    const { steps, giveUp } = submissions;

    async function runSteps(event: Ready['work']['event']) {
      for (const step of kind.steps) {
        const end = await steps[step](event);
        if (end.next !== 'go-on') return end;
      }
      return { next: 'stop' as const };
    }

    /** Runs the steps eight times at most, then gives up, then asks HMRC round by round. */
    async function run({ isLastTry = false }: { isLastTry?: boolean } = {}): Promise<void> {
      const event = await eventOf(ready);
      for (let tried = 1; !isLastTry && tried <= tries; tried += 1) {
        const end = await runSteps(event);
        if (end.next !== 'retry') return;
        // The next try but one comes minutes later, when HMRC has done what it was slow to begin.
        await taken.untilStill(landlord);
        pass.untilNextTry(tried, end.afterMs);
      }
      await giveUp(event);
      for (let round = 1; round <= rounds && (await isAsking(ready)); round += 1) {
        await taken.untilStill(landlord);
        pass.anHour();
        await faults.end(landlord);
        await steps.askHmrc(event);
      }
    }

    return { run, askHmrc: async () => steps.askHmrc(await eventOf(ready)) };
  }

  const swept: Omit<Swept<FaultMode, Ready>, 'modes'> = {
    name: kind.name,
    // The renewal of the pair that its first step begins with.
    firstWrite: /^before: storeRenewed/,
    fewestPoints: kind.fewestPoints,
    isOncePerMoment: true,

    async prepare({ fault, step, isRevoked, tries = 1 }) {
      const landlord = await kind.prepare();
      const submissionId = await click(landlord);
      const event = await eventOf({ landlord, submissionId });
      // So that the first step renews the pair, as it does in life.
      await journey.pool.query(
        "update connections set refreshed_at = refreshed_at - interval '1 hour' where owner_id = $1",
        [landlord.id],
      );
      if (isRevoked) await journey.control.revokeAuthority(landlord.nino);
      await faults.begin(landlord, fault, kind.operations[step]);
      return { landlord, submissionId, work: { kind: 'send', event, steps: kind.steps, tries, at: kind.at } };
    },

    async conclude(ready, { mode, place, wasKilled }) {
      const { landlord } = ready;
      const { then = null } = mode;
      if (then === 'revoked') await journey.control.revokeAuthority(landlord.nino);
      else await faults.begin(landlord, then, kind.operations.readBack);
      const seen: Sighting[] = [];
      const look = async (): Promise<Told> => {
        const told = toldBy(await view(ready));
        // What HMRC is still to do when that is told, it does in spite of it.
        await taken.untilStill(landlord);
        seen.push({ told, taken: taken.count(landlord) });
        return told;
      };
      const { run, askHmrc } = createRunner(ready);
      await run(mode);
      // Until HMRC has it the landlord does what the page offers, once HMRC is well again.
      for (
        let told = await look(), acts = 0;
        told !== 'submitted' && acts < 3;
        told = await look(), acts += 1
      ) {
        await faults.end(landlord);
        if (told.endsWith('reconnect')) await journey.connect(landlord);
        if (told === 'processing, reconnect') {
          await askHmrc();
          continue;
        }
        await click(landlord);
        await run();
      }
      const outcome = seen.map(({ told }) => told).join(', then ');
      const { isOnce, hasCopy } = kind;
      const resent = hasCopy ? taken.countResent(landlord) : 0;
      return { outcome, wrong: judge({ seen, mode, place: wasKilled ? place : null, isOnce, resent }) };
    },
  };

  const inSteps = kind.steps.flatMap((step) =>
    modesOf({ ...kind, step, refusal: step === 'send' ? kind.refusal : null }),
  );
  const rarely = (mode: FaultMode): FaultMode =>
    mode.isPlain
      ? { ...mode, diesAt: ({ names, number }) => isBoundary(names, number) }
      : { ...mode, isUnkilled: true };
  const first = [...wholeModes, ...inSteps];
  return [
    { ...swept, modes: kind.diesRarely ? first.map(rarely) : first },
    { ...swept, modes: [...readBackModes, ...lateModes] },
  ];
}

function toldBy({ status, latest }: SubmissionView): Told {
  if (status === 'failed') return latest.outcome?.reconnect ? 'failed, reconnect' : 'failed';
  if (status === 'processing')
    return latest.waitingFor === 'reconnect' ? 'processing, reconnect' : 'processing';
  return status;
}
