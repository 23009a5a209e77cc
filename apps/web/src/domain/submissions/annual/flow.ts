import { bodyOf, type HmrcClient } from '@quarterday/hmrc-client';

import { defineFlow, mapResult } from '../flow.ts';
import { annualFigures } from './rules.ts';
import { annualFieldOfPath, isSameAsCopy, toHmrc } from './wire.ts';

/** The annual summary of a UK property business: adjustments and allowances of a year, which replace the last. */
export const annualSummaryFlow = (hmrc: HmrcClient) =>
  defineFlow({
    kind: 'annual-summary',
    sendStep: 'submit-annual-summary',
    noun: 'annual summary',
    figures: annualFigures,
    body(figures, { businessId, taxYear }) {
      // The NINO is part of the address alone.
      const params = { nino: '', businessId, taxYear, submission: toHmrc(figures) };
      return bodyOf('putUkPropertyAnnual', params) ?? '';
    },
    send: (call, { nino, submission: { businessId, taxYear }, figures }) =>
      hmrc.putUkPropertyAnnual(call, { nino, businessId, taxYear, submission: toHmrc(figures) }),
    async readCopy(call, { nino, submission: { businessId, taxYear }, figures }) {
      const copy = await hmrc.getUkPropertyAnnual(call, { nino, businessId, taxYear });
      return mapResult(copy, (annual) => isSameAsCopy(annual, figures));
    },
    fieldOf: annualFieldOfPath,
  });
