import { inspected } from './token-pair.ts';

/**
 * A token of the application's own, for endpoints that are about no taxpayer. Read `accessToken` by name: printed, inspected, spread or
 * turned into JSON it is not there.
 */
export interface ApplicationToken {
  readonly accessToken: string;
  /** HMRC's is 14,400 seconds. There is nothing to refresh: ask for another. */
  readonly expiresInSeconds: number;
  readonly scope: string | null;
}

interface Parts {
  accessToken: string;
  expiresInSeconds: number;
  scope: string | null;
}

/** Sealed as a pair of tokens is (`token-pair.ts`). */
class SealedApplicationToken implements ApplicationToken {
  readonly #accessToken: string;
  readonly expiresInSeconds: number;
  readonly scope: string | null;

  constructor(parts: Parts) {
    this.#accessToken = parts.accessToken;
    this.expiresInSeconds = parts.expiresInSeconds;
    this.scope = parts.scope;
  }

  get accessToken(): string {
    return this.#accessToken;
  }

  [inspected](): object {
    return { expiresInSeconds: this.expiresInSeconds, scope: this.scope };
  }
}

export function createApplicationToken(parts: Parts): ApplicationToken {
  return new SealedApplicationToken(parts);
}
