import type { BusinessResult } from './losses.ts';
import { shareOut } from './share-out.ts';

const RELIEF_RATE = 20;

/** Finance costs of one country (of the UK, where there is none); whole pounds. */
export interface FinanceCostShare {
  countryCode?: string;
  claimed: number;
  /** No more than the profit of the business. */
  allowable: number;
  /** What is left for a later year. */
  carriedForward: number;
}

export interface FinanceCostRelief {
  adjustedTotalIncome: number;
  totalAllowable: number;
  relievable: number;
  rate: number;
  reliefPence: number;
  uk: FinanceCostShare | undefined;
  foreign: FinanceCostShare[];
}

/**
 * The tax reduction for residential finance costs: the basic rate of the lowest of the costs, the profit of the business
 * after losses, and the person's income above the personal allowance. What does not fit is carried forward. Costs go up
 * to whole pounds. Undefined where there are none.
 */
export function financeCostReliefOf(
  businesses: readonly BusinessResult[],
  adjustedTotalIncome: number,
): FinanceCostRelief | undefined {
  const shares = businesses.flatMap(sharesOf);
  if (shares.length === 0) return undefined;
  const totalAllowable = shares.reduce((sum, { allowable }) => sum + allowable, 0);
  const relievable = Math.min(totalAllowable, adjustedTotalIncome);
  const used = shareOut(
    relievable,
    shares.map(({ allowable }) => allowable),
  );
  const settled = shares.map(({ claimed, ...share }, index) => ({
    ...share,
    claimed,
    carriedForward: claimed - (used[index] ?? 0),
  }));
  return {
    adjustedTotalIncome,
    totalAllowable,
    relievable,
    rate: RELIEF_RATE,
    reliefPence: relievable * RELIEF_RATE,
    uk: settled.find(({ countryCode }) => countryCode === undefined),
    foreign: settled.filter(({ countryCode }) => countryCode !== undefined),
  };
}

/** The costs of a business by country: abroad is one business, so its profit is shared among the countries' costs. */
function sharesOf({ profit, profitAfterLosses }: BusinessResult): FinanceCostShare[] {
  const byCountry = new Map<string | undefined, number>();
  for (const { countryCode, financeCostsPence } of profit.properties) {
    if (financeCostsPence > 0)
      byCountry.set(countryCode, (byCountry.get(countryCode) ?? 0) + financeCostsPence);
  }
  const claims = [...byCountry].map(([countryCode, pence]) => ({
    countryCode,
    claimed: Math.ceil(pence / 100),
  }));
  const total = claims.reduce((sum, { claimed }) => sum + claimed, 0);
  const allowable = shareOut(
    Math.min(total, profitAfterLosses),
    claims.map(({ claimed }) => claimed),
  );
  return claims.map(({ countryCode, claimed }, index) => ({
    ...(countryCode !== undefined && { countryCode }),
    claimed,
    allowable: allowable[index] ?? 0,
    carriedForward: 0,
  }));
}
