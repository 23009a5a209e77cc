import { InngestTestEngine } from '@inngest/test';
import { Inngest, RetryAfterError } from 'inngest';
import { beforeEach, describe, expect, it } from 'vitest';

import { askHmrcRequested, requestedEvents, type StepEnd } from '../../domain/submissions/index.ts';
import { createLog } from '../../platform/log.ts';
import { toInngestFunction } from '../inngest-function.ts';
import { type EngineFunction } from '../port.ts';
import { askHmrc } from './ask-hmrc.ts';
import { submitQuarterlyUpdate } from './submit-quarterly-update.ts';

const data = {
  attemptId: '0190a7f2-6d53-4a5e-9b43-6e1f1c2d3e4f',
  connectionId: '5b0c3a34-98f4-4a7e-8a26-0c6f1a2b3c4d',
};
const log = createLog({ logLevel: 'silent' }, { write: () => undefined });
const client = new Inngest({ id: 'test', isDev: true, logger: log });

let lines: string[] = [];
beforeEach(() => {
  lines = [];
});

/** Submissions whose steps end as told; what they are asked is written down. */
function submissionsEnding(ends: Partial<Record<'fetchObligations' | 'send' | 'askHmrc', StepEnd>>) {
  const step = (name: keyof typeof ends) => (event: object) => {
    lines.push(`${name} ${JSON.stringify(event)}`);
    return Promise.resolve(ends[name] ?? ({ next: 'stop' } as const));
  };
  const note = (name: string) => () => {
    lines.push(name);
    return Promise.resolve();
  };
  return {
    steps: {
      fetchObligations: step('fetchObligations'),
      send: step('send'),
      askHmrc: step('askHmrc'),
    },
    noteRetry: note('noteRetry'),
    giveUp: note('giveUp'),
    keepAsking: note('keepAsking'),
  };
}

async function run(engineFunction: EngineFunction, event: string) {
  const thrown: unknown[] = [];
  const engine = new InngestTestEngine({
    function: toInngestFunction(client, { retryBaseMs: 30_000, log }, engineFunction),
    events: [{ id: data.attemptId, name: event, data }],
    transformCtx: (context) => {
      const { run: runStep } = context.step;
      const recorded = (id: string, body: () => Promise<unknown>) =>
        runStep(id, () =>
          body().catch((error: unknown) => {
            thrown.push(error);
            throw error;
          }),
        );
      return Object.assign(context, { step: { ...context.step, run: recorded } });
    },
  });
  await engine.execute();
  return thrown;
}

const told = JSON.stringify(data);

describe('submitting a quarterly update', () => {
  it('asks for the obligation, then sends the period, and is given ids alone', async () => {
    const submissions = submissionsEnding({ fetchObligations: { next: 'go-on' } });
    expect(await run(submitQuarterlyUpdate(submissions), requestedEvents['quarterly-update'])).toEqual([]);
    expect(lines).toEqual([`fetchObligations ${told}`, `send ${told}`]);
  });

  it('sends nothing when the attempt has ended with the obligations', async () => {
    const submissions = submissionsEnding({ fetchObligations: { next: 'stop' } });
    expect(await run(submitQuarterlyUpdate(submissions), requestedEvents['quarterly-update'])).toEqual([]);
    expect(lines).toEqual([`fetchObligations ${told}`]);
  });

  it('asks the engine for a later try, no sooner than HMRC said, and notes it for the page', async () => {
    const before = Date.now();
    const submissions = submissionsEnding({
      fetchObligations: { next: 'retry', because: 'SERVER_ERROR', afterMs: 90_000 },
    });
    const [error] = await run(submitQuarterlyUpdate(submissions), requestedEvents['quarterly-update']);
    expect(error).toBeInstanceOf(RetryAfterError);
    expect(Date.parse((error as RetryAfterError).retryAfter)).toBeGreaterThanOrEqual(before + 90_000);
    expect(lines).toEqual([`fetchObligations ${told}`, 'noteRetry']);
  });

  it('names its steps as its definition does', () => {
    expect(submitQuarterlyUpdate(submissionsEnding({})).definition).toMatchObject({
      id: 'submit-quarterly-update',
      steps: ['fetch-obligations', 'submit-period'],
      concurrencyKey: 'connectionId',
    });
  });
});

describe('asking HMRC', () => {
  it('asks once, and again later while the copy cannot be read', async () => {
    const submissions = submissionsEnding({
      askHmrc: { next: 'retry', because: 'copy-unreadable', afterMs: 0 },
    });
    const [error] = await run(askHmrc(submissions), askHmrcRequested);
    expect(error).toBeInstanceOf(RetryAfterError);
    expect(lines).toEqual([`askHmrc ${told}`, 'noteRetry']);
  });
});
