import { z } from 'zod';
import { noContent, type Operation, type ServedYears } from '../../operation.ts';
import { reads } from '../../shapes/read.ts';
import {
  date,
  flag,
  group,
  list,
  optional,
  type Out,
  required,
  signedMoney,
  text,
} from '../../shapes/shape.ts';
import { asDescribed } from './as-described.ts';
import {
  type CalculationType,
  checkDeclarationType,
  checkListedType,
  checkTriggeredType,
  type DeclarationType,
  type TriggeredType,
} from './calculation-types.ts';

interface YearParams {
  nino: string;
  /** `YYYY-YY`, from `2017-18`. */
  taxYear: string;
}

export interface TriggerCalculationParams extends YearParams {
  calculationType: TriggeredType;
}

export interface ListCalculationsParams extends YearParams {
  /** Only those of one kind; for tax years from 2023-24. */
  calculationType?: CalculationType;
}

export interface SubmitFinalDeclarationParams extends YearParams {
  /** The calculation that the person saw and agreed to: of an `intent-to-finalise`, or of an `intent-to-amend` for an amendment. */
  calculationId: string;
  calculationType: DeclarationType;
}

const triggered = group({ calculationId: required(text()) });
/** The calculation that was asked for. HMRC needs some seconds before it can be retrieved. */
export type TriggeredCalculation = Out<typeof triggered>;

const listed = group({
  /** Eight digits or a UUID. */
  calculationId: required(text()),
  /** An instant, as HMRC writes it. */
  calculationTimestamp: required(text()),
  /** `in-year`, `intent-to-finalise`, `intent-to-amend`, `final-declaration`, `confirm-amendment`, or one that HMRC adds later. */
  calculationType: required(text()),
  /** From 2023-24: `attended`, `unattended`, `class2NICEvent`, `cesaSAReturn`, ... */
  calculationTrigger: optional(text()),
  /** From 2023-24: `PROCESSED`, `ERROR` or `REJECTED`. */
  calculationOutcome: optional(text()),
  /** From 2023-24; negative where HMRC owes. */
  liabilityAmountPence: optional(signedMoney()),
  /** From 2025-26. */
  fromDate: optional(date()),
  toDate: optional(date()),
  /** To 2022-23: `customer`, `agent` or `hmrc`. */
  requestedBy: optional(text()),
  /** To 2022-23. */
  taxYear: optional(text()),
  /** To 2022-23; negative where HMRC owes. */
  totalIncomeTaxAndNicsDuePence: optional(signedMoney()),
  /** To 2022-23. */
  intentToSubmitFinalDeclaration: optional(flag()),
  /** To 2022-23. */
  finalDeclaration: optional(flag()),
  /** To 2022-23. */
  finalDeclarationTimestamp: optional(text()),
});
/** A calculation of a tax year, without its figures. */
export type ListedCalculation = Out<typeof listed>;

const path = '/individuals/calculations/{nino}/self-assessment/{taxYear}';

export const calculationYears: ServedYears = {
  from: '2017-18',
  otherwise: 'HMRC calculates tax years from 2017-18 for software.',
};

/**
 * Individual Calculations 8.0: asks for a calculation. 202; the calculation can be read some seconds later, with
 * `retrieveCalculation`.
 * @see Individual Calculations (MTD) 8.0, HMRC, August 2026
 */
export const triggerCalculation: Operation<TriggerCalculationParams, TriggeredCalculation> = {
  name: 'triggerCalculation',
  version: '8.0',
  method: 'POST',
  path: `${path}/trigger/{calculationType}`,
  years: calculationYears,
  check: ({ calculationType, taxYear }) => checkTriggeredType(calculationType, taxYear),
  reads: reads(triggered),
};

/**
 * Individual Calculations 8.0: the calculations of a tax year. 404 `MATCHING_RESOURCE_NOT_FOUND` where there is none.
 * @see Individual Calculations (MTD) 8.0, HMRC, August 2026
 */
export const listCalculations: Operation<ListCalculationsParams, ListedCalculation[]> = {
  name: 'listCalculations',
  version: '8.0',
  method: 'GET',
  path,
  years: calculationYears,
  query: ({ calculationType }) => ({ calculationType }),
  check: ({ calculationType, taxYear }) =>
    calculationType === undefined ? [] : checkListedType(calculationType, taxYear),
  reads: z
    .preprocess(asDescribed, reads(group({ calculations: required(list(listed)) })))
    .transform(({ calculations }) => calculations),
};

/**
 * Individual Calculations 8.0: the final declaration, or the agreement to an amendment. 204, no content. Never sent again without
 * the person's new agreement; after an answer that was lost, `RULE_FINAL_DECLARATION_RECEIVED` says that HMRC has it.
 * @see Individual Calculations (MTD) 8.0, HMRC, August 2026
 */
export const submitFinalDeclaration: Operation<SubmitFinalDeclarationParams, null> = {
  name: 'submitFinalDeclaration',
  version: '8.0',
  method: 'POST',
  path: `${path}/{calculationId}/{calculationType}`,
  years: calculationYears,
  check: ({ calculationType, taxYear }) => checkDeclarationType(calculationType, taxYear),
  ...noContent,
};
