import { refuse, type Refusal } from '../platform/refusals.ts';
import { FIRST_CUMULATIVE_YEAR } from '../tax-year.ts';
import { formOf } from './calculations-forms.ts';
import {
  calculationsOf,
  CONFIRMATIONS,
  findCalculation,
  isReady,
  TRIGGERS,
  type KeptCalculation,
} from './calculations-kept.ts';
import { TAX_YEARS } from './calculations-tax-years.ts';
import type { ApiCall } from './operation.ts';
import { CALCULATION_ID, findPathRefusals } from './path-rules.ts';

const TYPES: readonly string[] = [...TRIGGERS, ...CONFIRMATIONS];
const AMENDMENTS = new Set(['intent-to-amend', 'confirm-amendment']);
/** From this starting year lists can be had by type. */
const FIRST_LIST_BY_TYPE = 2023;

/** Lists the calculations of a tax year that have come out, the newest first. */
export function listCalculations(call: ApiCall) {
  const { core, nino, param, query } = call;
  const [first, ...more] = findListRefusals(call);
  if (first) return refuse(first, ...more);
  const startYear = Number(param('taxYear').slice(0, 4));
  const wanted = query('calculationType');
  if (wanted !== undefined && !isTypeOf(wanted, startYear))
    return refuse({ code: 'RULE_CALCULATION_TYPE_NOT_ALLOWED' });
  const found = calculationsOf(core, nino, param('taxYear'))
    .filter((one) => isReady(core, one) && typeOf(one) === (wanted ?? typeOf(one)))
    .reverse()
    .map((one) => listItem(one, startYear));
  return found.length > 0
    ? { status: 200, body: { calculations: found } }
    : refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
}

/** Shows one calculation, once it has come out. */
export function retrieveCalculation(call: ApiCall) {
  const { core, nino, param } = call;
  const [first, ...more] = findPathRefusals(call, {
    taxYear: TAX_YEARS,
    forms: { calculationId: [CALCULATION_ID, 'FORMAT_CALCULATION_ID'] },
  });
  if (first) return refuse(first, ...more);
  const found = findCalculation(core, nino, param('taxYear'), param('calculationId'));
  if (!found || !isReady(core, found)) return refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' });
  return { status: 200, body: retrieveBody(found) };
}

/** HMRC's answer for one calculation. */
export function retrieveBody(one: KeptCalculation) {
  return {
    metadata: metadataOf(one),
    inputs: one.inputs,
    ...(one.calculation && { calculation: one.calculation }),
    messages: one.messages,
  };
}

/** Whether HMRC lists calculations of a type for a tax year. */
function isTypeOf(type: string, startYear: number): boolean {
  if (startYear < FIRST_LIST_BY_TYPE) return false;
  return startYear >= FIRST_CUMULATIVE_YEAR || !AMENDMENTS.has(type);
}

function findListRefusals(call: ApiCall): Refusal[] {
  const type = call.query('calculationType');
  return [
    ...findPathRefusals(call, { taxYear: TAX_YEARS }),
    ...(type === undefined || TYPES.includes(type) ? [] : [{ code: 'FORMAT_CALCULATION_TYPE' } as const]),
  ];
}

const typeOf = ({ trigger, confirmed }: KeptCalculation): string => confirmed?.as ?? trigger;

/** One calculation in a list. */
export function listItem(one: KeptCalculation, startYear: number) {
  if (startYear < FIRST_LIST_BY_TYPE) return oldItem(one);
  return {
    calculationId: one.calculationId,
    calculationTimestamp: one.readyAt,
    calculationType: typeOf(one),
    calculationTrigger: 'attended',
    // HMRC processes figures that do not fit together too: `messages` says so, and there is no amount.
    calculationOutcome: 'PROCESSED',
    ...(one.calculation && { liabilityAmount: one.duePence / 100 }),
    ...(startYear >= FIRST_CUMULATIVE_YEAR && { fromDate: one.periodFrom, toDate: one.periodTo }),
  };
}

function oldItem(one: KeptCalculation) {
  return {
    calculationId: one.calculationId,
    calculationTimestamp: one.readyAt,
    calculationType: one.trigger === 'in-year' ? 'in-year' : 'final-declaration',
    requestedBy: 'customer',
    taxYear: one.taxYear,
    ...(one.calculation && { totalIncomeTaxAndNicsDue: one.duePence / 100 }),
    intentToSubmitFinalDeclaration: one.trigger !== 'in-year',
    finalDeclaration: one.confirmed !== undefined,
    ...(one.confirmed && { finalDeclarationTimestamp: one.confirmed.at }),
  };
}

function metadataOf(one: KeptCalculation) {
  const { trigger, confirmed } = one;
  const common = {
    calculationId: one.calculationId,
    taxYear: one.taxYear,
    requestedBy: 'customer',
    requestedTimestamp: one.triggeredAt,
    calculationReason: 'customer-request',
    calculationTimestamp: one.readyAt,
    periodFrom: one.periodFrom,
    periodTo: one.periodTo,
  };
  if (formOf(Number(one.taxYear.slice(0, 4))) < 3) {
    return {
      ...common,
      calculationType: trigger === 'in-year' ? 'in-year' : 'final-declaration',
      intentToSubmitFinalDeclaration: trigger !== 'in-year',
      finalDeclaration: confirmed !== undefined,
      ...(confirmed && { finalDeclarationTimestamp: confirmed.at }),
    };
  }
  // A declaration has another name here than in the list and in the path.
  if (confirmed?.as === 'final-declaration')
    return { ...common, calculationType: 'declare-finalisation', finalisationTimestamp: confirmed.at };
  return {
    ...common,
    calculationType: typeOf(one),
    ...(confirmed && { confirmationTimestamp: confirmed.at }),
  };
}
