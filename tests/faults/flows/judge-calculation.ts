import { type FaultMode, type Told } from './modes.ts';

/** What the landlord was told of a calculation at a moment, and how things stood then. */
export interface CalculationSighting {
  told: Told;
  hasFigures: boolean;
  /** HMRC has a calculation under the number that we keep. */
  isHeld: boolean;
  isDeclared: boolean;
  /** The landlord could agree to it although nothing came of it. */
  canDeclare: boolean;
}

/** @returns what is wrong with how a calculation went; nothing where all is well */
export function judgeCalculation(row: {
  seen: readonly CalculationSighting[];
  mode: Pick<FaultMode, 'expected' | 'fault'>;
  wasKilled: boolean;
  /** How many HMRC made. */
  made: number;
}): string[] {
  const { seen, mode, wasKilled, made } = row;
  const wrong: string[] = [];
  const demand = (isRight: boolean, what: string) => {
    if (!isRight) wrong.push(what);
  };
  for (const { told, hasFigures, isHeld, isDeclared, canDeclare } of seen) {
    demand((told === 'ready') === hasFigures, `told "${told}" ${hasFigures ? 'with' : 'without'} figures`);
    demand(told !== 'ready' || isHeld, 'told "ready" of what HMRC does not have');
    demand(!isDeclared, 'something was declared');
    demand(!canDeclare, 'could be declared although nothing came of it');
  }
  const [first] = seen;
  demand(first?.told === mode.expected, `first told "${first?.told}" in place of "${mode.expected}"`);
  demand(seen.at(-1)?.told === 'ready', `in the end told "${seen.at(-1)?.told}"`);
  // An answer that nobody heard costs one more; so does each time that a person asks anew.
  const isLost = wasKilled || mode.fault?.name === 'answer-lost' || mode.fault?.name === 'answer-cut';
  const most = seen.length + (isLost ? 1 : 0);
  demand(made <= most, `HMRC made ${made} where ${most} were asked for`);
  return wrong;
}
