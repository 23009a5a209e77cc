import { type HmrcClient } from '@quarterday/hmrc-client';

import { defineFlow, mapResult } from '../flow.ts';
import { adjustmentFigures, isSameAsSummary } from './rules.ts';
import { adjustmentFieldOfPath, adjustmentsBody, getSummary, sendAdjustments } from './wire.ts';

/** Accounting adjustments to one summary of a property business, which HMRC takes once; or the word that there are none. */
export const accountingAdjustmentsFlow = (hmrc: HmrcClient) =>
  defineFlow({
    kind: 'accounting-adjustments',
    sendStep: 'submit-accounting-adjustments',
    noun: 'set of adjustments',
    isTakenOnce: true,
    figures: adjustmentFigures,
    body: (figures, { taxYear }) => adjustmentsBody(figures, taxYear),
    send: (call, { nino, submission: { taxYear }, figures }) =>
      sendAdjustments(hmrc, call, { nino, taxYear }, figures),
    async readCopy(call, { nino, submission: { taxYear }, figures }) {
      const { calculationId, typeOfBusiness } = figures;
      const copy = await getSummary(hmrc, call, typeOfBusiness, { nino, taxYear, calculationId });
      return mapResult(copy, (summary) => isSameAsSummary(summary, figures));
    },
    fieldOf: adjustmentFieldOfPath,
    startOver: 'Nothing was adjusted. What you entered is kept.',
    doneElsewhere:
      'HMRC has adjustments to this summary that are not these, and takes no others to it. Get a new summary and look at what HMRC has.',
  });
