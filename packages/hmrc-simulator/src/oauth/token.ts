import { timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import type { Core } from '../core.ts';
import type { Answer } from '../platform/answer.ts';
import { exchange, type Exchange } from '../platform/exchange.ts';
import { readIncomingBody } from '../platform/incoming-body.ts';
import { refuse } from '../platform/refusals.ts';
import type { Token } from '../state/schema.ts';
import { ACCESS_TOKEN_SECONDS } from './grants.ts';
import { CODE_VERIFIER, verifierMatches } from './pkce.ts';
import { areKnownScopes } from './scopes.ts';

const FORM_TYPE = /^application\/x-www-form-urlencoded\b/i;

type Form = Record<string, string>;
type TokenErrorCode = 'invalid_request' | 'invalid_grant' | 'invalid_client' | 'invalid_scope';

/** `POST /oauth/token`: HMRC's three grants, with the client's id and secret in the body. */
export function tokenRoutes(core: Core): Hono {
  const app = new Hono();
  const refreshing = new Set<string>();

  app.post('/oauth/token', async (c) => {
    const body = await readIncomingBody(c);
    if (body.isTooLong) {
      return exchange(core, c, '', { operation: 'token', nino: undefined }, () =>
        tokenError('invalid_request', 'The body is too long'),
      );
    }
    const isForm = FORM_TYPE.test(c.req.header('content-type') ?? '');
    const form: Form = isForm ? Object.fromEntries(new URLSearchParams(body.text)) : {};
    const call = {
      operation: 'token',
      nino: core.grants.ninoOf(form['refresh_token'] ?? form['code'] ?? ''),
      grant: form['grant_type'],
    } as const;
    const refreshToken = form['grant_type'] === 'refresh_token' ? form['refresh_token'] : undefined;
    // HMRC lets one refresh of a token run at a time: it is running from its arrival to its answer, however slow.
    const alreadyRunning = refreshToken !== undefined && refreshing.has(refreshToken);
    if (refreshToken !== undefined && !alreadyRunning) refreshing.add(refreshToken);
    try {
      return await exchange(core, c, body.text, call, (one) => answerToken(core, form, alreadyRunning, one));
    } finally {
      if (refreshToken !== undefined && !alreadyRunning) refreshing.delete(refreshToken);
    }
  });
  app.all('/oauth/token', async (c) =>
    exchange(core, c, '', { operation: 'token', nino: undefined }, () =>
      refuse({ code: 'METHOD_NOT_ALLOWED' }),
    ),
  );
  return app;
}

async function answerToken(core: Core, form: Form, alreadyRunning: boolean, one: Exchange): Promise<Answer> {
  const missing = ['client_id', 'client_secret', 'grant_type'].find((name) => !form[name]);
  if (missing !== undefined) return tokenError('invalid_request', `${missing} is missing`);
  if (!isClient(core, form)) return tokenError('invalid_client', 'The client id or secret is wrong');
  if (core.throttlesTokenEndpoint && !core.admit(core.application.clientId)) {
    return refuse({ code: 'MESSAGE_THROTTLED_OUT' });
  }
  const instead = await one.interveneInstead();
  if (instead) return instead;
  switch (form['grant_type']) {
    case 'authorization_code':
      return exchangeCode(core, form);
    case 'refresh_token':
      return alreadyRunning
        ? tokenError('invalid_request', 'A refresh of this token is already running')
        : refresh(core, form);
    case 'client_credentials':
      return issueToApplication(core, form);
    default:
      return tokenError('invalid_request', 'grant_type is not one of ours');
  }
}

function isClient({ application }: Core, form: Form): boolean {
  const given = Buffer.from(`${form['client_id'] ?? ''}\n${form['client_secret'] ?? ''}`);
  const right = Buffer.from(`${application.clientId}\n${application.clientSecret}`);
  return given.length === right.length && timingSafeEqual(given, right);
}

function exchangeCode({ grants }: Core, form: Form): Answer {
  const { code, redirect_uri: redirectUri, code_verifier: verifier } = form;
  if (!code) return tokenError('invalid_request', 'code is missing');
  if (!redirectUri) return tokenError('invalid_request', 'redirect_uri is missing');
  const found = grants.findCode(code);
  if (!found) return tokenError('invalid_request', 'code is wrong, used or older than ten minutes');
  if (redirectUri !== found.redirectUri) {
    return tokenError('invalid_request', 'redirect_uri is not the one that the code was given for');
  }
  if (found.codeChallenge === undefined) {
    if (verifier !== undefined)
      return tokenError('invalid_request', 'code_verifier was sent without a challenge before');
  } else {
    if (verifier === undefined) return tokenError('invalid_request', 'code_verifier is missing');
    if (!CODE_VERIFIER.test(verifier)) return tokenError('invalid_request', 'code_verifier is malformed');
    if (!verifierMatches(verifier, found.codeChallenge)) {
      return tokenError('invalid_grant', 'code_verifier does not match the challenge');
    }
  }
  const token = grants.redeem(found);
  return { status: 200, body: { ...toBody(token), scope: token.scope } };
}

async function refresh({ grants, refreshSeconds, faults }: Core, form: Form): Promise<Answer> {
  if (!form['refresh_token']) return tokenError('invalid_request', 'refresh_token is missing');
  // Authority can be withdrawn while a refresh runs, so that it is asked for again when its time has passed.
  if (refreshSeconds > 0 && grants.findRefreshable(form['refresh_token'])) {
    await faults.wait(refreshSeconds * 1000);
  }
  const found = grants.findRefreshable(form['refresh_token']);
  if (!found) return tokenError('invalid_grant', 'The refresh token is invalid');
  return { status: 200, body: toBody(grants.refresh(found)) };
}

function issueToApplication({ grants }: Core, form: Form): Answer {
  const scope = form['scope'] ?? '';
  if (scope !== '' && !areKnownScopes(scope)) return tokenError('invalid_scope', 'A scope is unknown');
  // A scope without a word in it is no scope, so none is named where none was asked for.
  return {
    status: 200,
    body: { ...toBody(grants.issueToApplication(scope)), ...(scope !== '' && { scope }) },
  };
}

function toBody({ accessToken, refreshToken }: Token) {
  return {
    access_token: accessToken,
    token_type: 'bearer',
    expires_in: ACCESS_TOKEN_SECONDS,
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
  };
}

function tokenError(error: TokenErrorCode, description: string): Answer {
  return { status: error === 'invalid_client' ? 401 : 400, body: { error, error_description: description } };
}
