import {
  type Business,
  type BusinessObligations,
  type FinalDeclarationObligation,
  type IncomeAndExpenditureObligationsParams,
} from '@quarterday/hmrc-client';

import { type ConnectionStore } from '../../data/connections.ts';
import { type ObligationRow } from '../../data/obligations.ts';
import { addDays, taxYearDates, taxYearOf } from '../tax-year.ts';

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

/** Keeps the final declarations that HMRC listed. */
export async function saveFinalDeclarations(
  store: ConnectionStore,
  ownerId: string,
  seenAt: Date,
  list: readonly FinalDeclarationObligation[],
): Promise<void> {
  await store.saveFinalDeclarations(
    ownerId,
    list.map(({ periodStartDate, periodEndDate, dueDate, status, receivedDate = null }) => ({
      periodStartDate,
      periodEndDate,
      dueDate,
      status,
      receivedDate,
      seenAt,
    })),
  );
}

type Question = Omit<IncomeAndExpenditureObligationsParams, 'nino'>;

/**
 * What to ask for a whole picture: of the year under way, and of the one before it, whose declaration is still to come. Without
 * dates HMRC lists what is open, however late, and nothing that was sent; with dates it lists both, for at most 366 days.
 */
export function wholePicture(today: string): Question[] {
  const year = taxYearDates(taxYearOf(today));
  const last = taxYearDates(taxYearOf(addDays(year.start, -1)));
  return [
    { status: 'open' },
    { fromDate: last.start, toDate: last.end },
    { fromDate: year.start, toDate: year.end },
  ];
}
