import { describe, expect, test } from 'vitest';
import { buildRequest, checkRequest } from '../../request.ts';
import { getForeignPropertyBsas } from './foreign-property-summary.ts';
import { listBsas } from './list-bsas.ts';
import { type BsasTrigger, triggerBsas } from './trigger-bsas.ts';
import { getUkPropertyBsas } from './uk-property-summary.ts';

const nino = 'AA123456A';
const call = { accessToken: 'secret', fraudPreventionHeaders: {} };
const codes = (errors: { code: string }[]): string[] => errors.map(({ code }) => code);

describe('a summary is asked for', () => {
  const period = (startYear: number): BsasTrigger['accountingPeriod'] => ({
    startDate: `${String(startYear)}-04-06`,
    endDate: `${String(startYear + 1)}-04-05`,
  });
  const summary: BsasTrigger = {
    accountingPeriod: period(2025),
    typeOfBusiness: 'uk-property',
    businessId: 'XAIS12345678901',
  };
  const check = (changes: Partial<BsasTrigger>): string[] =>
    codes(checkRequest(triggerBsas, { nino, summary: { ...summary, ...changes } }));

  test('with the whole tax year as its accounting period', () => {
    const built = buildRequest('https://hmrc.test/base', triggerBsas, call, { nino, summary });
    expect(built).toMatchObject({
      ok: true,
      request: {
        method: 'POST',
        url: new URL(`https://hmrc.test/base/individuals/self-assessment/adjustable-summary/${nino}/trigger`),
        body:
          '{"accountingPeriod":{"startDate":"2025-04-06","endDate":"2026-04-05"},"typeOfBusiness":"uk-property",' +
          '"businessId":"XAIS12345678901"}',
      },
    });
  });

  test.each([
    [{ accountingPeriod: { startDate: '2025-04-31', endDate: '2026-04-05' } }, ['FORMAT_START_DATE']],
    [{ accountingPeriod: { startDate: '2025-04-06', endDate: 'April' } }, ['FORMAT_END_DATE']],
    [
      { accountingPeriod: { startDate: '2026-04-06', endDate: '2026-04-05' } },
      ['RULE_END_DATE_BEFORE_START_DATE'],
    ],
    [
      { accountingPeriod: { startDate: '2025-04-01', endDate: '2026-03-31' } },
      ['RULE_ACCOUNTING_PERIOD_NOT_ALIGNED'],
    ],
    [
      { accountingPeriod: { startDate: '2024-04-06', endDate: '2026-04-05' } },
      ['RULE_ACCOUNTING_PERIOD_NOT_ALIGNED'],
    ],
    [{ accountingPeriod: period(2018) }, ['RULE_ACCOUNTING_PERIOD_NOT_SUPPORTED']],
    [{ accountingPeriod: period(2019) }, []],
    [
      { accountingPeriod: period(2020), typeOfBusiness: 'foreign-property' },
      ['RULE_ACCOUNTING_PERIOD_NOT_SUPPORTED'],
    ],
    [{ accountingPeriod: period(2021), typeOfBusiness: 'foreign-property' }, []],
    [{ accountingPeriod: period(2024), typeOfBusiness: 'uk-property-fhl' }, []],
    [{ typeOfBusiness: 'uk-property-fhl' }, ['FORMAT_TYPE_OF_BUSINESS']],
    [{ typeOfBusiness: 'foreign-property-fhl-eea' }, ['FORMAT_TYPE_OF_BUSINESS']],
    [{ businessId: 'XAIS1' }, ['FORMAT_BUSINESS_ID']],
  ] satisfies [Partial<BsasTrigger>, string[]][])('with %j: %j', (changes, expected) => {
    expect(check(changes)).toEqual(expected);
  });
});

describe('the list of summaries', () => {
  test('can be of one business', () => {
    const params = {
      nino,
      taxYear: '2025-26',
      typeOfBusiness: 'uk-property',
      businessId: 'XAIS12345678901',
    } as const;
    const built = buildRequest('https://hmrc.test', listBsas, call, params);
    expect(built.ok && built.request.url.search).toBe(
      '?typeOfBusiness=uk-property&businessId=XAIS12345678901',
    );
  });

  test.each([
    [{ taxYear: '2025-26' }, []],
    [{ taxYear: '2024-25', typeOfBusiness: 'uk-property-fhl' }, []],
    [{ taxYear: '2025-26', typeOfBusiness: 'uk-property-fhl' }, ['FORMAT_TYPE_OF_BUSINESS']],
    [{ taxYear: '2025-26', businessId: 'mine' }, ['FORMAT_BUSINESS_ID']],
  ] as const)('is asked for with %j: %j', (params, expected) => {
    expect(codes(checkRequest(listBsas, { nino, ...params }))).toEqual(expected);
  });

  test('is read with words that HMRC adds', () => {
    const source = {
      typeOfBusiness: 'castle',
      businessId: 'XAIS12345678901',
      accountingPeriod: { startDate: '2025-04-06', endDate: '2026-04-05' },
      taxYear: '2025-26',
      summaries: [
        {
          calculationId: '12345678',
          requestedDateTime: 'then',
          summaryStatus: 'archived',
          adjustedSummary: false,
        },
      ],
    };
    expect(listBsas.reads?.parse({ businessSources: [source], links: [] })).toEqual([source]);
  });
});

describe('a summary', () => {
  const head = {
    metadata: {
      calculationId: '717f3a7a-db8e-11e9-8a34-2a2ae2dbcce4',
      requestedDateTime: '2026-05-01T10:00:00Z',
      taxYear: '2025-26',
      summaryStatus: 'valid',
    },
    inputs: {
      businessId: 'XAIS12345678901',
      accountingPeriodStartDate: '2025-04-06',
      accountingPeriodEndDate: '2026-04-05',
      submissionPeriod: { startDate: '2025-04-06', endDate: '2026-04-05', receivedDateTime: 'then' },
    },
  };
  const figures = {
    totalIncome: 1000.1,
    income: { totalRentsReceived: 1000.1 },
    expenses: { other: -4.35, futureCosts: 1 },
    netProfit: 1004.45,
    taxableProfit: 1004,
  };
  const read = {
    totalIncomePence: 100_010,
    income: { totalRentsReceivedPence: 100_010 },
    expenses: { otherPence: -435 },
    netProfitPence: 100_445,
    taxableProfitPence: 100_400,
  };

  test('of UK property is read in pence, before and after adjustments', () => {
    const summary = getUkPropertyBsas.reads?.parse({
      ...head,
      metadata: { ...head.metadata, nino },
      adjustableSummaryCalculation: figures,
      adjustments: { expenses: { other: -4.35 }, zeroAdjustments: null },
      adjustedSummaryCalculation: figures,
    });
    expect(summary).toEqual({
      ...head,
      adjustableSummaryCalculation: read,
      adjustments: { expenses: { otherPence: -435 } },
      adjustedSummaryCalculation: read,
    });
  });

  test('of foreign property is read by country and by property', () => {
    const detail = { countryCode: 'FRA', ...figures, propertyLevelDetail: [{ propertyId: 'x', ...figures }] };
    const summary = getForeignPropertyBsas.reads?.parse({
      ...head,
      adjustableSummaryCalculation: { ...figures, countryLevelDetail: [detail] },
      adjustments: { propertyLevelDetail: [{ propertyId: 'x', income: { otherPropertyIncome: 0.07 } }] },
    });
    const expected = { countryCode: 'FRA', ...read, propertyLevelDetail: [{ propertyId: 'x', ...read }] };
    expect(summary?.adjustableSummaryCalculation).toEqual({ ...read, countryLevelDetail: [expected] });
    expect(summary?.adjustments).toEqual({
      propertyLevelDetail: [{ propertyId: 'x', income: { otherPropertyIncomePence: 7 } }],
    });
    expect(summary?.adjustedSummaryCalculation).toBeUndefined();
  });

  test('without its figures is no summary', () => {
    expect(getUkPropertyBsas.reads?.safeParse(head).success).toBe(false);
  });
});
