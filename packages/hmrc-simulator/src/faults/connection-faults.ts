import { kind, machines, ms, type FaultKind } from './kinds.ts';

/** The connection is slow, or ends before, within or instead of the answer. */
export const connectionFaults: Record<string, FaultKind> = {
  'drop-connection': kind({
    summary: 'The connection is reset before any work',
    reach: machines,
    moment: 'before',
    act: () => ({ kind: 'drop', how: 'reset' }),
  }),
  'answer-lost-before': kind({
    summary: 'The connection is closed without an answer, before any work',
    reach: machines,
    moment: 'before',
    act: () => ({ kind: 'drop', how: 'close' }),
  }),
  'answer-lost': kind({
    summary: 'The work is done and kept, then the connection is closed without an answer',
    reach: machines,
    moment: 'after-success',
    act: () => ({ kind: 'drop', how: 'close' }),
  }),
  'answer-cut': kind({
    summary: 'The work is done and kept, then the connection is reset half way through the body',
    reach: machines,
    moment: 'after-success',
    act: () => ({ kind: 'deliver', how: { kind: 'cut' } }),
  }),
  'slow-before': kind({
    summary: 'Waits before any work',
    reach: machines,
    moment: 'before',
    parameters: { ms },
    act: (given) => ({ kind: 'wait', ms: given.ms }),
  }),
  'slow-answer': kind({
    summary: 'Does the work, then waits before it answers',
    reach: machines,
    moment: 'after',
    parameters: { ms },
    act: (given) => ({ kind: 'wait', ms: given.ms }),
  }),
  'slow-headers': kind({
    summary:
      'Does the work, then lets the status and the headers drip for so long, and sends the body at once',
    reach: machines,
    moment: 'after',
    parameters: { ms },
    act: (given) => ({ kind: 'deliver', how: { kind: 'drip', part: 'headers', ms: given.ms } }),
  }),
  'slow-body': kind({
    summary: 'Does the work, sends the headers at once, then lets the body drip for so long',
    reach: machines,
    moment: 'after',
    parameters: { ms },
    act: (given) => ({ kind: 'deliver', how: { kind: 'drip', part: 'body', ms: given.ms } }),
  }),
};
