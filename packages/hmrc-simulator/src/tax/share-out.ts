/**
 * Shares a whole amount out in proportion to whole weights, in whole units: what rounding leaves goes to the first ones
 * whose share is not exact. No share is more than its weight where the amount is not more than all weights.
 */
export function shareOut(amount: number, weights: readonly number[]): number[] {
  // Products of two amounts of money can be larger than what numbers hold exactly.
  const total = BigInt(weights.reduce((sum, weight) => sum + weight, 0));
  if (total <= 0n) return weights.map(() => 0);
  const parts = weights.map((weight) => BigInt(amount) * BigInt(weight));
  let left = amount - parts.reduce((sum, part) => sum + Number(part / total), 0);
  return parts.map((part) => {
    const more = left > 0 && part % total > 0n ? 1 : 0;
    left -= more;
    return Number(part / total) + more;
  });
}
