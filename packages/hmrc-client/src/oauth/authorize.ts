import type { AuthorizeUrlParams } from '../client-types.ts';
import { urlOf } from '../request.ts';

/** Both scopes of Making Tax Digital for Income Tax; with one alone calls end in 403 `INVALID_SCOPE`. */
const scope = 'read:self-assessment write:self-assessment';

/** The client's secret is never part of it: HMRC answers 400 to that. */
export function authorizeUrl(signInUrl: string, clientId: string, params: AuthorizeUrlParams): URL {
  return urlOf(signInUrl, ['oauth', 'authorize'], {
    response_type: 'code',
    client_id: clientId,
    scope,
    state: params.state,
    redirect_uri: params.redirectUri,
    code_challenge: params.codeChallenge,
    code_challenge_method: 'S256',
  });
}
