import { randomUUID } from 'node:crypto';

import { readAnswer, type Retry, type Verdict } from './answers.ts';
import { type RegisteredFunction, type StoredEvent, type Thrown } from './messages.ts';
import { post } from './post.ts';
import { createQueue, type Job } from './queue.ts';
import { groupsOf, mostAttempts } from './registry.ts';
import { canonicalJson, signatureOf } from './signatures.ts';

/** One run of a function, as a test may read it. */
export interface Run {
  id: string;
  functionId: string;
  event: StoredEvent;
  status: 'running' | 'completed' | 'failed' | 'not-understood';
  /** What steps left, by their hashed ids, in the order in which they ended. */
  steps: Record<string, { data: unknown } | { error: Thrown }>;
  calls: Call[];
  output: unknown;
}

/** One call of the app. */
export interface Call {
  attempt: number;
  /** What was said, or `unreachable`. */
  outcome: Verdict['kind'] | 'unreachable';
  /** The step it was about, by the name the app gave it. */
  step?: string;
  startedAt: number;
  /** When the same is tried again. */
  retryAt?: number;
}

export interface RunOptions {
  signingKey: string;
  /** The function as it is registered now. */
  functionOf: (id: string) => RegisteredFunction | undefined;
  /** Has a step planned first, and then calls for it by its id. */
  plansSteps: boolean;
  /** Tells the app how many attempts there are, as newer servers do; the app then says itself when the last has failed. */
  tellsMostAttempts: boolean;
  /** How soon something may be tried again. */
  leastWaitMs: number;
  /** How long until a try whose time the app did not name, by the number of the attempt that failed. */
  waitMs: (attempt: number) => number;
  /** Told what the stand-in cannot do. */
  refuse: (what: string) => void;
  /** Takes the event that Inngest sends of a run that failed. */
  emit: (event: StoredEvent) => void;
  /** Told all that is kept. */
  keep: (text: string) => void;
}

const longestWaitMs = 24 * 60 * 60_000;

/** Runs of functions: calls the app for each step, and keeps what it answers. */
export function createRuns(options: RunOptions) {
  const runs = new Map<string, Run>();
  const queue = createQueue({
    work,
    groupsOf: ({ runId }) => {
      const { functionId, event } = runOf(runId);
      const engineFunction = options.functionOf(functionId);
      return engineFunction === undefined ? [] : groupsOf(engineFunction, event);
    },
  });

  function runOf(id: string): Run {
    const run = runs.get(id);
    if (run === undefined) throw new Error('There is no such run.');
    return run;
  }

  function begin(functionId: string, event: StoredEvent): void {
    const id = randomUUID();
    runs.set(id, { id, functionId, event, status: 'running', steps: {}, calls: [], output: undefined });
    next(id);
  }

  /** Has the function called from its start, with what its steps have left. */
  const next = (runId: string, stepId = 'step'): void => {
    queue.add({ runId, stepId, attempt: 0, at: Date.now() });
  };

  async function work(job: Job, signal: AbortSignal): Promise<void> {
    const run = runOf(job.runId);
    const engineFunction = options.functionOf(run.functionId);
    if (engineFunction === undefined) {
      end(run, 'not-understood', `${run.functionId} is not registered any more`);
      return;
    }
    const call: Call = { attempt: job.attempt, outcome: 'unreachable', startedAt: Date.now() };
    run.calls.push(call);
    const verdict = await ask(run, job, engineFunction, signal).catch((): undefined => undefined);
    if (signal.aborted) return;
    if (verdict !== undefined) call.outcome = verdict.kind;
    if (verdict !== undefined && 'stepName' in verdict) call.step = verdict.stepName;
    apply({ run, job, call, most: mostAttempts(engineFunction) }, verdict ?? unreachable);
  }

  async function ask(
    run: Run,
    { stepId, attempt }: Job,
    engineFunction: RegisteredFunction,
    signal: AbortSignal,
  ): Promise<Verdict> {
    const url = new URL(engineFunction.steps.step.runtime.url);
    url.searchParams.set('stepId', stepId);
    const event = { ...run.event, user: {} };
    const stack = Object.keys(run.steps);
    const body = canonicalJson({
      ctx: {
        attempt,
        disable_immediate_execution: options.plansSteps,
        env: '',
        fn_id: run.functionId,
        max_attempts: options.tellsMostAttempts ? mostAttempts(engineFunction) : undefined,
        run_id: run.id,
        stack: { current: stack.length, stack },
        step_id: 'step',
        use_api: false,
      },
      event,
      events: [event],
      steps: run.steps,
      use_api: false,
      version: -1,
    });
    const headers = {
      'x-inngest-server-kind': 'cloud',
      'x-inngest-signature': signatureOf(body, options.signingKey),
    };
    const answered = await post(url, { body, headers, signal });
    options.keep(answered.text);
    return readAnswer(answered);
  }

  interface Called {
    run: Run;
    job: Job;
    call: Call;
    most: number;
  }

  function apply(called: Called, verdict: Verdict): void {
    const { run } = called;
    if ('stepId' in verdict && verdict.stepId in run.steps) {
      end(run, 'not-understood', `A step that had ended was reported again: ${verdict.stepName}`);
      return;
    }
    switch (verdict.kind) {
      case 'step-done':
        run.steps[verdict.stepId] = { data: verdict.data };
        next(run.id);
        return;
      case 'step-planned':
        next(run.id, verdict.stepId);
        return;
      case 'step-failed':
        if (tryAgain(called, verdict.retry)) return;
        run.steps[verdict.stepId] = { error: verdict.error };
        next(run.id);
        return;
      case 'done':
        run.output = verdict.output;
        end(run, 'completed');
        return;
      case 'failed':
        if (tryAgain(called, verdict.retry)) return;
        end(run, 'failed');
        tellFailure(run, verdict.error);
        return;
      case 'not-understood':
        end(run, 'not-understood', verdict.why);
    }
  }

  /** @returns false when there is no further attempt */
  function tryAgain({ job, call, most }: Called, retry: Retry): boolean {
    const attempt = job.attempt + 1;
    if (retry === 'never' || attempt >= most) return false;
    const waitMs = retry === 'usual' ? options.waitMs(job.attempt) : retry.getTime() - Date.now();
    const at = Date.now() + Math.min(Math.max(waitMs, options.leastWaitMs), longestWaitMs);
    call.retryAt = at;
    queue.add({ ...job, attempt, at });
    return true;
  }

  function end(run: Run, status: Run['status'], why?: string): void {
    run.status = status;
    if (why !== undefined) options.refuse(why);
  }

  function tellFailure({ id, functionId, event }: Run, error: Thrown): void {
    if (event.name === functionFailed) return;
    const data = { function_id: functionId, run_id: id, error, event, events: [event] };
    options.emit({ id, name: functionFailed, ts: Date.now(), data });
  }

  return {
    begin,
    open: () => {
      queue.open();
    },
    close: () => {
      queue.close();
    },
    all: () => [...runs.values()],
  };
}

const functionFailed = 'inngest/function.failed';
const unreachable: Verdict = {
  kind: 'failed',
  error: { name: 'Error', message: 'The app could not be reached' },
  retry: 'usual',
};
