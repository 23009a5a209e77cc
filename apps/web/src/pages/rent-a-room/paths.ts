/** Where a landlord claims Rent a Room relief for a tax year; with a quarter, the way back leads to its update. */
export function rentARoomPath(of: { taxYear: string; businessId: string; periodEndDate?: string }): string {
  const quarter = of.periodEndDate === undefined ? '' : `?quarter=${of.periodEndDate}`;
  return `/years/${of.taxYear}/rent-a-room/${encodeURIComponent(of.businessId)}${quarter}`;
}
