/** A pair of tokens. Read its properties by name: printed, inspected, spread or turned into JSON it shows nothing secret. */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Life of the access token; HMRC's is 14,400 seconds. */
  readonly expiresInSeconds: number;
  readonly scope: string | null;
}

interface Parts {
  accessToken: string;
  refreshToken: string;
  expiresInSeconds: number;
  scope: string | null;
}

/** What `util.inspect` asks for, in Node and elsewhere: told to run getters, it would print what they give. */
export const inspected = Symbol.for('nodejs.util.inspect.custom');

/** Private fields and getters of the prototype stay out of `JSON.stringify`, spreads and `util.inspect`, hidden ones too. */
class SealedTokenPair implements TokenPair {
  readonly #accessToken: string;
  readonly #refreshToken: string;
  readonly expiresInSeconds: number;
  readonly scope: string | null;

  constructor(parts: Parts) {
    this.#accessToken = parts.accessToken;
    this.#refreshToken = parts.refreshToken;
    this.expiresInSeconds = parts.expiresInSeconds;
    this.scope = parts.scope;
  }

  get accessToken(): string {
    return this.#accessToken;
  }

  get refreshToken(): string {
    return this.#refreshToken;
  }

  [inspected](): object {
    return { expiresInSeconds: this.expiresInSeconds, scope: this.scope };
  }
}

export function createTokenPair(parts: Parts): TokenPair {
  return new SealedTokenPair(parts);
}
