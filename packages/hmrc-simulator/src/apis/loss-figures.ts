import type { Core } from '../core.ts';
import type { LossesInput, PropertyBusinessType, SidewaysClaim } from '../tax/inputs.ts';
import { formatTaxYear } from '../tax-year.ts';
import { claimsOf, lossClaims, losses, type KeptClaim, type TypeOfLoss } from './losses-kept.ts';

const PROPERTY_TYPES: ReadonlySet<string> = new Set<PropertyBusinessType>([
  'uk-property',
  'uk-property-fhl',
  'foreign-property',
  'foreign-property-fhl-eea',
]);

/**
 * What the Losses API, of either version, knows of a property business's tax year: what earlier years left to it, and
 * whether this year's loss is to be set against other income. It does not know how much of an earlier loss the years in
 * between used up: a loss stands with its whole amount in every later year until it is amended.
 */
export function lossesFor(core: Core, nino: string, businessId: string, taxYear: string): LossesInput {
  const claimed = lossClaims.get(core, `${nino}/${businessId}/${taxYear}`);
  const typeOfBusiness = typeOfProperty(core, nino, businessId);
  const broughtForward = claimed?.losses?.broughtForwardLosses;
  const sidewaysPence = claimed?.claims?.carrySideways?.['currentYearGeneralIncome'];
  return {
    broughtForward:
      broughtForward !== undefined && typeOfBusiness
        ? [{ businessId, typeOfBusiness, taxYearIncurred: yearBefore(taxYear), pence: broughtForward }]
        : lossesBefore(core, nino, businessId, taxYear),
    sideways:
      sidewaysPence !== undefined && typeOfBusiness
        ? [{ businessId, typeOfBusiness, limitPence: sidewaysPence }]
        : sidewaysClaims(core, nino, businessId, taxYear),
  };
}

function lossesBefore(core: Core, nino: string, businessId: string, taxYear: string) {
  return losses
    .list(core, `${nino}/`)
    .map(({ value }) => value)
    .filter((loss) => loss.businessId === businessId && loss.taxYearBroughtForwardFrom < taxYear)
    .flatMap(({ typeOfLoss, taxYearBroughtForwardFrom, lossPence, lossId }) =>
      isProperty(typeOfLoss)
        ? [
            {
              businessId,
              typeOfBusiness: typeOfLoss,
              taxYearIncurred: taxYearBroughtForwardFrom,
              pence: lossPence,
              lossId,
            },
          ]
        : [],
    );
}

function sidewaysClaims(core: Core, nino: string, businessId: string, taxYear: string): SidewaysClaim[] {
  return claimsOf(core, nino, taxYear)
    .filter((claim) => claim.businessId === businessId)
    .flatMap((claim) => {
      const typeOfBusiness = typeOfSideways(claim);
      return typeOfBusiness ? [{ businessId, typeOfBusiness }] : [];
    });
}

/** Whose loss a claim sets sideways: that of the furnished holiday lets has a type of claim of its own. */
function typeOfSideways({ typeOfClaim, typeOfLoss }: KeptClaim): PropertyBusinessType | undefined {
  if (typeOfClaim === 'carry-forward' || !isProperty(typeOfLoss)) return undefined;
  if (typeOfClaim !== 'carry-sideways-fhl') return typeOfLoss;
  return typeOfLoss === 'uk-property' ? 'uk-property-fhl' : 'foreign-property-fhl-eea';
}

function typeOfProperty(core: Core, nino: string, businessId: string): PropertyBusinessType | undefined {
  const type = core.store.state.users[nino]?.businesses.find(
    (business) => business.businessId === businessId,
  )?.typeOfBusiness;
  return type === 'uk-property' || type === 'foreign-property' ? type : undefined;
}

function isProperty(type: TypeOfLoss): type is TypeOfLoss & PropertyBusinessType {
  return PROPERTY_TYPES.has(type);
}

const yearBefore = (taxYear: string): string => formatTaxYear(Number(taxYear.slice(0, 4)) - 1);
