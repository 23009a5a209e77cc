import { describe, expect, it } from 'vitest';
import {
  connectCarys,
  details,
  foreignAnnual,
  NINO,
  NOW,
  OTHER_ID,
  refused,
  UK,
  ukAnnual,
} from '../test/property-landlord.ts';

describe('annual submissions', () => {
  const adjustments = { nonResidentLandlord: false, balancingCharge: 4.35, rentARoom: { jointlyLet: true } };
  const building = { amount: 3.1, building: { postcode: 'ZZ9 9ZZ', number: '4' } };

  it('of UK property are replaced, shown and deleted', async () => {
    const { get, put, remove } = await connectCarys();
    const body = {
      ukProperty: {
        adjustments,
        allowances: { annualInvestmentAllowance: 1.1, structuredBuildingAllowance: [building] },
      },
    };
    expect(await put(ukAnnual(), body)).toMatchObject({ status: 200, body: {} });
    expect(await get(ukAnnual())).toMatchObject({ status: 200, body: { submittedOn: NOW, ...body } });
    await put(ukAnnual(), { ukProperty: { allowances: { propertyIncomeAllowance: 1000 } } });
    expect((await get(ukAnnual())).body).toEqual({
      submittedOn: NOW,
      ukProperty: { allowances: { propertyIncomeAllowance: 1000 } },
    });
    const shared = `/${NINO}/${UK}/annual/2026-27`;
    expect(await remove(shared)).toMatchObject({ status: 204, body: {} });
    expect(await remove(shared)).toMatchObject(refused('MATCHING_RESOURCE_NOT_FOUND', 404));
    expect(await get(ukAnnual())).toMatchObject(refused('MATCHING_RESOURCE_NOT_FOUND', 404));
  });

  it.each([
    [{ allowances: { propertyIncomeAllowance: 1000.01 } }, 'FORMAT_VALUE'],
    [
      { allowances: { propertyIncomeAllowance: 1, otherCapitalAllowance: 1 } },
      'RULE_BOTH_ALLOWANCES_SUPPLIED',
    ],
    [
      {
        adjustments: { ...adjustments, privateUseAdjustment: 1 },
        allowances: { propertyIncomeAllowance: 1 },
      },
      'RULE_PROPERTY_INCOME_ALLOWANCE',
    ],
    [
      { allowances: { structuredBuildingAllowance: [{ amount: 1, building: { postcode: 'ZZ9' } }] } },
      'RULE_BUILDING_NAME_NUMBER',
    ],
    [
      { allowances: { structuredBuildingAllowance: [{ amount: 1, building: { postcode: '', name: 'a' } }] } },
      'FORMAT_STRING',
    ],
    [{ adjustments: { balancingCharge: 1 } }, 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED'],
    [{ allowances: { electricChargePointAllowance: 1 } }, 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED'],
  ])('with %o are refused: %s', async (ukProperty, code) => {
    const { put } = await connectCarys();
    expect(await put(ukAnnual(), { ukProperty })).toMatchObject(refused(code));
  });

  it('have furnished holiday lets to 2024-25 only', async () => {
    const { put, get } = await connectCarys();
    const uk = { ukFhlProperty: { allowances: { electricChargePointAllowance: 4.35 } } };
    expect((await put(ukAnnual('2024-25'), uk)).status).toBe(200);
    expect((await get(ukAnnual('2024-25'))).body).toEqual({ submittedOn: NOW, ...uk });
    expect(await put(ukAnnual('2025-26'), uk)).toMatchObject(
      refused('RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED'),
    );
    const eea = { foreignFhlEea: { adjustments: { periodOfGraceAdjustment: true } } };
    expect((await put(foreignAnnual('2024-25'), eea)).status).toBe(200);
    expect((await get(foreignAnnual('2024-25'))).body).toEqual({ submittedOn: NOW, ...eea });
  });

  it('of foreign property are by country in 2025-26 and by registered property from 2026-27', async () => {
    const { post, put, get } = await connectCarys();
    const allowances = { otherCapitalAllowance: 12.3 };
    const byCountry = { foreignProperty: [{ countryCode: 'ITA', allowances }] };
    expect((await put(foreignAnnual('2025-26'), byCountry)).status).toBe(200);
    expect((await get(foreignAnnual('2025-26'))).body).toEqual({ submittedOn: NOW, ...byCountry });
    const unknown = { foreignProperty: [{ propertyId: OTHER_ID, allowances }] };
    expect(await put(foreignAnnual(), unknown)).toMatchObject(refused('RULE_PROPERTY_ID_MISMATCH'));
    const { body } = await post(details(), { propertyName: 'Casa Verde', countryCode: 'ITA' });
    const known = { foreignProperty: [{ propertyId: body['propertyId'], allowances }] };
    expect((await put(foreignAnnual(), known)).status).toBe(200);
    expect((await get(`${foreignAnnual()}?propertyId=${String(body['propertyId'])}`)).body).toEqual({
      submittedOn: NOW,
      ...known,
    });
    expect(await get(`${foreignAnnual()}?propertyId=${OTHER_ID}`)).toMatchObject(
      refused('MATCHING_RESOURCE_NOT_FOUND', 404),
    );
    expect(await get(`${foreignAnnual()}?propertyId=x`)).toMatchObject(refused('FORMAT_PROPERTY_ID'));
  });

  it('close a year after the filing date, and deleting with them', async () => {
    const { put, at } = await connectCarys();
    const body = { ukProperty: { allowances: { otherCapitalAllowance: 1 } } };
    expect(await put(ukAnnual('2022-23'), body)).toMatchObject(refused('RULE_OUTSIDE_AMENDMENT_WINDOW'));
    await put(ukAnnual('2025-26'), body);
    const later = await at('2028-02-01T09:00:00Z');
    expect(await later('DELETE', `/${NINO}/${UK}/annual/2025-26`)).toMatchObject(
      refused('RULE_OUTSIDE_AMENDMENT_WINDOW'),
    );
    expect((await later('GET', ukAnnual('2025-26'))).status).toBe(200);
  });
});
