import {
  type HmrcCall,
  type HmrcClient,
  type HmrcResult,
  type ListedCalculation,
  type TaxCalculation,
} from '@quarterday/hmrc-client';

import { type Asked, defineFlow, mapResult } from '../flow.ts';
import { type DeclarationFigures, declarationFigures } from './rules.ts';

/** The final declaration of a tax year, or an amendment of it: an agreement to one calculation of HMRC's. */
export const finalDeclarationFlow = (hmrc: HmrcClient) =>
  defineFlow({
    kind: 'final-declaration',
    sendStep: 'submit-crystallisation',
    noun: 'final declaration',
    isTakenOnce: true,
    figures: declarationFigures,
    // HMRC takes no text with it: the address names the calculation.
    body: () => '',
    send: (call, { nino, submission: { taxYear }, figures }) =>
      hmrc.submitFinalDeclaration(call, {
        nino,
        taxYear,
        calculationId: figures.calculationId,
        calculationType: figures.calculationType,
      }),
    readCopy: (call, asked) => readCopy(hmrc, call, asked),
    // What HMRC refuses is the calculation or the year, never a figure of ours.
    fieldOf: () => null,
    startOver: 'Nothing was declared, and nothing is sent until you have agreed to the new figures.',
    doneElsewhere:
      'HMRC has a final declaration for this tax year that was not made here: it is not of the figures you agreed to. Look at your account with HMRC, or ask whoever else files for you.',
  });

/** Whether HMRC holds this calculation as declared: the calculation itself says so, or the year's list does. */
async function readCopy(
  hmrc: HmrcClient,
  call: HmrcCall,
  { nino, submission: { taxYear }, figures }: Asked<DeclarationFigures>,
): Promise<HmrcResult<boolean>> {
  const { calculationId } = figures;
  const one = await hmrc.retrieveCalculation(call, { nino, taxYear, calculationId });
  // A calculation that HMRC does not show any more may still be in its list.
  if (!one.ok && one.failure.meaning.outcome !== 'wait') return one;
  if (one.ok && isDeclared(one.value)) return { ...one, value: true };
  const list = await hmrc.listCalculations(call, { nino, taxYear });
  return mapResult(list, (all) => all.some((each) => isListed(each, figures)));
}

function isDeclared({ metadata }: TaxCalculation): boolean {
  return (
    metadata.finalisationTimestamp !== undefined ||
    metadata.confirmationTimestamp !== undefined ||
    metadata.finalDeclaration === true
  );
}

const isListed = (
  listed: ListedCalculation,
  { calculationId, calculationType }: DeclarationFigures,
): boolean =>
  listed.calculationId === calculationId &&
  (listed.calculationType === calculationType || listed.finalDeclaration === true);
