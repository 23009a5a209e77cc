import type { BroughtForwardLoss, LossesInput, PropertyBusinessType } from './inputs.ts';
import type { BusinessProfit } from './profit.ts';

/** A loss of an earlier year and how much of it this year uses; whole pounds. */
export interface UsedLoss extends BroughtForwardLoss {
  value: number;
  used: number;
}

/** A business's profit with losses set against it; whole pounds. */
export interface BusinessResult {
  profit: BusinessProfit;
  broughtForward: UsedLoss[];
  broughtForwardTotal: number;
  broughtForwardUsed: number;
  profitAfterLosses: number;
  /** How much of this year's own loss is set against other income. */
  sidewaysUsed: number;
  /** Losses left for later years: this year's own and what was not used of earlier ones. */
  carriedForward: number;
}

/**
 * Sets losses against profits: those brought forward against the same business (oldest first, without being asked), then
 * this year's against the other businesses, where that was claimed.
 */
export function setLosses(profits: readonly BusinessProfit[], losses: LossesInput): BusinessResult[] {
  const results = profits.map((profit) => carryForward(profit, losses.broughtForward));
  let otherIncome = results.reduce((sum, { profitAfterLosses }) => sum + profitAfterLosses, 0);
  for (const result of results) {
    const claim = losses.sideways.find((one) => isOf(one, result.profit));
    if (!claim) continue;
    const limit = claim.limitPence === undefined ? Infinity : Math.ceil(claim.limitPence / 100);
    result.sidewaysUsed = Math.min(result.profit.loss, limit, otherIncome);
    result.carriedForward -= result.sidewaysUsed;
    otherIncome -= result.sidewaysUsed;
  }
  return results;
}

function carryForward(profit: BusinessProfit, all: readonly BroughtForwardLoss[]): BusinessResult {
  let left = profit.profit;
  const broughtForward = all
    .filter((loss) => isOf(loss, profit))
    .toSorted((a, b) => (a.taxYearIncurred < b.taxYearIncurred ? -1 : 1))
    .map((loss) => {
      const value = Math.ceil(loss.pence / 100);
      const used = Math.min(value, left);
      left -= used;
      return { ...loss, value, used };
    });
  const broughtForwardTotal = broughtForward.reduce((sum, { value }) => sum + value, 0);
  const broughtForwardUsed = profit.profit - left;
  return {
    profit,
    broughtForward,
    broughtForwardTotal,
    broughtForwardUsed,
    profitAfterLosses: left,
    sidewaysUsed: 0,
    carriedForward: profit.loss + broughtForwardTotal - broughtForwardUsed,
  };
}

function isOf(
  one: { businessId: string; typeOfBusiness: PropertyBusinessType },
  { businessId, typeOfBusiness }: BusinessProfit,
): boolean {
  return one.businessId === businessId && one.typeOfBusiness === typeOfBusiness;
}
