/** The operations a fault can be aimed at, and what each is. */
export const operationNames = [
  'authorize',
  'token',
  'list-businesses',
  'itsa-status',
  'obligations',
  'put-uk-cumulative',
  'get-uk-cumulative',
] as const;

export type OperationName = (typeof operationNames)[number];

/** The three kinds of operation: pages a person sees, the token endpoint, HMRC's APIs. */
export type Reach = 'authorize' | 'token' | 'api';

/** Which kind an operation is. */
export function reachOf(operation: OperationName): Reach {
  return operation === 'authorize' || operation === 'token' ? operation : 'api';
}
