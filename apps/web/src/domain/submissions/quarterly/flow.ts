import { type HmrcClient, ukPropertyCumulativeBody, ukPropertyFieldOfPath } from '@quarterday/hmrc-client';

import { defineFlow, mapResult } from '../flow.ts';
import { sameFigures, updateFigures } from '../rules.ts';

/** A quarterly update of a UK property business: the year to date, which replaces the last. */
export const quarterlyUpdateFlow = (hmrc: HmrcClient) =>
  defineFlow({
    kind: 'quarterly-update',
    sendStep: 'submit-period',
    noun: 'update',
    figures: updateFigures,
    body: (figures) => ukPropertyCumulativeBody(figures),
    send: (call, { nino, submission: { businessId, taxYear }, figures }) =>
      hmrc.putUkPropertyCumulative(call, { nino, businessId, taxYear, summary: figures }),
    async readCopy(call, { nino, submission: { businessId, taxYear }, figures }) {
      const copy = await hmrc.getUkPropertyCumulative(call, { nino, businessId, taxYear });
      return mapResult(copy, ({ income = {}, expenses = {}, ...dates }) =>
        sameFigures({ ...dates, income: { ...income }, expenses: { ...expenses } }, figures),
      );
    },
    fieldOf: (path) => ukPropertyFieldOfPath(path)?.replace(/Pence$/, '') ?? null,
  });
