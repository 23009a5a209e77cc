/** How long each part of a renewal may take. Milliseconds of the machine's and the database's clocks, never the simulator's. */
export interface RenewalTiming {
  /** How long an owner may call HMRC before others think that it died. */
  leaseMs: number;
  /** HMRC's token endpoint may take this long; the client's own limit is shorter. */
  callMs: number;
  /** The wait for HMRC's limit of requests, after which the renewal is given up for now. */
  governorMs: number;
  /** The pause before the pair is tried again where HMRC says that a refresh of it is running. */
  inProgressWaitMs: number;
}

export const usualTiming: RenewalTiming = {
  // Longer than the wait for the governor and the call together, so that an owner seldom outlives its lease.
  leaseMs: 25_000,
  callMs: 15_000,
  governorMs: 8_000,
  inProgressWaitMs: 1_000,
};
