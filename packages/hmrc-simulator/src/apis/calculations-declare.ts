import { refuse, type RefusalCode } from '../platform/refusals.ts';
import { lastSubmission } from '../state/submissions.ts';
import { amendmentWindowEnd, FIRST_CUMULATIVE_YEAR, taxYearOf } from '../tax-year.ts';
import {
  CONFIRMATIONS,
  findCalculation,
  findDeclaration,
  isReady,
  keepCalculation,
  keepDeclaration,
  type Confirmation,
  type KeptCalculation,
} from './calculations-kept.ts';
import { fingerprintOf, sourcesOf } from './calculations-sources.ts';
import { TAX_YEARS } from './calculations-tax-years.ts';
import type { ApiCall } from './operation.ts';
import { CALCULATION_ID, findPathRefusals } from './path-rules.ts';

const needs = { 'final-declaration': 'intent-to-finalise', 'confirm-amendment': 'intent-to-amend' } as const;

/** Takes a final declaration, or the confirmation of an amendment, of the calculation that a person has agreed to. */
export function submitDeclaration(call: ApiCall) {
  const { core, nino, param } = call;
  const taxYear = param('taxYear');
  const confirmation = confirmationIn(param('calculationType'), Number(taxYear.slice(0, 4)));
  const [first, ...more] = [
    ...findPathRefusals(call, {
      taxYear: TAX_YEARS,
      forms: { calculationId: [CALCULATION_ID, 'FORMAT_CALCULATION_ID'] },
    }),
    ...(confirmation ? [] : [{ code: 'FORMAT_CALCULATION_TYPE' } as const]),
  ];
  if (first) return refuse(first, ...more);
  const calculation = findCalculation(core, nino, taxYear, param('calculationId'));
  if (!confirmation || !calculation) return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  const broken = findBrokenRule(call, confirmation, calculation);
  if (broken) return refuse({ code: broken });

  const at = core.clock.now().toISOString();
  const { calculationId } = calculation;
  keepCalculation(core, nino, { ...calculation, confirmed: { as: confirmation, at } });
  const received = findDeclaration(core, nino, taxYear) ?? { receivedAt: at, receivedOn: core.clock.today() };
  keepDeclaration(core, nino, taxYear, { ...received, calculationId });
  return { status: 204 };
}

/** `confirm-amendment` begins with 2025-26; HMRC documents no other code than that of the form for earlier years. */
function confirmationIn(text: string, startYear: number): Confirmation | undefined {
  const confirmation = CONFIRMATIONS.find((one) => one === text);
  return confirmation === 'confirm-amendment' && startYear < FIRST_CUMULATIVE_YEAR ? undefined : confirmation;
}

function findBrokenRule(
  { core, user, nino, param }: ApiCall,
  confirmation: Confirmation,
  calculation: KeptCalculation,
): RefusalCode | undefined {
  const taxYear = param('taxYear');
  const startYear = Number(taxYear.slice(0, 4));
  const declared = findDeclaration(core, nino, taxYear) !== undefined;
  // First of all: whoever lost the answer to a declaration asks again, and this is how they learn that it arrived.
  if (calculation.confirmed?.as === confirmation) return 'RULE_FINAL_DECLARATION_RECEIVED';
  // HMRC answers "not found" for a calculation of another type.
  if (calculation.trigger !== needs[confirmation]) return 'MATCHING_RESOURCE_NOT_FOUND';
  if (confirmation === 'final-declaration' && declared) return 'RULE_FINAL_DECLARATION_RECEIVED';
  if (!isReady(core, calculation)) return 'RULE_FINAL_DECLARATION_IN_PROGRESS';
  const today = core.clock.today();
  if (startYear >= taxYearOf(today)) return 'RULE_FINAL_DECLARATION_TAX_YEAR';
  if (confirmation === 'confirm-amendment' && today > amendmentWindowEnd(startYear))
    return 'RULE_OUTSIDE_AMENDMENT_WINDOW';
  const sources = sourcesOf(core, user, taxYear);
  if (sources.length === 0) return 'RULE_INCOME_SOURCES_INVALID';
  const now = sources.map(({ business }) => business.businessId).sort();
  if (now.join() !== calculation.businessIds.toSorted().join()) return 'RULE_INCOME_SOURCES_CHANGED';
  if (!sources.some(({ figures }) => figures.updated)) return 'RULE_NO_INCOME_SUBMISSIONS_EXIST';
  const last = lastSubmission(core, nino, undefined, taxYear);
  if (
    (last && last.number > calculation.number) ||
    fingerprintOf(core, nino, taxYear, sources) !== calculation.fingerprint
  )
    return 'RULE_RECENT_SUBMISSIONS_EXIST';
  return calculation.calculation ? undefined : 'RULE_SUBMISSION_FAILED';
}
