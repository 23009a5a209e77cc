/** The events that start functions. Their data holds ids alone: engines keep it. */
export const quarterlyUpdateRequested = 'submission/quarterly-update.requested';
export const askHmrcRequested = 'submission/ask-hmrc.requested';

/** Starts sending an attempt. The attempt's id is the event's, so that it starts once, for ever. */
export function requestEvent(attemptId: string, connectionId: string) {
  return { id: attemptId, name: quarterlyUpdateRequested, data: { attemptId, connectionId } };
}

/** Asks HMRC whether it took an attempt. Each round is an event of its own. */
export function askEvent(attemptId: string, connectionId: string, round: string) {
  return { id: `${attemptId}:ask:${round}`, name: askHmrcRequested, data: { attemptId, connectionId } };
}
