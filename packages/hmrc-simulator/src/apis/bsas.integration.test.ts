import { describe, expect, it } from 'vitest';
import { ADA, api, connect, cumulativePath, startSimulator } from '../test/landlord.ts';
import { FOREIGN, NINO, UK, refused } from '../test/property-landlord.ts';

const AFTER = '2027-05-10T09:00:00.000Z';
const PROPERTY = '/individuals/business/property';
const year = (taxYear: string) => Number(taxYear.slice(0, 4));

/** Carys, who lets in the UK and abroad, after the end of 2026-27; or somebody else. */
async function connected({ startAt = AFTER, userId = '100000000003', nino = NINO } = {}) {
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
const UK_FIGURES = {
  income: { periodAmount: 12_000.5, otherIncome: 100, rentARoom: { rentsReceived: 500 } },
  expenses: {
    repairsAndMaintenance: 2000.25,
    residentialFinancialCost: 900,
    rentARoom: { amountClaimed: 500 },
  },
};
const LARGE = { income: { periodAmount: 89_000 }, expenses: { consolidatedExpenses: 4000 } };

describe('an adjustable summary of UK property', () => {
  it('shows what was submitted, and what was adjusted once it is', async () => {
    const { bsas, triggered, adjust, sendUk } = await connected();
    await sendUk(UK_FIGURES);
    const id = await triggered('uk-property');
    const before = await bsas(`/uk-property/${id}/2026-27`);
    expect(before).toMatchObject({
      status: 200,
      body: {
        metadata: { calculationId: id, nino: NINO, taxYear: '2026-27', summaryStatus: 'valid' },
        inputs: { businessId: UK, submissionPeriod: { startDate: '2026-04-06', endDate: '2027-04-05' } },
        adjustableSummaryCalculation: {
          totalIncome: 12_600.5,
          income: { totalRentsReceived: 12_000.5, otherPropertyIncome: 100, rarRentReceived: 500 },
          totalExpenses: 2000.25,
          expenses: { repairsAndMaintenance: 2000.25, residentialFinancialCost: 900 },
          netProfit: 10_600.25,
          totalDeductions: 500,
          deductions: { rarReliefClaimed: 500 },
          taxableProfit: 10_100,
        },
      },
    });
    expect(before.body).not.toHaveProperty('adjustments');
    const changes = { income: { totalRentsReceived: -1000 }, expenses: { repairsAndMaintenance: 99.75 } };
    expect(await adjust('uk-property', id, { ukProperty: changes })).toMatchObject({ status: 200, body: {} });
    expect((await bsas(`/uk-property/${id}/2026-27`)).body).toMatchObject({
      metadata: { adjustedDateTime: AFTER },
      adjustments: changes,
      adjustableSummaryCalculation: { totalIncome: 12_600.5 },
      adjustedSummaryCalculation: { totalIncome: 11_600.5, totalExpenses: 2100, taxableProfit: 9000 },
    });
    expect(await adjust('uk-property', id, { ukProperty: changes })).toMatchObject(
      refused('RULE_ALREADY_ADJUSTED'),
    );
  });

  it('is void once anything is sent anew, and superseded by a newer one', async () => {
    const { bsas, triggered, adjust, sendUk } = await connected();
    await sendUk(UK_FIGURES);
    const first = await triggered('uk-property');
    await sendUk({ income: { periodAmount: 1 } });
    expect((await bsas(`/uk-property/${first}/2026-27`)).body).toMatchObject({
      metadata: { summaryStatus: 'invalid' },
      adjustableSummaryCalculation: { totalIncome: 12_600.5 },
    });
    const zero = { ukProperty: { zeroAdjustments: true } };
    expect(await adjust('uk-property', first, zero)).toMatchObject(refused('RULE_SUMMARY_STATUS_INVALID'));
    const second = await triggered('uk-property');
    expect(await adjust('uk-property', first, zero)).toMatchObject(refused('RULE_SUMMARY_STATUS_SUPERSEDED'));
    expect((await adjust('uk-property', second, zero)).status).toBe(200);
    expect((await bsas(`/uk-property/${second}/2026-27`)).body).toMatchObject({
      adjustments: { zeroAdjustments: true },
    });
    const { body } = await bsas(`/2026-27?businessId=${UK}`);
    expect(body['businessSources']).toMatchObject([
      {
        typeOfBusiness: 'uk-property',
        taxYear: '2026-27',
        summaries: [
          { calculationId: first, summaryStatus: 'superseded', adjustedSummary: false },
          { calculationId: second, summaryStatus: 'valid', adjustedSummary: true, adjustedDateTime: AFTER },
        ],
      },
    ]);
    expect(await bsas(`/2026-27?typeOfBusiness=foreign-property`)).toMatchObject(
      refused('MATCHING_RESOURCE_NOT_FOUND', 404),
    );
  });

  it.each<[string, object, string]>([
    [
      'nothing to adjust beside something',
      { zeroAdjustments: true, income: { reversePremiums: 1 } },
      'RULE_BOTH_ADJUSTMENTS_SUPPLIED',
    ],
    ['zeroAdjustments that is false', { zeroAdjustments: false }, 'RULE_ZERO_ADJUSTMENTS_INVALID'],
    ['a change by nothing', { income: { totalRentsReceived: 0 } }, 'FORMAT_VALUE'],
    [
      'two styles of expenses',
      { expenses: { consolidatedExpenses: 1, other: 1 } },
      'RULE_BOTH_EXPENSES_SUPPLIED',
    ],
    ['an unknown field', { income: { rarRentReceived: 1 } }, 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED'],
    [
      'too large a turnover',
      { income: { otherPropertyIncome: 1000.01 } },
      'RULE_OVER_CONSOLIDATED_EXPENSES_THRESHOLD',
    ],
    [
      'less rent than none',
      { income: { totalRentsReceived: -89_000.01 } },
      'RULE_RESULTING_VALUE_NOT_PERMITTED',
    ],
    [
      'less finance than none',
      { expenses: { residentialFinancialCost: -1 } },
      'RULE_RESULTING_VALUE_NOT_PERMITTED',
    ],
  ])('refuses %s', async (_, ukProperty, code) => {
    const { triggered, adjust, sendUk } = await connected();
    await sendUk(LARGE);
    const id = await triggered('uk-property');
    expect(await adjust('uk-property', id, { ukProperty })).toMatchObject(refused(code));
    expect(
      await adjust('uk-property', id, { ukProperty: { expenses: { consolidatedExpenses: -5000 } } }),
    ).toMatchObject({
      status: 200,
    });
  });

  it('takes no change of expenses where the property income allowance is claimed', async () => {
    const { put, triggered, adjust, sendUk, bsas } = await connected();
    await sendUk({ income: { periodAmount: 800 } });
    const adjustments = { nonResidentLandlord: false };
    const ukProperty = { adjustments, allowances: { propertyIncomeAllowance: 1000 } };
    await put(`${PROPERTY}/uk/${NINO}/${UK}/annual/2026-27`, { ukProperty });
    const id = await triggered('uk-property');
    expect((await bsas(`/uk-property/${id}/2026-27`)).body).toMatchObject({
      adjustableSummaryCalculation: { deductions: { propertyAllowance: 800 }, taxableProfit: 0 },
    });
    expect(await adjust('uk-property', id, { ukProperty: { expenses: { other: 1 } } })).toMatchObject(
      refused('RULE_PROPERTY_INCOME_ALLOWANCE_CLAIMED'),
    );
  });
});

describe('triggering a summary', () => {
  const period = (startDate: string, endDate: string) => ({
    accountingPeriod: { startDate, endDate },
    typeOfBusiness: 'uk-property',
    businessId: UK,
  });
  it.each<[string, object, string]>([
    ['before the year has ended', period('2027-04-06', '2028-04-05'), 'RULE_ACCOUNTING_PERIOD_NOT_ENDED'],
    ['while updates are missing', period('2026-04-06', '2027-04-05'), 'RULE_OBLIGATIONS_NOT_MET'],
    ['for a part of a year', period('2026-04-01', '2027-03-31'), 'RULE_ACCOUNTING_PERIOD_NOT_ALIGNED'],
    ['for a year too long ago', period('2018-04-06', '2019-04-05'), 'RULE_ACCOUNTING_PERIOD_NOT_SUPPORTED'],
    ['for a year that cannot be retrieved', period('2022-04-06', '2023-04-05'), 'INVALID_TAX_YEAR_PARAMETER'],
    ['backwards', period('2027-04-05', '2026-04-06'), 'RULE_END_DATE_BEFORE_START_DATE'],
    ['with no date', period('6 April', '2027-04-05'), 'FORMAT_START_DATE'],
    [
      'for holiday lets after their end',
      { ...period('2026-04-06', '2027-04-05'), typeOfBusiness: 'uk-property-fhl' },
      'FORMAT_TYPE_OF_BUSINESS',
    ],
  ])('is refused %s', async (_, body, code) => {
    const { bsas } = await connected();
    expect(await bsas('/trigger', 'POST', body)).toMatchObject(refused(code));
  });

  it('finds a business by its type only', async () => {
    const { trigger } = await connected();
    expect(await trigger('foreign-property', '2026-27', UK)).toMatchObject(
      refused('MATCHING_RESOURCE_NOT_FOUND', 404),
    );
  });

  it('has its amendment window', async () => {
    const { trigger } = await connected({ startAt: '2028-02-01T09:00:00Z' });
    expect(await trigger('uk-property', '2025-26')).toMatchObject(refused('RULE_OUTSIDE_AMENDMENT_WINDOW'));
  });

  it('gives an id that only its person, type and tax year find it by', async () => {
    const { bsas, triggered, sendUk } = await connected();
    await sendUk(UK_FIGURES);
    const id = await triggered('uk-property');
    expect(await bsas(`/foreign-property/${id}/2026-27`)).toMatchObject(
      refused('RULE_TYPE_OF_BUSINESS_INCORRECT'),
    );
    expect(await bsas(`/uk-property/${id}/2025-26`)).toMatchObject(
      refused('MATCHING_RESOURCE_NOT_FOUND', 404),
    );
    expect(await bsas(`/uk-property/${id}/2022-23`)).toMatchObject(refused('INVALID_TAX_YEAR_PARAMETER'));
    expect(await bsas('/uk-property/1/2026-27')).toMatchObject(refused('FORMAT_CALCULATION_ID'));
    const ada = await connected({ userId: ADA.userId, nino: ADA.nino });
    expect(await ada.bsas(`/uk-property/${id}/2026-27`)).toMatchObject(
      refused('MATCHING_RESOURCE_NOT_FOUND', 404),
    );
  });
});

describe('an adjustable summary of foreign property', () => {
  it('is adjusted by property from 2026-27, and shown by country and property', async () => {
    const { bsas, put, triggered, adjust, send, access } = await connected();
    const register = (propertyName: string) =>
      api(send, access, `${PROPERTY}/foreign/${NINO}/${FOREIGN}/details/2026-27`, {
        method: 'POST',
        body: { propertyName, countryCode: 'FRA' },
      });
    const propertyId = String((await register('Gîte')).body['propertyId']);
    const unsent = String((await register('Mas')).body['propertyId']);
    await put(`${PROPERTY}/foreign/${NINO}/${FOREIGN}/cumulative/2026-27`, {
      fromDate: '2026-04-06',
      toDate: '2027-04-05',
      foreignProperty: [
        { propertyId, income: { rentIncome: { rentAmount: 5000 }, foreignTaxCreditRelief: true } },
      ],
    });
    const id = await triggered('foreign-property');
    const of = (...items: object[]) => ({ foreignProperty: { propertyLevelDetail: items } });
    const change = (place: string) => ({ propertyId: place, income: { totalRentsReceived: 250 } });
    expect(await adjust('foreign-property', id, of(change(propertyId), change(propertyId)))).toMatchObject(
      refused('RULE_DUPLICATE_PROPERTY_ID'),
    );
    expect(
      await adjust('foreign-property', id, of(change('00000000-0000-4000-8000-000000000000'))),
    ).toMatchObject(refused('RULE_PROPERTY_ID_MISMATCH'));
    expect((await adjust('foreign-property', id, of(change(propertyId), change(unsent)))).status).toBe(200);
    expect((await bsas(`/foreign-property/${id}/2026-27`)).body).toMatchObject({
      adjustments: { propertyLevelDetail: [change(propertyId), change(unsent)] },
      adjustedSummaryCalculation: {
        totalIncome: 5500,
        countryLevelDetail: [
          {
            countryCode: 'FRA',
            totalIncome: 5500,
            propertyLevelDetail: [
              { propertyId, totalIncome: 5250 },
              { propertyId: unsent, totalIncome: 250 },
            ],
          },
        ],
      },
    });
  });

  it('is adjusted by country before, and one kind of property at a time', async () => {
    const { bsas, triggered, adjust, send, access } = await connected();
    const period = (foreign: object) =>
      api(send, access, `${PROPERTY}/foreign/${NINO}/${FOREIGN}/period/2024-25`, {
        method: 'POST',
        body: { fromDate: '2024-04-06', toDate: '2025-04-05', ...foreign },
      });
    const rent = { rentIncome: { rentAmount: 700 }, foreignTaxCreditRelief: false };
    await period({
      foreignNonFhlProperty: [{ countryCode: 'FRA', income: rent }],
      foreignFhlEea: { income: { rentAmount: 300 } },
    });
    const id = await triggered('foreign-property-fhl-eea', '2024-25');
    const lets = { income: { totalRentsReceived: 20 } };
    const countries = { countryLevelDetail: [{ countryCode: 'FRA', ...lets }] };
    const both = { foreignProperty: countries, foreignFhlEea: lets };
    expect(await adjust('foreign-property', id, both, '2024-25')).toMatchObject(
      refused('RULE_BOTH_PROPERTIES_SUPPLIED'),
    );
    expect(await adjust('foreign-property', id, { foreignProperty: countries }, '2024-25')).toMatchObject(
      refused('RULE_TYPE_OF_BUSINESS_INCORRECT'),
    );
    expect((await adjust('foreign-property', id, { foreignFhlEea: lets }, '2024-25')).status).toBe(200);
    const other = await triggered('foreign-property', '2024-25');
    expect((await adjust('foreign-property', other, { foreignProperty: countries }, '2024-25')).status).toBe(
      200,
    );
    expect((await bsas(`/foreign-property/${id}/2024-25`)).body).toMatchObject({
      metadata: { summaryStatus: 'valid' },
      inputs: { typeOfBusiness: 'foreign-property-fhl-eea', submissionPeriods: [{ endDate: '2025-04-05' }] },
      adjustments: lets,
      adjustedSummaryCalculation: { totalIncome: 320 },
    });
    expect((await bsas(`/foreign-property/${other}/2024-25`)).body).toMatchObject({
      adjustedSummaryCalculation: { countryLevelDetail: [{ countryCode: 'FRA', totalIncome: 720 }] },
    });
  });
});
