import { describe, expect, it } from 'vitest';
import { api } from '../test/landlord.ts';
import { FOREIGN, NINO, UK, refused } from '../test/property-landlord.ts';
import { AFTER, connected, UK_FIGURES } from '../test/summaries.ts';

const PROPERTY = '/individuals/business/property';
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
