/** A pair of tokens that shows nothing secret when it is printed, inspected or turned into JSON. */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Life of the access token; HMRC's is 14,400 seconds. */
  readonly expiresInSeconds: number;
  readonly scope: string | null;
}
