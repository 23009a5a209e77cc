/** What a process with many callers is asked: each calls HMRC for its connection at once, and once more when it is told to. */
export interface Callers {
  connectionIds: string[];
  times: 1 | 2;
}

/** What the processes say: one caller has its first answer; all have their last. */
export type Said = 'one' | Results;

export interface Results {
  /** How the calls that did not succeed ended. */
  failed: string[];
  succeeded: number;
  /** How often this process asked HMRC for a new pair. */
  refreshes: number;
}
