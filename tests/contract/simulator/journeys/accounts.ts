import { makeLandlord } from '../landlord.ts';
import { requireSame, samplesOf } from '../round-trip.ts';
import type { Walk } from '../walk.ts';
import type { Journey } from './journey.ts';

export const accountJourneys: readonly Journey[] = [
  { name: 'what is owed and what was paid', startAt: '2026-10-06T09:00:00.000Z', walk: readAccount },
  { name: 'what a tax code collects', startAt: '2026-10-06T09:00:00.000Z', walk: chooseCodingOut },
];

async function readAccount(walk: Walk): Promise<void> {
  const { nino } = await makeLandlord(walk);
  const range = { nino, fromDate: '2025-04-06', toDate: '2026-10-06' };
  const { documentDetails = [], financialDetails = [] } = await walk.ask(
    'retrieveBalanceAndTransactions',
    range,
  );
  const transactionId = financialDetails[0]?.chargeDetail.documentId ?? documentDetails[0]?.documentId ?? '';
  for (const operation of ['retrieveCharge', 'retrieveChargeHistoryByTransactionId'] as const) {
    const { chargeHistoryDetails } = await walk.ask(operation, { nino, transactionId });
    requireSame('the charge', transactionId, chargeHistoryDetails[0]?.transactionId);
  }
  const { payments } = await walk.ask('listPaymentsAndAllocations', range);
  const [payment] = payments;
  const { paymentLot = '', paymentLotItem = '' } = payment ?? {};
  const { payments: one } = await walk.ask('listPaymentsAndAllocations', {
    nino,
    paymentLot,
    paymentLotItem,
  });
  requireSame('a payment by its lot', [payment], one);
  const chargeReference = payment?.allocations[0]?.chargeReference ?? '';
  await walk.ask('retrieveChargeHistoryByChargeReference', { nino, chargeReference });
  await walk.ask('retrievePenalties', { nino });
}

async function chooseCodingOut(walk: Walk): Promise<void> {
  const { nino } = await makeLandlord(walk);
  const place = { nino, taxYear: '2025-26' };
  for (const { codingOut } of samplesOf('putCodingOut', '2025-26')) {
    // An id stands for one amount, in whichever list.
    let last = 0;
    const numbered = <Entry extends { id: number }>(entry: Entry): Entry => ({ ...entry, id: (last += 1) });
    const { inYearAdjustment, ...lists } = codingOut;
    const put = {
      ...Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.map(numbered)])),
      ...(inYearAdjustment && { inYearAdjustment: numbered(inYearAdjustment) }),
    };
    await walk.ask('putCodingOut', { ...place, codingOut: put });
    const { taxCodeComponents = {} } = await walk.ask('retrieveCodingOut', { ...place, source: 'user' });
    const shown = Object.entries(taxCodeComponents).map(([name, component]) => [
      name,
      Array.isArray(component) ? component.map(idAndAmount) : idAndAmount(component),
    ]);
    requireSame('coding out', put, Object.fromEntries(shown));
  }
  await walk.ask('deleteCodingOut', place);
  const code = await walk.refused('retrieveCodingOut', place);
  requireSame('deleted coding out', 'MATCHING_RESOURCE_NOT_FOUND', code);

  for (const [operation, isOut] of [
    ['optOutOfCodingOut', true],
    ['optInToCodingOut', false],
  ] as const) {
    await walk.ask(operation, place);
    const { optOutIndicator } = await walk.ask('retrieveCodingOutStatus', place);
    requireSame(`the choice after ${operation}`, isOut, optOutIndicator);
  }
}

function idAndAmount({ id, amountPence }: { id?: number | undefined; amountPence: number }) {
  return { id, amountPence };
}
