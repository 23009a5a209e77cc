import type { Core } from '../core.ts';
import { defineCollection } from '../state/documents.ts';

/** The types of loss that the Losses API 6.0 knows, and of claim. */
export type TypeOfLoss =
  | 'self-employment'
  | 'self-employment-class4'
  | 'uk-property'
  | 'uk-property-fhl'
  | 'foreign-property'
  | 'foreign-property-fhl-eea';
export type TypeOfClaim =
  'carry-forward' | 'carry-sideways' | 'carry-forward-to-carry-sideways' | 'carry-sideways-fhl';

/** A loss of an earlier year (6.0), by `NINO/lossId`. */
export interface KeptLoss {
  readonly lossId: string;
  readonly number: number;
  readonly businessId: string;
  readonly typeOfLoss: TypeOfLoss;
  /** The tax year the loss was made in. */
  readonly taxYearBroughtForwardFrom: string;
  readonly lossPence: number;
  readonly lastModified: string;
}

/** What is to become of a year's loss (6.0), by `NINO/claimId`. */
export interface KeptClaim {
  readonly claimId: string;
  readonly number: number;
  readonly businessId: string;
  readonly typeOfLoss: TypeOfLoss;
  readonly typeOfClaim: TypeOfClaim;
  readonly taxYearClaimedFor: string;
  /** The place among the person's sideways claims of the year, in which losses are used. */
  readonly sequence?: number;
  readonly lastModified: string;
}

/** Claims and losses of one business and tax year (7.0), by `NINO/businessId/taxYear`; amounts in pence. */
export interface KeptLossClaims {
  readonly submittedOn: string;
  readonly claims?: {
    readonly carryBack?: Readonly<Record<string, number | undefined>>;
    readonly carrySideways?: Readonly<Record<string, number | undefined>>;
    readonly preferenceOrder?: { readonly applyFirst?: string };
    readonly carryForward?: Readonly<Record<string, number | undefined>>;
  };
  readonly losses?: { readonly broughtForwardLosses?: number };
}

export const losses = defineCollection<KeptLoss>('losses');
export const claims = defineCollection<KeptClaim>('loss-claims');
export const lossClaims = defineCollection<KeptLossClaims>('loss-claims-by-year');

/** Claims that were given no place come after those that were, in the order they were made. */
const UNORDERED = Number.MAX_SAFE_INTEGER;

/** A person's claims (6.0) of a tax year, in the order in which losses are used. */
export function claimsOf(core: Core, nino: string, taxYear: string): KeptClaim[] {
  return claims
    .list(core, `${nino}/`)
    .map(({ value }) => value)
    .filter((claim) => claim.taxYearClaimedFor === taxYear)
    .sort((a, b) => (a.sequence ?? UNORDERED) - (b.sequence ?? UNORDERED) || a.number - b.number);
}
