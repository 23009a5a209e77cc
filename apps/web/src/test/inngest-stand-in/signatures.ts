import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** The key without the part that says which environment it is of. */
const bare = (signingKey: string): string => signingKey.replace(/^signkey-\w+-/, '');

/** The header `X-Inngest-Signature` of a request with this body. */
export function signatureOf(body: string, signingKey: string, at = new Date()): string {
  const seconds = String(Math.round(at.getTime() / 1000));
  const hash = createHmac('sha256', bare(signingKey)).update(body).update(seconds).digest('hex');
  return `t=${seconds}&s=${hash}`;
}

/** Whether a request bears the hash of the signing key, as requests of an app to Inngest must. */
export function bearsKey(authorization: string | undefined, signingKey: string): boolean {
  const token = bare(/^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '');
  const expected = createHash('sha256').update(bare(signingKey), 'hex').digest('hex');
  return token.length === expected.length && timingSafeEqual(Buffer.from(token), Buffer.from(expected));
}

/** JSON with its members in order (RFC 8785), which an app makes again from what it has parsed to check the signature. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
