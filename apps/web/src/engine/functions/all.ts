import { type Calculations } from '../../domain/calculations/index.ts';
import { type Submissions } from '../../domain/submissions/index.ts';
import { type EngineFunction } from '../port.ts';
import { askHmrc } from './ask-hmrc.ts';
import { calculateTax } from './calculate-tax.ts';
import { sendInOneStep } from './send-in-one-step.ts';
import { submitAnnualSummary } from './submit-annual-summary.ts';
import { submitQuarterlyUpdate } from './submit-quarterly-update.ts';

/** Everything that an engine runs. */
export function allFunctions({
  submissions,
  calculations,
}: {
  submissions: Submissions;
  calculations: Calculations;
}): EngineFunction[] {
  return [
    submitQuarterlyUpdate(submissions),
    submitAnnualSummary(submissions),
    sendInOneStep('losses', 'submit-losses', submissions),
    sendInOneStep('accounting-adjustments', 'submit-accounting-adjustments', submissions),
    sendInOneStep('end-of-period-statement', 'submit-eops', submissions),
    sendInOneStep('final-declaration', 'submit-crystallisation', submissions),
    askHmrc(submissions),
    calculateTax(calculations),
  ];
}
