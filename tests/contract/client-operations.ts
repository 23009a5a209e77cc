import type { Operation } from '../../packages/hmrc-client/src/operation.ts';
import { operations } from '../../packages/hmrc-client/src/operations/index.ts';
import type { DocumentedOperation } from './hmrc/documents.ts';

/** An operation whose own types do not matter here: its parameters are generated, its values only looked at. */
export type ClientOperation = Operation<object, unknown>;

// Each operation takes parameters of its own; here they come from a generator that was made for it.
const all = Object.values(operations) as unknown as readonly ClientOperation[];

/** The client's operations by what they are in HMRC's files. */
const byPlace = new Map(all.map((operation) => [placeOf(operation), operation]));

export function clientOperationOf(documented: DocumentedOperation): ClientOperation | undefined {
  return byPlace.get(placeOf(documented));
}

/** Version, method and path, the names of the path's parameters aside: HMRC's own are not always the same. */
export function placeOf({
  version,
  method,
  path,
}: {
  version: string;
  method: string;
  path: string;
}): string {
  return `${version} ${method} ${path.replace(/\{\w+\}|:\w+/g, '{}')}`;
}
