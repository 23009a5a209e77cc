export {
  createCalculations,
  type CalculationRequest,
  type Calculations,
  type CalculationView,
} from './calculations.ts';
export { type Balance, type BalanceResult } from './balance.ts';
export { calculationRequested } from './events.ts';
export {
  type CalculatedSource,
  type CalculatedTax,
  type CalculationFigures,
  type CalculationMessage,
  readFigures,
} from './figures.ts';
export { readCalculatedYear, type CalculationType } from './rules.ts';
