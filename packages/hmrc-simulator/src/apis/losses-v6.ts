import { broughtForwardLosses } from './losses-v6-brought-forward.ts';
import { orderClaims } from './losses-v6-claim-order.ts';
import { claimsByLoss } from './losses-v6-claims.ts';
import type { Operation } from './operation.ts';

/** Individual Losses 6.0, to 2025-26. */
export const lossesV6: readonly Operation[] = [...broughtForwardLosses, ...claimsByLoss, orderClaims];
