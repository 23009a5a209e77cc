import { type SweptMode } from '../sweep/rows.ts';

/** What HMRC does about a step, and what the landlord is to be told first where no process dies. */
export interface FaultMode extends SweptMode {
  /** The simulator's fault; none where HMRC just answers, nor where the landlord withdrew the authority. */
  fault: ({ name: string } & Record<string, unknown>) | null;
  isRevoked?: true;
  /** Which of the flow's steps it strikes. */
  step: 'fetchObligations' | 'send';
  expected: Told;
}

/** What a landlord sees of a submission: its status; a failed one by whether reconnecting is the way on. */
export type Told =
  'submitted' | 'failed' | 'failed, reconnect' | 'rejected' | 'processing, reconnect' | 'processing';

const prompt = {
  timing: { leaseMs: 7_000, governorMs: 1_500, callMs: 5_000, inProgressWaitMs: 50 },
  callMs: 5_000,
  whileWaitingMs: null,
};

interface StruckStep {
  step: FaultMode['step'];
  /** The code by which this step's figures are refused; null where HMRC has none for it. */
  refusal: string | null;
  isOnce: boolean;
  hasCopy: boolean;
}

/**
 * Everything that HMRC can do about one step. An engine tries eight times over an hour and some minutes: seven times in vain is an
 * outage of an hour, and without end one that outlives the tries.
 */
export function modesOf({ step, refusal, isOnce, hasCopy }: StruckStep): FaultMode[] {
  const isSend = step === 'send';
  const mode = (
    name: string,
    fault: FaultMode['fault'],
    expected: Told,
    more: Partial<FaultMode> = {},
  ): FaultMode => ({
    ...prompt,
    name: `${name} at ${stepNames[step]}`,
    fault,
    step,
    expected,
    isUnkilled: true,
    ...more,
  });
  return [
    mode('loses the answer after its work', { name: 'answer-lost', times: 1 }, 'submitted', {
      isUnkilled: !(isSend && isOnce),
    }),
    mode('loses the answer before its work', { name: 'answer-lost-before', times: 1 }, 'submitted'),
    mode('breaks the connection', { name: 'drop-connection', times: 1 }, 'submitted'),
    mode('answers half', { name: 'answer-cut', times: 1 }, 'submitted'),
    mode('is away for an hour', { name: 'outage-503', times: 7 }, 'submitted'),
    mode('breaks for an hour', { name: 'outage-500', times: 7 }, 'submitted'),
    // Nothing can have arrived where HMRC is only asked; of what was sent HMRC's copy tells that it did not, or sending once
    // more does, when HMRC is back.
    mode('is away for longer', { name: 'outage-503' }, isSend && !hasCopy ? 'submitted' : 'failed'),
    mode('throttles', { name: 'throttle', times: 3 }, 'submitted'),
    mode('answers 401 once', { name: 'unauthorised', times: 1 }, 'submitted'),
    mode('answers 401', { name: 'unauthorised' }, 'failed, reconnect'),
    mode('answers 403', { name: 'forbidden' }, 'failed, reconnect'),
    mode('answers 403 in HTML', { name: 'html-error', status: 403 }, 'failed, reconnect'),
    mode('refuses our application', { name: 'forbidden', code: 'RESOURCE_FORBIDDEN' }, 'failed'),
    ...(refusal === null ? [] : [mode('refuses the figures', { name: 'refuse', code: refusal }, 'rejected')]),
  ];
}

const stepNames = { fetchObligations: 'fetch-obligations', send: 'its sending step' } as const;

/** Nothing is wrong, or the authority is gone before anything begins. */
export const wholeModes: readonly FaultMode[] = [
  { ...prompt, name: 'answers', fault: null, step: 'send', expected: 'submitted', isPlain: true },
  {
    ...prompt,
    name: 'knows no authority any more',
    fault: null,
    isRevoked: true,
    isUnkilled: true,
    step: 'send',
    expected: 'failed, reconnect',
  },
];
