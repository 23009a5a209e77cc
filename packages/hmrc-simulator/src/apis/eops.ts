import type { Operation } from './operation.ts';

/** End of Period Statement 3.0, withdrawn by HMRC. */
export const eops: readonly Operation[] = [];
