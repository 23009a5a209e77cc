import type { Part } from './part.ts';

/** The last line of the output: how many rows all parts judged, and how many of them were wrong. */
export function lastLine(parts: readonly (Part | undefined)[]): string {
  const sum = (of: (part: Part) => number) =>
    parts.reduce((total, part) => total + (part === undefined ? 0 : of(part)), 0);
  return `faults: ${sum((part) => part.rows)} rows, ${sum((part) => part.wrong)} wrong`;
}
