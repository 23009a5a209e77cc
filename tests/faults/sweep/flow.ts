import { type Journey } from '../../../apps/web/src/test/journey.ts';
import { type Landlord } from '../../../apps/web/src/test/landlords.ts';
import { type Work } from '../processes/job.ts';
import { type Mode } from './modes.ts';
import { type Swept } from './rows.ts';
import { readTruth, type Truth } from './truth.ts';

/** Something that a process does about a connection, and during which it can die. */
export interface Flow {
  name: string;
  modes: readonly Mode[];
  /** The statement that first makes HMRC's answer durable. */
  firstWrite: RegExp;
  /** Fewer moments than these in the mode in which HMRC just answers would mean that they are not seen any more. */
  fewestPoints: number;
  prepare(mode: Mode): Promise<Prepared>;
  /** What the product does next, in another process. */
  goOn(prepared: Prepared): Promise<AfterKill>;
  /** What is wrong with how it ended; nothing where all is well. */
  judge(evidence: Evidence): string[];
}

export interface Prepared {
  landlord: Landlord;
  work: Work;
}

export interface AfterKill {
  /** What was said to the landlord, or to the submission that asked, one after another. */
  told: string[];
  /** How it stood after that. */
  then: Truth;
  /** How often the landlord had to connect anew. */
  connectedAnew: number;
  /** How it stood in the end, and whether a call to HMRC succeeded. */
  end: Truth;
  works: boolean;
  /** Kinds and reasons of the connection's history, oldest first. */
  history: string[];
}

export interface Evidence extends AfterKill {
  mode: Mode;
  /** What there was when the process had died or was done. */
  left: Truth;
  /** HMRC's fault has not happened yet and strikes whoever asks next. */
  isFaultAhead: boolean;
  place: Place;
}

/**
 * Where in a flow a process died, where HMRC's answer brings a pair: before HMRC was asked, while it was, between its answer and
 * the first durable write, or later. A process that lived is at the end. Null where there is no pair to keep.
 */
export type Place = 'before' | 'asking' | 'window' | 'kept' | null;

/** The flow as a sweep takes it: what our database and HMRC hold is looked at before the product goes on. */
export function judged(journey: Journey, flow: Flow): Swept<Mode, Prepared> {
  const { name, modes, firstWrite, fewestPoints } = flow;
  return {
    name,
    modes,
    firstWrite,
    fewestPoints,
    prepare: (mode) => flow.prepare(mode),
    async conclude(prepared, { mode, place }) {
      const left = await readTruth(journey, prepared.landlord);
      const { on } = journey.control.faults();
      const isFaultAhead = on.some(({ nino }) => nino === prepared.landlord.nino);
      const after = await flow.goOn(prepared);
      return {
        wrong: flow.judge({ ...after, mode, left, isFaultAhead, place }),
        outcome: [...after.told, ...(after.connectedAnew > 0 ? ['connected anew'] : [])].join(', then '),
      };
    },
  };
}
