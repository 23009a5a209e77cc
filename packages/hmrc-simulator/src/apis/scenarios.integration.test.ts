import { describe, expect, it } from 'vitest';
import { defineCollection } from '../state/documents.ts';
import { ADA, connect, cumulativePath, startSimulator, update } from '../test/landlord.ts';
import type { AnyCall, OperationFor } from './operation.ts';
import { playScenario } from './scenarios.ts';

const DETAILS = `/individuals/business/details/${ADA.nino}/list`;
const OBLIGATIONS = `/obligations/details/${ADA.nino}/income-and-expenditure`;
const ITSA = `/individuals/person/itsa-status/${ADA.nino}/2026-27`;

async function connected() {
  const { simulator, send } = await startSimulator();
  const { access } = await connect(send);
  const call = async (path: string, version: string, scenario: string | undefined, body?: unknown) => {
    const response = await send(path, {
      method: body === undefined ? 'GET' : 'PUT',
      headers: {
        accept: `application/vnd.hmrc.${version}+json`,
        authorization: `Bearer ${access}`,
        ...(scenario !== undefined && { 'gov-test-scenario': scenario }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as { code?: string } };
  };
  return { simulator, call };
}

describe('Gov-Test-Scenario', () => {
  it.each([
    [DETAILS, '2.0', 'NOT_FOUND', 404, 'MATCHING_RESOURCE_NOT_FOUND'],
    [OBLIGATIONS, '3.0', 'INSOLVENT_TRADER', 400, 'RULE_INSOLVENT_TRADER'],
    [OBLIGATIONS, '3.0', 'NO_OBLIGATIONS_FOUND', 404, 'NO_OBLIGATIONS_FOUND'],
    [OBLIGATIONS, '3.0', 'STATUS', 400, 'FORMAT_STATUS'],
    [ITSA, '2.0', 'NOT_ENROLLED', 403, 'CLIENT_NOT_MTD_ENROLLED'],
    [cumulativePath(), '6.0', 'FOREIGN_PROPERTY', 400, 'RULE_TYPE_OF_BUSINESS_INCORRECT'],
    [cumulativePath(), '6.0', 'OUTSIDE_AMENDMENT_WINDOW', 400, 'RULE_INCORRECT_GOV_TEST_SCENARIO'],
    [DETAILS, '2.0', 'toString', 400, 'RULE_INCORRECT_GOV_TEST_SCENARIO'],
  ])('makes a GET of %s (%s) with %s answer %i %s', async (path, version, scenario, status, code) => {
    const { call } = await connected();
    expect(await call(path, version, scenario)).toMatchObject({ status, body: { code } });
  });

  it.each([undefined, 'STATEFUL', 'N/A'])('of %s asks for the ordinary work', async (scenario) => {
    const { call } = await connected();
    expect(await call(DETAILS, '2.0', scenario)).toMatchObject({
      status: 200,
      body: { listOfBusinesses: [{ businessId: ADA.businessId }] },
    });
  });

  it('refuses an update without looking at its body, and keeps nothing', async () => {
    const { simulator, call } = await connected();
    expect(await call(cumulativePath(), '6.0', 'MISSING_SUBMISSION_DATES', { any: 'thing' })).toMatchObject({
      status: 400,
      body: { code: 'RULE_MISSING_SUBMISSION_DATES' },
    });
    expect(simulator.control.updates()).toEqual([]);
    expect((await call(cumulativePath(), '6.0', 'STATEFUL', update('2026-04-06', '2026-10-05'))).status).toBe(
      204,
    );
  });

  it('plays an answer of its own: types of business, periods, expenses', async () => {
    const { call } = await connected();
    expect((await call(DETAILS, '2.0', 'BUSINESS_AND_PROPERTY')).body).toMatchObject({
      listOfBusinesses: [
        { typeOfBusiness: 'self-employment' },
        { typeOfBusiness: 'uk-property' },
        { typeOfBusiness: 'foreign-property' },
      ],
    });
    const query = '?fromDate=2026-05-01&toDate=2026-06-01&status=fulfilled&typeOfBusiness=uk-property';
    expect((await call(`${OBLIGATIONS}${query}`, '3.0', 'DYNAMIC')).body).toMatchObject({
      obligations: [
        {
          obligationDetails: [
            { periodStartDate: '2026-05-01', periodEndDate: '2026-06-01', status: 'fulfilled' },
          ],
        },
      ],
    });
    expect((await call(cumulativePath(), '6.0', 'UK_PROPERTY_CONSOLIDATED')).body).toMatchObject({
      ukProperty: { expenses: { consolidatedExpenses: 1204.75 } },
    });
  });

  it('does not let anybody act for another person', async () => {
    const { call } = await connected();
    const others = '/individuals/business/details/NC270602B/list';
    expect(await call(others, '2.0', 'PROPERTY')).toMatchObject({ status: 403 });
    expect(await call('/individuals/business/details/NC1/list', '2.0', 'PROPERTY')).toMatchObject({
      body: { code: 'FORMAT_NINO' },
    });
  });

  it('answers a code with the status that it has for the operation', () => {
    const operation: OperationFor<AnyCall> = {
      name: 'trigger',
      method: 'POST',
      path: '/trigger',
      version: '8.0',
      codes: ['RULE_INCOME_SOURCES_INVALID'],
      statuses: { RULE_INCOME_SOURCES_INVALID: 422 },
      handle: () => ({ status: 202 }),
    };
    const call = { header: () => 'INCOME_SOURCES_INVALID' } as unknown as AnyCall; // nothing else is looked at
    expect(playScenario(operation, call)).toMatchObject({ status: 422 });
  });
});

describe('documents', () => {
  it('are saved, loaded and reset with everything else', async () => {
    const { simulator } = await startSimulator();
    const saved = simulator.control.saveState();
    const atFirst = saved.documents;
    saved.documents = { notes: { NC270601A: { 'a/b': { pence: 1 } } } };
    await simulator.control.loadState(saved);
    expect(simulator.control.saveState().documents).toEqual(saved.documents);
    await simulator.control.reset();
    expect(simulator.control.saveState().documents).toEqual(atFirst);
  });

  it('cannot be in a collection whose name has a slash', () => {
    expect(() => defineCollection('a/b')).toThrow('slash');
  });
});
