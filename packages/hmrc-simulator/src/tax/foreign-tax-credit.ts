import type { BusinessResult } from './losses.ts';
import { shareOut } from './share-out.ts';

/** The credit for one country's tax. */
export interface ForeignTaxCredit {
  businessId: string;
  countryCode: string;
  incomePence: number;
  foreignTaxPence: number;
  ukTaxPence: number;
  creditPence: number;
}

/** The foreign property whose tax is to be credited, by business and country. */
interface Claimed {
  businessId: string;
  countryCode: string;
  incomePence: number;
  foreignTaxPence: number;
}

/**
 * The credit for foreign tax on property: of each country the lower of its tax and of the UK tax on that income. The UK
 * tax is what all foreign property adds to the bill, shared out by income: simpler than the law, which takes one country
 * after the other.
 *
 * @param ukTaxPence the UK tax that foreign property adds
 */
export function foreignTaxCreditsOf(
  businesses: readonly BusinessResult[],
  ukTaxPence: number,
): ForeignTaxCredit[] {
  const incomes = businesses.filter(isForeign).flatMap(incomesOf);
  const shares = shareOut(
    ukTaxPence,
    incomes.map(({ incomePence }) => incomePence),
  );
  return incomes.flatMap(({ claims, ...income }, index) => {
    const share = shares[index] ?? 0;
    if (!claims) return [];
    return [{ ...income, ukTaxPence: share, creditPence: Math.min(income.foreignTaxPence, share) }];
  });
}

/** Whether a business is abroad. */
export function isForeign({ profit }: BusinessResult): boolean {
  return profit.typeOfBusiness.startsWith('foreign-property');
}

function incomesOf({ profit, profitAfterLosses }: BusinessResult): (Claimed & { claims: boolean })[] {
  const byCountry = new Map<string, Claimed & { claims: boolean }>();
  for (const property of profit.properties) {
    const { countryCode, taxablePence, creditableTaxPence, claimsForeignTaxCredit } = property;
    if (countryCode === undefined) continue;
    const known = byCountry.get(countryCode);
    byCountry.set(countryCode, {
      businessId: profit.businessId,
      countryCode,
      incomePence: (known?.incomePence ?? 0) + Math.max(0, taxablePence),
      foreignTaxPence: (known?.foreignTaxPence ?? 0) + creditableTaxPence,
      claims: (known?.claims ?? false) || claimsForeignTaxCredit,
    });
  }
  const countries = [...byCountry.values()];
  // Losses of other countries and years come off all countries alike.
  const shares = shareOut(
    profitAfterLosses * 100,
    countries.map(({ incomePence }) => incomePence),
  );
  return countries.map((country, index) => ({ ...country, incomePence: shares[index] ?? 0 }));
}
