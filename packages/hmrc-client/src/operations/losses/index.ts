import {
  amendBroughtForwardLoss,
  createBroughtForwardLoss,
  deleteBroughtForwardLoss,
  listBroughtForwardLosses,
  retrieveBroughtForwardLoss,
} from './brought-forward-losses.ts';
import { amendLossClaimOrder, amendLossClaimType } from './loss-claim-changes.ts';
import { createLossClaim, deleteLossClaim, listLossClaims, retrieveLossClaim } from './loss-claims.ts';
import { deleteLossesAndClaims, getLossesAndClaims, putLossesAndClaims } from './losses-and-claims.ts';

/** Individual Losses 6.0, to 2025-26, and 7.0, from 2026-27. */
export const lossOperations = {
  createBroughtForwardLoss,
  listBroughtForwardLosses,
  retrieveBroughtForwardLoss,
  amendBroughtForwardLoss,
  deleteBroughtForwardLoss,
  createLossClaim,
  listLossClaims,
  retrieveLossClaim,
  amendLossClaimType,
  amendLossClaimOrder,
  deleteLossClaim,
  putLossesAndClaims,
  getLossesAndClaims,
  deleteLossesAndClaims,
};
