import { readBody, type Part } from '../bodies/body.ts';
import type { Answer } from '../platform/answer.ts';
import { refuse, type Refusal } from '../platform/refusals.ts';
import { recordSubmission } from '../state/submissions.ts';
import type { ApiCall } from './operation.ts';
import { hasAllowanceBesidePrivateUse } from './property-annual-fields.ts';
import {
  findCallRefusals,
  FIRST_PROPERTY_YEAR,
  findClosedWindow,
  propertyBusiness,
  startYearOf,
  yearKey,
  type PropertyType,
} from './property-businesses.ts';
import { annuals, inPounds, type KeptAnnual } from './property-kept.ts';

export const WHERE_ANNUAL = {
  businessId: true,
  taxYear: { first: FIRST_PROPERTY_YEAR, last: 'current' },
} as const;

type Figures = Omit<KeptAnnual, 'submittedOn'>;

/** What differs between annual submissions of UK and of foreign businesses. */
export interface AnnualForm {
  type: PropertyType;
  body: (startYear: number) => Part<Figures>;
  rules: (figures: Figures) => Refusal[];
  /** A rule that what else is kept decides. */
  findMismatch?: (call: ApiCall, figures: Figures) => Refusal | undefined;
}

/** Takes an annual submission in place of the one before. */
export function putAnnual(call: ApiCall, { type, body, rules, findMismatch }: AnnualForm): Answer {
  const { core, nino, param } = call;
  const reading = readBody(body(startYearOf(call)), call.bodyText, rules);
  const [first, ...more] = findCallRefusals(call, WHERE_ANNUAL, reading);
  if (first) return refuse(first, ...more);
  if (!reading.ok) return refuse(...reading.refusals);
  const found = propertyBusiness(call, type);
  if (!found.ok) return found.answer;
  const figures = reading.value;
  const sides = [
    figures.ukProperty,
    figures.ukFhlProperty,
    figures.foreignFhlEea,
    ...(figures.foreignProperty ?? []),
  ];
  const broken =
    findClosedWindow(call) ??
    findMismatch?.(call, figures) ??
    (sides.some((side) => side && hasAllowanceBesidePrivateUse(side))
      ? ({ code: 'RULE_PROPERTY_INCOME_ALLOWANCE' } as const)
      : undefined);
  if (broken) return refuse(broken);

  annuals.put(core, yearKey(call), { submittedOn: core.clock.now().toISOString(), ...figures });
  recordSubmission(core, {
    nino,
    businessId: param('businessId'),
    taxYear: param('taxYear'),
    kind: `${type}-annual`,
  });
  return { status: 200 };
}

/** What is kept as an annual submission, or why it cannot be shown. */
export function findAnnual(
  call: ApiCall,
  type: PropertyType,
): { ok: true; annual: KeptAnnual } | { ok: false; answer: Answer } {
  const [first, ...more] = findCallRefusals(call, WHERE_ANNUAL);
  if (first) return { ok: false, answer: refuse(first, ...more) };
  const found = propertyBusiness(call, type);
  if (!found.ok) return found;
  const annual = annuals.get(call.core, yearKey(call));
  return annual
    ? { ok: true, annual }
    : { ok: false, answer: refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' }) };
}

export const showAnnual = (annual: KeptAnnual): Answer => ({ status: 200, body: inPounds(annual) });

/** An annual submission as a scenario shows it, figures in pounds. */
export function annualExample({ core }: ApiCall, figures: Record<string, unknown>): Answer {
  return { status: 200, body: { submittedOn: core.clock.now().toISOString(), ...figures } };
}
