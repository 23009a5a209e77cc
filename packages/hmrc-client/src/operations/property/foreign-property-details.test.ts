import { describe, expect, test } from 'vitest';
import { buildRequest, checkRequest, textOf } from '../../request.ts';
import {
  createForeignPropertyDetails,
  type ForeignPropertyDetails,
  listForeignPropertyDetails,
  type NewForeignProperty,
  putForeignPropertyDetails,
} from './foreign-property-details.ts';

const business = { nino: 'AA123456A', businessId: 'XAIS12345678901' };
const propertyId = '8e8b8450-dc1b-4360-8109-7067337b42cb';
const villa: NewForeignProperty = { propertyName: 'Villa Ångström', countryCode: 'FRA' };
const ended = { endDate: '2026-08-24', endReason: 'disposal' } as const;
const create = (details: NewForeignProperty, taxYear = '2026-27') =>
  checkRequest(createForeignPropertyDetails, { ...business, taxYear, details });
const put = (details: ForeignPropertyDetails) =>
  checkRequest(putForeignPropertyDetails, { nino: 'AA123456A', propertyId, taxYear: '2026-27', details });

describe('a foreign property', () => {
  test('is registered and then known by its id', () => {
    const details = { ...villa, ...ended };
    const sent = createForeignPropertyDetails.body?.({ ...business, taxYear: '2026-27', details });
    expect(sent && textOf(sent)).toBe(
      '{"propertyName":"Villa Ångström","countryCode":"FRA","endDate":"2026-08-24","endReason":"disposal"}',
    );
    expect(createForeignPropertyDetails.reads?.parse({ propertyId })).toEqual({ propertyId });
  });

  test('is changed by its id alone, without a business', () => {
    const details = { propertyName: 'Villa' };
    const params = { nino: 'AA123456A', propertyId, taxYear: '2026-27', details };
    const call = { accessToken: 'token', fraudPreventionHeaders: {} };
    const built = buildRequest('https://api.example', putForeignPropertyDetails, call, params);
    expect(built).toMatchObject({
      ok: true,
      request: {
        url: {
          pathname: `/individuals/business/property/foreign/AA123456A/details/${propertyId}/2026-27`,
        },
        body: '{"propertyName":"Villa"}',
      },
    });
  });

  test('has an id of any version of UUIDs, as HMRC says of none which it is', () => {
    const change = { nino: 'AA123456A', taxYear: '2026-27', details: { propertyName: 'Villa' } };
    const sorted = '0198f0a2-6a1b-7c3d-9e4f-5a6b7c8d9e0f';
    expect(checkRequest(putForeignPropertyDetails, { ...change, propertyId: sorted })).toEqual([]);
    const list = { ...business, taxYear: '2026-27', propertyId: sorted };
    expect(checkRequest(listForeignPropertyDetails, list)).toEqual([]);
  });

  test('is listed with reasons that only HMRC gives, and new ones', () => {
    const submittedOn = '2026-07-07T10:59:47.544Z';
    const known = { submittedOn, propertyId, ...villa };
    const reasons = ['cessation', 'flood'].map((endReason) => ({
      ...known,
      endDate: '2026-08-24',
      endReason,
    }));
    const wire = { foreignPropertyDetails: [known, ...reasons], later: 1 };
    expect(listForeignPropertyDetails.reads?.parse(wire)).toEqual([known, ...reasons]);
  });
});

describe('a foreign property is refused before a call is spent', () => {
  test('not when it is right', () => {
    expect(create({ ...villa, propertyName: 'x'.repeat(105), ...ended })).toEqual([]);
    expect(create({ ...villa, ...ended, endDate: '2026-04-06' })).toEqual([]);
    expect(create({ ...villa, ...ended, endDate: '2027-04-05' })).toEqual([]);
    expect(put({ propertyName: 'Villa', endDate: '2026-05-01', endReason: 'added-in-error' })).toEqual([]);
  });

  test.each([
    [{ propertyName: '' }, 'FORMAT_PROPERTY_NAME'],
    [{ propertyName: ' ' }, 'FORMAT_PROPERTY_NAME'],
    [{ propertyName: 'x'.repeat(106) }, 'FORMAT_PROPERTY_NAME'],
    [{ countryCode: 'France' }, 'FORMAT_COUNTRY_CODE'],
    [{ endDate: '2026-08-24' }, 'RULE_MISSING_END_DETAILS'],
    [{ endReason: 'disposal' }, 'RULE_MISSING_END_DETAILS'],
    [{ ...ended, endDate: '24 August' }, 'FORMAT_END_DATE'],
    [{ ...ended, endDate: '2026-04-05' }, 'RULE_END_DATE_BEFORE_TAX_YEAR_START'],
    [{ ...ended, endDate: '2027-04-06' }, 'RULE_END_DATE_AFTER_TAX_YEAR_END'],
    // What the type forbids, JSON can still bring.
    [{ ...ended, endReason: 'added-in-error' as 'disposal' }, 'FORMAT_END_REASON'],
  ] satisfies [Partial<NewForeignProperty>, string][])('for %j: %s', (change, code) => {
    expect(create({ ...villa, ...change }).map((error) => error.code)).toEqual([code]);
  });

  test('before 2026-27, when figures go by country', () => {
    const [error] = create(villa, '2025-26');
    expect(error?.code).toBe('RULE_TAX_YEAR_NOT_SUPPORTED');
    expect(error?.message).toContain('putForeignPropertyCumulative');
  });

  test('without a proper id', () => {
    const change = { nino: 'AA123456A', propertyId: 'villa', taxYear: '2026-27', details: villa };
    expect(checkRequest(putForeignPropertyDetails, change)).toMatchObject([{ code: 'FORMAT_PROPERTY_ID' }]);
    const list = { ...business, propertyId: 'villa', taxYear: '2026-27' };
    expect(checkRequest(listForeignPropertyDetails, list)).toMatchObject([{ code: 'FORMAT_PROPERTY_ID' }]);
  });
});
