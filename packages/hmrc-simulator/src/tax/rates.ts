/** Income Tax as it applies in England to income that is neither savings nor dividends; whole pounds and per cent. */
export interface TaxRates {
  personalAllowance: number;
  /** Adjusted net income above which the allowance goes down by half of the excess. */
  taperStart: number;
  basicRateBand: number;
  /** Taxable income above which the additional rate begins. */
  higherRateLimit: number;
  basicRate: number;
  higherRate: number;
  additionalRate: number;
}

/** The largest limit HMRC writes: of the band that has none. */
export const NO_LIMIT = 99_999_999_999;

/** Personal allowance and basic rate band of years before the present ones, which are frozen to April 2028. */
const earlier: Readonly<Record<number, readonly [allowance: number, band: number]>> = {
  2017: [11_500, 33_500],
  2018: [11_850, 34_500],
  2019: [12_500, 37_500],
  2020: [12_500, 37_500],
};

/** The first tax year this knows, by its starting year. */
export const FIRST_TAXED_YEAR = 2017;

/** The rates of a tax year. Rates for property of its own, announced from 2027-28, are not in it. */
export function ratesOf(startYear: number): TaxRates {
  const [personalAllowance, basicRateBand] = earlier[startYear] ?? [12_570, 37_700];
  return {
    personalAllowance,
    taperStart: 100_000,
    basicRateBand,
    higherRateLimit: startYear < 2023 ? 150_000 : 125_140,
    basicRate: 20,
    higherRate: 40,
    additionalRate: 45,
  };
}

/** The most that the property income allowance takes off, of all property businesses together. */
export const PROPERTY_INCOME_ALLOWANCE_PENCE = 100_000;

/** The most that rent-a-room relief takes off; half of it each where the room is let by two. */
export const RENT_A_ROOM_PENCE = 750_000;

/** Which part of residential finance costs is relieved by reducing tax, in quarters: all of it since 2020-21. */
export function financeCostQuarters(startYear: number): number {
  return Math.min(4, Math.max(0, startYear - 2016));
}
