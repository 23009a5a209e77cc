import { type EngineFunction } from '../port.ts';
import { sendInOneStep, type SendingSubmissions } from './send-in-one-step.ts';

/** Sends an annual summary. */
export const submitAnnualSummary = (submissions: SendingSubmissions): EngineFunction =>
  sendInOneStep('annual-summary', 'submit-annual-summary', submissions);
