import { describe, expect, it } from 'vitest';
import { ADA, api, connect, cumulativePath, startSimulator, update, type Send } from '../test/landlord.ts';

async function connected(userId = ADA.userId) {
  const { simulator, send } = await startSimulator();
  const { access } = await connect(send, userId);
  const get = (path: string, version = '6.0') => api(send, access, path, { version });
  const put = (path: string, body: unknown) => api(send, access, path, { method: 'PUT', body });
  return { simulator, send, access, get, put };
}

describe('the UK cumulative update', () => {
  const getUpdate = (send: Send, access: string) => api(send, access, cumulativePath());

  it('is what a later GET shows, replacing the one before entirely', async () => {
    const { simulator, send, access, put } = await connected();
    expect(await getUpdate(send, access)).toMatchObject({
      status: 404,
      body: { code: 'MATCHING_RESOURCE_NOT_FOUND' },
    });
    const first = {
      ...update('2026-04-06', '2026-07-05'),
      ukProperty: { income: { periodAmount: 4.35 }, expenses: { other: 1.1 } },
    };
    const accepted = await put(cumulativePath(), first);
    expect(accepted).toMatchObject({ status: 204, body: {} });
    expect((await getUpdate(send, access)).body).toEqual({
      submittedOn: '2026-10-06T09:00:00.000Z',
      ...first,
    });
    const second = { ...update('2026-04-06', '2026-10-05'), ukProperty: { income: { periodAmount: 9 } } };
    await put(cumulativePath(), second);
    expect((await getUpdate(send, access)).body).toEqual({
      submittedOn: '2026-10-06T09:00:00.000Z',
      ...second,
    });
    const [held] = simulator.control.updates();
    expect(held).toMatchObject({ acceptedCount: 2, current: { pence: { 'income.periodAmount': 900 } } });
    expect(held?.history.map(({ pence }) => pence)).toEqual([
      { 'income.periodAmount': 435, 'expenses.other': 110 },
      { 'income.periodAmount': 900 },
    ]);
    expect(held?.history[0]?.correlationId).toBe(accepted.headers.get('x-correlationid'));
  });

  it('keeps what it had when a new one is refused', async () => {
    const { simulator, put } = await connected();
    await put(cumulativePath(), update('2026-04-06', '2026-10-05'));
    expect(await put(cumulativePath(), update('2026-04-06', '2026-07-05'))).toMatchObject({
      status: 400,
      body: { code: 'RULE_SUBMISSION_END_DATE_CANNOT_MOVE_BACKWARDS' },
    });
    expect(simulator.control.updates()[0]).toMatchObject({
      acceptedCount: 1,
      current: { toDate: '2026-10-05' },
    });
  });

  it('reports several refusals at once, each code once with its paths', async () => {
    const { put } = await connected();
    const { status, body } = await put(cumulativePath(), {
      fromDate: '2026-04-06',
      toDate: 'soon',
      ukProperty: {
        income: { periodAmount: -1, taxDeducted: 0.001 },
        expenses: { consolidatedExpenses: 1, other: 2 },
      },
    });
    expect(status).toBe(400);
    expect(body.code).toBe('INVALID_REQUEST');
    expect(body.errors?.map(({ code, paths }) => [code, paths])).toEqual([
      ['FORMAT_TO_DATE', undefined],
      ['FORMAT_VALUE', ['/ukProperty/income/periodAmount', '/ukProperty/income/taxDeducted']],
      ['RULE_BOTH_EXPENSES_SUPPLIED', ['/ukProperty/expenses']],
    ]);
  });

  it.each([
    ['2024-25', ADA.businessId, 400, 'RULE_TAX_YEAR_NOT_SUPPORTED'],
    ['2027-28', ADA.businessId, 400, 'RULE_TAX_YEAR_NOT_SUPPORTED'],
    ['2026-28', ADA.businessId, 400, 'RULE_TAX_YEAR_RANGE_INVALID'],
    ['26-27', ADA.businessId, 400, 'FORMAT_TAX_YEAR'],
    ['2026-27', 'XA1', 400, 'FORMAT_BUSINESS_ID'],
    ['2026-27', 'XAIS00000000002', 404, 'MATCHING_RESOURCE_NOT_FOUND'],
  ])('is refused for %s and %s with %i %s', async (taxYear, businessId, status, code) => {
    const { put, get } = await connected();
    const path = cumulativePath(taxYear, ADA.nino, businessId);
    expect(await put(path, update('2026-04-06', '2026-10-05'))).toMatchObject({ status, body: { code } });
    expect(await get(path, '6.0')).toMatchObject({ status, body: { code } });
  });

  it('is not found for a foreign business, which a GET calls the wrong type', async () => {
    const { put, get } = await connected('100000000003');
    const path = cumulativePath('2026-27', 'NC270603C', 'XBIS00000000003');
    expect(await put(path, update('2026-04-06', '2026-10-05'))).toMatchObject({ status: 404 });
    expect(await get(path, '6.0')).toMatchObject({
      status: 400,
      body: { code: 'RULE_TYPE_OF_BUSINESS_INCORRECT' },
    });
  });

  it('comes without dates from somebody of annual status, and is shown with those of the tax year', async () => {
    const { put, get } = await connected('100000000005');
    const path = cumulativePath('2026-27', 'NC270605A', 'XAIS00000000005');
    expect(await put(path, update('2026-04-06', '2026-10-05'))).toMatchObject({
      body: { code: 'RULE_START_AND_END_DATE_NOT_ALLOWED' },
    });
    expect((await put(path, update(undefined, undefined))).status).toBe(204);
    expect((await get(path, '6.0')).body).toMatchObject({ fromDate: '2026-04-06', toDate: '2027-04-05' });
  });

  it('closes a year after the filing date', async () => {
    const { simulator, send } = await connected();
    await simulator.control.setClock({ now: '2028-02-01T00:00:00Z' });
    const { access } = await connect(send);
    expect(
      await api(send, access, cumulativePath('2025-26'), {
        method: 'PUT',
        body: update('2025-04-06', '2026-04-05'),
      }),
    ).toMatchObject({ status: 400, body: { code: 'RULE_OUTSIDE_AMENDMENT_WINDOW' } });
  });
});
