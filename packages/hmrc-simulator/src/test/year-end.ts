import type { SimulatorOptions } from '../index.ts';
import { ADA, api, connect, cumulativePath, startSimulator, type ApiBody } from './landlord.ts';

/** What tests look at of a calculation. */
export interface ShownCalculation extends ApiBody {
  metadata: Record<string, string | boolean>;
  calculation?: {
    taxCalculation: { totalIncomeTaxAndNicsDue: number; incomeTax: Record<string, number> };
    endOfYearEstimate?: Record<string, number>;
    previousCalculation?: Record<string, number | string>;
    businessProfitAndLoss: Record<string, number>[];
    reliefs?: { residentialFinanceCosts: Record<string, unknown> };
  };
  messages: { errors?: { id: string }[]; info?: { id: string }[] };
}

/** Where Ada's calculations of a tax year are. */
export function calculationsPath(taxYear: string): string {
  return `/individuals/calculations/${ADA.nino}/self-assessment/${taxYear}`;
}

/** An update of rents, and of expenses where there are any. */
export function rents(fromDate: string, toDate: string, periodAmount: number, expenses?: object): object {
  return { fromDate, toDate, ukProperty: { income: { periodAmount }, ...(expenses && { expenses }) } };
}

/** Ada's software at the end of a year; calculations are ready at once unless a test waits for them. */
export async function adaAt(startAt = '2026-10-06T09:00:00Z', options: SimulatorOptions = {}) {
  const { simulator, send } = await startSimulator({ startAt, calculationSeconds: 0, ...options });
  let { access } = await connect(send);
  const call = (path: string, method = 'GET', version = '8.0', sent?: unknown) =>
    api(send, access, path, { method, version, ...(sent !== undefined && { body: sent }) });
  const put = (taxYear: string, sent: unknown) => call(cumulativePath(taxYear), 'PUT', '6.0', sent);
  const trigger = (taxYear: string, type: string) =>
    call(`${calculationsPath(taxYear)}/trigger/${type}`, 'POST');
  const calculate = async (taxYear: string, type: string) =>
    String((await trigger(taxYear, type)).body['calculationId']);
  const retrieve = async (taxYear: string, id: string) =>
    (await call(`${calculationsPath(taxYear)}/${id}`)).body as unknown as ShownCalculation; // as HMRC's schema has it
  const declare = (taxYear: string, id: string, type = 'final-declaration') =>
    call(`${calculationsPath(taxYear)}/${id}/${type}`, 'POST');
  const moveTo = async (now: string) => {
    await simulator.control.setClock({ now });
    access = (await connect(send)).access;
  };
  return { simulator, call, put, trigger, calculate, retrieve, declare, moveTo };
}

/** Ada after a tax year whose updates are all there: 30,000 of rents, 6,000 of costs, 2,000 of mortgage interest. */
export async function adaAfter2025(options: SimulatorOptions = {}) {
  const ada = await adaAt(undefined, options);
  const costs = { repairsAndMaintenance: 6000, residentialFinancialCost: 2000 };
  const answer = await ada.put('2025-26', rents('2025-04-06', '2026-04-05', 30_000, costs));
  if (answer.status !== 204) throw new Error(`The update was answered ${answer.status}.`);
  return ada;
}
