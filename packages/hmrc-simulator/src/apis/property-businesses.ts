import { refuse, type Refusal, type RefusalCode } from '../platform/refusals.ts';
import type { Answer } from '../platform/answer.ts';
import { businessKey } from '../state/initial.ts';
import type { Business } from '../state/schema.ts';
import { amendmentWindowEnd } from '../tax-year.ts';
import type { ApiCall } from './operation.ts';
import { findPathRefusals, type PathRules } from './path-rules.ts';

export type PropertyType = 'uk-property' | 'foreign-property';

/** Codes of a path with a business and a tax year, which nearly every operation on property documents. */
export const PATH_CODES = [
  'FORMAT_NINO',
  'FORMAT_BUSINESS_ID',
  'FORMAT_TAX_YEAR',
  'RULE_TAX_YEAR_RANGE_INVALID',
  'RULE_TAX_YEAR_NOT_SUPPORTED',
  'CLIENT_OR_AGENT_NOT_AUTHORISED',
  'MATCHING_RESOURCE_NOT_FOUND',
] as const;

/** The first tax year of annual submissions and period summaries, by its starting year. */
export const FIRST_PROPERTY_YEAR = 2022;

/** The last tax year of period summaries and of furnished holiday lets, by its starting year. */
export const LAST_PERIOD_YEAR = 2024;

/** The first tax year in which figures of foreign property come by property instead of by country. */
export const FIRST_YEAR_BY_PROPERTY = 2026;

/** Where what belongs to a business's tax year is kept. */
export const yearKey = ({ nino, param }: ApiCall): string =>
  `${businessKey(nino, param('businessId'))}/${param('taxYear')}`;

/** The starting year in a call's path; `NaN` where there is none. */
export const startYearOf = ({ param }: ApiCall): number => Number(param('taxYear').slice(0, 4));

/** The business in the path, if it is there and of the type that the operation is for; else HMRC's refusal. */
export function propertyBusiness(
  { user, param }: ApiCall,
  type: PropertyType,
): { ok: true; business: Business } | { ok: false; answer: Answer } {
  const business = user.businesses.find(({ businessId }) => businessId === param('businessId'));
  if (!business) return { ok: false, answer: refuse({ code: 'MATCHING_RESOURCE_NOT_FOUND' }) };
  return business.typeOfBusiness === type
    ? { ok: true, business }
    : { ok: false, answer: refuse({ code: 'RULE_TYPE_OF_BUSINESS_INCORRECT' }) };
}

const YEAR_CODES: readonly RefusalCode[] = [
  'FORMAT_TAX_YEAR',
  'RULE_TAX_YEAR_RANGE_INVALID',
  'RULE_TAX_YEAR_NOT_SUPPORTED',
];

/** What is wrong with a call's path and body. HMRC reads a body as its tax year has it, so a wrong year hides the rest. */
export function findCallRefusals(
  call: ApiCall,
  rules: PathRules,
  reading: { ok: true } | { ok: false; refusals: readonly Refusal[] } = { ok: true },
): Refusal[] {
  const ofPath = findPathRefusals(call, rules);
  const ofYear = ofPath.filter(({ code }) => YEAR_CODES.includes(code));
  if (ofYear.length > 0) return ofYear;
  return reading.ok ? ofPath : [...ofPath, ...reading.refusals];
}

/** Why figures of a tax year can no longer change, if they cannot. */
export function findClosedWindow(call: ApiCall): Refusal | undefined {
  return call.core.clock.today() > amendmentWindowEnd(startYearOf(call))
    ? { code: 'RULE_OUTSIDE_AMENDMENT_WINDOW' }
    : undefined;
}

/**
 * When an update was sent and what it covers. HMRC's answers have dates even where none may be sent, of whoever reports
 * once a year; which ones is not documented, so they are the tax year's.
 */
export function shownDates(call: ApiCall, { submittedOn, fromDate, toDate }: SentDates) {
  const startYear = startYearOf(call);
  return {
    submittedOn,
    fromDate: fromDate ?? `${startYear}-04-06`,
    toDate: toDate ?? `${startYear + 1}-04-05`,
  };
}

interface SentDates {
  readonly submittedOn: string;
  readonly fromDate?: string | undefined;
  readonly toDate?: string | undefined;
}
