import type { Context } from 'hono';
import type { Core } from '../core.ts';
import type { Answer } from '../platform/answer.ts';
import { exchange, exchangeUnknown, type Exchange } from '../platform/exchange.ts';
import { readIncomingBody } from '../platform/incoming-body.ts';
import { refuse } from '../platform/refusals.ts';
import { NINO } from '../state/schema.ts';
import type { AnyCall, ApplicationOperation, Operation, OperationFor, PersonOperation } from './operation.ts';
import { createRouter, parameterOf, type Destination } from './routing.ts';
import { playScenario } from './scenarios.ts';

const ACCEPT = /^application\/vnd\.hmrc\.(\d+\.\d+)\+json$/;
const JSON_TYPE = /^(application|text)\/json\b/i;
const NO_BODY = { text: '', isTooLong: false };
const BEARER = /^Bearer +(\S+)$/i;

/** Serves operations with the rules that HMRC's platform applies to all of them; any other path is unknown. */
export function serveOperations(core: Core, operations: readonly Operation[]) {
  const route = createRouter(operations);
  return async (c: Context): Promise<Response> => {
    const destination = route(c.req.method, c.req.path);
    if (!destination) return exchangeUnknown(core, c);
    const { nearest, segments } = destination;
    const version = ACCEPT.exec(c.req.header('accept') ?? '')?.[1];
    const operation = destination.operations.find((one) => one.version === version);
    const named = operation ?? destination.operations[0] ?? nearest;
    const body = c.req.method === 'GET' ? NO_BODY : await readIncomingBody(c);
    // A person whose path does not say who is known by token only once the platform has looked at it.
    const call = { operation: named.name, nino: ninoIn(core, c, named, segments) };
    return exchange(core, c, body.text, call, (one) => {
      if (body.isTooLong) return refuse({ code: 'INVALID_REQUEST', message: 'The body is too long' });
      if (destination.operations.length === 0) return refuse({ code: 'METHOD_NOT_ALLOWED' });
      if (version === undefined) return refuse({ code: 'ACCEPT_HEADER_INVALID' });
      return operation ? serve(core, operation, destination, one) : refuse({ code: 'NOT_FOUND' });
    });
  };
}

function ninoIn(core: Core, c: Context, operation: Operation, segments: readonly string[]) {
  if (operation.path.includes('/:nino')) return parameterOf(operation, segments, 'nino');
  const bearer = core.grants.bearerOf(tokenIn(c) ?? '');
  return bearer?.kind === 'person' ? bearer.nino : undefined;
}

const tokenIn = (c: Context): string | undefined => BEARER.exec(c.req.header('authorization') ?? '')?.[1];

async function serve(
  core: Core,
  operation: Operation,
  { segments }: Destination,
  one: Exchange,
): Promise<Answer> {
  const { c, bodyText, correlationId } = one;
  const call: AnyCall = {
    core,
    operation,
    param: (name) => parameterOf(operation, segments, name),
    query: (name) => c.req.query(name),
    header: (name) => c.req.header(name),
    bodyText,
    correlationId,
  };
  const bound = admit(core, operation, call, c);
  if ('status' in bound) return bound;
  return (await one.interveneInstead()) ?? bound.play() ?? bound.handle();
}

/** An operation beside the kind of call it takes. */
interface Bound {
  play: () => Answer | undefined;
  handle: () => Answer | Promise<Answer>;
}

function bind<Call extends AnyCall>(operation: OperationFor<Call>, call: Call): Bound {
  return { play: () => playScenario(operation, call), handle: () => operation.handle(call) };
}

const isForPerson = (operation: Operation): operation is PersonOperation =>
  operation.scope !== 'open' && operation.scope !== 'application';

/** Applies the platform's rules: who calls, how often, with which body, for whom. */
function admit(core: Core, operation: Operation, call: AnyCall, c: Context): Bound | Answer {
  if (!isForPerson(operation)) {
    const refusal = checkApplication(core, operation, c) ?? checkBodyType(call);
    return refusal ?? bind(operation, call);
  }
  const credentials = checkPerson(core, operation, c);
  if (typeof credentials !== 'string') return credentials;
  const wrongBody = checkBodyType(call);
  if (wrongBody) return wrongBody;
  const nino = operation.path.includes('/:nino') ? call.param('nino') : credentials;
  if (!NINO.test(nino)) return refuse({ code: 'FORMAT_NINO' });
  const user = core.store.state.users[nino];
  if (credentials !== nino || !user || (user.mtdId === null && !operation.answersWhoIsNotEnrolled)) {
    return refuse({ code: 'CLIENT_OR_AGENT_NOT_AUTHORISED' });
  }
  return bind(operation, { ...call, user, nino });
}

function checkBodyType(call: AnyCall): Answer | undefined {
  return call.bodyText !== '' && !JSON_TYPE.test(call.header('content-type') ?? '')
    ? refuse({ code: 'INVALID_BODY_TYPE' })
    : undefined;
}

/** The NINO of the person whose token is good for an operation, or why it is not. */
function checkPerson(core: Core, operation: PersonOperation, c: Context): string | Answer {
  const accessToken = tokenIn(c);
  if (accessToken === undefined) return refuse({ code: 'MISSING_CREDENTIALS' });
  const bearer = core.grants.bearerOf(accessToken);
  if (!bearer) return refuse({ code: 'INVALID_CREDENTIALS' });
  if (!core.admit(core.application.clientId)) return refuse({ code: 'MESSAGE_THROTTLED_OUT' });
  if (bearer.kind === 'application') return refuse({ code: 'INCORRECT_ACCESS_TOKEN_TYPE' });
  return bearer.scope.split(' ').includes(operation.scope) ? bearer.nino : refuse({ code: 'INVALID_SCOPE' });
}

function checkApplication(core: Core, operation: ApplicationOperation, c: Context): Answer | undefined {
  if (operation.scope === 'application') {
    const accessToken = tokenIn(c);
    if (accessToken === undefined) return refuse({ code: 'MISSING_CREDENTIALS' });
    const bearer = core.grants.bearerOf(accessToken);
    if (!bearer) return refuse({ code: 'INVALID_CREDENTIALS' });
    if (bearer.kind === 'person') return refuse({ code: 'INCORRECT_ACCESS_TOKEN_TYPE' });
  }
  return core.admit(core.application.clientId) ? undefined : refuse({ code: 'MESSAGE_THROTTLED_OUT' });
}
