import { describe, expect, it } from 'vitest';

import { type CalculationSighting, judgeCalculation } from './judge-calculation.ts';
import { type Told } from './modes.ts';

const at = (told: Told, more: Partial<CalculationSighting> = {}): CalculationSighting => ({
  told,
  hasFigures: told === 'ready',
  isHeld: told === 'ready',
  isDeclared: false,
  canDeclare: false,
  ...more,
});

const row = (
  expected: Told,
  seen: CalculationSighting[],
  { made = 1, wasKilled = false, fault = '' }: { made?: number; wasKilled?: boolean; fault?: string } = {},
) => judgeCalculation({ seen, mode: { expected, fault: { name: fault } }, wasKilled, made });

describe('a row of the table of calculations', () => {
  it.each([
    ['made and shown', row('ready', [at('ready')])],
    ['failed, and asked for anew', row('failed', [at('failed'), at('ready')], { made: 2 })],
    [
      'asked for once more by a process that was killed',
      row('ready', [at('ready')], { wasKilled: true, made: 2 }),
    ],
    [
      'asked for once more where the answer was lost',
      row('ready', [at('ready')], { fault: 'answer-lost', made: 2 }),
    ],
  ])('is right: %s', (_name, wrong) => {
    expect(wrong).toEqual([]);
  });

  it.each([
    ['told something else first', row('ready', [at('failed'), at('ready')]), /^first told "failed"/],
    ['never there', row('failed', [at('failed')]), /^in the end told "failed"/],
    ['waited for still', row('ready', [at('processing')]), /in the end told "processing"/],
    ['not looked at', row('ready', []), /^first told/],
    ['there without figures', row('ready', [at('ready', { hasFigures: false })]), /without figures/],
    ['failed with figures', row('failed', [at('failed', { hasFigures: true }), at('ready')]), /with figures/],
    ['none of HMRC’s', row('ready', [at('ready', { isHeld: false })]), /HMRC does not have/],
    ['declared', row('ready', [at('ready', { isDeclared: true })]), /^something was declared/],
    [
      'one to agree to without figures',
      row('failed', [at('failed', { canDeclare: true }), at('ready')]),
      /^could be/,
    ],
    ['made twice for nothing', row('ready', [at('ready')], { made: 2 }), /^HMRC made 2/],
  ])('is wrong: %s', (_name, wrong, expected) => {
    expect(wrong.join()).toMatch(expected);
  });
});
