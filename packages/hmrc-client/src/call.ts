/** What every call to an API needs besides its own parameters. */
export interface HmrcCall {
  /**
   * A person's token from `exchangeCode` or `refreshTokens`. For test users and for HMRC's check of fraud prevention headers, which are
   * about no taxpayer, the application's own from `requestApplicationToken`. HMRC alone can tell which of the two a token is.
   */
  accessToken: string;
  /** From `buildFraudPreventionHeaders`; none where no taxpayer is concerned. Names other than `Gov-Client-*` and `Gov-Vendor-*` are not sent. */
  fraudPreventionHeaders: Readonly<Record<string, string>>;
  signal?: AbortSignal;
  /** `Gov-Test-Scenario`, for HMRC's sandbox and simulators. */
  testScenario?: string;
}
