import { randomUUID } from 'node:crypto';
import type { Core } from '../core.ts';
import { addDuration } from '../dates.ts';
import { refuse, type Refusal } from '../platform/refusals.ts';
import type { User } from '../state/schema.ts';
import { nextSubmissionNumber } from '../state/submissions.ts';
import { amendmentWindowEnd, FIRST_CUMULATIVE_YEAR, taxYearOf } from '../tax-year.ts';
import type { TaxInput } from '../tax/inputs.ts';
import { calculationBody } from './calculations-body.ts';
import { findErrors } from './calculations-checks.ts';
import { inputsBody, periodOf } from './calculations-inputs.ts';
import {
  calculationsOf,
  findCalculation,
  findDeclaration,
  isReady,
  keepCalculation,
  TRIGGERS,
  type KeptCalculation,
  type Message,
  type Trigger,
} from './calculations-kept.ts';
import { fingerprintOf, sourcesOf, taxInputOf, twelfthsUntil, type Source } from './calculations-sources.ts';
import { TAX_YEARS } from './calculations-tax-years.ts';
import type { ApiCall } from './operation.ts';
import { findPathRefusals } from './path-rules.ts';

const isTrigger = (text: string): text is Trigger => (TRIGGERS as readonly string[]).includes(text); // widened to ask

/** Starts a calculation. It is made at once, from what there is now, and shown when its time has passed. */
export function triggerCalculation(call: ApiCall) {
  const { core, user, nino, param } = call;
  const trigger = param('calculationType');
  const formRefusals = findPathRefusals(call, { taxYear: TAX_YEARS });
  const [first, ...more] = isTrigger(trigger)
    ? formRefusals
    : [...formRefusals, { code: 'FORMAT_CALCULATION_TYPE' } as const];
  if (first) return refuse(first, ...more);
  if (!isTrigger(trigger)) return refuse({ code: 'FORMAT_CALCULATION_TYPE' });

  const taxYear = param('taxYear');
  const sources = sourcesOf(core, user, taxYear);
  const broken = findBrokenRule(call, trigger, sources);
  if (broken) return refuse(broken);
  const calculation = calculate(core, user, taxYear, trigger, sources);
  keepCalculation(core, nino, calculation);
  return { status: 202, body: { calculationId: calculation.calculationId } };
}

// HMRC does not publish the order of its rules: what is wrong with the request itself goes before what is missing.
function findBrokenRule(call: ApiCall, trigger: Trigger, sources: readonly Source[]): Refusal | undefined {
  const { core, nino, param } = call;
  const taxYear = param('taxYear');
  const startYear = Number(taxYear.slice(0, 4));
  const today = core.clock.today();
  if (trigger === 'intent-to-amend' && startYear < FIRST_CUMULATIVE_YEAR)
    return { code: 'RULE_CALCULATION_TYPE_NOT_ALLOWED' };
  if (trigger !== 'in-year' && startYear >= taxYearOf(today)) return { code: 'RULE_TAX_YEAR_NOT_ENDED' };
  const declared = findDeclaration(core, nino, taxYear) !== undefined;
  if (trigger === 'intent-to-finalise' && declared) return { code: 'RULE_FINAL_DECLARATION_RECEIVED' };
  if (trigger === 'intent-to-amend') {
    if (!declared) return { code: 'RULE_DECLARATION_NOT_RECEIVED' };
    if (today > amendmentWindowEnd(startYear)) return { code: 'RULE_OUTSIDE_AMENDMENT_WINDOW' };
  }
  if (calculationsOf(core, nino, taxYear).some((one) => !isReady(core, one)))
    return { code: 'RULE_CALCULATION_IN_PROGRESS' };
  // HMRC documents 422 for this code here.
  if (sources.length === 0) return { code: 'RULE_INCOME_SOURCES_INVALID', status: 422 };
  return sources.some(({ figures }) => figures.updated)
    ? undefined
    : { code: 'RULE_NO_INCOME_SUBMISSIONS_EXIST' };
}

function calculate(
  core: Core,
  user: User,
  taxYear: string,
  trigger: Trigger,
  sources: readonly Source[],
): KeptCalculation {
  const startYear = Number(taxYear.slice(0, 4));
  const lastDate = trigger === 'in-year' ? lastDateOf(sources) : undefined;
  const input = taxInputOf(core, user.nino, taxYear, sources, twelfthsUntil(lastDate, startYear));
  const errors = trigger === 'in-year' ? [] : findErrors(core, user, startYear, sources);
  const triggeredAt = core.clock.now();
  const seconds = core.calculationSeconds;
  return {
    calculationId: randomUUID(),
    taxYear,
    trigger,
    number: nextSubmissionNumber(core),
    triggeredAt: triggeredAt.toISOString(),
    readyAt: (addDuration(triggeredAt, `PT${seconds}S`) ?? triggeredAt).toISOString(),
    readyAtMs: Date.now() + seconds * 1000,
    businessIds: sources.map(({ business }) => business.businessId),
    fingerprint: fingerprintOf(core, user.nino, taxYear, sources),
    ...periodOf(startYear, lastDate),
    inputs: inputsBody(core, user, input, sources),
    ...(errors.length > 0
      ? { duePence: 0, messages: { errors } }
      : resultOf(core, user.nino, trigger, taxYear, input)),
  };
}

function resultOf(core: Core, nino: string, trigger: Trigger, taxYear: string, input: TaxInput) {
  const { assessment, body } = calculationBody(input, trigger === 'in-year');
  const previous =
    trigger === 'intent-to-amend' ? previousBody(core, nino, taxYear, assessment.duePence) : {};
  return {
    duePence: assessment.duePence,
    calculation: { ...body, ...previous },
    messages: { info: informationOn(trigger) },
  };
}

/** The declared calculation that an amendment is to replace, and the difference. */
function previousBody(core: Core, nino: string, taxYear: string, duePence: number) {
  const declaration = findDeclaration(core, nino, taxYear);
  const before = declaration && findCalculation(core, nino, taxYear, declaration.calculationId);
  if (!before) return {};
  return {
    previousCalculation: {
      calculationTimestamp: before.readyAt,
      calculationId: before.calculationId,
      totalIncomeTaxAndNicsDue: before.duePence / 100,
      incomeTaxNicDueThisPeriod: (duePence - before.duePence) / 100,
    },
  };
}

function informationOn(trigger: Trigger): Message[] {
  const about = { id: 'SIM-I01', text: 'Only property income is in this figure; it is made by a simulator.' };
  if (trigger !== 'in-year') return [about];
  return [
    about,
    {
      id: 'SIM-I02',
      text: 'This is an estimate from what was sent so far; allowances and bands are apportioned.',
    },
  ];
}

function lastDateOf(sources: readonly Source[]): string | undefined {
  return sources
    .flatMap(({ figures }) => figures.lastDate ?? [])
    .toSorted()
    .at(-1);
}
