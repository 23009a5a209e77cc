import { describe, expect, test } from 'vitest';
import { buildRequest, checkRequest } from '../../request.ts';
import { listAllBusinesses } from '../business/business-details.ts';
import { retrieveFraudPreventionFeedback, testFraudPreventionHeaders } from './fraud-prevention-check.ts';
import { sandboxOperations } from './index.ts';
import type { TestBusiness } from './test-business-fields.ts';
import { createTestBusiness } from './test-business.ts';
import { putTestItsaStatus, type TestItsaStatus } from './test-itsa-status.ts';
import { listTestUserServices } from './test-user-services.ts';
import { createTestIndividual, type NewTestIndividual } from './test-users.ts';
import { createCheckpoint, deleteVendorState, listCheckpoints, restoreCheckpoint } from './vendor-state.ts';

const nino = 'AA123456A';
const sandbox = 'https://test-api.service.hmrc.gov.uk';
const call = { accessToken: 'token', fraudPreventionHeaders: {} };

describe('what belongs to the sandbox', () => {
  test('is marked, each operation of it', () => {
    expect(Object.values(sandboxOperations).filter(({ sandboxOnly }) => !sandboxOnly)).toEqual([]);
  });

  test.each([
    'https://api.service.hmrc.gov.uk',
    'https://API.service.hmrc.gov.uk./',
    'https://api.service.hmrc.gov.uk:443/base',
  ])('is refused at %s before anything else is looked at', (apiUrl) => {
    const built = buildRequest(apiUrl, deleteVendorState, call, { nino: 'wrong' });
    expect(built).toMatchObject({ ok: false, errors: [{ code: 'SANDBOX_ONLY' }, { code: 'FORMAT_NINO' }] });
  });

  test('is refused in production where it is a scenario for another call', () => {
    const scenario = { ...call, testScenario: 'NOT_FOUND' };
    const production = 'https://api.service.hmrc.gov.uk';
    expect(buildRequest(production, listAllBusinesses, scenario, { nino })).toMatchObject({
      errors: [{ code: 'SANDBOX_ONLY' }],
    });
    expect(buildRequest(production, listAllBusinesses, call, { nino }).ok).toBe(true);
    expect(buildRequest(sandbox, listAllBusinesses, scenario, { nino }).ok).toBe(true);
  });

  test.each([sandbox, 'http://localhost:3001'])('is built for %s', (apiUrl) => {
    expect(buildRequest(apiUrl, deleteVendorState, call, { nino }).ok).toBe(true);
  });
});

describe('a test user', () => {
  test('is asked for with services, or with none at all', () => {
    const bodyOf = (individual: NewTestIndividual) => {
      const built = buildRequest(sandbox, createTestIndividual, call, { individual });
      return built.ok ? built.request.body : built.errors;
    };
    expect(bodyOf({ serviceNames: ['mtd-income-tax', 'national-insurance'], nino })).toBe(
      '{"serviceNames":["mtd-income-tax","national-insurance"],"nino":"AA123456A"}',
    );
    expect(bodyOf({ serviceNames: [] })).toBe('{"serviceNames":[]}');
    expect(bodyOf({ serviceNames: ['mtd-vat'], eoriNumber: 'EU12' })).toEqual(expect.any(String));
    expect(bodyOf({ serviceNames: ['mtd-vat'], eoriNumber: '12' })).toMatchObject([
      { code: 'INVALID_REQUEST', paths: ['/eoriNumber'] },
    ]);
  });

  test('is read with whatever identifiers were made', () => {
    const address = { line1: '1 The Street', line2: 'Town', postcode: 'AA1 1AA' };
    const user = {
      userId: '1',
      password: 'p',
      userFullName: 'Ida Newton',
      emailAddress: 'ida@example.com',
      individualDetails: { firstName: 'Ida', lastName: 'Newton', dateOfBirth: '1960-12-01', address },
      nino,
      mtdItId: 'XGIT00000000001',
    };
    expect(createTestIndividual.reads?.parse({ ...user, newId: 1 })).toEqual(user);
  });

  test('can have the services that HMRC lists', () => {
    const wire = [{ key: 'mtd-income-tax', name: 'Income Tax', allowedUserTypes: ['INDIVIDUAL'] }, {}];
    expect(listTestUserServices.reads?.parse(wire)).toEqual(wire);
  });
});

describe('a test business', () => {
  const check = (business: TestBusiness) =>
    checkRequest(createTestBusiness, { nino, business }).map(({ code }) => code);
  const trade: TestBusiness = {
    typeOfBusiness: 'self-employment',
    tradingName: 'Ida’s',
    businessAddressLineOne: '1 The Street',
    businessAddressPostcode: 'AA1 1AA',
    businessAddressCountryCode: 'GB',
  };
  const latency = {
    latencyEndDate: '2027-04-05',
    taxYear1: '2025-26',
    latencyIndicator1: 'A',
    taxYear2: '2026-27',
    latencyIndicator2: 'Q',
  } as const;

  test.each([
    [{ typeOfBusiness: 'uk-property' }, []],
    [{ typeOfBusiness: 'foreign-property', latencyDetails: latency, accountingType: 'ACCRUALS' }, []],
    [trade, []],
    [{ ...trade, businessAddressCountryCode: 'FR' }, []],
    [{ typeOfBusiness: 'uk-property', tradingName: 'x' }, ['RULE_UNEXPECTED_TRADING_NAME']],
    [
      { typeOfBusiness: 'property-unspecified', businessAddressLineFour: 'x' },
      ['RULE_UNEXPECTED_BUSINESS_ADDRESS'],
    ],
    [{ typeOfBusiness: 'self-employment' }, ['RULE_MISSING_TRADING_NAME', 'RULE_MISSING_BUSINESS_ADDRESS']],
    [
      {
        typeOfBusiness: 'self-employment',
        tradingName: 'x',
        businessAddressLineOne: 'y',
        businessAddressCountryCode: 'GB',
      },
      ['MISSING_POSTCODE'],
    ],
    [{ ...trade, businessAddressPostcode: '1AA' }, ['FORMAT_POSTCODE']],
    [{ ...trade, businessAddressCountryCode: 'GBR' }, ['FORMAT_COUNTRY_CODE']],
    [
      { typeOfBusiness: 'uk-property', firstAccountingPeriodStartDate: '2026-04-06' },
      ['MISSING_FIRST_ACCOUNTING_PERIOD_END_DATE'],
    ],
    [
      { typeOfBusiness: 'uk-property', firstAccountingPeriodEndDate: '2026-04-05' },
      ['MISSING_FIRST_ACCOUNTING_PERIOD_START_DATE'],
    ],
    [
      { typeOfBusiness: 'uk-property', latencyDetails: { ...latency, taxYear2: '2026-28' } },
      ['RULE_TAX_YEAR_RANGE_INVALID'],
    ],
    [{ typeOfBusiness: 'uk-property', commencementDate: '2026-02-30' }, ['FORMAT_DATE']],
  ] satisfies [TestBusiness, string[]][])('%j is judged as HMRC does', (business, expected) => {
    expect(check(business)).toEqual(expected);
  });
});

describe('ITSA status', () => {
  const status: TestItsaStatus = {
    submittedOn: '2026-05-23T12:29:27.566Z',
    status: 'MTD Mandated',
    statusReason: 'Sign up - return available',
    businessIncome2YearsPriorPence: 6_000_007,
  };

  test('is sent to the tax year with income in pounds', () => {
    const params = { nino, taxYear: '2026-27', itsaStatusDetails: [status] };
    const built = buildRequest(sandbox, putTestItsaStatus, call, params);
    expect(built.ok && [built.request.method, built.request.url.pathname, built.request.body]).toEqual([
      'POST',
      '/individuals/self-assessment-test-support/itsa-status/AA123456A/2026-27',
      '{"itsaStatusDetails":[{"submittedOn":"2026-05-23T12:29:27.566Z","status":"MTD Mandated",' +
        '"statusReason":"Sign up - return available","businessIncome2YearsPrior":60000.07}]}',
    ]);
  });

  test.each([
    [[status, status], 'DUPLICATE_SUBMITTED_ON'],
    [[{ ...status, submittedOn: '2026-05-23' }], 'FORMAT_SUBMITTED_ON'],
    [[{ ...status, businessIncome2YearsPriorPence: -1 }], 'FORMAT_BUSINESS_INCOME_2_YEARS_PRIOR'],
    [[], 'RULE_INCORRECT_OR_EMPTY_BODY_SUBMITTED'],
  ])('%j is refused with %s', (itsaStatusDetails, code) => {
    const params = { nino, taxYear: '2026-27', itsaStatusDetails };
    expect(checkRequest(putTestItsaStatus, params)).toMatchObject([{ code }]);
  });
});

describe('checkpoints', () => {
  test('are of one person, or of all', () => {
    const url = (params: { nino?: string }) => {
      const built = buildRequest(sandbox, listCheckpoints, call, params);
      return built.ok ? built.request.url.search : built.errors.map(({ code }) => code);
    };
    expect(url({})).toBe('');
    expect(url({ nino })).toBe('?nino=AA123456A');
    expect(url({ nino: 'x' })).toEqual(['FORMAT_NINO']);
    expect(checkRequest(createCheckpoint, { nino: 'x' })).toMatchObject([{ code: 'FORMAT_NINO' }]);
  });

  test.each([
    ['f2fb30e5-4ab6-4a29-b3c1-c7264259ff1c', []],
    ['f2fb30e5', ['FORMAT_CHECKPOINT_ID']],
    ['../../../../../../../../../../../../', ['FORMAT_CHECKPOINT_ID']],
  ])('are gone back to by the id %j', (checkpointId, expected) => {
    expect(checkRequest(restoreCheckpoint, { checkpointId }).map(({ code }) => code)).toEqual(expected);
  });
});

describe('HMRC’s check of headers', () => {
  test('is read whether or not it found anything', () => {
    const valid = { specVersion: '3.3', code: 'VALID_HEADERS', message: 'Fine' };
    expect(testFraudPreventionHeaders.reads?.parse(valid)).toEqual(valid);
    const finding = { code: 'EMPTY_HEADER', message: 'Empty', headers: ['gov-client-multi-factor'] };
    const doubtful = { code: 'POTENTIALLY_INVALID_HEADERS', warnings: [finding] };
    expect(testFraudPreventionHeaders.reads?.parse(doubtful)).toEqual(doubtful);
    expect(testFraudPreventionHeaders.reads?.safeParse({ message: 'm' }).success).toBe(false);
  });

  test('tells of the last calls to one API', () => {
    const params = { api: 'property-business-mtd', connectionMethod: 'WEB_APP_VIA_SERVER' };
    const built = buildRequest(sandbox, retrieveFraudPreventionFeedback, call, params);
    expect(built.ok && built.request.url.href).toBe(
      `${sandbox}/test/fraud-prevention-headers/property-business-mtd/validation-feedback?connectionMethod=WEB_APP_VIA_SERVER`,
    );
    const wire = { requests: [{ path: '/x', method: 'GET', code: 'VALID_HEADERS', headers: [{ any: 1 }] }] };
    expect(retrieveFraudPreventionFeedback.reads?.parse(wire)).toEqual(wire);
  });

  test.each(['', '..', '\ud800'])('of an API whose name no address can hold (%j) is not asked', (api) => {
    const built = buildRequest(sandbox, retrieveFraudPreventionFeedback, call, { api });
    expect(built).toMatchObject({ ok: false, errors: [{ code: 'MISSING_PARAMETER' }] });
  });
});
