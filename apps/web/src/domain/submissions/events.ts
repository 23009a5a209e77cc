/** The events that start functions. Their data holds ids alone: engines keep it. */
export const quarterlyUpdateRequested = 'submission/quarterly-update.requested';
export const askHmrcRequested = 'submission/ask-hmrc.requested';

/** Starts sending an attempt. The attempt's id is the event's, so that it starts once, for ever. */
export function requestEvent(attemptId: string, connectionId: string) {
  return { id: attemptId, name: quarterlyUpdateRequested, data: { attemptId, connectionId } };
}

/** Goes on with an attempt that waited while HMRC refused everybody: sends it, or first asks what became of it. */
export function goOnEvent(attemptId: string, connectionId: string, stormId: string) {
  return { ...requestEvent(attemptId, connectionId), id: `${attemptId}:storm:${stormId}` };
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
