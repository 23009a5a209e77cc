import { type SweptMode } from '../sweep/rows.ts';

/** One of the simulator's faults. */
export type Fault = { name: string } & Record<string, unknown>;

/** A call to HMRC that can be struck: those of the flow's steps, the one that reads HMRC's copy, and those of a calculation. */
export type Struck = 'fetchObligations' | 'send' | 'readBack' | 'trigger' | 'retrieve';

/** What HMRC does about a call, and what the landlord is to be told first where no process dies. */
export interface FaultMode extends SweptMode {
  /** None where HMRC just answers, nor where the landlord withdrew the authority. */
  fault: Fault | null;
  isRevoked?: true;
  /** What the fault strikes. */
  step: Struck;
  /** What HMRC does about reading its copy, from when the process has sent: a fault, or no authority that it knows. */
  then?: Fault | 'revoked';
  /** How often the process tries; once where nothing is said. */
  tries?: number;
  /** No try is left when it is done. */
  isLastTry?: true;
  expected: Told;
}

/** What a landlord sees of a submission, or a calculation: its status; a failed one by whether reconnecting is the way on. */
export type Told =
  | 'submitted'
  | 'ready'
  | 'failed'
  | 'failed, reconnect'
  | 'rejected'
  | 'processing, reconnect'
  | 'processing';

const prompt = {
  timing: { leaseMs: 7_000, governorMs: 1_500, callMs: 5_000, inProgressWaitMs: 50 },
  callMs: 5_000,
  whileWaitingMs: null,
};

interface StruckStep {
  step: Struck;
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
    mode('knows no authority any more', { name: 'revoke-authority' }, 'failed, reconnect'),
    mode('answers 403 in HTML', { name: 'html-error', status: 403 }, 'failed, reconnect'),
    mode('refuses our application', { name: 'forbidden', code: 'RESOURCE_FORBIDDEN' }, 'failed'),
    ...(refusal === null ? [] : [mode('refuses the figures', { name: 'refuse', code: refusal }, 'rejected')]),
  ];
}

const stepNames = {
  fetchObligations: 'fetch-obligations',
  send: 'its sending step',
  readBack: 'the read-back',
  trigger: 'its trigger',
  retrieve: 'its retrieval',
} as const satisfies Record<Struck, string>;

/** HMRC took it, its answer was lost, and then something keeps from reading HMRC's copy. */
export const readBackModes: readonly FaultMode[] = [
  afterLost('breaks the connection', { name: 'drop-connection', times: 1 }, 'submitted'),
  afterLost('breaks the connection for an hour', { name: 'drop-connection', times: 7 }, 'submitted'),
  afterLost('is away once', { name: 'outage-503', times: 1 }, 'submitted'),
  afterLost('breaks for an hour', { name: 'outage-500', times: 7 }, 'submitted'),
  // It stays unknown until HMRC is back, and HMRC is asked every hour.
  afterLost('is away for longer', { name: 'outage-503' }, 'submitted'),
  afterLost('refuses our application', { name: 'forbidden', code: 'RESOURCE_FORBIDDEN' }, 'submitted'),
  afterLost('answers 401 once', { name: 'unauthorised', times: 1 }, 'submitted'),
  afterLost('answers 401', { name: 'unauthorised' }, 'processing, reconnect'),
  afterLost('answers 403', { name: 'forbidden' }, 'processing, reconnect'),
  afterLost('knows no authority any more', 'revoked', 'processing, reconnect'),
  {
    ...prompt,
    name: 'loses the answer after its work, and shows its copy',
    fault: { name: 'answer-lost', times: 1 },
    step: 'send',
    tries: 2,
    expected: 'submitted',
    diesAt: ({ names, number }) =>
      number > names.findIndex((name) => name.endsWith(', no answer')) && isBoundary(names, number),
  },
];

function afterLost(name: string, then: Fault | 'revoked', expected: Told): FaultMode {
  return {
    ...prompt,
    name: `loses the answer after its work, and ${name} at ${stepNames.readBack}`,
    fault: { name: 'answer-lost', times: 1 },
    step: 'send',
    then,
    isUnkilled: true,
    expected,
  };
}

/** Shorter than HMRC takes to begin its work, and longer than anything else takes on a busy machine. */
const impatient = { timing: { ...prompt.timing, callMs: 2_000 }, callMs: 2_000, whileWaitingMs: null };
const slow = { ...impatient, fault: { name: 'slow-before', ms: 3_500, times: 1 }, step: 'send' } as const;

/** HMRC begins its work when nobody waits for the answer any more: its copy tells nothing before that. */
export const lateModes: readonly FaultMode[] = [
  { ...slow, name: 'takes it late', isUnkilled: true, expected: 'submitted' },
  { ...slow, name: 'takes the last try late', isLastTry: true, isUnkilled: true, expected: 'submitted' },
];

/** Where one part of the work is over and the next has not begun: few enough to be tried for every kind. */
export const isBoundary = (names: readonly string[], number: number): boolean =>
  /^before: (attempt|beginSend|HMRC (?!oauth)|(noteAnswer|end) \(commit)/.test(names[number - 1] ?? '');

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
