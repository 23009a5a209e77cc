import { answerFaults } from './answer-faults.ts';
import { connectionFaults } from './connection-faults.ts';
import type { FaultKind } from './kinds.ts';
import { refusalFaults } from './refusal-faults.ts';
import { serviceFaults } from './service-faults.ts';
import { tokenFaults } from './token-faults.ts';

/** Faults by what they are about, for people who look for one. */
export const faultGroups: readonly (readonly [title: string, faults: Record<string, FaultKind>])[] = [
  ['Refusals', refusalFaults],
  ['Service', serviceFaults],
  ['Connection', connectionFaults],
  ['Answers', answerFaults],
  ['Authority and tokens', tokenFaults],
];

/** Every fault by name. `docs/faults.md` explains each, and a test holds the two together. */
export const faultTable: Record<string, FaultKind> = Object.assign(
  {},
  ...faultGroups.map(([, faults]) => faults),
) as Record<string, FaultKind>; // Object.assign says `any` of several sources

/** The names, for refusing an unknown one. */
export const faultNames = Object.keys(faultTable);
