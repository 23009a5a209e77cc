import { z } from 'zod';

import { calculationRequested, type Calculations } from '../../domain/calculations/index.ts';
import { defineFunction } from '../define.ts';
import { type EngineFunction } from '../port.ts';
import { asStep } from './as-step.ts';

/** Asks HMRC for a tax calculation, or looks whether it is there; each look is an event of its own. */
export function calculateTax(calculations: Pick<Calculations, 'steps' | 'giveUp'>): EngineFunction {
  return defineFunction(
    {
      id: 'calculate-tax',
      event: calculationRequested,
      schema: z.object({ calculation: z.uuid(), connectionId: z.uuid() }),
      steps: ['calculate-tax'],
      concurrencyKey: 'connectionId',
    },
    {
      async handle(data, step) {
        await step.run('calculate-tax', () => asStep(calculations.steps.calculate(data)));
      },
      // Its page says that HMRC is calculating; there is nothing to tell of a try.
      onRetry: () => Promise.resolve(),
      onFailure: (data) => calculations.giveUp(data),
    },
  );
}
