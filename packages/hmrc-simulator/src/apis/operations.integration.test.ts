import { describe, expect, it } from 'vitest';
import { ADA, api, connect, cumulativePath, startSimulator, update, type ApiBody } from '../test/landlord.ts';

const OBLIGATIONS = '/obligations/details/NC270601A/income-and-expenditure';
const YEAR = 'fromDate=2026-04-06&toDate=2027-04-05';
const ITSA = '/individuals/person/itsa-status';

interface Detail {
  periodEndDate: string;
  status: string;
  dueDate: string;
  receivedDate?: string;
}
const detailsIn = (body: ApiBody) =>
  (
    body as unknown as { obligations: { businessId: string; obligationDetails: Detail[] }[] }
  ).obligations.flatMap(({ obligationDetails }) => obligationDetails);
async function connected(userId = ADA.userId) {
  const { simulator, send } = await startSimulator();
  const { access } = await connect(send, userId);
  const get = (path: string, version = '3.0') => api(send, access, path, { version });
  const put = (path: string, body: unknown) => api(send, access, path, { method: 'PUT', body });
  return { simulator, send, access, get, put };
}

describe('List All Businesses', () => {
  it('lists the businesses of the person', async () => {
    const { get } = await connected('100000000003');
    expect(await get('/individuals/business/details/NC270603C/list', '2.0')).toMatchObject({
      status: 200,
      body: {
        listOfBusinesses: [
          { typeOfBusiness: 'uk-property', businessId: 'XAIS00000000003' },
          { typeOfBusiness: 'foreign-property', businessId: 'XBIS00000000003' },
        ],
      },
    });
  });

  it('answers 404 when there are none', async () => {
    const { simulator, send } = await startSimulator();
    const user = {
      userId: '9',
      password: 'quarter-day',
      name: 'N',
      life: '',
      nino: 'NC270699D',
      mtdId: 'XAIT00000000099',
    };
    await simulator.control.addUser(user);
    const { access } = await connect(send, '9');
    expect(
      await api(send, access, '/individuals/business/details/NC270699D/list', { version: '2.0' }),
    ).toMatchObject({
      status: 404,
      body: { code: 'MATCHING_RESOURCE_NOT_FOUND' },
    });
  });
});

describe('ITSA status', () => {
  it('tells the status of a year, with the years after it when asked', async () => {
    const { get } = await connected();
    const { body } = await get(`${ITSA}/NC270601A/2025-26?futureYears=true`, '2.0');
    expect(body).toMatchObject({
      itsaStatuses: [
        { taxYear: '2025-26', itsaStatusDetails: [{ status: 'MTD Voluntary' }] },
        {
          taxYear: '2026-27',
          itsaStatusDetails: [{ status: 'MTD Mandated', businessIncome2YearsPrior: 58240 }],
        },
      ],
    });
  });

  it('rolls over shortly before a year begins', async () => {
    const { simulator, get } = await connected();
    expect((await get(`${ITSA}/NC270601A/2027-28`, '2.0')).status).toBe(404);
    await simulator.control.setClock({ now: '2027-03-01T09:00:00Z' });
    const { send } = { send: async (path: string, init?: RequestInit) => simulator.app.request(path, init) };
    const { access } = await connect(send);
    expect((await api(send, access, `${ITSA}/NC270601A/2027-28`, { version: '2.0' })).body).toMatchObject({
      itsaStatuses: [{ itsaStatusDetails: [{ status: 'MTD Mandated', statusReason: 'Rollover' }] }],
    });
  });

  it('says who is not signed up, whom every other operation only forbids', async () => {
    const { get } = await connected('100000000004');
    expect(await get(`${ITSA}/NC270604D/2026-27`, '2.0')).toMatchObject({
      status: 403,
      body: { code: 'CLIENT_NOT_MTD_ENROLLED' },
    });
    expect(await get('/individuals/business/details/NC270604D/list', '2.0')).toMatchObject({
      status: 403,
      body: { code: 'CLIENT_OR_AGENT_NOT_AUTHORISED' },
    });
  });

  it.each([
    ['2026', 'FORMAT_TAX_YEAR'],
    ['2026-28', 'RULE_TAX_YEAR_RANGE_INVALID'],
    ['2026-27?futureYears=yes', 'FORMAT_FUTURE_YEARS'],
    ['2026-27?history=1', 'FORMAT_HISTORY'],
  ])('refuses %s with %s', async (rest, code) => {
    const { get } = await connected();
    expect(await get(`${ITSA}/NC270601A/${rest}`, '2.0')).toMatchObject({ status: 400, body: { code } });
  });
});

describe('obligations', () => {
  it('are four a year: the first late, the second due, and last year’s all met', async () => {
    const { get } = await connected();
    const { body } = await get(`${OBLIGATIONS}?${YEAR}`);
    expect(detailsIn(body).map(({ status }) => status)).toEqual(['open', 'open', 'open', 'open']);
    const last = await get(
      `${OBLIGATIONS}?fromDate=2025-04-06&toDate=2026-04-05&typeOfBusiness=uk-property&businessId=${ADA.businessId}`,
    );
    expect(detailsIn(last.body).map(({ status, receivedDate }) => [status, receivedDate])).toEqual([
      ['fulfilled', '2025-08-02'],
      ['fulfilled', '2025-11-02'],
      ['fulfilled', '2026-02-02'],
      ['fulfilled', '2026-05-02'],
    ]);
  });

  it('are all that is open when only that is asked for, and else those of the year to come', async () => {
    const { get } = await connected();
    expect(detailsIn((await get(`${OBLIGATIONS}?status=open`)).body)).toHaveLength(4);
    expect(detailsIn((await get(OBLIGATIONS)).body).map(({ periodEndDate }) => periodEndDate)).toEqual([
      '2027-01-05',
      '2027-04-05',
    ]);
  });

  it('are met by an update that ends with their period or later, on the day it was accepted', async () => {
    const { get, put } = await connected();
    expect((await put(cumulativePath(), update('2026-04-06', '2026-10-05'))).status).toBe(204);
    const details = detailsIn((await get(`${OBLIGATIONS}?${YEAR}`)).body);
    expect(details.map(({ status, receivedDate }) => [status, receivedDate])).toEqual([
      ['fulfilled', '2026-10-06'],
      ['fulfilled', '2026-10-06'],
      ['open', undefined],
      ['open', undefined],
    ]);
    expect((await get(`${OBLIGATIONS}?${YEAR}&status=fulfilled`)).status).toBe(200);
  });

  it('are not met by an update that ends before their period does', async () => {
    const { get, put } = await connected();
    expect((await put(cumulativePath(), update('2026-04-06', '2026-09-05'))).status).toBe(204);
    expect(detailsIn((await get(`${OBLIGATIONS}?${YEAR}&status=fulfilled`)).body)).toHaveLength(1);
  });

  it.each([
    ['2025-04-06T09:00:00Z', ['open', 'open', 'open', 'open']],
    ['2025-08-05T09:00:00Z', ['open', 'open', 'open', 'open']],
    ['2025-08-06T09:00:00Z', ['fulfilled', 'open', 'open', 'open']],
    ['2026-05-05T22:59:59Z', ['fulfilled', 'fulfilled', 'fulfilled', 'open']],
    ['2026-05-05T23:00:00Z', ['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled']],
  ])('of 2025-26 are met at the start where they were due before it: %s', async (startAt, statuses) => {
    const { send } = await startSimulator({ startAt });
    const { access } = await connect(send);
    const path = `${OBLIGATIONS}?fromDate=2025-04-06&toDate=2026-04-05`;
    const details = detailsIn((await api(send, access, path, { version: '3.0' })).body);
    expect(details.map(({ status }) => status)).toEqual(statuses);
    for (const { receivedDate = '' } of details) expect(receivedDate < startAt).toBe(true);
  });

  it('of 2025-26 can be met from the beginning of that year on, and test support brings that beginning back', async () => {
    const { simulator, send } = await startSimulator({ startAt: '2025-04-06T09:00:00Z' });
    await simulator.control.advanceClock('P3M');
    const { access } = await connect(send);
    const path = `${OBLIGATIONS}?fromDate=2025-04-06&toDate=2026-04-05`;
    const look = async () =>
      detailsIn((await api(send, access, path, { version: '3.0' })).body).map(
        ({ receivedDate }) => receivedDate,
      );
    expect((await api(send, access, cumulativePath('2025-26'))).status).toBe(404);
    const body = update('2025-04-06', '2025-07-05');
    expect((await api(send, access, cumulativePath('2025-26'), { method: 'PUT', body })).status).toBe(204);
    expect(await look()).toEqual(['2025-07-06', undefined, undefined, undefined]);
    const support = `/individuals/self-assessment-test-support/vendor-state?nino=${ADA.nino}`;
    expect((await api(send, access, support, { version: '1.0', method: 'DELETE' })).status).toBe(204);
    expect(await look()).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('and updates of somebody who sent all of 2025-26 are there as far as they were due', async () => {
    const [nino, businessId] = ['NC270607C', 'XAIS00000000007'];
    const held = async (startAt: string, taxYear: string) => {
      const { send } = await startSimulator({ startAt });
      const { access } = await connect(send, '100000000007');
      const got = await api(send, access, cumulativePath(taxYear, nino, businessId));
      const declared = await api(
        send,
        access,
        `/obligations/details/${nino}/crystallisation?taxYear=2024-25&status=fulfilled`,
        { version: '3.0' },
      );
      return [got.status, got.body['toDate'], declared.status];
    };
    expect(await held('2025-06-01T09:00:00Z', '2025-26')).toEqual([404, undefined, 404]);
    expect(await held('2025-12-05T09:00:00Z', '2025-26')).toEqual([200, '2025-10-05', 200]);
    expect(await held('2026-10-06T09:00:00Z', '2025-26')).toEqual([200, '2026-04-05', 200]);
  });

  it('of the next year appear at the start of April', async () => {
    const { simulator, send } = await startSimulator({ startAt: '2027-03-31T09:00:00Z' });
    const path = `${OBLIGATIONS}?fromDate=2027-04-06&toDate=2028-04-05`;
    const look = async () => api(send, (await connect(send)).access, path, { version: '3.0' });
    expect(await look()).toMatchObject({ status: 404, body: { code: 'NO_OBLIGATIONS_FOUND' } });
    await simulator.control.advanceClock('P1D');
    expect(detailsIn((await look()).body)).toHaveLength(4);
  });

  it('are none for somebody of annual status', async () => {
    const { get } = await connected('100000000005');
    expect(await get(`/obligations/details/NC270605A/income-and-expenditure?${YEAR}`)).toMatchObject({
      status: 404,
      body: { code: 'NO_OBLIGATIONS_FOUND' },
    });
  });

  it('follow calendar quarters where those were chosen', async () => {
    const { get } = await connected('100000000006');
    const { body } = await get(`/obligations/details/NC270606B/income-and-expenditure?${YEAR}`);
    expect(detailsIn(body).map(({ periodEndDate, dueDate }) => [periodEndDate, dueDate])).toEqual([
      ['2026-06-30', '2026-08-07'],
      ['2026-09-30', '2026-11-07'],
      ['2026-12-31', '2027-02-07'],
      ['2027-03-31', '2027-05-07'],
    ]);
  });

  it.each([
    ['typeOfBusiness=castle', ['FORMAT_TYPE_OF_BUSINESS']],
    ['typeOfBusiness=uk-property&businessId=X1', ['FORMAT_BUSINESS_ID']],
    ['businessId=XAIS00000000001', ['MISSING_TYPE_OF_BUSINESS']],
    ['status=late', ['FORMAT_STATUS']],
    ['fromDate=2026-04-06', ['MISSING_TO_DATE']],
    ['toDate=2026-04-06', ['MISSING_FROM_DATE']],
    ['fromDate=2026-04-06&toDate=2026-04-05', ['RANGE_TO_DATE_BEFORE_FROM_DATE']],
    ['fromDate=2026-04-06&toDate=2026-04-06', ['RULE_DATE_RANGE_INVALID']],
    ['fromDate=2026-04-06&toDate=2027-04-07', ['RULE_DATE_RANGE_INVALID']],
    ['fromDate=2018-04-05&toDate=2018-10-05', ['RULE_FROM_DATE_NOT_SUPPORTED']],
    ['fromDate=now&toDate=then&status=late', ['FORMAT_FROM_DATE', 'FORMAT_STATUS', 'FORMAT_TO_DATE']],
  ])('refuse %s with %j', async (query, codes) => {
    const { get } = await connected();
    const { status, body } = await get(`${OBLIGATIONS}?${query}`);
    expect(status).toBe(400);
    expect(codes.length > 1 ? body.errors?.map(({ code }) => code) : [body.code]).toEqual(codes);
  });
});
