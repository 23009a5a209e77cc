import { z } from 'zod';

import { requestedEvents, type SubmissionKind, type Submissions } from '../../domain/submissions/index.ts';
import { defineFunction } from '../define.ts';
import { type EngineFunction } from '../port.ts';
import { asStep } from './as-step.ts';

/** What a function that sends asks of submissions. */
export type SendingSubmissions = Pick<Submissions, 'noteRetry' | 'giveUp'> & {
  steps: Pick<Submissions['steps'], 'send'>;
};

/** A kind of submission that nothing has to be asked for first: one step sends it, or finds out what became of it. */
export function sendInOneStep(
  kind: SubmissionKind,
  step: string,
  submissions: SendingSubmissions,
): EngineFunction {
  return defineFunction(
    {
      id: `submit-${kind}`,
      event: requestedEvents[kind],
      schema: z.object({ attemptId: z.uuid(), connectionId: z.uuid() }),
      steps: [step],
      concurrencyKey: 'connectionId',
    },
    {
      async handle(data, steps) {
        await steps.run(step, () => asStep(submissions.steps.send(data)));
      },
      onRetry: (data, retry) => submissions.noteRetry(data, retry),
      onFailure: (data) => submissions.giveUp(data),
    },
  );
}
