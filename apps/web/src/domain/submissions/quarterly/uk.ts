import {
  type HmrcClient,
  type UkPropertyCumulative,
  ukPropertyCumulativeBody,
} from '@quarterday/hmrc-client';

import { mapResult } from '../flow.ts';
import { type BusinessUpdate } from './business-update.ts';
import { sameFigures, type UkUpdateFigures } from './rules.ts';

/** The update of a UK property business. */
export const ukUpdate = (hmrc: HmrcClient): BusinessUpdate<UkUpdateFigures> => ({
  body: (figures) => ukPropertyCumulativeBody(toHmrc(figures)),
  send: (call, { nino, submission: { businessId, taxYear }, figures }) =>
    hmrc.putUkPropertyCumulative(call, { nino, businessId, taxYear, summary: toHmrc(figures) }),
  async readCopy(call, { nino, submission: { businessId, taxYear }, figures }) {
    const copy = await hmrc.getUkPropertyCumulative(call, { nino, businessId, taxYear });
    return mapResult(copy, ({ income = {}, expenses = {}, ...dates }) =>
      sameFigures({ ...dates, income: { ...income }, expenses: { ...expenses } }, figures),
    );
  },
});

/** HMRC takes no group without a figure in it. */
const toHmrc = ({ income, expenses, ...dates }: UkUpdateFigures): UkPropertyCumulative => ({
  ...dates,
  ...(Object.keys(income).length > 0 && { income }),
  ...(Object.keys(expenses).length > 0 && { expenses }),
});
