import { type ConnectionReason } from '../../../apps/web/src/domain/connections/index.ts';
import { type RenewalTiming } from '../../../apps/web/src/domain/connections/timing.ts';

/** What HMRC's token endpoint does the next time that it is asked for a landlord. */
export interface Mode {
  name: string;
  /** Nothing is wrong: the whole flow is run. */
  isPlain?: true;
  /** The simulator's fault; none where HMRC just answers. */
  fault: ({ name: string } & Record<string, unknown>) | null;
  /** Times of the process that may be killed. */
  timing: Partial<RenewalTiming>;
  callMs: number;
  /** After how long a wait for HMRC is a moment of its own. */
  whileWaitingMs: number | null;
  /** HMRC is shown another verifier than the one that the way to it began with. */
  hasOtherVerifier?: true;
  /** HMRC has done its work and the answer can't arrive. */
  losesAnswer: boolean;
  /** Why a first try to connect fails then; null where it does not. */
  refusal: ConnectionReason | null;
}

/** Far more than an answer takes on a busy machine, and soon over for whoever waits for a process that was killed. */
const usual = { leaseMs: 7_000, governorMs: 1_500, callMs: 5_000, inProgressWaitMs: 50 };
const prompt = { timing: usual, callMs: 5_000, whileWaitingMs: null, losesAnswer: false, refusal: null };
/** By then HMRC has the question and has done its work. */
const whileWaitingMs = 400;

const answers: Mode = { ...prompt, name: 'answers', fault: null, isPlain: true };
const tooLate: Mode = {
  name: 'answers too late',
  fault: { name: 'slow-answer', ms: 3_000 },
  timing: { ...usual, callMs: 1_500 },
  callMs: 1_500,
  whileWaitingMs,
  losesAnswer: true,
  refusal: 'hmrc-unreachable',
};
const away = { ...prompt, refusal: 'hmrc-unreachable' } as const;
const unanswered: Mode[] = [
  { ...away, name: 'loses the answer before its work', fault: { name: 'answer-lost-before' } },
  { ...away, name: 'loses the answer after its work', fault: { name: 'answer-lost' }, losesAnswer: true },
  { ...away, name: 'answers 500', fault: { name: 'outage-500' } },
];

export const refreshModes: readonly Mode[] = [
  answers,
  {
    ...prompt,
    name: 'answers after the lease',
    fault: { name: 'slow-answer', ms: 1_000 },
    timing: { ...usual, leaseMs: 300 },
    whileWaitingMs,
  },
  tooLate,
  ...unanswered,
  { ...prompt, name: 'answers invalid_request', fault: { name: 'refresh-in-progress' } },
  { ...prompt, name: 'answers invalid_grant', fault: { name: 'revoke-authority' } },
];

const dead = { ...prompt, refusal: 'code-expired' } as const;

/** A code has no lease; whoever asks with it waits for its answer alone. */
export const connectModes: readonly Mode[] = [
  answers,
  tooLate,
  ...unanswered,
  { ...dead, name: 'answers invalid_request', fault: { name: 'revoke-authority' } },
  // Another verifier than the one that the person set out with is kept, and HMRC sees that.
  { ...dead, name: 'answers invalid_grant', fault: null, hasOtherVerifier: true },
];
