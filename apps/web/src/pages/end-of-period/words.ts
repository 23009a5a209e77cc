import { type StatementRefusal } from '../../domain/submissions/index.ts';
import { connectionRefusals } from '../connection-refusals.ts';

/** Why nothing was sent, for a click that came too late or too early. */
export const refusalWords = (reason: StatementRefusal['reason']): string => words[reason];

const words = {
  ...connectionRefusals,
  'not-agreed': 'Tick the box if you agree to the declaration',
  'done-already': 'HMRC has an End of Period Statement for this accounting period already.',
  'in-flight': 'An End of Period Statement for this accounting period is with HMRC already.',
  'no-such-year': 'There is no End of Period Statement for this tax year.',
  withdrawn: 'HMRC does not take End of Period Statements any more.',
  'year-not-over': 'The accounting period is not over yet.',
  closed: 'HMRC takes no End of Period Statement for this accounting period any more.',
} as const satisfies Record<StatementRefusal['reason'], string>;
