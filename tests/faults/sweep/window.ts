import { type Point } from '../processes/points.ts';

/** How long HMRC's answers to refreshes were not durable yet: from their headers to the commit of the pair, in milliseconds. */
export function windowsOf(points: readonly Point[]): number[] {
  let answeredAt: number | null = null;
  return points.flatMap(({ name, at }) => {
    if (name === 'after: HMRC oauth/token, headers') answeredAt = at;
    if (answeredAt === null || !name.startsWith('after: storeRenewed')) return [];
    const ms = at - answeredAt;
    answeredAt = null;
    return [ms];
  });
}

/** @param share from 0 to 1 */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
