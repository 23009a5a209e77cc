import type { Landlord } from '../landlord.ts';
import type { Walk } from '../walk.ts';
import { wholeYear } from './tax-year-dates.ts';

/** Sends the figures of a whole tax year of a landlord's property, in the UK and abroad, in the form of the year. */
export async function sendWholeYear(
  walk: Walk,
  { nino, uk, foreign }: Landlord,
  taxYear: string,
  propertyId: string,
): Promise<void> {
  const inUk = { nino, businessId: uk, taxYear };
  const abroad = { nino, businessId: foreign, taxYear };
  const dates = wholeYear(taxYear);
  const income = { periodAmountPence: 2_400_050, otherIncomePence: 10_000 };
  const expenses = {
    premisesRunningCostsPence: 60_010,
    repairsAndMaintenancePence: 250_000,
    costOfServicesPence: 12_000,
    residentialFinancialCostPence: 400_000,
  };
  const rents = {
    rentAmountPence: 1_800_000,
    foreignTaxCreditRelief: true,
    foreignTaxPaidOrDeductedPence: 90_000,
  };
  const costs = {
    premisesRunningCostsPence: 30_000,
    repairsAndMaintenancePence: 100_000,
    costOfServicesPence: 9_000,
  };
  if (taxYear < '2025-26') {
    const lets = {
      income: { periodAmountPence: 700_000 },
      expenses: { repairsAndMaintenancePence: 90_000, costOfServicesPence: 8_000 },
    };
    await walk.ask('createUkPropertyPeriod', {
      ...inUk,
      summary: { ...dates, ukNonFhlProperty: { income, expenses }, ukFhlProperty: lets },
    });
    await walk.ask('createForeignPropertyPeriod', {
      ...abroad,
      summary: {
        ...dates,
        foreignNonFhlProperty: [{ countryCode: 'ESP', income: rents, expenses: costs }],
        foreignFhlEea: { income: { rentAmountPence: 650_000 }, expenses: lets.expenses },
      },
    });
    return;
  }
  await walk.ask('putUkPropertyCumulative', { ...inUk, summary: { ...dates, income, expenses } });
  const figures = { income: rents, expenses: costs };
  const foreignProperty =
    taxYear < '2026-27' ? [{ countryCode: 'ESP', ...figures }] : [{ propertyId, ...figures }];
  // Entries by country or by property, as the year has them.
  await walk.ask('putForeignPropertyCumulative', {
    ...abroad,
    summary: { ...dates, foreignProperty } as Parameters<
      typeof walk.ask<'putForeignPropertyCumulative'>
    >[1]['summary'],
  });
}
