/** Where a landlord brings finance costs forward into a tax year; with a quarter, the way back leads to its update. */
export function financeCostsPath(of: {
  taxYear: string;
  businessId: string;
  periodEndDate?: string | undefined;
}): string {
  const quarter = of.periodEndDate === undefined ? '' : `?quarter=${of.periodEndDate}`;
  return `/years/${of.taxYear}/finance-costs/${encodeURIComponent(of.businessId)}${quarter}`;
}
