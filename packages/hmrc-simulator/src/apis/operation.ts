import { Hono, type Context } from 'hono';
import type { Core } from '../core.ts';
import { type OperationName } from '../operations.ts';
import type { Answer } from '../platform/answer.ts';
import { exchange, type Exchange } from '../platform/exchange.ts';
import { refuse } from '../platform/refusals.ts';
import { NINO, type User } from '../state/schema.ts';

/** One call of an API operation that has passed the platform's rules. */
export interface ApiCall {
  core: Core;
  user: User;
  nino: string;
  /** A path parameter. */
  param: (name: string) => string;
  /** A query parameter. */
  query: (name: string) => string | undefined;
  bodyText: string;
  correlationId: string;
}

/** One operation of HMRC's APIs: where it is, what the platform asks of a caller, and what it does. */
export interface Operation {
  name: OperationName;
  method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** A Hono path with `:nino` in it. */
  path: string;
  /** As in `application/vnd.hmrc.6.0+json`. */
  version: string;
  scope: 'read:self-assessment' | 'write:self-assessment';
  /** Answers people who are not signed up for MTD itself, instead of 403 `CLIENT_OR_AGENT_NOT_AUTHORISED`. */
  answersWhoIsNotEnrolled?: true;
  handle: (call: ApiCall) => Answer;
}

const ACCEPT = /^application\/vnd\.hmrc\.(\d+\.\d+)\+json$/;

/** Mounts operations with the rules that HMRC's platform applies to all of them. */
export function operationRoutes(core: Core, operations: readonly Operation[]): Hono {
  const app = new Hono();
  for (const operation of operations) {
    app.on(operation.method, operation.path, async (c) => {
      const bodyText = operation.method === 'GET' ? '' : await c.req.text();
      const nino = c.req.param('nino') ?? '';
      return exchange(core, c, bodyText, { operation: operation.name, nino }, (one) =>
        serve(core, operation, nino, one),
      );
    });
  }
  for (const { path, name } of operations) {
    app.all(path, async (c) =>
      exchange(core, c, '', { operation: name, nino: c.req.param('nino') }, () =>
        refuse({ code: 'METHOD_NOT_ALLOWED' }),
      ),
    );
  }
  return app;
}

async function serve(core: Core, operation: Operation, nino: string, one: Exchange): Promise<Answer> {
  const { c } = one;
  const version = ACCEPT.exec(c.req.header('accept') ?? '')?.[1];
  if (version === undefined) return refuse({ code: 'ACCEPT_HEADER_INVALID' });
  if (version !== operation.version) return refuse({ code: 'NOT_FOUND' });

  const credentials = checkCredentials(core, operation, c);
  if ('refusal' in credentials) return credentials.refusal;
  const isJson = /^(application|text)\/json\b/.test(c.req.header('content-type') ?? '');
  if (one.bodyText !== '' && !isJson) return refuse({ code: 'INVALID_BODY_TYPE' });

  if (!NINO.test(nino)) return refuse({ code: 'FORMAT_NINO' });
  const user = core.store.state.users[nino];
  if (credentials.nino !== nino || !user || (user.mtdId === null && !operation.answersWhoIsNotEnrolled)) {
    return refuse({ code: 'CLIENT_OR_AGENT_NOT_AUTHORISED' });
  }
  const instead = await one.interveneInstead();
  if (instead) return instead;
  return operation.handle({
    core,
    user,
    nino,
    param: (name) => c.req.param(name) ?? '',
    query: (name) => c.req.query(name),
    bodyText: one.bodyText,
    correlationId: one.correlationId,
  });
}

function checkCredentials(
  core: Core,
  operation: Operation,
  c: Context,
): { refusal: Answer } | { nino: string } {
  const accessToken = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (accessToken === undefined) return { refusal: refuse({ code: 'MISSING_CREDENTIALS' }) };
  const bearer = core.grants.bearerOf(accessToken);
  if (!bearer) return { refusal: refuse({ code: 'INVALID_CREDENTIALS' }) };
  if (!core.admit(core.application.clientId)) return { refusal: refuse({ code: 'MESSAGE_THROTTLED_OUT' }) };
  if (bearer.kind === 'application') return { refusal: refuse({ code: 'INCORRECT_ACCESS_TOKEN_TYPE' }) };
  if (!bearer.scope.split(' ').includes(operation.scope))
    return { refusal: refuse({ code: 'INVALID_SCOPE' }) };
  return { nino: bearer.nino };
}
