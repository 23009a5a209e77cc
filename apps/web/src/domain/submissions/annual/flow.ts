import { type HmrcClient } from '@quarterday/hmrc-client';

import { defineFlow } from '../flow.ts';
import { foreignAnnual, foreignFieldOfPath } from './foreign.ts';
import { annualFigures, type AnnualFigures, isForeignAnnual } from './rules.ts';
import { ukAnnual, ukFieldOfPath } from './uk.ts';

/**
 * The annual summary of a property business: adjustments and allowances of a year, which replace the last. The figures tell which
 * business it is.
 */
export const annualSummaryFlow = (hmrc: HmrcClient) => {
  const [uk, foreign] = [ukAnnual(hmrc), foreignAnnual(hmrc)];
  return defineFlow<AnnualFigures>({
    kind: 'annual-summary',
    sendStep: 'submit-annual-summary',
    noun: 'annual summary',
    figures: annualFigures,
    body: (figures, of) => (isForeignAnnual(figures) ? foreign.body(figures, of) : uk.body(figures, of)),
    send: (call, { figures, ...asked }) =>
      isForeignAnnual(figures)
        ? foreign.send(call, { ...asked, figures })
        : uk.send(call, { ...asked, figures }),
    readCopy: (call, { figures, ...asked }) =>
      isForeignAnnual(figures)
        ? foreign.readCopy(call, { ...asked, figures })
        : uk.readCopy(call, { ...asked, figures }),
    fieldOf: (path, figures) =>
      isForeignAnnual(figures) ? foreignFieldOfPath(path, figures) : ukFieldOfPath(path),
  });
};
