import { z } from 'zod';

import { askHmrcRequested, type Submissions } from '../../domain/submissions/index.ts';
import { defineFunction } from '../define.ts';
import { type EngineFunction } from '../port.ts';
import { asStep } from './as-step.ts';

/** Asks HMRC whether it took an attempt whose answer was lost; when it can't be asked, asks again in a while. */
export function askHmrc(
  submissions: Pick<Submissions, 'steps' | 'noteRetry' | 'keepAsking'>,
): EngineFunction {
  return defineFunction(
    {
      id: 'ask-hmrc',
      event: askHmrcRequested,
      schema: z.object({ attemptId: z.uuid(), connectionId: z.uuid() }),
      steps: ['ask-hmrc'],
      concurrencyKey: 'connectionId',
    },
    {
      async handle(data, step) {
        await step.run('ask-hmrc', () => asStep(submissions.steps.askHmrc(data)));
      },
      onRetry: (data, retry) => submissions.noteRetry(data, retry),
      onFailure: (data, _failure, event) => submissions.keepAsking(data, event.id),
    },
  );
}
