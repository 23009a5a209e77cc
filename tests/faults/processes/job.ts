import { type RenewalTiming } from '../../../apps/web/src/domain/connections/timing.ts';
import { type Death, type Point } from './points.ts';

/** What a process that may be killed is asked to do. */
export type Work =
  | { kind: 'refresh'; connectionId: string }
  | {
      kind: 'connect';
      person: { id: string; sessionId: string };
      answer: { state: string | undefined; code: string | undefined; error: string | undefined };
    }
  /** Works on an attempt as an engine does, step by step, so many tries; `at` is the time on everybody's clock. */
  | {
      kind: 'send';
      event: { attemptId: string; connectionId: string };
      steps: readonly ('fetchObligations' | 'send')[];
      tries: number;
      at: string;
    }
  /** Asks for a calculation and looks at it, as an engine does. */
  | { kind: 'calculate'; event: { calculation: string; connectionId: string }; at: string }
  /** Renews again and again, to measure. */
  | { kind: 'refresh-often'; connectionId: string; times: number };

export interface Job {
  work: Work;
  /** Where to die; null lives. */
  dieAt: Death | null;
  timing: Partial<RenewalTiming>;
  /** How long a call to HMRC may take. */
  callMs: number;
  /** After how long a wait for a token has a point of its own; null where HMRC answers at once. */
  whileWaitingMs: number | null;
}

/** What a process that lived says when its work is done. */
export interface Done {
  points: Point[];
  outcome: unknown;
}
