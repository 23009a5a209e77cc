import type { Walk } from '../walk.ts';

/** A scripted way through the simulator, each with a simulator of its own. */
export interface Journey {
  name: string;
  /** The simulator's time at the start. */
  startAt: string;
  walk: (walk: Walk) => Promise<void>;
}
