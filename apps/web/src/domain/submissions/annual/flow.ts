import { type HmrcClient } from '@quarterday/hmrc-client';

import { defineFlow, type FlowDefinition } from '../flow.ts';
import { foreignAnnual, foreignFieldOfPath } from './foreign.ts';
import { annualFigures, type AnnualFigures, isForeignAnnual } from './rules.ts';
import { ukAnnual, ukFieldOfPath } from './uk.ts';

/**
 * The annual summary of a property business: adjustments and allowances of a year, which replace the last. The figures tell which
 * business it is.
 */
export const annualSummaryFlow = (hmrc: HmrcClient) => {
  const { uk, foreign, shared } = definitionOf(hmrc);
  return defineFlow<AnnualFigures>({
    ...shared,
    readCopy: (call, { figures, ...asked }) =>
      isForeignAnnual(figures)
        ? foreign.readCopy(call, { ...asked, figures })
        : uk.readCopy(call, { ...asked, figures }),
  });
};

/**
 * The same of the years to 2024-25, which have holiday lets apart. These are not sent from here, and what is sent replaces everything: so
 * HMRC is asked for its copy first, and the holiday lets in it are sent along as they are.
 */
export const annualBesideLetsFlow = (hmrc: HmrcClient) => {
  const { uk, foreign, shared } = definitionOf(hmrc);
  return defineFlow<AnnualFigures>({
    ...shared,
    finding: {
      held: (call, { figures, ...asked }) =>
        isForeignAnnual(figures)
          ? foreign.held(call, { ...asked, figures })
          : uk.held(call, { ...asked, figures }),
    },
  });
};

/** What annual summaries of all years share. */
function definitionOf(hmrc: HmrcClient) {
  const [uk, foreign] = [ukAnnual(hmrc), foreignAnnual(hmrc)];
  const shared: FlowDefinition<AnnualFigures> = {
    kind: 'annual-summary',
    sendStep: 'submit-annual-summary',
    noun: 'annual summary',
    isTakenOnce: false,
    figures: annualFigures,
    body: (figures, of) => (isForeignAnnual(figures) ? foreign.body(figures, of) : uk.body(figures, of)),
    send: (call, { figures, ...asked }) =>
      isForeignAnnual(figures)
        ? foreign.send(call, { ...asked, figures })
        : uk.send(call, { ...asked, figures }),
    fieldOf: (path, figures) =>
      isForeignAnnual(figures) ? foreignFieldOfPath(path, figures) : ukFieldOfPath(path),
  };
  return { uk, foreign, shared };
}
