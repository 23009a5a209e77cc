import type { HmrcError } from '../../result.ts';
import { firstYearWithoutHolidayLets, noHolidayLets } from '../../values/holiday-lets.ts';

/** What claims can be made for. */
export const typesOfClaimedLoss = ['self-employment', 'uk-property', 'foreign-property'] as const;
/** A kind of business that a loss can be claimed of. */
export type TypeOfClaimedLoss = (typeof typesOfClaimedLoss)[number];

export const typesOfClaim = [
  'carry-forward',
  'carry-sideways',
  'carry-sideways-fhl',
  'carry-forward-to-carry-sideways',
] as const;
/**
 * For property: `carry-sideways`, `carry-forward-to-carry-sideways` and, up to tax year 2024-25, `carry-sideways-fhl`. For
 * self-employment: `carry-forward` and `carry-sideways`.
 */
export type TypeOfClaim = (typeof typesOfClaim)[number];

/** Claims of furnished holiday lettings ended with these. */
export function checkClaimInYear(typeOfClaim: string, taxYearClaimedFor: string): HmrcError[] {
  if (typeOfClaim !== 'carry-sideways-fhl' || taxYearClaimedFor < firstYearWithoutHolidayLets) return [];
  return [{ code: 'RULE_CSFHL_CLAIM_NOT_SUPPORTED', message: noHolidayLets, paths: [] }];
}
