import { createHash } from 'node:crypto';
import { createSimulator, defaultApplication, type Simulator, type SimulatorOptions } from '../index.ts';

/** Sends a request to a simulator: over HTTP, or in process. */
export type Send = (path: string, init?: RequestInit) => Promise<Response>;

export const ADA = { userId: '100000000001', nino: 'NC270601A', businessId: 'XAIS00000000001' };
export const PASSWORD = 'quarter-day';
export const REDIRECT_URI = 'http://localhost:3000/callback';
export const VERIFIER = 'a-code-verifier-of-at-least-forty-three-characters';
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');
const SCOPE = 'read:self-assessment write:self-assessment';

/** A simulator in process, its clock standing still and its rate limit off unless a test asks otherwise. */
export async function startSimulator(
  options: SimulatorOptions = {},
): Promise<{ simulator: Simulator; send: Send }> {
  const simulator = await createSimulator({ frozen: true, requestsPerSecond: 0, ...options });
  return { simulator, send: async (path, init) => simulator.app.request(path, init) };
}

/** Posts a form, following nothing. */
export function form(fields: Record<string, string>): RequestInit {
  return { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) };
}

/** The address that starts connecting, sound unless a test changes or (undefined) removes a parameter. */
export function authorizePath(changes: Record<string, string | undefined> = {}): string {
  const query: Record<string, string | undefined> = {
    response_type: 'code',
    client_id: defaultApplication.clientId,
    scope: SCOPE,
    state: 'the state',
    redirect_uri: REDIRECT_URI,
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    ...changes,
  };
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `/oauth/authorize?${new URLSearchParams(given).toString()}`;
}

/** Walks a person through sign-in and consent; the address they come back to. */
export async function authorize(
  send: Send,
  {
    userId = ADA.userId,
    decision = 'give',
    changes = {},
  }: { userId?: string; decision?: string; changes?: Record<string, string | undefined> } = {},
): Promise<URL> {
  const started = await send(authorizePath(changes), { redirect: 'manual' });
  const signedIn = await send(location(started), form({ userId, password: PASSWORD }));
  const decided = await send(location(signedIn), form({ decision }));
  return new URL(location(decided));
}

/** Calls the token endpoint with the application's credentials. */
export async function token(
  send: Send,
  fields: Record<string, string>,
): Promise<{ status: number; body: Record<string, string> }> {
  const credentials = {
    client_id: defaultApplication.clientId,
    client_secret: defaultApplication.clientSecret,
  };
  const response = await send('/oauth/token', form({ ...credentials, ...fields }));
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

/** A pair of tokens of a person who has just given permission. */
export async function connect(send: Send, userId = ADA.userId): Promise<{ access: string; refresh: string }> {
  const code = (await authorize(send, { userId })).searchParams.get('code') ?? '';
  const { body } = await token(send, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: REDIRECT_URI,
    code_verifier: VERIFIER,
  });
  return { access: body['access_token'] ?? '', refresh: body['refresh_token'] ?? '' };
}

/** Refreshes a pair. */
export function refresh(send: Send, refreshToken: string) {
  return token(send, { grant_type: 'refresh_token', refresh_token: refreshToken });
}

/** Sends one API request with a token; a body is sent as JSON. */
export async function api(
  send: Send,
  accessToken: string,
  path: string,
  { version = '6.0', method = 'GET', body }: { version?: string; method?: string; body?: unknown } = {},
): Promise<{ status: number; body: ApiBody; headers: Headers }> {
  const response = await send(path, {
    method,
    headers: {
      accept: `application/vnd.hmrc.${version}+json`,
      authorization: `Bearer ${accessToken}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: (text === '' ? {} : JSON.parse(text)) as ApiBody,
    headers: response.headers,
  };
}

export interface ApiBody extends Record<string, unknown> {
  code?: string;
  paths?: string[];
  errors?: { code: string; paths?: string[] }[];
}

export function cumulativePath(taxYear = '2026-27', nino = ADA.nino, businessId = ADA.businessId): string {
  return `/individuals/business/property/uk/${nino}/${businessId}/cumulative/${taxYear}`;
}

export function update(
  fromDate: string | undefined,
  toDate: string | undefined,
  periodAmount = 100.5,
): object {
  return { fromDate, toDate, ukProperty: { income: { periodAmount } } };
}

function location(response: Response): string {
  const target = response.headers.get('location');
  if (target === null) throw new Error(`There is no way on: the answer was ${response.status}.`);
  return target;
}
