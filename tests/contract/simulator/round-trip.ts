import fc from 'fast-check';
import { operations } from '../../../packages/hmrc-client/src/operations/index.ts';
import { checkRequest } from '../../../packages/hmrc-client/src/request.ts';
import type { ClientOperation } from '../client-operations.ts';
import { differencesOf } from '../differences.ts';
import { parametersOf } from '../generate/parameters.ts';
import { isObject } from '../hmrc/documents.ts';
import { requireAccepted } from '../run-property.ts';
import { settings } from '../settings.ts';
import { seedFor } from './random.ts';
import type { OperationName, ParamsOf } from './walk.ts';

const most = 20;

/** Parameters that the client accepts, for a person's own ids and dates to be put in. */
export function samplesOf<Name extends OperationName>(
  name: Name,
  taxYear: string | null = null,
): ParamsOf<Name>[] {
  // Its own types do not matter to what makes its parameters.
  const operation = operations[name] as unknown as ClientOperation;
  const accepted = requireAccepted(parametersOf(operation, taxYear), (one) => checkRequest(operation, one));
  const seed = seedFor(settings.seed, `${name} ${taxYear ?? ''}`);
  // HMRC refuses what says nothing, though its file does not.
  const saying = accepted.filter((one) => saysSomething(withoutNothing(one)));
  return fc.sample(saying, { seed, numRuns: Math.min(settings.runs, most) });
}

/** What a group is about, which says nothing yet. */
const labels = new Set(['countryCode', 'propertyId', 'fromDate', 'toDate']);

function saysSomething(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(saysSomething);
  if (!isObject(value)) return true;
  return Object.keys(value).some((name) => !labels.has(name)) && Object.values(value).every(saysSomething);
}

/** Fails where what is shown is not what was put. Members without a value and groups without members are nothing. */
export function requireSame(what: string, put: unknown, shown: unknown): void {
  const differences = differencesOf(withoutNothing(put), withoutNothing(shown));
  if (differences.length === 0) return;
  throw new Error(
    `${what} is shown otherwise than it was put: ${differences.slice(0, 5).join('; ')}\n  put ${JSON.stringify(put)}`,
  );
}

function withoutNothing(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNothing);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, child]) => [name, withoutNothing(child)] as const)
      .filter(([, child]) => child !== undefined && !(isObject(child) && Object.keys(child).length === 0)),
  );
}

/** A value without the members that HMRC adds. */
export function except<Value extends object>(value: Value, ...names: (keyof Value)[]): Partial<Value> {
  // The same members without some of them.
  return Object.fromEntries(
    Object.entries(value).filter(([name]) => !names.includes(name as keyof Value)),
  ) as Partial<Value>;
}
