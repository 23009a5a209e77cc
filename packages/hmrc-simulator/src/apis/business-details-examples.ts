import type { Business } from '../state/schema.ts';

export type TypeOfBusiness = Business['typeOfBusiness'];

/** The types that HMRC's example of a whole list has. */
export const exampleTypes = ['self-employment', 'uk-property', 'foreign-property'] as const;

const exampleIds: Record<TypeOfBusiness, string> = {
  'self-employment': 'XBIS00000000901',
  'uk-property': 'XPIS00000000902',
  'foreign-property': 'XFIS00000000903',
  'property-unspecified': 'XAIS00000000904',
};
/** The second letter that tells a type in ids of HMRC's scenarios. */
const typesByLetter: Partial<Record<string, TypeOfBusiness>> = {
  B: 'self-employment',
  P: 'uk-property',
  F: 'foreign-property',
  A: 'property-unspecified',
};

/** A made-up business of a type, for scenarios. */
export function exampleOf(typeOfBusiness: TypeOfBusiness): Business {
  return {
    businessId: exampleIds[typeOfBusiness],
    typeOfBusiness,
    commencementDate: '2020-05-01',
    latentTaxYears: [],
    quarterlyTypeChoice: { quarterlyPeriodType: 'standard', taxYearOfChoice: '2025-26' },
    ...(typeOfBusiness === 'self-employment' && {
      tradingName: 'Odd Jobs',
      address: { lines: ['2 Mill Lane', 'Anytown'], postcode: 'AN1 1AA', countryCode: 'GB' },
    }),
  };
}

/** A made-up business with an id, of the type that the id's second letter tells. */
export function exampleOfId(businessId: string): Business {
  return { ...exampleOf(typesByLetter[businessId.charAt(1)] ?? 'uk-property'), businessId };
}
