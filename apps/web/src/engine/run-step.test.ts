import { describe, expect, it } from 'vitest';
import { createLog } from '../platform/log.ts';
import { NeverRetry, RetryLater, retryPolicy, StepFailed } from './port.ts';
import { failureOf, tryStep } from './run-step.ts';

const options = {
  retryBaseMs: 30_000,
  log: createLog({ logLevel: 'silent' }),
  random: () => 0,
};
const of = { functionId: 'sample', eventId: 'e', step: 'first' };
const failing = (error: unknown, tried = 1) =>
  tryStep(options, of, tried, () => Promise.reject(error as Error));

describe('a try of a step', () => {
  it('gives its result', async () => {
    expect(await tryStep(options, of, 1, () => Promise.resolve('x'))).toEqual({ kind: 'done', result: 'x' });
  });

  it('is told its number, and whether it is the last', async () => {
    const told = async (tried: number) => {
      const outcome = await tryStep(options, of, tried, ({ number, last }) =>
        Promise.resolve({ number, last }),
      );
      return outcome.kind === 'done' && outcome.result;
    };
    expect(await told(1)).toEqual({ number: 1, last: false });
    expect(await told(retryPolicy.tries)).toEqual({ number: 8, last: true });
  });

  it.each([
    [new RetryLater('busy'), 1, { kind: 'later', delayMs: 30_000, reason: 'busy' }],
    [new RetryLater('busy', { afterMs: 45_000 }), 1, { kind: 'later', delayMs: 45_000, reason: 'busy' }],
    [new RetryLater('busy', { afterMs: 45_000 }), 2, { kind: 'later', delayMs: 60_000, reason: 'busy' }],
    [new NeverRetry('gone'), 1, { kind: 'never', reason: 'gone' }],
    [new NeverRetry('gone'), 8, { kind: 'never', reason: 'gone' }],
    [new RetryLater('busy'), 8, { kind: 'used-up', reason: 'busy' }],
    [new RangeError('quotes a secret'), 1, { kind: 'later', delayMs: 30_000, reason: 'RangeError' }],
    ['a secret', 1, { kind: 'later', delayMs: 30_000, reason: 'Unknown error' }],
  ])('that failed with %s at try %i ends as the policy says', async (error, tried, outcome) => {
    expect(await failing(error, tried)).toEqual(outcome);
  });
});

describe('the failure of a function', () => {
  it('is that of the step it did not catch', () => {
    const error = new StepFailed({ step: 'first', permanent: false }, 'busy');
    expect(failureOf(options, of, error)).toEqual({ step: 'first', permanent: false });
  });

  it('is permanent outside of steps', () => {
    expect(failureOf(options, of, new Error('bug'))).toEqual({ step: '', permanent: true });
  });
});
