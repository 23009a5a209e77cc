import fc from 'fast-check';
import { buildRequest, checkRequest } from '../../../packages/hmrc-client/src/request.ts';
import type { WireRequest } from '../../../packages/hmrc-client/src/transport/wire.ts';
import { type ClientOperation, clientOperationOf } from '../client-operations.ts';
import { parametersOf } from '../generate/parameters.ts';
import type { DocumentedOperation } from '../hmrc/documents.ts';
import { requireAccepted } from '../run-property.ts';
import { settings } from '../settings.ts';
import { simulatorOperationOf } from '../simulator-operations.ts';
import { taxYearsOf, titleOf } from '../subjects.ts';
import { type Random, seedFor } from './random.ts';
import { asPerson, type Person, type Session } from './session.ts';

/** An operation that can be asked, since the client and the simulator both have it. */
export interface Subject {
  documented: DocumentedOperation;
  operation: ClientOperation;
  scope: string;
}

export function subjectOf(documented: DocumentedOperation): Subject | null {
  const operation = clientOperationOf(documented);
  const simulated = simulatorOperationOf(documented);
  return operation && simulated ? { documented, operation, scope: simulated.scope } : null;
}

/** One call that the client accepts. */
export type Draw = (taxYear?: string | null) => object;

/**
 * £100,000,000. HMRC's answers hold totals to the limit of a single amount, 99,999,999,999.99: what a year's figures add up to, and
 * the estimate for twelve months out of one, stay below it.
 */
export const everyday = { largestPence: 10_000_000_000 };

/** Draws out of calls that the client accepts, made once: the same ones may well be sent twice. */
export function drawerOf({ documented, operation }: Subject, number: number, random: Random): Draw {
  const seed = seedFor(settings.seed, titleOf(documented));
  const years = taxYearsOf(operation);
  const perYear = Math.max(2, Math.ceil(number / years.length));
  const drawn = new Map<string | null, object[]>();
  return (asked) => {
    const taxYear = asked ?? random.pick(years);
    let params = drawn.get(taxYear);
    if (params === undefined) {
      const accepted = requireAccepted(parametersOf(operation, taxYear, everyday), (one) =>
        checkRequest(operation, one),
      );
      params = fc.sample(accepted, { seed, numRuns: perYear });
      drawn.set(taxYear, params);
    }
    return random.pick(params);
  };
}

const mostTries = 10;

/** The request of one of a person's calls. */
export function requestFor(
  session: Session,
  { operation, scope }: Subject,
  person: Person,
  draw: () => object,
  random: Random,
  testScenario?: string,
): WireRequest {
  const call = {
    accessToken: scope === 'application' ? session.applicationToken : person.accessToken,
    fraudPreventionHeaders: {},
    ...(testScenario !== undefined && { testScenario }),
  };
  let refusals = '';
  for (let tries = 0; tries < mostTries; tries += 1) {
    const built = buildRequest(
      'http://simulator.example',
      operation,
      call,
      asPerson(person, draw(), operation.path, random),
    );
    if (built.ok) return built.request;
    // A person's own ids can make a call wrong: the same property twice.
    refusals = JSON.stringify(built.errors);
  }
  throw new Error(`The client refuses ${operation.name} with a person's own ids: ${refusals}`);
}
