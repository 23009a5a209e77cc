import type { Operation } from '../../operation.ts';
import type { HmrcError } from '../../result.ts';
import { reads } from '../../shapes/read.ts';
import { date, group, list, optional, type Out, required, text } from '../../shapes/shape.ts';
import { checkTaxYear } from '../../values/tax-year.ts';

export interface FinalDeclarationObligationsParams {
  nino: string;
  /** `YYYY-YY`, from 2017-18; without it HMRC answers from four tax years back. */
  taxYear?: string;
  status?: 'open' | 'fulfilled';
}

const obligation = group({
  periodStartDate: required(date()),
  periodEndDate: required(date()),
  dueDate: required(date()),
  /** `open`, `fulfilled`, or one that HMRC adds later. */
  status: required(text()),
  /** The day HMRC received the final declaration. */
  receivedDate: optional(date()),
});
/** A final declaration that HMRC waits for or has. Dates are `YYYY-MM-DD`. */
export type FinalDeclarationObligation = Out<typeof obligation>;

const answer = group({ obligations: required(list(obligation)) });

/**
 * Obligations 3.0: the final declarations that HMRC waits for or has. An empty list where none fits the question.
 * @see Obligations (MTD) 3.0, HMRC, August 2026
 */
export const retrieveFinalDeclarationObligations: Operation<
  FinalDeclarationObligationsParams,
  FinalDeclarationObligation[]
> = {
  name: 'retrieveFinalDeclarationObligations',
  version: '3.0',
  method: 'GET',
  path: '/obligations/details/{nino}/crystallisation',
  years: { from: '2017-18', otherwise: 'HMRC has final declaration obligations from 2017-18.' },
  query: ({ taxYear, status }) => ({ taxYear, status }),
  check: checkParams,
  reads: reads(answer).transform(({ obligations }) => obligations),
  // HMRC answers 404 where nothing matches the question: an empty result, not a fault.
  nothing: { code: 'NO_OBLIGATIONS_FOUND', value: [] },
};

function checkParams({ taxYear, status }: FinalDeclarationObligationsParams): HmrcError[] {
  // Outside data may hold any text in spite of the type.
  const words: readonly unknown[] = ['open', 'fulfilled', undefined];
  const message = 'A status is open or fulfilled.';
  return [
    ...(taxYear === undefined ? [] : checkTaxYear(taxYear)),
    ...(words.includes(status) ? [] : [{ code: 'FORMAT_STATUS', message, paths: [] }]),
  ];
}
