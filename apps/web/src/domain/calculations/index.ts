export {
  createCalculations,
  type CalculationRequest,
  type Calculations,
  type CalculationView,
} from './calculations.ts';
export { type Balance, type BalanceResult } from './balance.ts';
export { type CalculationInList, type ListAtHmrc, type OneAtHmrc } from './at-hmrc.ts';
export { calculationRequested, rescueCalculationEvent } from './events.ts';
export {
  type CalculatedSource,
  type CalculatedTax,
  type CalculationFigures,
  type CalculationMessage,
  readFigures,
} from './figures.ts';
export { isCalculationId, readCalculatedYear, type KindAtHmrc } from './rules.ts';
