import { refuse } from '../platform/refusals.ts';
import { statusOfSummary } from './bsas-kept.ts';
import { findSummaryPathRefusals, SUMMARY_CODES, summaryInPath } from './bsas-path.ts';
import { foreignSummaryScenarios, ukSummaryScenarios } from './bsas-scenarios.ts';
import { writeSummary } from './bsas-summary.ts';
import type { PersonOperation } from './operation.ts';
import type { PropertyType } from './property-businesses.ts';

export const retrieveSummary = (type: PropertyType): PersonOperation => ({
  name: type === 'uk-property' ? 'get-uk-bsas' : 'get-foreign-bsas',
  method: 'GET',
  path: `/individuals/self-assessment/adjustable-summary/:nino/${type}/:calculationId/:taxYear`,
  version: '7.0',
  scope: 'read:self-assessment',
  codes: SUMMARY_CODES,
  scenarios: type === 'uk-property' ? ukSummaryScenarios : foreignSummaryScenarios,
  handle: (call) => {
    const [first, ...more] = findSummaryPathRefusals(call);
    if (first) return refuse(first, ...more);
    const found = summaryInPath(call, type);
    if (!found.ok) return found.answer;
    const status = statusOfSummary(call.core, call.nino, found.summary);
    return { status: 200, body: writeSummary(call.nino, found.summary, status) };
  },
});
