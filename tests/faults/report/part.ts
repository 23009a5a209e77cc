import type { TestContext } from 'vitest';

/** What a part of the suite found, for the report. */
export interface Part {
  /** Printed as they are when the part is over. */
  lines: readonly string[];
  /** Rows of a matrix, each judged; a part that judges one thing has one. */
  rows: number;
  wrong: number;
}

declare module 'vitest' {
  interface TaskMeta {
    faults?: Part;
  }
}

/** Remembers beside a test what it found. Call it before the test expects anything, so that the lines of a failure are printed too. */
export function report(context: TestContext, part: Part): void {
  context.task.meta.faults = part;
}
