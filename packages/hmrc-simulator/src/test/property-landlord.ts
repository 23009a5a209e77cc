import { api, connect, startSimulator, type ApiBody } from './landlord.ts';

export const NINO = 'NC270603C';
export const UK = 'XAIS00000000003';
export const FOREIGN = 'XBIS00000000003';
const ROOT = '/individuals/business/property';
export const NOW = '2026-10-06T09:00:00.000Z';
export const OTHER_ID = '00000000-0000-4000-8000-000000000000';

/** Carys Morgan, who lets in the UK and abroad, calling operations on property. */
export async function connectCarys() {
  const { simulator, send } = await startSimulator({ startAt: NOW });
  const { access } = await connect(send, '100000000003');
  const call =
    (method: string) =>
    (path: string, body?: unknown): Promise<{ status: number; body: ApiBody }> =>
      api(send, access, `${ROOT}${path}`, { method, ...(body !== undefined && { body }) });
  /** A GET with a value of `Gov-Test-Scenario`. */
  const scenario = async (path: string, value: string) => {
    const headers = {
      accept: 'application/vnd.hmrc.6.0+json',
      authorization: `Bearer ${access}`,
      'gov-test-scenario': value,
    };
    const response = await send(`${ROOT}${path}`, { headers });
    // Answers with a body are JSON objects.
    return { status: response.status, body: (await response.json()) as ApiBody };
  };
  /** Calls from another moment on; tokens of before have expired by then. */
  const at = async (now: string) => {
    await simulator.control.setClock({ now });
    const again = (await connect(send, '100000000003')).access;
    return (method: string, path: string, body?: unknown) =>
      api(send, again, `${ROOT}${path}`, { method, ...(body !== undefined && { body }) });
  };
  const obligations = async () => {
    const path = `/obligations/details/${NINO}/income-and-expenditure?status=open`;
    return (await api(send, access, path, { version: '3.0' })).body;
  };
  return {
    get: call('GET'),
    put: call('PUT'),
    post: call('POST'),
    remove: call('DELETE'),
    scenario,
    at,
    obligations,
  };
}

/** What a refusal for one reason looks like. */
export const refused = (code: string, status = 400) => ({ status, body: { code } });
export const ukPeriod = (year = '2024-25') => `/uk/${NINO}/${UK}/period/${year}`;
export const foreignPeriod = (year = '2024-25') => `/foreign/${NINO}/${FOREIGN}/period/${year}`;
export const ukAnnual = (year = '2026-27') => `/uk/${NINO}/${UK}/annual/${year}`;
export const foreignAnnual = (year = '2026-27') => `/foreign/${NINO}/${FOREIGN}/annual/${year}`;
export const cumulative = (year = '2026-27') => `/foreign/${NINO}/${FOREIGN}/cumulative/${year}`;
export const details = (year = '2026-27') => `/foreign/${NINO}/${FOREIGN}/details/${year}`;
