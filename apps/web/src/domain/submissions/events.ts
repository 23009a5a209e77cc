import { type SubmissionKind } from './flow.ts';

/** The events that start functions. Their data holds ids alone: engines keep it. */
export const requestedEvents = {
  'quarterly-update': 'submission/quarterly-update.requested',
  'annual-summary': 'submission/annual-summary.requested',
  'end-of-period-statement': 'submission/end-of-period-statement.requested',
  'accounting-adjustments': 'submission/accounting-adjustments.requested',
  losses: 'submission/losses.requested',
  'final-declaration': 'submission/final-declaration.requested',
} as const satisfies Record<SubmissionKind, string>;

export const askHmrcRequested = 'submission/ask-hmrc.requested';

/** Starts sending an attempt. The attempt's id is the event's, so that it starts once, for ever. */
export function requestEvent(kind: SubmissionKind, attemptId: string, connectionId: string) {
  return { id: attemptId, name: requestedEvents[kind], data: { attemptId, connectionId } };
}

/** Goes on with an attempt that waited while HMRC refused everybody: sends it, or first asks what became of it. */
export function goOnEvent(kind: SubmissionKind, attemptId: string, connectionId: string, stormId: string) {
  return { ...requestEvent(kind, attemptId, connectionId), id: `${attemptId}:storm:${stormId}` };
}

/** Takes up an attempt anew whose run was lost: sends it, or first asks what became of an earlier send. */
export function rescueEvent(kind: SubmissionKind, attemptId: string, connectionId: string, number: number) {
  return { ...requestEvent(kind, attemptId, connectionId), id: `${attemptId}:rescue:${number}` };
}

/** Asks HMRC whether it took an attempt. Each chain of asking has a name, and each of its rounds an event. */
export function askEvent(attemptId: string, connectionId: string, chain: string, round = 1) {
  return {
    id: `${attemptId}:ask:${chain}:${round}`,
    name: askHmrcRequested,
    data: { attemptId, connectionId },
  };
}

/** The round after an event: of its chain, or the first of the chain that begins when sending is given up. */
export function askAgainEvent(attemptId: string, connectionId: string, eventId: string) {
  const [, chain = 'given-up', round = '0'] = /:ask:(.+):(\d+)$/.exec(eventId) ?? [];
  return askEvent(attemptId, connectionId, chain, Number(round) + 1);
}
