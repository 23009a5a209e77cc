import type { TestContext } from 'vitest';

/** What a test looked at, for the report. The numbers of an API's tests are added up. */
export interface Counts {
  api: string;
  requests?: number;
  /** Answers of the simulator to what was tried, and those of success among them. */
  answers?: number;
  successes?: number;
  /** An operation none of whose tries was a success. */
  unsuccessful?: string;
  /** Examples of answers that the client read. */
  examples?: number;
  /** Codes with a meaning, and all that are documented. */
  codes?: { known: number; all: number };
  /** Scenarios that the simulator serves as documented, and all. */
  scenarios?: { known: number; all: number };
  /** Scenarios that ask for the ordinary work: those seen to succeed, and all. */
  ordinary?: { known: number; all: number };
  /** Calls of the client to Prism. */
  prism?: number;
}

/** One of HMRC's files and what there is of it. */
export interface Inventory {
  api: string;
  /** Operations that are to be there. */
  expected: number;
  /** Those of them that client and simulator both have. */
  present: number;
  leftOut: { why: string; operations: number }[];
}

declare module 'vitest' {
  interface TaskMeta {
    contract?: Counts;
    inventory?: Inventory[];
    /** What the suite does not look at, one line each. */
    limits?: string[];
    /** What a journey came to. */
    journey?: { calls: number };
    /** Operations that journeys saw succeed with what was there, no scenario asked for, and all. */
    succeeded?: { known: number; all: number };
  }
}

/** Remembers beside a test what it has looked at. */
export function count(context: TestContext, counts: Counts): void {
  context.task.meta.contract = counts;
}
