import { z } from 'zod';

import { requestedEvents, type Submissions } from '../../domain/submissions/index.ts';
import { defineFunction } from '../define.ts';
import { type EngineFunction } from '../port.ts';
import { asStep } from './as-step.ts';

/** Sends a quarterly update: asks for the obligation, then sends the figures. */
export function submitQuarterlyUpdate(
  submissions: Pick<Submissions, 'steps' | 'noteRetry' | 'giveUp'>,
): EngineFunction {
  return defineFunction(
    {
      id: 'submit-quarterly-update',
      event: requestedEvents['quarterly-update'],
      schema: z.object({ attemptId: z.uuid(), connectionId: z.uuid() }),
      steps: ['fetch-obligations', 'submit-period'],
      concurrencyKey: 'connectionId',
    },
    {
      async handle(data, step) {
        const fetched = await step.run('fetch-obligations', () =>
          asStep(submissions.steps.fetchObligations(data)),
        );
        if (fetched === 'go-on') {
          await step.run('submit-period', () => asStep(submissions.steps.send(data)));
        }
      },
      onRetry: (data, retry) => submissions.noteRetry(data, retry),
      onFailure: (data) => submissions.giveUp(data),
    },
  );
}
