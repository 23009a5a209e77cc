import { describe, expect, it } from 'vitest';
import { ADA } from '../test/landlord.ts';
import { refused, UK } from '../test/property-landlord.ts';
import { connected, UK_FIGURES } from '../test/summaries.ts';

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
