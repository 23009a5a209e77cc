/** Fails with every line, where a matcher would show the first few characters of them. */
export function expectNone(faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(faults.join('\n'));
}
