import type { HmrcCall } from '../call.ts';
import type { Operation } from '../operation.ts';
import type { HmrcResult } from '../result.ts';
import { accountOperations } from './accounts/index.ts';
import { adjustmentOperations } from './adjustments/index.ts';
import { businessOperations } from './business/index.ts';
import { calculationOperations } from './calculations/index.ts';
import { lossOperations } from './losses/index.ts';
import type { OperationModules } from './modules.ts';
import { propertyOperations } from './property/index.ts';
import { sandboxOperations } from './sandbox/index.ts';

/** Every operation of HMRC's APIs that the client has, by the name of its method. */
export const operations = {
  ...businessOperations,
  ...propertyOperations,
  ...adjustmentOperations,
  ...lossOperations,
  ...calculationOperations,
  ...accountOperations,
  ...sandboxOperations,
};

type Operations = Pick<OperationModules, keyof typeof operations>;

/** A method for each operation. */
export type OperationMethods = {
  [Name in keyof Operations]: Operations[Name] extends Operation<infer Params, infer Value>
    ? (call: HmrcCall, params: Params) => Promise<HmrcResult<Value>>
    : never;
};
