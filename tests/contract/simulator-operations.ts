import { operations } from '../../packages/hmrc-simulator/src/apis/index.ts';
import type { Operation } from '../../packages/hmrc-simulator/src/apis/operation.ts';
import { placeOf } from './client-operations.ts';
import type { DocumentedOperation } from './hmrc/documents.ts';

/** The simulator's operations by what they are in HMRC's files. */
const byPlace = new Map(operations.map((operation) => [placeOf(operation), operation]));

export function simulatorOperationOf(documented: DocumentedOperation): Operation | undefined {
  return byPlace.get(placeOf(documented));
}
