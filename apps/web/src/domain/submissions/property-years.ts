import { parseTaxYear, type TaxYear, taxYearOf } from '../tax-year.ts';
import { type SubmissionDeps } from './deps.ts';

/** A business of a landlord's in a tax year. */
export interface BusinessYear {
  businessId: string;
  taxYear: TaxYear;
}

/** Makes the reader of an address that names a UK property business of a landlord's and a tax year that has begun. */
export function createPropertyYears({ connections, clock }: Pick<SubmissionDeps, 'connections' | 'clock'>) {
  return async function find(
    ownerId: string,
    named: { businessId: string; taxYear: string },
  ): Promise<BusinessYear | null> {
    const taxYear = parseTaxYear(named.taxYear);
    if (taxYear === undefined || taxYear > taxYearOf(clock.today())) return null;
    const businesses = await connections.businesses(ownerId);
    const isTheirs = businesses.some(
      ({ businessId, typeOfBusiness }) => businessId === named.businessId && typeOfBusiness === 'uk-property',
    );
    return isTheirs ? { businessId: named.businessId, taxYear } : null;
  };
}
