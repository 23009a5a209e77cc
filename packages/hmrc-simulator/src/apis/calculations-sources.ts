import { createHash } from 'node:crypto';
import type { Core } from '../core.ts';
import { lastSubmission } from '../state/submissions.ts';
import type { Business, User } from '../state/schema.ts';
import type {
  BusinessInput,
  LossesInput,
  PropertyBusinessType,
  PropertyInput,
  TaxInput,
} from '../tax/inputs.ts';
import { acceptedAdjustments, withAdjustments } from './bsas-figures.ts';
import { lossesFor } from './loss-figures.ts';
import {
  submittedFigures,
  sumPence,
  type FiguresOfProperty,
  type PropertyFigures,
} from './property-figures.ts';

/** A property business of a person with what was sent of it for a tax year. */
export interface Source {
  business: Business;
  figures: PropertyFigures;
  /** When anything was sent of it last. */
  receivedAt: string | undefined;
}

/**
 * A person's property businesses that there were in a tax year, with their figures of it. Other income is not known to
 * the simulator.
 */
export function sourcesOf(core: Core, user: User, taxYear: string): Source[] {
  return user.businesses
    .filter((business) => existsIn(business, Number(taxYear.slice(0, 4))))
    .filter(({ typeOfBusiness }) => typeOfBusiness === 'uk-property' || typeOfBusiness === 'foreign-property')
    .map((business) => ({
      business,
      figures: adjustedFigures(core, user.nino, business.businessId, taxYear),
      receivedAt: lastSubmission(core, user.nino, business.businessId, taxYear)?.at,
    }));
}

/** Whether there was a business at any time of a tax year. */
export function existsIn({ commencementDate, cessationDate }: Business, startYear: number): boolean {
  return (
    commencementDate <= `${startYear + 1}-04-05` &&
    (cessationDate === undefined || cessationDate >= `${startYear}-04-06`)
  );
}

/** What counts of a business's tax year: what was submitted, with the adjustments that were accepted. */
export function adjustedFigures(
  core: Core,
  nino: string,
  businessId: string,
  taxYear: string,
): PropertyFigures {
  const adjustments = acceptedAdjustments(core, nino, businessId, taxYear);
  return withAdjustments(submittedFigures(core, nino, businessId, taxYear), adjustments);
}

/** What a tax figure is made of. `twelfths` is how much of the year it is for. */
export function taxInputOf(
  core: Core,
  nino: string,
  taxYear: string,
  sources: readonly Source[],
  twelfths: number,
): TaxInput {
  return {
    startYear: Number(taxYear.slice(0, 4)),
    twelfths,
    businesses: sources.flatMap(({ business, figures }) => businessInputsOf(business.businessId, figures)),
    losses: lossesOf(core, nino, taxYear, sources),
  };
}

/**
 * What a declaration of a tax year would be of, in few letters: it changes with every figure, adjustment and loss. Neither
 * adjustments nor losses count as submissions, so the order of submissions does not tell whether they came later.
 */
export function fingerprintOf(core: Core, nino: string, taxYear: string, sources: readonly Source[]): string {
  const input = taxInputOf(core, nino, taxYear, sources, 12);
  return createHash('sha256').update(JSON.stringify(input)).digest('base64url');
}

/** A business as tax looks at it; furnished holiday lets apart from the rest. */
export function businessInputsOf(businessId: string, figures: PropertyFigures): BusinessInput[] {
  const kinds = [...new Set(figures.properties.map(({ kind }) => kind))];
  return kinds.map((typeOfBusiness) => ({
    businessId,
    typeOfBusiness,
    properties: figures.properties.filter(({ kind }) => kind === typeOfBusiness).map(toPropertyInput),
  }));
}

/** How many twelfths of a tax year end by a date: a quarter is three, whichever day of the month it ends on. */
export function twelfthsUntil(lastDate: string | undefined, startYear: number): number {
  // People who report once a year send no dates.
  if (lastDate === undefined) return 12;
  const [year = 0, month = 0, day = 0] = lastDate.split('-').map(Number);
  const begun = (year - startYear) * 12 + month - 4 + (day >= 6 ? 1 : 0);
  return Math.min(12, Math.max(1, begun));
}

function lossesOf(core: Core, nino: string, taxYear: string, sources: readonly Source[]): LossesInput {
  const all = sources.map(({ business }) => lossesFor(core, nino, business.businessId, taxYear));
  const asThen = <Loss extends { typeOfBusiness: PropertyBusinessType }>(loss: Loss): Loss => ({
    ...loss,
    typeOfBusiness: typeIn(taxYear, loss.typeOfBusiness),
  });
  return {
    broughtForward: all.flatMap(({ broughtForward }) => broughtForward).map(asThen),
    sideways: all.flatMap(({ sideways }) => sideways).map(asThen),
  };
}

/** From 2025-26 furnished holiday lets are property like any other, and so is what is left of their losses. */
function typeIn(taxYear: string, type: PropertyBusinessType): PropertyBusinessType {
  if (taxYear < '2025-26') return type;
  return type === 'uk-property' || type === 'uk-property-fhl' ? 'uk-property' : 'foreign-property';
}

function toPropertyInput(figures: FiguresOfProperty): PropertyInput {
  const { countryCode, propertyId, incomePence, expensesPence, allowancesPence, taxPence, flags } = figures;
  const rentARoomClaimedPence = expensesPence['rentARoom.amountClaimed'] ?? 0;
  const propertyIncomeAllowancePence = allowancesPence['propertyIncomeAllowance'] ?? 0;
  const { thisYearPence, broughtForwardPence } = figures.residentialFinance;
  return {
    ...(countryCode !== undefined && { countryCode }),
    ...(propertyId !== undefined && { propertyId }),
    incomePence: sumPence(incomePence),
    expensesPence: sumPence(expensesPence) - rentARoomClaimedPence,
    rentARoom: {
      receivedPence: incomePence['rentARoom.rentsReceived'] ?? 0,
      claimedPence: rentARoomClaimedPence,
      jointlyLet: flags['rentARoom.jointlyLet'] ?? false,
    },
    additionsPence: sumPence(figures.adjustmentsPence),
    allowancesPence: sumPence(allowancesPence) - propertyIncomeAllowancePence,
    propertyIncomeAllowancePence: propertyIncomeAllowancePence > 0 ? propertyIncomeAllowancePence : undefined,
    // An adjustment may leave less than nothing.
    financeCostsPence: Math.max(0, thisYearPence),
    broughtForwardFinanceCostsPence: broughtForwardPence,
    foreignTaxPence: taxPence['foreignTaxPaidOrDeducted'] ?? 0,
    claimsForeignTaxCredit: flags['foreignTaxCreditRelief'] ?? false,
    taxDeductedPence: sumPence(taxPence, ['taxDeducted', 'specialWithholdingTaxOrUkTaxPaid']),
  };
}
