import { describe, expect, it } from 'vitest';
import {
  connectCarys,
  FOREIGN,
  foreignPeriod,
  NINO,
  NOW,
  OTHER_ID,
  refused,
  UK,
  ukPeriod,
} from '../test/property-landlord.ts';

describe('period summaries', () => {
  const rent = (fromDate: string, toDate: string, periodAmount = 100.1) => ({
    fromDate,
    toDate,
    ukNonFhlProperty: { income: { periodAmount }, expenses: { other: -4.35 } },
  });

  it('are created one after the other, listed, shown and amended', async () => {
    const { post, get, put } = await connectCarys();
    expect(await get(`/${NINO}/${UK}/period/2024-25`)).toMatchObject(
      refused('MATCHING_RESOURCE_NOT_FOUND', 404),
    );
    const second = await post(ukPeriod(), rent('2024-07-06', '2024-10-05'));
    const first = await post(ukPeriod(), rent('2024-04-06', '2024-07-05'));
    expect([first.status, second.status]).toEqual([201, 201]);
    const id = String(first.body['submissionId']);
    expect(await get(`/${NINO}/${UK}/period/2024-25`)).toMatchObject({
      status: 200,
      body: {
        submissions: [
          { submissionId: id, fromDate: '2024-04-06', toDate: '2024-07-05' },
          { submissionId: second.body['submissionId'], fromDate: '2024-07-06' },
        ],
      },
    });
    const fhl = { ukFhlProperty: { income: { periodAmount: 7 }, expenses: { consolidatedExpenses: 1.1 } } };
    expect(await put(`${ukPeriod()}/${id}`, fhl)).toMatchObject({ status: 200, body: {} });
    expect(await get(`${ukPeriod()}/${id}`)).toMatchObject({
      status: 200,
      body: { submittedOn: NOW, fromDate: '2024-04-06', toDate: '2024-07-05', ...fhl },
    });
    expect((await get(`${ukPeriod()}/${id}`)).body).not.toHaveProperty('ukNonFhlProperty');
  });

  it.each([
    ['2024-04-06', '2024-07-05', 'RULE_DUPLICATE_SUBMISSION'],
    ['2024-07-05', '2024-10-05', 'RULE_OVERLAPPING_PERIOD'],
    ['2024-07-07', '2024-10-05', 'RULE_NOT_CONTIGUOUS_PERIOD'],
    ['2024-04-05', '2024-04-05', 'RULE_MISALIGNED_PERIOD'],
    ['2025-01-06', '2025-04-06', 'RULE_MISALIGNED_PERIOD'],
    ['2024-10-05', '2024-07-06', 'RULE_TO_DATE_BEFORE_FROM_DATE'],
    ['2024-02-30', '2024-07-05', 'FORMAT_FROM_DATE'],
  ])('from %s to %s are refused beside a first quarter with %s', async (from, to, code) => {
    const { post } = await connectCarys();
    await post(ukPeriod(), rent('2024-04-06', '2024-07-05'));
    expect(await post(ukPeriod(), rent(from, to))).toMatchObject(refused(code));
  });

  it('of foreign property are kept by country', async () => {
    const { post, get, put } = await connectCarys();
    const items = (countryCode: string, rentAmount: number) => [
      { countryCode, income: { rentIncome: { rentAmount }, foreignTaxCreditRelief: true } },
    ];
    const body = {
      fromDate: '2023-04-06',
      toDate: '2023-07-05',
      foreignFhlEea: { income: { rentAmount: 1.1 } },
      foreignNonFhlProperty: items('FRA', 2.2),
    };
    const created = await post(foreignPeriod('2023-24'), body);
    expect(created.status).toBe(201);
    const path = `${foreignPeriod('2023-24')}/${String(created.body['submissionId'])}`;
    expect((await get(path)).body).toEqual({ submittedOn: NOW, ...body });
    expect((await put(path, { foreignNonFhlProperty: items('ESP', 3) })).status).toBe(200);
    expect((await get(path)).body['foreignNonFhlProperty']).toEqual(items('ESP', 3));
    expect(
      await put(path, { foreignNonFhlProperty: [...items('ESP', 3), ...items('ESP', 4)] }),
    ).toMatchObject({
      status: 400,
      body: {
        code: 'RULE_DUPLICATE_COUNTRY_CODE',
        paths: ['/foreignNonFhlProperty/0/countryCode', '/foreignNonFhlProperty/1/countryCode'],
      },
    });
    expect(await put(path, { foreignNonFhlProperty: items('QQQ', 3) })).toMatchObject(
      refused('RULE_COUNTRY_CODE'),
    );
    expect(await put(path, { foreignNonFhlProperty: items('FR', 3) })).toMatchObject(
      refused('FORMAT_COUNTRY_CODE'),
    );
  });

  it('are refused where the year, the business, the id or the figures are wrong', async () => {
    const { post, get, put } = await connectCarys();
    const body = rent('2025-04-06', '2025-07-05');
    expect(await post(ukPeriod('2025-26'), body)).toMatchObject(refused('RULE_TAX_YEAR_NOT_SUPPORTED'));
    expect(await post(ukPeriod('2021-22'), body)).toMatchObject(refused('RULE_TAX_YEAR_NOT_SUPPORTED'));
    const wrongType = `/uk/${NINO}/${FOREIGN}/period/2024-25`;
    expect(await post(wrongType, rent('2024-04-06', '2024-07-05'))).toMatchObject(
      refused('RULE_TYPE_OF_BUSINESS_INCORRECT'),
    );
    // A refund is no negative expense before 2024-25.
    expect(await post(ukPeriod('2023-24'), rent('2023-04-06', '2023-07-05'))).toMatchObject({
      body: { code: 'FORMAT_VALUE', paths: ['/ukNonFhlProperty/expenses/other'] },
    });
    expect(await post(ukPeriod(), { fromDate: '2024-04-06', toDate: '2024-07-05' })).toMatchObject(
      refused('RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED'),
    );
    expect(await get(`${ukPeriod()}/x`)).toMatchObject(refused('FORMAT_SUBMISSION_ID'));
    expect(await get(`${foreignPeriod('2025-26')}/${OTHER_ID}`)).toMatchObject(
      refused('MATCHING_RESOURCE_NOT_FOUND', 404),
    );
    const both = { ukFhlProperty: { expenses: { consolidatedExpenses: 1, travelCosts: 1 } } };
    expect(await put(`${ukPeriod()}/${OTHER_ID}`, both)).toMatchObject({
      body: { code: 'RULE_BOTH_EXPENSES_SUPPLIED', paths: ['/ukFhlProperty/expenses'] },
    });
  });
});
