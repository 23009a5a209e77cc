import { readThrown, reported, type Thrown } from './messages.ts';
import { type Answered } from './post.ts';

/** What an app said to a call, as the specification reads it. */
export type Verdict =
  | { kind: 'step-done'; stepId: string; stepName: string; data: unknown }
  | { kind: 'step-planned'; stepId: string; stepName: string }
  | { kind: 'step-failed'; stepId: string; stepName: string; error: Thrown; retry: Retry }
  | { kind: 'done'; output: unknown }
  | { kind: 'failed'; error: Thrown; retry: Retry }
  | { kind: 'not-understood'; why: string };

/** Whether to try again: never, as the server thinks fit, or at a time. */
export type Retry = 'never' | 'usual' | Date;

/** Reads what came back for a call. */
export function readAnswer({ status, headers, text }: Answered): Verdict {
  const body = parse(text);
  const retry = retryOf(headers);
  const isOfSdk = /^[^:]+:v\d+\.\d+\.\d+/.test(String(headers['x-inngest-sdk']));
  if (status !== 200 && status !== 206) return { kind: 'failed', error: readThrown(body), retry };
  if (!isOfSdk) return { kind: 'not-understood', why: 'An answer without X-Inngest-Sdk' };
  if (status === 200) return { kind: 'done', output: body };
  return readStep(body, retry);
}

function readStep(body: unknown, retry: Retry): Verdict {
  const read = reported.safeParse(body);
  if (!read.success)
    return { kind: 'not-understood', why: `Steps that are not served: ${JSON.stringify(body)}` };
  const [step] = read.data;
  const of = { stepId: step.id, stepName: step.displayName ?? step.id };
  switch (step.op) {
    case 'StepRun':
      return { kind: 'step-done', ...of, data: step.data };
    case 'StepPlanned':
      return { kind: 'step-planned', ...of };
    case 'StepError':
      return { kind: 'step-failed', ...of, error: step.error, retry };
    case 'StepFailed':
      return { kind: 'step-failed', ...of, error: step.error, retry: 'never' };
  }
}

function retryOf(headers: Answered['headers']): Retry {
  if (headers['x-inngest-no-retry'] === 'true') return 'never';
  const after = headers['retry-after'];
  if (after === undefined) return 'usual';
  return new Date(/^\d+$/.test(after) ? Date.now() + Number(after) * 1000 : after);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
