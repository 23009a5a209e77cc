import type { AuthorizationServer, Client } from 'oauth4webapi';
import { urlOf } from '../request.ts';

/** An application as HMRC's token endpoint knows it. */
export interface TokenApplication {
  /** For example `https://test-api.service.hmrc.gov.uk`; https, or http to loopback. */
  apiUrl: string;
  clientId: string;
  clientSecret: string;
}

export function serverOf({ apiUrl }: TokenApplication): AuthorizationServer {
  return { issuer: new URL(apiUrl).origin, token_endpoint: urlOf(apiUrl, ['oauth', 'token'], {}).href };
}

export function clientOf({ clientId }: TokenApplication): Client {
  return { client_id: clientId };
}
