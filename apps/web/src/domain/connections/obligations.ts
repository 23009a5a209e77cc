import { type Business, type BusinessObligations } from '@quarterday/hmrc-client';

import { type ConnectionStore, type ObligationRow } from '../../data/connections.ts';

/** A quarter that HMRC asks an update for, with HMRC's own dates. */
export type Obligation = ObligationRow;

/** Keeps what HMRC listed. */
export async function saveBusinessesAndObligations(
  store: ConnectionStore,
  ownerId: string,
  seenAt: Date,
  lists: { businesses?: Business[]; obligations: BusinessObligations[] },
): Promise<void> {
  if (lists.businesses) {
    await store.saveBusinesses(
      ownerId,
      lists.businesses.map(({ businessId, typeOfBusiness, tradingName }) => ({
        businessId,
        typeOfBusiness,
        tradingName,
        seenAt,
      })),
    );
  }
  await store.saveObligations(
    ownerId,
    lists.obligations.flatMap(({ businessId, typeOfBusiness, obligationDetails }) =>
      obligationDetails.map((detail) => ({ businessId, typeOfBusiness, ...detail, seenAt })),
    ),
  );
}
