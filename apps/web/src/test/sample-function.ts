import { z } from 'zod';
import { defineFunction } from '../engine/define.ts';
import { NeverRetry, RetryLater, type EngineFunction } from '../engine/port.ts';

/** What each try of a step does, by its number; beyond the list it gets through. */
export type SamplePlan = Partial<
  Record<'first' | 'second' | 'outside', ('ok' | 'later' | 'never' | 'break' | 'slow' | 'hang')[]>
>;

const sampleData = z.object({ sampleId: z.string(), connectionId: z.string() });

/** An error of somebody else's whose message quotes what nobody may store. */
export const secretInErrors = 'secret-in-a-foreign-error';

/**
 * A function of two steps that writes down what happens to it, for the tests of both runners.
 *
 * @param write called with lines such as `first 1` (step and try), `retry second 1`, `failure second never`, `end FIRST`
 */
export function createSampleFunction(
  write: (line: string, sampleId: string) => Promise<void>,
  plan: SamplePlan = {},
): EngineFunction {
  const act = async (step: keyof SamplePlan, tried: number) => {
    const action = plan[step]?.[tried - 1] ?? 'ok';
    if (action === 'later') throw new RetryLater('The sample asks to be tried again');
    if (action === 'never') throw new NeverRetry('The sample is never to be tried again');
    if (action === 'break') throw new TypeError(secretInErrors);
    if (action === 'slow') await new Promise((resolve) => setTimeout(resolve, 300));
    if (action === 'hang') await new Promise(() => undefined);
  };

  return defineFunction(
    {
      id: 'sample',
      event: 'sample.happened',
      schema: sampleData,
      steps: ['first', 'second'],
      concurrencyKey: 'connectionId',
    },
    {
      async handle({ sampleId }, step) {
        const first = await step.run('first', async ({ number }) => {
          await write(`first ${number}`, sampleId);
          await act('first', number);
          return { name: 'FIRST' };
        });
        await act('outside', 1);
        await step.run('second', async ({ number, last }) => {
          await write(`second ${number}${last ? ' last' : ''}`, sampleId);
          await act('second', number);
          await write(`end ${first.name}`, sampleId);
          return null;
        });
      },
      onRetry: ({ sampleId }, { step, tried }) => write(`retry ${step} ${tried}`, sampleId),
      onFailure: ({ sampleId }, { step, permanent }) =>
        write(`failure ${step} ${permanent ? 'never' : 'used up'}`, sampleId),
    },
  );
}
