/** HMRC's limit for one application, all its customers together. */
export const DEFAULT_REQUESTS_PER_SECOND = 3;

/**
 * Counts an application's requests over a sliding second of real time, whatever the simulator's clock says: the limit
 * protects machines, not dates. A refused request does not count.
 */
export function createThrottle(requestsPerSecond: number) {
  const admitted = new Map<string, number[]>();
  return (application: string): boolean => {
    if (requestsPerSecond <= 0) return true;
    const now = performance.now();
    const recent = (admitted.get(application) ?? []).filter((at) => at > now - 1000);
    const free = recent.length < requestsPerSecond;
    if (free) recent.push(now);
    admitted.set(application, recent);
    return free;
  };
}
