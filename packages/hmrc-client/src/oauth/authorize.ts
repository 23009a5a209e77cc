import type { AuthorizeUrlParams } from '../client-types.ts';
import { HmrcClientError } from '../errors.ts';
import { urlOf } from '../request.ts';

/** Both scopes of Making Tax Digital for Income Tax; with one alone calls end in 403 `INVALID_SCOPE`. */
const scope = 'read:self-assessment write:self-assessment';

/**
 * The client's secret is never part of it: HMRC answers 400 to that.
 * @throws HmrcClientError `missing-parameter`
 */
export function authorizeUrl(signInUrl: string, clientId: string, params: AuthorizeUrlParams): URL {
  const { state, redirectUri, codeChallenge } = params;
  for (const [name, value] of Object.entries({ state, redirectUri, codeChallenge })) {
    // Without a state the way back would be open to codes of strangers.
    if (!value) throw new HmrcClientError('missing-parameter', `The authorise address needs ${name}.`);
  }
  return urlOf(signInUrl, ['oauth', 'authorize'], {
    response_type: 'code',
    client_id: clientId,
    scope,
    state,
    redirect_uri: redirectUri,
    code_challenge: codeChallenge,
    code_challenge_method: 'S256',
  });
}
