import type { Context } from 'hono';
import type { Core } from '../core.ts';
import type { Call, Intervention } from '../faults/faults.ts';
import { drop, toResponse, type Answer } from './answer.ts';
import { deliver } from './delivery.ts';
import { refuse } from './refusals.ts';

/** What one call knows while it passes through the simulator. */
export interface Exchange {
  c: Context;
  bodyText: string;
  correlationId: string;
  /** Faults that act instead of the work: asked once the request was found fit for it. */
  interveneInstead: () => Promise<Answer | undefined>;
}

/**
 * Takes one machine's call the whole way: recorded, faults before, the work, kept, faults after, answered.
 *
 * The state is in its file before any delay or answer, so that what was done stays done however the call ends.
 */
export async function exchange(
  core: Core,
  c: Context,
  bodyText: string,
  target: Omit<Call, 'url'>,
  work: (exchange: Exchange) => Promise<Answer> | Answer,
): Promise<Response> {
  const { faults, requests, store, clock } = core;
  const call: Call = { ...target, url: c.req.url };
  const seen = requests.arrive(c.req.raw, bodyText, call.operation, call.nino);
  const { correlationId } = seen;

  const run = async (): Promise<Intervention> => {
    const early = await faults.before(call, seen.faults);
    if (early) return early;
    const interveneInstead = async () => {
      const intervention = await faults.instead(call, seen.faults);
      return intervention?.kind === 'answer' ? intervention.answer : undefined;
    };
    const answer = await work({ c, bodyText, correlationId, interveneInstead });
    store.flush();
    return (await faults.after(call, seen.faults, answer)) ?? { kind: 'answer', answer };
  };

  const result = await run()
    .then((outcome) => {
      store.flush();
      return outcome;
    })
    .catch((error: unknown) => {
      requests.finish(seen, { status: 500, code: 'INTERNAL_SERVER_ERROR' });
      throw error;
    });
  if (result.kind === 'drop') {
    requests.finish(seen, 'dropped');
    return drop(c, result.how);
  }
  const response = toResponse(result.answer, correlationId, clock);
  if (result.kind === 'deliver' && result.how.kind === 'cut') requests.finish(seen, 'dropped');
  else requests.finish(seen, { status: result.answer.status, code: codeIn(result.answer.body) });
  return result.kind === 'deliver' ? deliver(c, response, result.how, faults.wait) : response;
}

/** The error code in an answer's body, in the shape of HMRC's APIs or of the token endpoint. */
function codeIn(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  if ('code' in body && typeof body.code === 'string') return body.code;
  return 'error' in body && typeof body.error === 'string' ? body.error : undefined;
}

/** Answers a path that no operation has, as HMRC's platform does, and remembers that it was asked for. */
export function exchangeUnknown({ requests, clock }: Core, c: Context): Response {
  const seen = requests.arrive(c.req.raw, '', undefined, undefined);
  const answer = refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  requests.finish(seen, { status: answer.status, code: 'MATCHING_RESOURCE_NOT_FOUND' });
  return toResponse(answer, seen.correlationId, clock);
}
