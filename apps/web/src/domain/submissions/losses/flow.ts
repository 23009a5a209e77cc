import { type HmrcClient } from '@quarterday/hmrc-client';

import { defineFlow } from '../flow.ts';
import { lossFigures } from './rules.ts';
import { isLossHeld, lossBody, lossFieldOfPath, sendLoss } from './wire.ts';

/** One change of what HMRC has of a business's losses: a loss, a claim, or, from 2026-27, all of them together. */
export const lossesFlow = (hmrc: HmrcClient) =>
  defineFlow({
    kind: 'losses',
    sendStep: 'submit-losses',
    noun: 'loss entry',
    isTakenOnce: true,
    figures: lossFigures,
    body: (figures, submission) => lossBody(figures, submission),
    send: (call, { nino, submission: { businessId, taxYear }, figures }) =>
      sendLoss(hmrc, call, { nino, businessId, taxYear }, figures),
    readCopy: (call, { nino, submission: { businessId, taxYear }, figures }) =>
      isLossHeld(hmrc, call, { nino, businessId, taxYear }, figures),
    fieldOf: lossFieldOfPath,
  });
