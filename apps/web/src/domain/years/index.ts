export {
  type BusinessTasks,
  isDeclaredBy,
  isDone,
  progressOf,
  type Standing,
  type YearTasks,
} from './rules.ts';
export { createYears, type Years } from './years.ts';
