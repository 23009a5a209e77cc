import { failed, failureOfExchange, processAnswer, refusedLocally } from './answer.ts';
import type { HmrcCall } from './call.ts';
import type { HmrcClient, HmrcClientConfig } from './client-types.ts';
import { checkConfig } from './config.ts';
import { authorizeUrl } from './oauth/authorize.ts';
import { processTokenAnswer, type TokenValues } from './oauth/token-answer.ts';
import {
  buildClientCredentialsRequest,
  buildCodeRequest,
  buildRefreshRequest,
  checkGiven,
} from './oauth/token-request.ts';
import { createObservers } from './observers.ts';
import type { Operation } from './operation.ts';
import { type OperationMethods, operations } from './operations/index.ts';
import { parameter } from './path-parameters.ts';
import { buildRequest } from './request.ts';
import type { HmrcResult } from './result.ts';
import { createSend } from './transport/send.ts';
import type { WireRequest } from './transport/wire.ts';

interface TokenQuestion {
  grant: Readonly<Record<string, string>>;
  /** What of it HMRC's answer may quote and nobody may see. */
  secrets: readonly string[];
  build: () => Promise<WireRequest>;
  signal: AbortSignal | undefined;
}

/**
 * A client of HMRC's APIs for one application in one environment. It keeps no tokens: every call brings its own.
 * @throws HmrcClientError `invalid-config`
 */
export function createHmrcClient(config: HmrcClientConfig): HmrcClient {
  const { apiUrl, signInUrl, clientId, clientSecret, limits } = checkConfig(config);
  const application = { apiUrl, clientId, clientSecret };
  const send = createSend(limits);
  const observers = createObservers(config);

  function operationOf<Params extends object, Value>(operation: Operation<Params, Value>) {
    return async (call: HmrcCall, params: Params): Promise<HmrcResult<Value>> => {
      const built = buildRequest(apiUrl, operation, call, params);
      if (!built.ok) return failed(refusedLocally(operation.name, built.errors));
      const exchange = await send(built.request, call.signal);
      if (exchange.kind !== 'answered') return failed(failureOfExchange(operation.name, exchange));
      observers.sawAnswer(operation.name, exchange.answer);
      const result = processAnswer(operation, exchange.answer, [call.accessToken, parameter(params, 'nino')]);
      observers.sawResult(operation.name, result);
      return result;
    };
  }

  async function tokens<O extends keyof TokenValues>(
    operation: O,
    { grant, secrets, build, signal }: TokenQuestion,
  ): Promise<HmrcResult<TokenValues[O]>> {
    const missing = checkGiven(grant);
    if (missing.length > 0) return failed(refusedLocally(operation, missing));
    const exchange = await send(await build(), signal);
    if (exchange.kind !== 'answered') return failed(failureOfExchange(operation, exchange));
    const result = await processTokenAnswer(operation, application, exchange.answer, secrets);
    observers.sawResult(operation, result);
    return result;
  }

  const methods = Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      // Each operation with its own types again, under its own name, as `OperationMethods` says.
      operationOf(operation as Operation<object, unknown>),
    ]),
  ) as unknown as OperationMethods;

  return {
    authorizeUrl: (params) => authorizeUrl(signInUrl, clientId, params),
    exchangeCode: ({ code, codeVerifier, redirectUri, signal }) => {
      const grant = { code, codeVerifier, redirectUri };
      const build = () => buildCodeRequest(application, grant);
      return tokens('exchangeCode', { grant, secrets: [code, codeVerifier], build, signal });
    },
    refreshTokens: ({ refreshToken, signal }) => {
      const grant = { refreshToken };
      const build = () => buildRefreshRequest(application, grant);
      return tokens('refreshTokens', { grant, secrets: [refreshToken], build, signal });
    },
    requestApplicationToken: ({ scope, signal } = {}) => {
      const grant = scope === undefined ? {} : { scope };
      const build = () => buildClientCredentialsRequest(application, grant);
      return tokens('requestApplicationToken', { grant, secrets: [], build, signal });
    },
    ...methods,
  };
}
