import type { TestContext } from 'vitest';

/** What a test looked at, for the report. The numbers of an API's tests are added up. */
export interface Counts {
  api: string;
  requests?: number;
  answers?: number;
  /** Codes with a meaning, and all that are documented. */
  codes?: { known: number; all: number };
  /** Scenarios that the simulator serves as documented, and all. */
  scenarios?: { known: number; all: number };
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
