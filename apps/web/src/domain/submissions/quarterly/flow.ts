import { type HmrcClient, ukPropertyFieldOfPath } from '@quarterday/hmrc-client';

import { defineFlow } from '../flow.ts';
import { foreignFieldOfPath, foreignUpdate } from './foreign.ts';
import { isForeign, updateFigures, type UpdateFigures } from './rules.ts';
import { ukUpdate } from './uk.ts';

/** A quarterly update of a property business: the year to date, which replaces the last. The figures tell which business it is. */
export const quarterlyUpdateFlow = (hmrc: HmrcClient) => {
  const [uk, foreign] = [ukUpdate(hmrc), foreignUpdate(hmrc)];
  return defineFlow<UpdateFigures>({
    kind: 'quarterly-update',
    sendStep: 'submit-period',
    noun: 'update',
    isTakenOnce: false,
    figures: updateFigures,
    body: (figures, { taxYear }) =>
      isForeign(figures) ? foreign.body(figures, taxYear) : uk.body(figures, taxYear),
    send: (call, { figures, ...asked }) =>
      isForeign(figures) ? foreign.send(call, { ...asked, figures }) : uk.send(call, { ...asked, figures }),
    readCopy: (call, { figures, ...asked }) =>
      isForeign(figures)
        ? foreign.readCopy(call, { ...asked, figures })
        : uk.readCopy(call, { ...asked, figures }),
    fieldOf: (path) => foreignFieldOfPath(path) ?? ukPropertyFieldOfPath(path)?.replace(/Pence$/, '') ?? null,
  });
};
