import { describe, expect, it } from 'vitest';
import { api, connect, PASSWORD, startSimulator } from '../test/landlord.ts';
import {
  connectCarys,
  cumulative,
  details,
  FOREIGN,
  NINO,
  NOW,
  OTHER_ID,
  refused,
  UK,
} from '../test/property-landlord.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const half = { fromDate: '2026-04-06', toDate: '2026-10-05' };

describe('foreign properties', () => {
  const villa = { propertyName: 'Villa Alta', countryCode: 'PRT' };

  it('are registered, shown, changed, and gone after the year they end in', async () => {
    const { post, get, put, at } = await connectCarys();
    expect(await get(details())).toMatchObject(refused('MATCHING_RESOURCE_NOT_FOUND', 404));
    const { status, body } = await post(details(), villa);
    expect([status, body['propertyId']]).toEqual([200, expect.stringMatching(UUID)]);
    const propertyId = String(body['propertyId']);
    expect((await get(details())).body).toEqual({
      foreignPropertyDetails: [{ submittedOn: NOW, propertyId, ...villa }],
    });
    const own = (year: string) => `/foreign/${NINO}/details/${propertyId}/${year}`;
    const end = { endDate: '2026-09-30', endReason: 'disposal' };
    expect(await put(own('2026-27'), { propertyName: 'Villa Nova', ...end })).toMatchObject({ status: 204 });
    expect((await get(`${details()}?propertyId=${propertyId}`)).body['foreignPropertyDetails']).toEqual([
      { submittedOn: NOW, propertyId, propertyName: 'Villa Nova', countryCode: 'PRT', ...end },
    ]);
    const later = await at('2027-10-06T09:00:00Z');
    expect(await later('GET', details('2027-28'))).toMatchObject(refused('MATCHING_RESOURCE_NOT_FOUND', 404));
    expect(await later('PUT', own('2027-28'), { propertyName: 'Villa' })).toMatchObject(
      refused('MATCHING_RESOURCE_NOT_FOUND', 404),
    );
    // An end that is not sent again is taken away, and the property is there again.
    expect((await later('PUT', own('2026-27'), { propertyName: 'Villa' })).status).toBe(204);
    expect((await later('GET', details('2027-28'))).status).toBe(200);
  });

  it.each([
    [villa, 'RULE_DUPLICATE_PROPERTY_NAME'],
    [{ ...villa, propertyName: '' }, 'FORMAT_PROPERTY_NAME'],
    [{ ...villa, propertyName: 'x'.repeat(106) }, 'FORMAT_PROPERTY_NAME'],
    [{ ...villa, countryCode: 'QQQ' }, 'RULE_COUNTRY_CODE'],
    [{ ...villa, endDate: '2026-09-30' }, 'RULE_MISSING_END_DETAILS'],
    [{ ...villa, endDate: '2026-09-31', endReason: 'disposal' }, 'FORMAT_END_DATE'],
    [{ ...villa, endDate: '2026-09-30', endReason: 'added-in-error' }, 'FORMAT_END_REASON'],
    [{ ...villa, endDate: '2026-04-05', endReason: 'disposal' }, 'RULE_END_DATE_BEFORE_TAX_YEAR_START'],
    [{ ...villa, endDate: '2027-04-06', endReason: 'disposal' }, 'RULE_END_DATE_AFTER_TAX_YEAR_END'],
  ])('%o beside another of that name are refused: %s', async (body, code) => {
    const { post } = await connectCarys();
    await post(details(), villa);
    const answer = await post(details(), body);
    expect(answer).toMatchObject(refused(code));
    expect(answer.body).not.toHaveProperty('paths');
  });

  it('may share a name with one of another country, and are told apart by year and id', async () => {
    const { post, put } = await connectCarys();
    await post(details(), villa);
    expect((await post(details(), { ...villa, countryCode: 'ESP' })).status).toBe(200);
    expect(await post(details('2025-26'), villa)).toMatchObject(refused('RULE_TAX_YEAR_NOT_SUPPORTED'));
    const own = (id: string) => `/foreign/${NINO}/details/${id}/2026-27`;
    expect(await put(own('x'), { propertyName: 'a' })).toMatchObject(refused('FORMAT_PROPERTY_ID'));
    expect(await put(own(OTHER_ID), { propertyName: 'a' })).toMatchObject(
      refused('MATCHING_RESOURCE_NOT_FOUND', 404),
    );
    expect(await post(`/foreign/${NINO}/${UK}/details/2026-27`, villa)).toMatchObject(
      refused('MATCHING_RESOURCE_NOT_FOUND', 404),
    );
  });
});

describe('foreign properties of a business', () => {
  it.each([
    [{ commencementDate: '2027-05-01' }, 'RULE_TAX_YEAR_BEFORE_BUSINESS_START'],
    [{ commencementDate: '2021-05-01', cessationDate: '2026-08-31' }, 'RULE_PROPERTY_BUSINESS_CEASED'],
  ])('that has %o are refused: %s', async (dates, code) => {
    const { simulator, send } = await startSimulator({ startAt: NOW });
    const businessId = 'XBIS00000000099';
    const person = {
      userId: '100000000099',
      nino: 'NC270699A',
      mtdId: 'XAIT00000000099',
      password: PASSWORD,
    };
    await simulator.control.addUser({
      ...person,
      name: 'Gita Rao',
      life: 'Lets abroad, not now',
      businesses: [{ businessId, typeOfBusiness: 'foreign-property', ...dates }],
    });
    const { access } = await connect(send, person.userId);
    const path = `/individuals/business/property/foreign/${person.nino}/${businessId}/details/2026-27`;
    const body = { propertyName: 'Villa Alta', countryCode: 'PRT' };
    expect(await api(send, access, path, { method: 'POST', body })).toMatchObject(refused(code));
  });
});

describe('the foreign cumulative update', () => {
  const income = { rentIncome: { rentAmount: 4.35 }, foreignTaxCreditRelief: false };

  it('of 2026-27 takes registered properties, and meets the obligations of its business alone', async () => {
    const { post, put, get, obligations } = await connectCarys();
    const ids: string[] = [];
    for (const propertyName of ['One', 'Two']) {
      const { body } = await post(details(), { propertyName, countryCode: 'FRA' });
      ids.push(String(body['propertyId']));
    }
    const foreignProperty = ids.map((propertyId) => ({ propertyId, income, expenses: { other: -1.1 } }));
    expect(await put(cumulative(), { ...half, foreignProperty })).toMatchObject({ status: 204, body: {} });
    expect((await get(cumulative())).body).toEqual({ submittedOn: NOW, ...half, foreignProperty });
    expect((await get(`${cumulative()}?propertyId=${String(ids[1])}`)).body['foreignProperty']).toEqual([
      foreignProperty[1],
    ]);
    const open = JSON.stringify(await obligations());
    expect(open).toContain(UK);
    const ofForeign = open.slice(open.indexOf(FOREIGN));
    expect(ofForeign).not.toContain('"2026-10-05"');
    expect(ofForeign).toContain('"2027-01-05"');
    expect(await put(cumulative(), { ...half, toDate: '2026-07-05', foreignProperty })).toMatchObject(
      refused('RULE_SUBMISSION_END_DATE_CANNOT_MOVE_BACKWARDS'),
    );
    const twice = [foreignProperty[0], foreignProperty[0]];
    expect(await put(cumulative(), { ...half, foreignProperty: twice })).toMatchObject(
      refused('RULE_DUPLICATE_PROPERTY_ID'),
    );
    const unknown = [{ propertyId: OTHER_ID, income }];
    expect(await put(cumulative(), { ...half, foreignProperty: unknown })).toMatchObject(
      refused('RULE_PROPERTY_ID_MISMATCH'),
    );
  });

  it('of 2025-26 is by country', async () => {
    const { put, get } = await connectCarys();
    const year = { fromDate: '2025-04-06', toDate: '2026-04-05' };
    const foreignProperty = [{ countryCode: 'ZZZ', income }];
    expect((await put(cumulative('2025-26'), { ...year, foreignProperty })).status).toBe(204);
    expect((await get(cumulative('2025-26'))).body).toEqual({ submittedOn: NOW, ...year, foreignProperty });
    const byId = { ...year, foreignProperty: [{ propertyId: OTHER_ID, income }] };
    expect(await put(cumulative('2025-26'), byId)).toMatchObject(
      refused('RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED'),
    );
  });

  it.each([
    [{ fromDate: '2025-04-01', toDate: '2026-04-05' }, 'RULE_START_DATE_NOT_ALIGNED_WITH_REPORTING_TYPE'],
    [{ fromDate: '2025-04-06', toDate: '2025-07-04' }, 'RULE_END_DATE_NOT_ALIGNED_WITH_REPORTING_TYPE'],
    [{ fromDate: '2025-04-06' }, 'RULE_MISSING_SUBMISSION_DATES'],
    [{}, 'RULE_MISSING_SUBMISSION_DATES'],
  ])('with %o is refused: %s', async (dates, code) => {
    const { put } = await connectCarys();
    const foreignProperty = [{ countryCode: 'FRA', income }];
    expect(await put(cumulative('2025-26'), { ...dates, foreignProperty })).toMatchObject(refused(code));
  });

  it('gives expenses in one way over all its properties', async () => {
    const { put } = await connectCarys();
    const foreignProperty = [
      { countryCode: 'FRA', expenses: { other: 1 } },
      { countryCode: 'ESP', expenses: { consolidatedExpenses: 1, residentialFinancialCost: 2 } },
    ];
    const dates = { fromDate: '2025-04-06', toDate: '2026-04-05' };
    expect(await put(cumulative('2025-26'), { ...dates, foreignProperty })).toMatchObject({
      body: { code: 'RULE_BOTH_EXPENSES_SUPPLIED', paths: ['/foreignProperty/1/expenses'] },
    });
    const silent = { ...dates, foreignProperty: [{ countryCode: 'FRA' }] };
    expect(await put(cumulative('2025-26'), silent)).toMatchObject({
      body: { code: 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED', paths: ['/foreignProperty/0'] },
    });
  });
});
