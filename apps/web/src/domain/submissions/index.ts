export { createSubmissions, hooksForConnections, type Submissions } from './submissions.ts';
export { createReclassification, type Misfiled } from './reclassification.ts';
export { createDeadlines } from './deadlines.ts';
export { createRescue } from './rescue.ts';
export { askHmrcRequested, requestedEvents } from './events.ts';
export { type AdjustRefusal, type PropertyYear } from './adjustments/adjustments.ts';
export {
  adjustableAt,
  type AdjustableSummary,
  type AdjustmentAnswers,
  type AdjustmentFigures,
  adjustmentField,
  type NamedPlace,
  type PropertyType,
  readAdjustmentFigures,
  reasonField,
  summaryFields,
} from './adjustments/rules.ts';
export { type PlaceBeside } from './adjustments/places.ts';
export { finalisationWording } from './adjustments/standing.ts';
export { type BusinessState, type FinaliseView } from './adjustments/view.ts';
export { type BusinessAccounting } from './annual/accounting-type.ts';
export { type AnnualRefusal, type AnnualView, isToBeConfirmed } from './annual/annual-summaries.ts';
export { type AnnualSection, type AnnualYear } from './annual/draft.ts';
export {
  adjustmentFields,
  allowanceFields,
  type AnnualAmountField,
  type AnnualAnswers,
  type AnnualBuilding,
  type AnnualEntry,
  type BuildingAnswers,
  buildingField,
  type BuildingList,
  buildingLists,
  buildingParts,
  entryFieldsOf,
  hasEndedAllowances,
  noAnswers,
} from './annual/entry/rules.ts';
export { type IncomeAfterEnd } from './foreign/after-end.ts';
export { type AllowanceClaim } from './annual/allowance-claim.ts';
export {
  type AnnualAnswersAbroad,
  answersKey,
  type ForeignAnnualFigures,
  splitField,
  wholeIncomeAllowancePence,
} from './annual/places/rules.ts';
export {
  type AnnualFigures,
  expensesInTheWay,
  expensesOfQuartersInTheWay,
  isForeignAnnual,
  readAnnualFigures,
} from './annual/rules.ts';
export { type BusinessYear, type PropertyBusinessType } from './property-years.ts';
export { readStatementFigures, statementWording } from './end-of-period/rules.ts';
export { type StatementRefusal, type StatementView, type StatementYear } from './end-of-period/statements.ts';
export { type BusinessLosses, type LossRefusal, type LossYear } from './losses/losses.ts';
export {
  claimTypesIn,
  type HeldLoss,
  type LossAnswers,
  type LossFigures,
  lossTypesOf,
  readLossFigures,
  type TogetherField,
  togetherFields,
  yearsOfLoss,
} from './losses/rules.ts';
export {
  type DeclarationYear,
  type DeclareRefusal,
  isDeclared,
  type StartRefusal,
} from './final-declaration/declarations.ts';
export {
  amendableUntil,
  calculationFor,
  type DeclarationFigures,
  declarationFor,
  type DeclarationType,
  declarationWording,
  isAmendment,
  outstandingDeclarations,
  readDeclarationFigures,
} from './final-declaration/rules.ts';
export {
  type BroughtForwardState,
  type BroughtForwardView,
  type CarriedForward,
} from './finance-costs/finance-costs.ts';
export { type CostPlace, costField } from './finance-costs/rules.ts';
export { type RentARoomState, type RentARoomView } from './rent-a-room/rent-a-room.ts';
export { claimStanding, mostToClaim } from './rent-a-room/rules.ts';
export { type SubmissionKind } from './flow.ts';
export { type Correction } from './quarterly/corrections.ts';
export { type BusinessDaysBetween, type DaysBetween } from './quarterly/days-between.ts';
export { holdsExpenses } from './quarterly/expenses-taken.ts';
export { type ExpenseStyleView, takesOneTotal } from './quarterly/expense-styles.ts';
export { type QuarterTypeView } from './quarterly/quarter-types.ts';
export { type RequestRefusal, type RequestResult, type UpdatePeriod } from './request.ts';
export { type SubmitClick } from './requesting.ts';
export {
  type Amounts,
  amountsOf,
  broughtForwardField,
  foreignFieldOf,
  isForeign,
  isNil,
  oneTotalUnderPence,
  type PlaceFigures,
  placeKey,
  readUpdateFigures,
  rentARoomField,
  type UpdateFigures,
} from './quarterly/rules.ts';
export {
  isByProperty,
  type Obstacle,
  type PropertyEnd,
  reasonsToEnd,
  type ReasonToEnd,
} from './foreign/rules.ts';
export { type PropertyAtHmrc } from './foreign/registrations.ts';
export {
  atHmrc,
  isCumulative,
  isReported,
  missingBefore,
  opensOn,
  outstanding,
  pleaseReconnect,
  readOutcome,
  replacingWording,
  type HmrcMessage,
  type SubmissionStatus,
} from './rules.ts';
export { takenBeside, type TakenBeside } from './taken-beside.ts';
export {
  type AffectedUpdate,
  canBeResubmitted,
  type ResubmitPreview,
  type SubmissionView,
  type UpdateAtHmrc,
  type UpdateReview,
  wasStopped,
} from './view.ts';
export { type StepEnd } from './work.ts';
