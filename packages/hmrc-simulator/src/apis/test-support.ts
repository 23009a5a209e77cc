import type { Operation } from './operation.ts';
import { testBusinesses } from './test-support-businesses.ts';
import { testItsaStatus } from './test-support-itsa-status.ts';
import { vendorState } from './test-support-state.ts';

/** Self Assessment Test Support 1.0, which only HMRC's sandbox has. */
export const testSupport: readonly Operation[] = [...testBusinesses, ...testItsaStatus, ...vendorState];
