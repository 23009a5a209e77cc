import { parseTaxYear, type TaxYear, taxYearOf } from '../tax-year.ts';
import { type SubmissionDeps } from './deps.ts';

/** A business of a landlord's in a tax year. */
export interface BusinessYear {
  businessId: string;
  taxYear: TaxYear;
}

/** What HMRC calls the two types of property business. */
export type PropertyBusinessType = 'uk-property' | 'foreign-property';

/** Makes the reader of an address that names a property business of a landlord's, of one type, and a tax year that has begun. */
export function createPropertyYears(
  { connections, clock }: Pick<SubmissionDeps, 'connections' | 'clock'>,
  type: PropertyBusinessType,
) {
  return async function find(
    ownerId: string,
    named: { businessId: string; taxYear: string },
  ): Promise<BusinessYear | null> {
    const taxYear = parseTaxYear(named.taxYear);
    if (taxYear === undefined || taxYear > taxYearOf(clock.today())) return null;
    const businesses = await connections.businesses(ownerId);
    const isTheirs = businesses.some(
      ({ businessId, typeOfBusiness }) => businessId === named.businessId && typeOfBusiness === type,
    );
    return isTheirs ? { businessId: named.businessId, taxYear } : null;
  };
}
