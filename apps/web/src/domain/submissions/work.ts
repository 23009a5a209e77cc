import { type AttemptRow, type SubmissionRow } from '../../data/submission-rows.ts';
import { type Flow } from './flow.ts';

/** What the engine does after a step. */
export type StepEnd =
  /** On to the next step. */
  | { next: 'go-on' }
  /** Nothing more to do: the attempt has ended, or waits for something that will wake it. */
  | { next: 'stop' }
  /** Try this step again, no sooner than asked. */
  | { next: 'retry'; because: string; afterMs: number };

/** What the steps know of the attempt they work on. */
export interface Work {
  attempt: AttemptRow;
  submission: SubmissionRow;
  connectionId: string;
  flow: Flow;
  headers: Readonly<Record<string, string>>;
}

/** Why a step is tried again that found nothing in HMRC's copy of what may still be on its way there. */
export const onItsWay = 'may-still-arrive';

/** Not in HMRC's copy, which does not tell yet that HMRC did not take it. */
export const stillOnItsWay = (afterMs: number): StepEnd => ({ next: 'retry', because: onItsWay, afterMs });
