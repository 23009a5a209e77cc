import { NO_LIMIT, ratesOf } from './rates.ts';

/** One band of Income Tax: limits and income in whole pounds. */
export interface TaxBand {
  name: 'basic-rate' | 'higher-rate' | 'additional-rate';
  /** Per cent. */
  rate: number;
  bandLimit: number;
  apportionedBandLimit: number;
  income: number;
  taxPence: number;
}

/** A limit of the whole year for so many twelfths of it, up to the whole pound. */
export function apportion(limit: number, twelfths: number): number {
  return Math.ceil((limit * twelfths) / 12);
}

/** The personal allowance of an adjusted net income, both in whole pounds, for so many twelfths of a year. */
export function personalAllowanceOf(adjustedNetIncome: number, startYear: number, twelfths = 12): number {
  const rates = ratesOf(startYear);
  const excess = Math.max(0, adjustedNetIncome - apportion(rates.taperStart, twelfths));
  // Half of the excess, the allowance then up to the whole pound: section 35 of the Income Tax Act 2007.
  return Math.max(0, apportion(rates.personalAllowance, twelfths) - Math.floor(excess / 2));
}

/** The tax bands that a taxable income reaches. Whole pounds times whole per cent: the tax is exact pence. */
export function taxBandsOf(taxableIncome: number, startYear: number, twelfths = 12): TaxBand[] {
  const rates = ratesOf(startYear);
  const bands = [
    { name: 'basic-rate', rate: rates.basicRate, bandLimit: rates.basicRateBand },
    { name: 'higher-rate', rate: rates.higherRate, bandLimit: rates.higherRateLimit },
    { name: 'additional-rate', rate: rates.additionalRate },
  ] as const;
  let from = 0;
  return bands.flatMap((band) => {
    const { name, rate } = band;
    // The last band has no limit. What HMRC writes in place of one is only shown: income can be above it.
    const isLimited = 'bandLimit' in band;
    const to = isLimited ? apportion(band.bandLimit, twelfths) : Infinity;
    const income = Math.max(0, Math.min(taxableIncome, to) - from);
    from = to;
    if (income === 0) return [];
    const bandLimit = isLimited ? band.bandLimit : NO_LIMIT;
    const apportionedBandLimit = isLimited ? to : NO_LIMIT;
    return [{ name, rate, bandLimit, apportionedBandLimit, income, taxPence: income * rate }];
  });
}

/** The tax on a taxable income, before any relief. */
export function incomeTaxPenceOn(taxableIncome: number, startYear: number, twelfths = 12): number {
  return taxBandsOf(taxableIncome, startYear, twelfths).reduce((sum, { taxPence }) => sum + taxPence, 0);
}
