import { randomUUID } from 'node:crypto';
import { refuse, type Refusal, type RefusalCode } from '../platform/refusals.ts';
import { BUSINESS_ID, type Business } from '../state/schema.ts';
import { amendmentWindowEnd, FIRST_CUMULATIVE_YEAR, readTaxYear } from '../tax-year.ts';
import type { TypeOfClaim, TypeOfLoss } from './losses-kept.ts';
import type { ApiCall } from './operation.ts';

/** The last tax year of this version, by its starting year. */
const LAST_V6_YEAR = 2025;
/** The first tax years of losses brought forward and of claims. */
export const FIRST_LOSS_YEAR = 2018;
export const FIRST_CLAIM_YEAR = 2019;
/** An id of a loss or a claim. */
const LOSS_ID = /^[A-Za-z0-9]{15}$/;

/** Codes of a tax year in this version. */
export const YEAR_CODES = [
  'FORMAT_TAX_YEAR',
  'RULE_TAX_YEAR_RANGE_INVALID',
  'RULE_TAX_YEAR_NOT_SUPPORTED',
  'RULE_TAX_YEAR_FOR_VERSION_NOT_SUPPORTED',
] as const;
/** Codes that every operation has. */
export const COMMON_CODES = [
  'FORMAT_NINO',
  'CLIENT_OR_AGENT_NOT_AUTHORISED',
  'MATCHING_RESOURCE_NOT_FOUND',
] as const;

export const TYPES_OF_LOSS = [
  'self-employment',
  'self-employment-class4',
  'uk-property-fhl',
  'uk-property',
  'foreign-property-fhl-eea',
  'foreign-property',
] as const;
export const TYPES_OF_CLAIM = [
  'carry-forward',
  'carry-sideways',
  'carry-sideways-fhl',
  'carry-forward-to-carry-sideways',
] as const;

/** The types of loss that claims can be of. */
export const CLAIMABLE = ['self-employment', 'uk-property', 'foreign-property'] as const;
const PROPERTY_CLAIMS: readonly TypeOfClaim[] = [
  'carry-sideways',
  'carry-sideways-fhl',
  'carry-forward-to-carry-sideways',
];
/** Which types of claim a type of loss can have. */
const CLAIMS_BY_LOSS: Readonly<Partial<Record<TypeOfLoss, readonly TypeOfClaim[]>>> = {
  'self-employment': ['carry-forward', 'carry-sideways'],
  'uk-property': PROPERTY_CLAIMS,
  'foreign-property': PROPERTY_CLAIMS,
};

export const isClaimable = (typeOfLoss: TypeOfLoss, wanted: TypeOfClaim): boolean =>
  CLAIMS_BY_LOSS[typeOfLoss]?.includes(wanted) ?? false;

/** What is wrong with a tax year, wherever it stands. */
export function findYearRefusals(taxYear: string, firstYear: number): Refusal[] {
  const reading = readTaxYear(taxYear);
  if (!reading.ok) return [{ code: reading.code }];
  if (reading.startYear < firstYear) return [{ code: 'RULE_TAX_YEAR_NOT_SUPPORTED' }];
  return reading.startYear > LAST_V6_YEAR ? [{ code: 'RULE_TAX_YEAR_FOR_VERSION_NOT_SUPPORTED' }] : [];
}

/** What is wrong with the id of a loss or a claim. */
export const findIdRefusals = (id: string, code: 'FORMAT_LOSS_ID' | 'FORMAT_CLAIM_ID'): Refusal[] =>
  LOSS_ID.test(id) ? [] : [{ code }];

/** What is wrong with the filters of a list: the business id, and words from a choice. */
export function findQueryRefusals(
  { query }: ApiCall,
  words: Readonly<Record<string, readonly [known: readonly string[], code: RefusalCode]>>,
): Refusal[] {
  const refusals: Refusal[] = [];
  const businessId = query('businessId');
  if (businessId !== undefined && !BUSINESS_ID.test(businessId))
    refusals.push({ code: 'FORMAT_BUSINESS_ID' });
  for (const [name, [known, code]] of Object.entries(words)) {
    const value = query(name);
    if (value !== undefined && !known.includes(value)) refusals.push({ code });
  }
  return refusals;
}

export const startYearOfText = (taxYear: string): number => Number(taxYear.slice(0, 4));

/** Whether a tax year is not over yet. */
export const isRunning = ({ core }: ApiCall, taxYear: string): boolean =>
  core.clock.today() <= `${startYearOfText(taxYear) + 1}-04-05`;

/** Why losses of a tax year can no longer change, if they cannot: a limit from 2025-26 on. */
export function findClosedLossYear({ core }: ApiCall, taxYear: string): Refusal | undefined {
  const startYear = startYearOfText(taxYear);
  return startYear >= FIRST_CUMULATIVE_YEAR && core.clock.today() > amendmentWindowEnd(startYear)
    ? { code: 'RULE_OUTSIDE_AMENDMENT_WINDOW' }
    : undefined;
}

/** The person's business that a type of loss can be of. */
export function findBusiness({ user }: ApiCall, businessId: string, type: TypeOfLoss): Business | undefined {
  return user.businesses.find(
    (business) => business.businessId === businessId && type.startsWith(business.typeOfBusiness),
  );
}

/** A new id, of 15 letters and digits. */
export const newLossId = (): string => randomUUID().replaceAll('-', '').slice(0, 15);

/** Asks several questions of a path or query together, as HMRC reports their refusals. */
export function refuseFirst(refusals: readonly Refusal[]) {
  const [first, ...more] = refusals;
  return first ? refuse(first, ...more) : undefined;
}
