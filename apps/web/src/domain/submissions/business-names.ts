import { type Connections } from '../connections/index.ts';

/** A business as a notice names it. */
export interface NamedBusiness {
  /** As HMRC has it named, or else by its kind; empty where neither is known. */
  business: string;
  /** Whether its owner has others: then what is told must say which. */
  isOneOfSeveral: boolean;
}

/** Looks up how to name one of an owner's businesses. */
export async function nameBusiness(
  connections: Pick<Connections, 'businesses'>,
  { ownerId, businessId }: { ownerId: string; businessId: string },
): Promise<NamedBusiness> {
  const all = await connections.businesses(ownerId);
  const found = all.find((each) => each.businessId === businessId);
  return {
    business: found ? (found.tradingName ?? kindOfBusiness(found)) : '',
    isOneOfSeveral: all.length > 1,
  };
}

export const kindOfBusiness = ({ typeOfBusiness }: { typeOfBusiness: string }): string =>
  typeOfBusiness === 'uk-property' ? 'UK property' : typeOfBusiness.replaceAll('-', ' ');
