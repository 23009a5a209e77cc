import { randomUUID } from 'node:crypto';
import type { Core } from '../core.ts';
import type { Journey } from '../state/schema.ts';
import { CODE_CHALLENGE } from './pkce.ts';
import { isRegistered } from './redirect-uris.ts';
import { areKnownScopes } from './scopes.ts';

const JOURNEYS_KEPT = 200;

/** Why HMRC would show an error in the browser instead of a sign-in page. */
export interface AuthorizeError {
  error: 'invalid_request' | 'unsupported_response_type' | 'invalid_scope';
  description: string;
}

/** Checks an authorize request as HMRC does, and remembers it under a new id when it is sound. */
export function startJourney(core: Core, query: Record<string, string>): Journey | AuthorizeError {
  const wrong = findError(core, query);
  if (wrong) return wrong;
  const journey: Journey = {
    id: randomUUID(),
    redirectUri: query['redirect_uri'] ?? '',
    scope: query['scope'] ?? '',
    startedAt: core.clock.now().toISOString(),
    ...(query['state'] !== undefined && { state: query['state'] }),
    ...(query['code_challenge'] !== undefined && { codeChallenge: query['code_challenge'] }),
  };
  core.store.set('journeys', journey.id, journey);
  const ids = Object.keys(core.store.state.journeys);
  for (const id of ids.slice(0, -JOURNEYS_KEPT)) endJourney(core, id);
  return journey;
}

/** A journey under way, by the id in its pages' addresses. */
export function findJourney(core: Core, id: string | undefined): Journey | undefined {
  const { journeys } = core.store.state;
  return id !== undefined && Object.hasOwn(journeys, id) ? journeys[id] : undefined;
}

/** Forgets a journey: its consent page works once. */
export function endJourney(core: Core, id: string): void {
  if (findJourney(core, id)) core.store.remove('journeys', id);
}

/** The address that takes the person back to the software, with what came of it. */
export function backTo(journey: Journey, outcome: Record<string, string>): string {
  const url = new URL(journey.redirectUri);
  for (const [name, value] of Object.entries(outcome)) url.searchParams.set(name, value);
  if (journey.state !== undefined) url.searchParams.set('state', journey.state);
  return url.href;
}

function findError({ application }: Core, query: Record<string, string>): AuthorizeError | undefined {
  const bad = (description: string): AuthorizeError => ({ error: 'invalid_request', description });
  if (query['client_secret'] !== undefined) return bad('The client secret must never be sent here');
  if (!query['client_id']) return bad('client_id is missing');
  if (query['client_id'] !== application.clientId) return bad('client_id is unknown');
  if (!query['response_type']) return bad('response_type is missing');
  if (query['response_type'] !== 'code') {
    return { error: 'unsupported_response_type', description: 'response_type has to be code' };
  }
  if (!query['redirect_uri']) return bad('redirect_uri is missing');
  if (!isRegistered(query['redirect_uri'], application.redirectUris))
    return bad('redirect_uri is not registered');
  if (!query['scope']) return bad('scope is missing');
  if (!areKnownScopes(query['scope'])) return { error: 'invalid_scope', description: 'A scope is unknown' };
  const { code_challenge: challenge, code_challenge_method: method } = query;
  if ((challenge === undefined) !== (method === undefined)) {
    return bad('code_challenge and code_challenge_method come together or not at all');
  }
  if (method !== undefined && method !== 'S256') return bad('code_challenge_method has to be S256');
  return challenge !== undefined && !CODE_CHALLENGE.test(challenge)
    ? bad('code_challenge is malformed')
    : undefined;
}
