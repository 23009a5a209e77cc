import { type SubmissionView } from '../../../apps/web/src/domain/submissions/index.ts';
import { type Journey, type TestProcess } from '../../../apps/web/src/test/journey.ts';
import { type Landlord } from '../../../apps/web/src/test/landlords.ts';
import { type Work } from '../processes/job.ts';
import { type Swept } from '../sweep/rows.ts';
import { judge, type Sighting } from './judge.ts';
import { type SentKind } from './kinds.ts';
import { type FaultMode, modesOf, type Told, wholeModes } from './modes.ts';

interface Ready {
  landlord: Landlord;
  submissionId: string;
  /** HMRC's fault, while it may still strike. */
  faultId: string | null;
  work: Extract<Work, { kind: 'send' }>;
}

/** The engine's tries of a step. */
const tries = 8;
/** Rounds of asking HMRC after those, each an hour later. */
const rounds = 3;

/** A kind of submission with a fault in one of its steps, and what the product and its landlord do until HMRC has it. */
export function createSweptKind(journey: Journey, kind: SentKind): Swept<FaultMode, Ready> {
  const modes = [
    ...wholeModes,
    ...kind.steps.flatMap((step) =>
      modesOf({ ...kind, step, refusal: step === 'send' ? kind.refusal : null }),
    ),
  ].map((mode) => (kind.isUnkilled ? { ...mode, isUnkilled: true } : mode));
  const view = async ({ landlord, submissionId }: Pick<Ready, 'landlord' | 'submissionId'>) => {
    const found = await journey.submissions.one(landlord.id, submissionId);
    if (!found) throw new Error('There is no such submission.');
    return found;
  };

  /** How often HMRC did what the sending step asked for, whether or not its answer arrived. */
  const takenBy = ({ nino }: Landlord): number => countTaken(nino) - kind.takenBefore;

  const countTaken = (nino: string): number =>
    journey.control
      .requests()
      .filter((seen) => seen.operation === kind.operations.send && seen.nino === nino)
      .filter(({ status = 0, faults }) => (status >= 200 && status < 300) || faults.some(isAfterWork)).length;

  async function eventOf(ready: Pick<Ready, 'landlord' | 'submissionId'>) {
    const { latest } = await view(ready);
    return { attemptId: latest.id, connectionId: (await journey.connectionOf(ready.landlord)).id };
  }

  /** HMRC is well again; a fault that is used up is gone already. */
  async function endFault({ faultId }: Ready): Promise<void> {
    if (journey.control.faults().on.some(({ id }) => id === faultId)) {
      await journey.control.removeFault(faultId ?? '');
    }
  }

  async function click(landlord: Landlord): Promise<string> {
    const clicked = await kind.click(landlord);
    if (!clicked.ok) throw new Error(`The click was refused: ${clicked.reason}.`);
    return clicked.submissionId;
  }

  /** Runs the steps as an engine does: eight times at most, then giving up, then asking HMRC round by round. */
  async function run({ submissions }: TestProcess, ready: Ready): Promise<void> {
    const event = await eventOf(ready);
    for (let tried = 1; tried <= tries; tried += 1) {
      if ((await runSteps(submissions, event)) !== 'retry') return;
    }
    await submissions.giveUp(event);
    for (let round = 1; round <= rounds && (await isAsking(ready)); round += 1) {
      await endFault(ready);
      await submissions.steps.askHmrc(event);
    }
  }

  async function runSteps(submissions: TestProcess['submissions'], event: Ready['work']['event']) {
    for (const step of kind.steps) {
      const { next } = await submissions.steps[step](event);
      if (next !== 'go-on') return next;
    }
    return 'stop';
  }

  const isAsking = async (ready: Ready): Promise<boolean> => {
    const { status, latest } = await view(ready);
    return status === 'processing' && latest.waitingFor !== 'reconnect';
  };

  return {
    name: kind.name,
    modes,
    // The renewal of the pair that its first step begins with.
    firstWrite: /^before: storeRenewed/,
    fewestPoints: kind.fewestPoints,
    isOncePerMoment: true,

    async prepare({ fault, step, isRevoked }) {
      const landlord = await kind.prepare();
      const submissionId = await click(landlord);
      const event = await eventOf({ landlord, submissionId });
      // So that the first step renews the pair, as it does in life.
      await journey.pool.query(
        "update connections set refreshed_at = refreshed_at - interval '1 hour' where owner_id = $1",
        [landlord.id],
      );
      if (isRevoked) await journey.control.revokeAuthority(landlord.nino);
      const operation = kind.operations[step];
      const on =
        fault && operation !== undefined
          ? await journey.control.addFault({ ...fault, nino: landlord.nino, operation })
          : null;
      return {
        landlord,
        submissionId,
        faultId: on?.id ?? null,
        work: { kind: 'send', event, steps: kind.steps, at: kind.at },
      };
    },

    async conclude(ready, { mode, place, wasKilled }) {
      const { landlord } = ready;
      const seen: Sighting[] = [];
      const look = async (): Promise<Told> => {
        const told = toldBy(await view(ready));
        seen.push({ told, taken: takenBy(landlord) });
        return told;
      };
      const process = journey.createProcess();
      await run(process, ready);
      // Until HMRC has it the landlord does what the page offers, once HMRC is well again.
      for (
        let told = await look(), acts = 0;
        told !== 'submitted' && acts < 3;
        told = await look(), acts += 1
      ) {
        await endFault(ready);
        if (told.endsWith('reconnect')) await journey.connect(landlord);
        if (told === 'processing, reconnect') {
          await process.submissions.steps.askHmrc(await eventOf(ready));
          continue;
        }
        await click(landlord);
        await run(process, ready);
      }
      const outcome = seen.map(({ told }) => told).join(', then ');
      return { outcome, wrong: judge({ seen, mode, place: wasKilled ? place : null, isOnce: kind.isOnce }) };
    },
  };
}

const isAfterWork = (fault: string): boolean => fault === 'answer-lost' || fault === 'answer-cut';

function toldBy({ status, latest }: SubmissionView): Told {
  if (status === 'failed') return latest.outcome?.reconnect ? 'failed, reconnect' : 'failed';
  if (status === 'processing')
    return latest.waitingFor === 'reconnect' ? 'processing, reconnect' : 'processing';
  return status;
}
