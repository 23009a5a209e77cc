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
