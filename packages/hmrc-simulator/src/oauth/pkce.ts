import { createHash } from 'node:crypto';

/** What a code verifier looks like: 43 to 128 unreserved characters. */
export const CODE_VERIFIER = /^[A-Za-z0-9\-._~]{43,128}$/;
/** What an S256 challenge looks like. */
export const CODE_CHALLENGE = /^[A-Za-z0-9_-]{43}$/;

/** True when a verifier is the one whose S256 challenge was sent. */
export function verifierMatches(verifier: string, challenge: string): boolean {
  return createHash('sha256').update(verifier).digest('base64url') === challenge;
}
