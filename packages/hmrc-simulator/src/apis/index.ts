import { businessDetails } from './business-details.ts';
import { itsaStatus } from './itsa-status.ts';
import { obligations } from './obligations.ts';
import type { Operation } from './operation.ts';
import { ukPropertyCumulative } from './uk-property-cumulative.ts';

/** Every API operation the simulator serves; one file an operation group. */
export const operations: readonly Operation[] = [
  ...businessDetails,
  ...itsaStatus,
  ...obligations,
  ...ukPropertyCumulative,
];
