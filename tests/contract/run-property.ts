import fc from 'fast-check';
import type { HmrcError } from '../../packages/hmrc-client/src/result.ts';
import { settings } from './settings.ts';

const trials = 100;
/** Fewer accepted ones, and what is checked would be a corner of what the operation takes. */
const fewest = 10;

/** Those values that are not refused. Fails at once, with the refusals, where nearly all of them are. */
export function requireAccepted<T>(
  values: fc.Arbitrary<T>,
  check: (value: T) => readonly HmrcError[],
): fc.Arbitrary<T> {
  const refusals = fc
    .sample(values, { seed: settings.seed, numRuns: trials })
    .map((value) => check(value))
    .filter((errors) => errors.length > 0);
  if (trials - refusals.length < fewest) {
    const kinds = new Set(
      refusals.flat().map(({ code, message, paths }) => `${code} ${paths.join(' ')} ${message}`),
    );
    const some = [...kinds].slice(0, 5).join('; ');
    throw new Error(`the client refuses ${refusals.length} of ${trials} generated calls: ${some}`);
  }
  return values.filter((value) => check(value).length === 0);
}

/** The smallest case that failed, and how to see it again. */
export function explain<T>(outcome: fc.RunDetails<T>): string {
  const { seed, counterexample, errorInstance } = outcome;
  const message = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  return `${message}\n  seed ${seed}, smallest case ${JSON.stringify(counterexample)}`;
}
