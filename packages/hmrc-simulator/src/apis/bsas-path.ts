import type { Answer } from '../platform/answer.ts';
import { refuse, type Refusal } from '../platform/refusals.ts';
import { readTaxYear } from '../tax-year.ts';
import { summaries, summaryKey, type KeptSummary } from './bsas-kept.ts';
import { FIRST_SUMMARY_YEAR } from './bsas-trigger.ts';
import type { ApiCall } from './operation.ts';
import { CALCULATION_ID, findPathRefusals } from './path-rules.ts';
import { startYearOf, type PropertyType } from './property-businesses.ts';

const WHERE = {
  taxYear: { last: 'current' },
  forms: { calculationId: [CALCULATION_ID, 'FORMAT_CALCULATION_ID'] },
} as const;

/** The codes that retrieving and adjusting a summary have in common. */
export const SUMMARY_CODES = [
  'FORMAT_NINO',
  'FORMAT_TAX_YEAR',
  'FORMAT_CALCULATION_ID',
  'RULE_TYPE_OF_BUSINESS_INCORRECT',
  'RULE_TAX_YEAR_NOT_SUPPORTED',
  'RULE_TAX_YEAR_RANGE_INVALID',
  'INVALID_TAX_YEAR_PARAMETER',
  'CLIENT_OR_AGENT_NOT_AUTHORISED',
  'MATCHING_RESOURCE_NOT_FOUND',
  'RULE_REQUEST_CANNOT_BE_FULFILLED',
] as const;

/** Everything that is wrong with the path of a summary. */
export function findSummaryPathRefusals(call: ApiCall): Refusal[] {
  const refusals = findPathRefusals(call, WHERE);
  const isEarly = readTaxYear(call.param('taxYear')).ok && startYearOf(call) < FIRST_SUMMARY_YEAR;
  return isEarly ? [...refusals, { code: 'INVALID_TAX_YEAR_PARAMETER' }] : refusals;
}

/** The summary in the path, if it is there and of the type that the operation is for. */
export function summaryInPath(
  { core, nino, param }: ApiCall,
  type: PropertyType,
): { ok: true; summary: KeptSummary } | { ok: false; answer: Answer } {
  const summary = summaries.get(core, summaryKey(nino, param('taxYear'), param('calculationId')));
  if (!summary) return { ok: false, answer: refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' }) };
  return summary.typeOfBusiness.startsWith(type)
    ? { ok: true, summary }
    : { ok: false, answer: refuse({ code: 'RULE_TYPE_OF_BUSINESS_INCORRECT' }) };
}
