/** The address of HMRC's list for a business and a tax year. */
export const foreignPropertiesRoute = '/years/:taxYear/foreign-properties/:businessId';

export const foreignPropertiesPath = ({
  taxYear,
  businessId,
}: {
  taxYear: string;
  businessId: string;
}): string => `/years/${taxYear}/foreign-properties/${encodeURIComponent(businessId)}`;

/** Where a property's end is told to HMRC. */
export const endPath = (of: { taxYear: string; businessId: string }, propertyId: string): string =>
  `${foreignPropertiesPath(of)}/${propertyId}/end`;
