/**
 * `invalid-config`: a configuration that cannot be right; `invalid-figures`: an amount that is not integer pence; `missing-parameter`: one
 * that is empty or not there.
 */
export type HmrcClientErrorCode = 'invalid-config' | 'invalid-figures' | 'missing-parameter';

/** What only a programmer can put right. What HMRC or the network does is never thrown: it is an `HmrcFailure`. */
export class HmrcClientError extends Error {
  readonly code: HmrcClientErrorCode;

  constructor(code: HmrcClientErrorCode, message: string) {
    super(message);
    this.name = 'HmrcClientError';
    this.code = code;
  }
}
