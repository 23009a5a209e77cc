import { describe, expect, it } from 'vitest';
import { ADA, api, connect, cumulativePath, startSimulator } from '../test/landlord.ts';

async function adaAt(startAt: string) {
  const { simulator, send } = await startSimulator({ startAt });
  const { access } = await connect(send);
  const call = (path: string, method = 'GET', version = '3.0', body?: unknown) =>
    api(send, access, path, { method, version, ...(body !== undefined && { body }) });
  return { simulator, call };
}

describe('an income summary', () => {
  const path = (type = 'uk-property', taxYear = '2026-27', businessId = ADA.businessId) =>
    `/individuals/self-assessment/income-summary/${ADA.nino}/${type}/${taxYear}/${businessId}`;

  it('adds up what was sent, to the penny', async () => {
    const { call } = await adaAt('2026-10-06T09:00:00Z');
    const update = {
      fromDate: '2026-04-06',
      toDate: '2026-07-05',
      ukProperty: {
        income: { periodAmount: 1500.25, otherIncome: 20 },
        expenses: { costOfServices: 1600.75, residentialFinancialCost: 400 },
      },
    };
    await call(cumulativePath(), 'PUT', '6.0', update);
    expect(await call(path())).toMatchObject({
      status: 200,
      body: {
        total: { income: 1520.25, expenses: 1600.75, additions: 0, deductions: 0 },
        profit: { net: 0, taxable: 0, adjusted: 0 },
        loss: { net: 80.5, taxable: 80.5 },
      },
    });
  });

  it.each([
    [path(), 'RULE_NO_INCOME_SUBMISSIONS_EXIST'],
    [path('castle'), 'FORMAT_TYPE_OF_BUSINESS'],
    [path('uk-property-fhl'), 'FORMAT_TYPE_OF_BUSINESS'],
    [path('foreign-property'), 'MATCHING_RESOURCE_NOT_FOUND'],
    [path('self-employment'), 'MATCHING_RESOURCE_NOT_FOUND'],
    [path('uk-property', '2026-27', 'X1'), 'FORMAT_BUSINESS_ID'],
    [path('uk-property', '2027-28'), 'RULE_TAX_YEAR_NOT_SUPPORTED'],
  ])('%s is refused with %s', async (at, code) => {
    const { call } = await adaAt('2026-10-06T09:00:00Z');
    expect((await call(at)).body.code).toBe(code);
  });
});

describe('an end of period statement', () => {
  const PATH = `/individuals/business/end-of-period-statement/${ADA.nino}`;
  const statement = (changes: object = {}) => ({
    typeOfBusiness: 'uk-property',
    businessId: ADA.businessId,
    accountingPeriod: { startDate: '2023-04-06', endDate: '2024-04-05' },
    finalised: true,
    ...changes,
  });
  const period = (startDate: string, endDate: string) => ({ accountingPeriod: { startDate, endDate } });

  async function withFigures(toDate: string) {
    const ada = await adaAt('2024-06-01T09:00:00Z');
    const figures = { fromDate: '2023-04-06', toDate, ukNonFhlProperty: { income: { periodAmount: 9000 } } };
    const path = `/individuals/business/property/uk/${ADA.nino}/${ADA.businessId}/period/2023-24`;
    expect((await ada.call(path, 'POST', '6.0', figures)).status).toBe(201);
    return ada;
  }

  it('is taken once, when figures of the whole period are there', async () => {
    const { call } = await withFigures('2024-04-05');
    expect((await call(PATH, 'POST', '3.0', statement())).status).toBe(204);
    expect((await call(PATH, 'POST', '3.0', statement())).body.code).toBe('RULE_ALREADY_SUBMITTED');
  });

  it('is refused while figures are missing', async () => {
    const { call } = await withFigures('2023-07-05');
    expect((await call(PATH, 'POST', '3.0', statement())).body.code).toBe('RULE_BUSINESS_VALIDATION_FAILURE');
  });

  it.each([
    [statement({ finalised: false }), 'FORMAT_FINALISED'],
    [statement({ typeOfBusiness: 'castle' }), 'FORMAT_TYPE_OF_BUSINESS'],
    [statement(period('2023-02-30', '2024-04-05')), 'FORMAT_START_DATE'],
    [statement(period('2024-04-05', '2023-04-06')), 'RULE_END_DATE_BEFORE_START_DATE'],
    [statement(period('2023-04-06', '2024-03-31')), 'RULE_NON_MATCHING_PERIOD'],
    [statement(period('2024-04-06', '2025-04-05')), 'RULE_TAX_YEAR_NOT_SUPPORTED'],
    [statement({ typeOfBusiness: 'foreign-property' }), 'MATCHING_RESOURCE_NOT_FOUND'],
    [{}, 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED'],
  ])('%j is refused with %s', async (body, code) => {
    const { call } = await adaAt('2024-06-01T09:00:00Z');
    expect((await call(PATH, 'POST', '3.0', body)).body.code).toBe(code);
  });

  it.each([
    ['2024-04-05T09:00:00Z', 'RULE_EARLY_SUBMISSION'],
    ['2026-02-01T09:00:00Z', 'RULE_LATE_SUBMISSION'],
  ])('at %s is refused with %s', async (now, code) => {
    const { call } = await adaAt(now);
    expect((await call(PATH, 'POST', '3.0', statement())).body.code).toBe(code);
  });
});
