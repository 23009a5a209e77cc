import { expect, test } from 'vitest';
import { checkRequest } from '../../request.ts';
import { getUkPropertyAnnual } from './uk-property-annual.ts';
import { getUkPropertyCumulative } from './uk-property-cumulative.ts';
import { getUkPropertyPeriod } from './uk-property-period.ts';
import { createForeignPropertyDetails, listForeignPropertyDetails } from './foreign-property-details.ts';

const business = { nino: 'AA123456A', businessId: 'XAIS12345678901' };
const submissionId = '4557ecb5-fd32-48cc-81f5-e6acd1099f3c';
const details = { propertyName: 'Villa', countryCode: 'FRA' };
const none = /^This operation does not serve 20\d\d-\d\d\. No operation of this client serves years before/;

const cumulative = (taxYear: string, inProduction?: boolean) =>
  checkRequest(getUkPropertyCumulative, { ...business, taxYear }, inProduction);
const period = (taxYear: string, inProduction?: boolean) =>
  checkRequest(getUkPropertyPeriod, { ...business, taxYear, submissionId }, inProduction);
const annual = (taxYear: string, inProduction?: boolean) =>
  checkRequest(getUkPropertyAnnual, { ...business, taxYear }, inProduction);
const create = (taxYear: string, inProduction?: boolean) =>
  checkRequest(createForeignPropertyDetails, { ...business, taxYear, details }, inProduction);
const list = (taxYear: string, inProduction?: boolean) =>
  checkRequest(listForeignPropertyDetails, { ...business, taxYear }, inProduction);

test.each([
  ['the year to date', cumulative('2024-25'), /createUkPropertyPeriod/],
  ['the year to date', cumulative('2021-22'), /createUkPropertyPeriod/],
  ['the year to date', cumulative('2021-22', true), none],
  ['the year to date', cumulative('2020-21'), none],
  ['a quarter', period('2025-26'), /putUkPropertyCumulative/],
  ['a quarter', period('2021-22', true), none],
  ['a quarter', period('2020-21'), none],
  ['adjustments', annual('2021-22', true), none],
  ['a foreign property', create('2025-26'), /: putForeignPropertyCumulative, putForeignPropertyAnnual\.$/],
  ['a foreign property', create('2024-25'), /: createForeignPropertyPeriod, putForeignPropertyAnnual\.$/],
  ['a foreign property', create('2020-21'), none],
  ['foreign properties', list('2025-26'), /: getForeignPropertyCumulative, getForeignPropertyAnnual\.$/],
  ['foreign properties', list('2024-25'), /: listPropertyPeriods, getForeignPropertyAnnual\.$/],
])(
  'a year that %s is not served for is refused with who serves that very year, case %#',
  (_, errors, message) => {
    expect(errors).toEqual([
      { code: 'RULE_TAX_YEAR_NOT_SUPPORTED', message: expect.stringMatching(message) as string, paths: [] },
    ]);
  },
);

test('HMRC’s sandbox has quarters and adjustments from 2021-22, a year before production', () => {
  expect([period('2021-22'), annual('2021-22'), period('2022-23', true), annual('2022-23', true)]).toEqual([
    [],
    [],
    [],
    [],
  ]);
});
