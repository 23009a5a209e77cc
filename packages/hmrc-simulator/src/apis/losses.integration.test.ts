import { describe, expect, it } from 'vitest';
import { api, connect, startSimulator } from '../test/landlord.ts';
import { FOREIGN, NINO, refused, UK } from '../test/property-landlord.ts';

const NOT_FOUND = refused('MATCHING_RESOURCE_NOT_FOUND', 404);
const NOW = '2026-10-06T09:00:00.000Z';

/** Carys, who lets in the UK and abroad; 2025-26 has ended unless a test is at another time. */
async function connected(startAt = NOW) {
  const { send } = await startSimulator({ startAt });
  const { access } = await connect(send, '100000000003');
  const call =
    (method: string, version = '6.0') =>
    (path: string, body?: unknown) =>
      api(send, access, `/individuals/losses/${NINO}${path}`, {
        version,
        method,
        ...(body !== undefined && { body }),
      });
  const send7 = (path: string, headers: Record<string, string>, body: object) =>
    send(`/individuals/losses/${NINO}${path}`, {
      method: 'PUT',
      headers: {
        accept: 'application/vnd.hmrc.7.0+json',
        authorization: `Bearer ${access}`,
        'content-type': 'application/json',
        ...headers,
      },
      body: JSON.stringify(body),
    });
  return { get: call('GET'), post: call('POST'), put: call('PUT'), remove: call('DELETE'), call, send7 };
}

const BROUGHT = '/brought-forward-losses';
const newIn = (taxYear: string) => `${BROUGHT}/tax-year/brought-forward-from/${taxYear}`;
const loss = (change: object = {}) => ({
  taxYearBroughtForwardFrom: '2024-25',
  typeOfLoss: 'uk-property',
  businessId: UK,
  lossAmount: 1234.56,
  ...change,
});

describe('a loss brought forward (6.0)', () => {
  it('is created, shown, listed, amended and deleted', async () => {
    const { get, post, remove } = await connected();
    const created = await post(newIn('2024-25'), loss());
    expect(created.status).toBe(201);
    const lossId = String(created.body['lossId']);
    const kept = { ...loss(), lastModified: NOW };
    expect(await get(`${BROUGHT}/${lossId}`)).toMatchObject({ status: 200, body: kept });
    expect((await get(`${BROUGHT}/tax-year/2024-25?typeOfLoss=uk-property`)).body).toEqual({
      losses: [{ lossId, ...kept }],
    });
    expect(await get(`${BROUGHT}/tax-year/2024-25?typeOfLoss=foreign-property`)).toMatchObject(NOT_FOUND);
    expect(await get(`${BROUGHT}/tax-year/2024-25?businessId=${FOREIGN}`)).toMatchObject(NOT_FOUND);
    expect(await post(newIn('2024-25'), loss({ lossAmount: 1 }))).toMatchObject(
      refused('RULE_DUPLICATE_SUBMISSION'),
    );
    const amendment = `${BROUGHT}/${lossId}/tax-year/2024-25/change-loss-amount`;
    expect(await post(amendment, { lossAmount: 1234.56 })).toMatchObject(refused('RULE_NO_CHANGE'));
    expect(await post(amendment, { lossAmount: 4.35 })).toMatchObject({
      status: 200,
      body: { lossAmount: 4.35 },
    });
    expect((await get(`${BROUGHT}/${lossId}`)).body).toMatchObject({ lossAmount: 4.35 });
    expect(await remove(`${BROUGHT}/${lossId}/tax-year/2023-24`)).toMatchObject(NOT_FOUND);
    expect((await remove(`${BROUGHT}/${lossId}/tax-year/2024-25`)).status).toBe(204);
    expect(await get(`${BROUGHT}/${lossId}`)).toMatchObject(NOT_FOUND);
  });

  it.each<[string, object, string, number?]>([
    [
      'of a year that runs',
      { taxYearBroughtForwardFrom: '2026-27' },
      'RULE_TAX_YEAR_FOR_VERSION_NOT_SUPPORTED',
    ],
    ['of a year too long ago', { taxYearBroughtForwardFrom: '2017-18' }, 'RULE_TAX_YEAR_NOT_SUPPORTED'],
    ['of two years', { taxYearBroughtForwardFrom: '2023-25' }, 'RULE_TAX_YEAR_RANGE_INVALID'],
    ['of no year', { taxYearBroughtForwardFrom: '2024' }, 'FORMAT_TAX_YEAR'],
    ['of an unknown type', { typeOfLoss: 'letting' }, 'FORMAT_TYPE_OF_LOSS'],
    ['below nothing', { lossAmount: -1 }, 'FORMAT_VALUE'],
    ['of another type of business', { typeOfLoss: 'foreign-property' }, 'MATCHING_RESOURCE_NOT_FOUND', 404],
    [
      'of holiday lets after their end',
      { taxYearBroughtForwardFrom: '2025-26', typeOfLoss: 'uk-property-fhl' },
      'RULE_BFL_NOT_SUPPORTED_FOR_FHL_PROPERTIES',
    ],
  ])('is refused when it is %s', async (_, change, code, status = 400) => {
    const { post } = await connected();
    expect(await post(newIn('2024-25'), loss(change))).toMatchObject(refused(code, status));
  });

  it('waits for the end of its year', async () => {
    const { post } = await connected('2026-04-05T09:00:00Z');
    const ofThisYear = loss({ taxYearBroughtForwardFrom: '2025-26' });
    expect(await post(newIn('2025-26'), ofThisYear)).toMatchObject(refused('RULE_TAX_YEAR_NOT_ENDED'));
  });
});

const claim = (change: object = {}) => ({
  taxYearClaimedFor: '2025-26',
  typeOfLoss: 'uk-property',
  typeOfClaim: 'carry-sideways',
  businessId: UK,
  ...change,
});

describe('a loss claim (6.0)', () => {
  it('is created, shown, listed, changed, put in order and deleted', async () => {
    const { get, post, put, remove } = await connected();
    const create = async (change: object = {}) =>
      String((await post('/loss-claims', claim(change))).body['claimId']);
    const uk = await create();
    const foreign = await create({ typeOfLoss: 'foreign-property', businessId: FOREIGN });
    expect(await get(`/loss-claims/${uk}`)).toMatchObject({
      status: 200,
      body: { ...claim(), lastModified: NOW },
    });
    expect(await post('/loss-claims', claim())).toMatchObject(refused('RULE_DUPLICATE_SUBMISSION'));

    const order = (...places: [string, number][]) =>
      put('/loss-claims/order/2025-26', {
        typeOfClaim: 'carry-sideways',
        listOfLossClaims: places.map(([claimId, sequence]) => ({ claimId, sequence })),
      });
    expect(await order([uk, 1])).toMatchObject(refused('RULE_LOSS_CLAIMS_MISSING'));
    expect(await order([uk, 2], [foreign, 3])).toMatchObject(refused('RULE_INVALID_SEQUENCE_START'));
    expect(await order([uk, 1], [foreign, 3])).toMatchObject(refused('RULE_SEQUENCE_ORDER_BROKEN'));
    expect(await order([uk, 1], [foreign, 2], ['A'.repeat(15), 3])).toMatchObject(NOT_FOUND);
    expect((await order([uk, 2], [foreign, 1])).status).toBe(200);
    expect((await get('/loss-claims/tax-year/2025-26')).body).toMatchObject({
      claims: [
        { claimId: foreign, sequence: 1 },
        { claimId: uk, sequence: 2 },
      ],
    });

    const change = (typeOfClaim: string) =>
      post(`/loss-claims/${uk}/tax-year/2025-26/change-type-of-claim`, { typeOfClaim });
    expect(await change('carry-sideways')).toMatchObject(refused('RULE_NO_CHANGE'));
    expect(await change('carry-forward')).toMatchObject(refused('RULE_TYPE_OF_CLAIM_INVALID'));
    expect(await change('carry-sideways-fhl')).toMatchObject(refused('RULE_CSFHL_CLAIM_NOT_SUPPORTED'));
    const changed = await change('carry-forward-to-carry-sideways');
    expect(changed).toMatchObject({ status: 200, body: { typeOfClaim: 'carry-forward-to-carry-sideways' } });
    expect(changed.body).not.toHaveProperty('sequence');
    expect(
      (await get('/loss-claims/tax-year/2025-26?typeOfClaim=carry-sideways')).body['claims'],
    ).toHaveLength(1);
    expect((await remove(`/loss-claims/${uk}/tax-year/2025-26`)).status).toBe(204);
    expect(await remove(`/loss-claims/${uk}/tax-year/2025-26`)).toMatchObject(NOT_FOUND);
  });

  it.each<[string, object, string]>([
    ['another version’s year', { taxYearClaimedFor: '2026-27' }, 'RULE_TAX_YEAR_FOR_VERSION_NOT_SUPPORTED'],
    ['a year before the first', { taxYearClaimedFor: '2018-19' }, 'RULE_TAX_YEAR_NOT_SUPPORTED'],
    ['a type of another loss', { typeOfClaim: 'carry-forward' }, 'RULE_TYPE_OF_CLAIM_INVALID'],
    ['holiday lets after their end', { typeOfClaim: 'carry-sideways-fhl' }, 'RULE_CSFHL_CLAIM_NOT_SUPPORTED'],
    [
      'a year before the business began',
      { typeOfLoss: 'foreign-property', businessId: FOREIGN, taxYearClaimedFor: '2020-21' },
      'RULE_NO_ACCOUNTING_PERIOD',
    ],
  ])('is refused for %s', async (_, change, code) => {
    const { post } = await connected();
    expect(await post('/loss-claims', claim(change))).toMatchObject(refused(code));
  });

  it('waits for the end of its year, and has a last day', async () => {
    const early = await connected('2026-04-05T09:00:00Z');
    expect(await early.post('/loss-claims', claim())).toMatchObject(
      refused('RULE_ACCOUNTING_PERIOD_NOT_ENDED'),
    );
    const late = await connected('2028-02-01T09:00:00Z');
    expect(await late.post('/loss-claims', claim())).toMatchObject(refused('RULE_OUTSIDE_AMENDMENT_WINDOW'));
  });
});

describe('the claims of a business’s year (7.0)', () => {
  const PATH = `/businesses/${UK}/loss-claims/2026-27`;
  const BODY = {
    claims: { carrySideways: { currentYearGeneralIncome: 500.25 }, carryForward: { currentYearLosses: 1 } },
    losses: { broughtForwardLosses: 2000 },
  };

  it('are kept as one, replaced entirely, and deleted', async () => {
    const { call } = await connected('2027-05-10T09:00:00.000Z');
    const [get, put, remove] = [call('GET', '7.0'), call('PUT', '7.0'), call('DELETE', '7.0')];
    expect(await get(PATH)).toMatchObject(NOT_FOUND);
    expect((await put(PATH, BODY)).status).toBe(204);
    expect((await get(PATH)).body).toEqual({ submittedOn: '2027-05-10T09:00:00.000Z', ...BODY });
    await put(PATH, { losses: { broughtForwardLosses: 1 } });
    expect((await get(PATH)).body).not.toHaveProperty('claims');
    expect((await remove(PATH)).status).toBe(204);
    expect(await remove(PATH)).toMatchObject(NOT_FOUND);
    expect(await put(PATH.replace(UK, 'XAIS99999999999'), BODY)).toMatchObject(NOT_FOUND);
  });

  const back = { previousYearGeneralIncome: 1 };
  const sideways = { currentYearGeneralIncome: 1 };
  const order = { applyFirst: 'carry-back' };
  it.each<[string, object, string]>([
    ['nothing', {}, 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED'],
    ['a property’s loss carried back', { carryBack: back }, 'RULE_CARRY_BACK_CLAIM'],
    [
      'two ways without an order',
      { carryBack: back, carrySideways: sideways },
      'RULE_MISSING_PREFERENCE_ORDER',
    ],
    [
      'an order of one way',
      { carrySideways: sideways, preferenceOrder: order },
      'RULE_PREFERENCE_ORDER_NOT_ALLOWED',
    ],
    [
      'a terminal loss carried forward',
      { carryBack: { terminalLosses: 1 }, carryForward: { currentYearLosses: 1 } },
      'RULE_CARRY_FORWARD_AND_TERMINAL_LOSS_NOT_ALLOWED',
    ],
    [
      'an unknown order',
      { carrySideways: sideways, preferenceOrder: { applyFirst: 'x' } },
      'FORMAT_PREFERENCE_ORDER',
    ],
  ])('refuse %s', async (_, claims, code) => {
    const { call } = await connected('2027-05-10T09:00:00.000Z');
    const { status, body } = await call('PUT', '7.0')(PATH, { claims });
    expect(status).toBe(400);
    expect([body.code, ...(body.errors ?? []).map((error) => error.code)]).toContain(code);
  });

  it('wait for the end of the year, unless rules of time are suspended, and have a last day', async () => {
    const { call, send7 } = await connected();
    expect(await call('PUT', '7.0')(PATH, BODY)).toMatchObject(refused('RULE_TAX_YEAR_NOT_ENDED'));
    expect((await send7(PATH, { 'suspend-temporal-validations': 'true' }, BODY)).status).toBe(204);
    const late = await connected('2029-02-01T09:00:00Z');
    expect(await late.call('PUT', '7.0')(PATH, BODY)).toMatchObject(refused('RULE_OUTSIDE_AMENDMENT_WINDOW'));
    const early = PATH.replace('2026-27', '2025-26');
    expect(await late.call('GET', '7.0')(early)).toMatchObject(refused('RULE_TAX_YEAR_NOT_SUPPORTED'));
  });
});
