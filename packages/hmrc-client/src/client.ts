import { failed, failureOfExchange, processAnswer, refusedLocally } from './answer.ts';
import type { HmrcCall, HmrcClient, HmrcClientConfig } from './client-types.ts';
import { checkConfig } from './config.ts';
import { authorizeUrl } from './oauth/authorize.ts';
import {
  buildCodeRequest,
  buildRefreshRequest,
  checkGiven,
  processTokenAnswer,
} from './oauth/token-endpoint.ts';
import type { TokenPair } from './oauth/token-pair.ts';
import { createObservers } from './observers.ts';
import type { Operation } from './operation.ts';
import { type OperationMethods, operations } from './operations/index.ts';
import { parameter } from './path-parameters.ts';
import { buildRequest } from './request.ts';
import type { HmrcResult } from './result.ts';
import { createSend } from './transport/send.ts';
import type { WireRequest } from './transport/wire.ts';

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

  async function tokens(
    operation: 'exchangeCode' | 'refreshTokens',
    request: WireRequest,
    secrets: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<HmrcResult<TokenPair>> {
    const exchange = await send(request, signal);
    if (exchange.kind !== 'answered') return failed(failureOfExchange(operation, exchange));
    const result = await processTokenAnswer(operation, application, exchange.answer, [
      ...secrets,
      clientSecret,
    ]);
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
    exchangeCode: async ({ code, codeVerifier, redirectUri, signal }) => {
      const missing = checkGiven({ code, codeVerifier, redirectUri });
      if (missing.length > 0) return failed(refusedLocally('exchangeCode', missing));
      const request = await buildCodeRequest(application, { code, codeVerifier, redirectUri });
      return tokens('exchangeCode', request, [code, codeVerifier], signal);
    },
    refreshTokens: async ({ refreshToken, signal }) => {
      const missing = checkGiven({ refreshToken });
      if (missing.length > 0) return failed(refusedLocally('refreshTokens', missing));
      const request = await buildRefreshRequest(application, refreshToken);
      return tokens('refreshTokens', request, [refreshToken], signal);
    },
    ...methods,
  };
}
