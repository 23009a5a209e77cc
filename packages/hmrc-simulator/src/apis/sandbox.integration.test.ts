import { describe, expect, it } from 'vitest';
import { ADA, api, connect, cumulativePath, startSimulator, token, update } from '../test/landlord.ts';

const DETAILS = `/individuals/business/details/${ADA.nino}/${ADA.businessId}`;
const OBLIGATIONS = (nino: string) => `/obligations/details/${nino}/income-and-expenditure`;
const SUPPORT = '/individuals/self-assessment-test-support';
const ACCOUNTS = (nino: string) => `/accounts/self-assessment/${nino}`;

/** Somebody signed in, with calls of any version. */
async function signedIn(userId = ADA.userId, options = {}) {
  const { simulator, send } = await startSimulator(options);
  const { access } = await connect(send, userId);
  const call = (method: string, path: string, version: string, body?: unknown) =>
    api(send, access, path, { method, version, ...(body !== undefined && { body }) });
  return { simulator, send, call };
}
type Call = Awaited<ReturnType<typeof signedIn>>['call'];

const ends = async (call: Call, nino = ADA.nino, query = 'status=open'): Promise<string[]> => {
  const { body } = await call('GET', `${OBLIGATIONS(nino)}?${query}`, '3.0');
  const found = JSON.stringify(body).matchAll(/"periodEndDate":"([\d-]+)"/g);
  return [...found].map(([, date]) => date ?? '');
};

describe('Business Details', () => {
  it('changes the quarters of the current year before its first update, and earlier years stay', async () => {
    const { call } = await signedIn();
    const put = (taxYear: string, quarterlyPeriodType: string) =>
      call('PUT', `${DETAILS}/${taxYear}`, '2.0', { quarterlyPeriodType });
    expect((await ends(call))[0]).toBe('2026-07-05');
    expect((await put('2025-26', 'calendar')).status).toBe(422);
    expect((await put('2026-27', 'lunar')).body.code).toBe('RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED');
    expect((await put('2026-27', 'calendar')).status).toBe(204);
    expect((await ends(call))[0]).toBe('2026-06-30');
    expect(await ends(call, ADA.nino, 'fromDate=2025-04-06&toDate=2026-04-05')).toContain('2025-07-05');
    expect((await call('GET', DETAILS, '2.0')).body).toMatchObject({
      quarterlyTypeChoice: { quarterlyPeriodType: 'calendar', taxYearOfChoice: '2026-27' },
    });
    const sent = update('2026-04-06', '2026-06-30');
    expect((await call('PUT', cumulativePath(), '6.0', sent)).status).toBe(204);
    expect((await put('2026-27', 'standard')).body.code).toBe('RULE_BUSINESS_ID_STATE_CONFLICT');
  });

  it('keeps calendar quarters of earlier years when a business goes back to standard ones', async () => {
    const { call } = await signedIn('100000000006');
    const path = '/individuals/business/details/NC270606B/XAIS00000000006/2026-27';
    expect((await call('PUT', path, '2.0', { quarterlyPeriodType: 'standard' })).status).toBe(204);
    expect((await ends(call, 'NC270606B'))[0]).toBe('2026-07-05');
    expect(await ends(call, 'NC270606B', 'fromDate=2025-04-06&toDate=2026-04-05')).toContain('2025-06-30');
  });

  it('keeps an accounting type by tax year, from 2025-26 on', async () => {
    const { call } = await signedIn();
    const path = (taxYear: string) => `${DETAILS}/${taxYear}/accounting-type`;
    expect((await call('GET', path('2026-27'), '2.0')).body).toEqual({ accountingType: 'CASH' });
    const accrual = { accountingType: 'ACCRUAL' };
    expect((await call('PUT', path('2026-27'), '2.0', accrual)).status).toBe(204);
    expect((await call('GET', path('2026-27'), '2.0')).body).toEqual(accrual);
    expect((await call('GET', path('2025-26'), '2.0')).body).toEqual({ accountingType: 'CASH' });
    expect((await call('PUT', path('2024-25'), '2.0', accrual)).body.code).toBe(
      'RULE_TAX_YEAR_NOT_SUPPORTED',
    );
  });

  it('knows periods of account and the late accounting date rule for trades alone', async () => {
    const { call } = await signedIn();
    const periods = `${DETAILS}/2025-26/periods-of-account`;
    expect((await call('GET', periods, '2.0')).status).toBe(404);
    const trade = await call('POST', `${SUPPORT}/business/${ADA.nino}`, '1.0', {
      typeOfBusiness: 'self-employment',
      tradingName: 'Odd Jobs',
      businessAddressLineOne: '1 High Street',
      businessAddressCountryCode: 'FR',
    });
    const base = `/individuals/business/details/${ADA.nino}/${String(trade.body['businessId'])}/2025-26`;
    const dates = (startDate: string, endDate: string) => ({
      periodsOfAccount: true,
      periodsOfAccountDates: [{ startDate, endDate }],
    });
    const put = (body: unknown) => call('PUT', `${base}/periods-of-account`, '2.0', body);
    expect((await put({ periodsOfAccount: true })).body.code).toBe('RULE_PERIODS_OF_ACCOUNT');
    expect((await put(dates('2025-04-01', '2026-04-06'))).body.code).toBe('RULE_END_DATE');
    const rule = `${base}/late-accounting-date-rule-election`;
    expect((await call('POST', `${rule}/disapply`, '2.0')).body.code).toBe('RULE_NO_ACCOUNTING_DATE_FOUND');
    expect((await put(dates('2025-04-01', '2026-03-31'))).status).toBe(204);
    expect((await call('POST', `${rule}/disapply`, '2.0')).status).toBe(204);
    expect((await call('GET', rule, '2.0')).body).toMatchObject({ disapply: true, eligible: true });
    expect((await call('POST', `${rule}/disapply`, '2.0')).body.code).toBe(
      'RULE_ELECTION_PERIOD_NOT_EXPIRED',
    );
    expect((await call('DELETE', `${rule}/withdraw`, '2.0')).status).toBe(204);
  });
});

describe('obligations', () => {
  it('show as met only after the delay that was set, by the simulator’s clock', async () => {
    const { simulator, call } = await signedIn(ADA.userId, { obligationDelaySeconds: 3600 });
    await call('PUT', cumulativePath(), '6.0', update('2026-04-06', '2026-07-05'));
    expect((await ends(call))[0]).toBe('2026-07-05');
    await simulator.control.advanceClock('PT1H');
    expect((await ends(call))[0]).toBe('2026-10-05');
    await simulator.control.setObligationDelay(0);
    await call('PUT', cumulativePath(), '6.0', update('2026-04-06', '2026-10-05'));
    expect((await ends(call))[0]).toBe('2027-01-05');
  });

  it('are not shown of somebody insolvent, and not due from a latent business', async () => {
    const insolvent = await signedIn('100000000009');
    expect((await insolvent.call('GET', OBLIGATIONS('NC270609A'), '3.0')).body.code).toBe(
      'RULE_INSOLVENT_TRADER',
    );
    const latent = await signedIn('100000000008');
    const { body } = await latent.call('GET', `${OBLIGATIONS('NC270608D')}?status=open`, '3.0');
    expect(JSON.stringify(body)).not.toContain('XFIS00000000008');
  });
});

describe('the person whose years are closed', () => {
  it('has updates of 2025-26 and declarations before it, and nothing counts as sent here', async () => {
    const { simulator, call } = await signedIn('100000000007');
    const path = cumulativePath('2025-26', 'NC270607C', 'XAIS00000000007');
    expect((await call('GET', path, '6.0')).body).toMatchObject({
      ukProperty: { income: { periodAmount: 16_480 } },
    });
    expect(simulator.control.updates()).toEqual([]);
    const declared = await call('GET', '/obligations/details/NC270607C/crystallisation', '3.0');
    expect(declared.body).toMatchObject({
      obligations: [{ status: 'fulfilled' }, { status: 'fulfilled' }, { status: 'open' }, { status: 'open' }],
    });
  });
});

describe('accounts', () => {
  const BALANCE = `${ACCOUNTS(ADA.nino)}/balance-and-transactions`;

  it('show what is owed and what was paid, each to be found by its ids', async () => {
    const { call } = await signedIn();
    const { body } = await call('GET', `${BALANCE}?onlyOpenItems=true`, '4.0');
    expect(body).toMatchObject({
      balanceDetails: { overdueAmount: 200, totalBalance: 200 },
      documentDetails: [{ documentDescription: 'ITSA - POA 2', outstandingAmount: 200 }],
    });
    expect((await call('GET', BALANCE, '4.0')).body.code).toBe('RULE_INCONSISTENT_QUERY_PARAMS');
    const payments = `${ACCOUNTS(ADA.nino)}/payments-and-allocations`;
    const paid = await call('GET', `${payments}?fromDate=2026-01-01&toDate=2026-12-31`, '4.0');
    const [reference] = /XM\d{12}/.exec(JSON.stringify(paid.body)) ?? [''];
    expect(paid.body).toMatchObject({ payments: [{ paymentAmount: 2001.9 }, {}] });
    const history = `${ACCOUNTS(ADA.nino)}/charges/chargeReference/${reference}`;
    expect((await call('GET', history, '4.0')).status).toBe(200);
    const tooLong = await call('GET', `${payments}?fromDate=2024-01-01&toDate=2026-12-31`, '4.0');
    expect(tooLong.body.code).toBe('RULE_INVALID_DATE_RANGE');
  });

  it('keep what is to be coded out, and whether anything is', async () => {
    const { call } = await signedIn();
    const path = (taxYear: string) => `${ACCOUNTS(ADA.nino)}/${taxYear}/collection/tax-code`;
    const body = (...ids: number[]) => ({
      taxCodeComponents: { debt: ids.map((id) => ({ id, amount: 12.5 })) },
    });
    const put = (taxYear: string, ...ids: number[]) => call('PUT', path(taxYear), '4.0', body(...ids));
    expect((await put('2026-27', 1)).body.code).toBe('RULE_TAX_YEAR_NOT_ENDED');
    expect((await put('2025-26', 1, 1)).body.code).toBe('RULE_DUPLICATE_ID_NOT_ALLOWED');
    expect((await put('2025-26', 1)).status).toBe(204);
    expect((await call('GET', path('2025-26'), '4.0')).body).toMatchObject({
      taxCodeComponents: { debt: [{ id: 1, amount: 12.5, source: 'user' }] },
    });
    expect((await call('DELETE', path('2025-26'), '4.0')).status).toBe(204);
    expect((await call('GET', path('2025-26'), '4.0')).status).toBe(404);
    const choose = (what: string) => call('POST', `${path('2025-26')}/coding-out/${what}`, '4.0');
    expect((await choose('opt-in')).body.code).toBe('RULE_ALREADY_OPTED_IN');
    expect((await choose('opt-out')).status).toBe(204);
    const status = await call('GET', `${path('2025-26')}/coding-out/status`, '4.0');
    expect(status.body).toMatchObject({ optOutIndicator: true });
  });

  it('give a point for what was late, and none for the first year’s quarters', async () => {
    const { simulator, send, call } = await signedIn();
    const path = `${ACCOUNTS(ADA.nino)}/penalties`;
    expect((await call('GET', path, '4.0')).body).toEqual({});
    await simulator.control.setClock({ now: '2027-08-20T09:00:00Z' });
    const { access } = await connect(send);
    const { body } = await api(send, access, path, { version: '4.0' });
    expect(body).toMatchObject({
      lateSubmissionPenalty: {
        summary: { activePenaltyPoints: 1, regimeThreshold: 4, penaltyChargeAmount: 0 },
        details: [{ lateSubmissions: [{ taxPeriodEndDate: '2027-07-05', taxReturnStatus: 'open' }] }],
      },
    });
  });
});

describe('test support', () => {
  it('brings a person back to a checkpoint, and to how they began', async () => {
    const { call } = await signedIn();
    const checkpoints = `${SUPPORT}/vendor-state/checkpoints`;
    const send = (amount: number) =>
      call('PUT', cumulativePath(), '6.0', update('2026-04-06', '2026-07-05', amount));
    const held = async () => (await call('GET', cumulativePath(), '6.0')).body;
    await send(100);
    const made = await call('POST', `${checkpoints}?nino=${ADA.nino}`, '1.0');
    expect(made.status).toBe(201);
    const id = String(made.body['checkpointId']);
    await send(200);
    expect((await call('POST', `${checkpoints}/${id}/restore`, '1.0')).status).toBe(201);
    expect(await held()).toMatchObject({ ukProperty: { income: { periodAmount: 100 } } });
    expect((await call('DELETE', `${SUPPORT}/vendor-state`, '1.0')).status).toBe(204);
    expect((await call('GET', cumulativePath(), '6.0')).status).toBe(404);
    expect((await ends(call))[0]).toBe('2026-07-05');
    expect((await call('GET', checkpoints, '1.0')).body).toMatchObject({
      checkpoints: [{ checkpointId: id }],
    });
    expect((await call('DELETE', `${checkpoints}/${id}`, '1.0')).status).toBe(204);
    expect((await call('POST', `${checkpoints}/${id}/restore`, '1.0')).status).toBe(404);
  });

  it('refuses a second property business, and a trade without name and address', async () => {
    const { call } = await signedIn();
    const create = (body: object) => call('POST', `${SUPPORT}/business/${ADA.nino}`, '1.0', body);
    expect((await create({ typeOfBusiness: 'uk-property' })).body.code).toBe('RULE_PROPERTY_BUSINESS_ADDED');
    expect(
      (await create({ typeOfBusiness: 'self-employment' })).body.errors?.map(({ code }) => code),
    ).toEqual(['RULE_MISSING_BUSINESS_ADDRESS', 'RULE_MISSING_TRADING_NAME']);
    expect((await call('DELETE', `${SUPPORT}/business/${ADA.nino}/${ADA.businessId}`, '1.0')).status).toBe(
      404,
    );
  });
});

describe('the fraud header validator', () => {
  it('tells what is wrong with its own headers, and with the last request of each operation', async () => {
    const { send, call } = await signedIn();
    await call('GET', OBLIGATIONS(ADA.nino), '3.0');
    const application = await token(send, { grant_type: 'client_credentials' });
    const ask = async (path: string, headers = {}) => {
      const response = await send(`/test/fraud-prevention-headers/${path}`, {
        headers: {
          accept: 'application/vnd.hmrc.1.0+json',
          authorization: `Bearer ${application.body['access_token'] ?? ''}`,
          ...headers,
        },
      });
      return (await response.json()) as Record<string, unknown>;
    };
    expect(await ask('validate')).toMatchObject({
      code: 'INVALID_HEADERS',
      errors: [{ code: 'MISSING_HEADER', headers: ['gov-client-connection-method'] }],
    });
    const odd = { 'gov-client-connection-method': 'OTHER_DIRECT', 'gov-vendor-product-name': 'A B' };
    expect(await ask('validate', odd)).toMatchObject({
      code: 'POTENTIALLY_INVALID_HEADERS',
      warnings: [{ code: 'POTENTIALLY_INVALID_HEADER', headers: ['gov-vendor-product-name'] }],
    });
    expect(await ask('obligations-mtd/validation-feedback')).toMatchObject({
      requests: [
        {
          path: '/obligations/details/{nino}/income-and-expenditure',
          method: 'GET',
          code: 'INVALID_HEADERS',
        },
      ],
    });
    expect(await ask('nothing-mtd/validation-feedback')).toMatchObject({
      code: 'MATCHING_RESOURCE_NOT_FOUND',
    });
  });
});
