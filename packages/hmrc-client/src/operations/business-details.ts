export interface ListAllBusinessesParams {
  nino: string;
}

export interface Business {
  /** `self-employment`, `uk-property`, `foreign-property`, `property-unspecified`, or one that HMRC adds later. */
  typeOfBusiness: string;
  businessId: string;
  tradingName: string | null;
  tradingType: string | null;
}
