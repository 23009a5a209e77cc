import { api, connect, cumulativePath, startSimulator } from './landlord.ts';
import { FOREIGN, NINO, UK } from './property-landlord.ts';

export const AFTER = '2027-05-10T09:00:00.000Z';
const year = (taxYear: string) => Number(taxYear.slice(0, 4));

/** Carys, who lets in the UK and abroad, after the end of 2026-27, calling operations on summaries; or somebody else. */
export async function connected({ startAt = AFTER, userId = '100000000003', nino = NINO } = {}) {
  const { send } = await startSimulator({ startAt });
  const { access } = await connect(send, userId);
  const bsas = (path: string, method = 'GET', body?: unknown) =>
    api(send, access, `/individuals/self-assessment/adjustable-summary/${nino}${path}`, {
      version: '7.0',
      method,
      ...(body !== undefined && { body }),
    });
  const put = (path: string, body: unknown) => api(send, access, path, { method: 'PUT', body });
  const trigger = (typeOfBusiness: string, taxYear = '2026-27', businessId = businessOf(typeOfBusiness)) =>
    bsas('/trigger', 'POST', {
      accountingPeriod: { startDate: `${year(taxYear)}-04-06`, endDate: `${year(taxYear) + 1}-04-05` },
      typeOfBusiness,
      businessId,
    });
  const triggered = async (typeOfBusiness: string, taxYear = '2026-27') =>
    String((await trigger(typeOfBusiness, taxYear)).body['calculationId']);
  const adjust = (type: string, id: string, body: unknown, taxYear = '2026-27') =>
    bsas(`/${type}/${id}/adjust/${taxYear}`, 'POST', body);
  const sendUk = (ukProperty: object, taxYear = '2026-27') =>
    put(cumulativePath(taxYear, NINO, UK), {
      fromDate: `${year(taxYear)}-04-06`,
      toDate: `${year(taxYear) + 1}-04-05`,
      ukProperty,
    });
  return { bsas, put, trigger, triggered, adjust, sendUk, send, access };
}

const businessOf = (type: string): string => (type.startsWith('uk') ? UK : FOREIGN);
export const UK_FIGURES = {
  income: { periodAmount: 12_000.5, otherIncome: 100, rentARoom: { rentsReceived: 500 } },
  expenses: {
    repairsAndMaintenance: 2000.25,
    residentialFinancialCost: 900,
    rentARoom: { amountClaimed: 500 },
  },
};
