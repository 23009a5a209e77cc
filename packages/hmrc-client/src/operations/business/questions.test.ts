import { describe, expect, test } from 'vitest';
import { checkRequest } from '../../request.ts';
import { listAllBusinesses, retrieveBusinessDetails } from './business-details.ts';
import { retrieveFinalDeclarationObligations } from './final-declaration-obligations.ts';
import { retrieveItsaStatus } from './itsa-status.ts';
import { listIncomeAndExpenditureObligations } from './obligations.ts';

const nino = 'AA123456A';

describe('businesses', () => {
  test('are read, those of kinds that HMRC adds later too', () => {
    const wire = {
      listOfBusinesses: [
        { typeOfBusiness: 'uk-property', businessId: 'XAIS12345678901', later: true },
        { typeOfBusiness: 'moon-property', businessId: 'XBIS1', tradingName: 'Cheese', tradingType: 'Dairy' },
      ],
    };
    expect(listAllBusinesses.reads?.parse(wire)).toEqual([
      { typeOfBusiness: 'uk-property', businessId: 'XAIS12345678901', tradingName: null, tradingType: null },
      { typeOfBusiness: 'moon-property', businessId: 'XBIS1', tradingName: 'Cheese', tradingType: 'Dairy' },
    ]);
  });
});

describe('a business', () => {
  const business = { businessId: 'XPIS12345678901', typeOfBusiness: 'uk-property' };
  const read = (json: object) => retrieveBusinessDetails.reads?.parse(json);

  test('is read with what HMRC holds, and without what it does not', () => {
    const full = {
      ...business,
      yearOfMigration: '2025',
      latencyDetails: {
        latencyEndDate: '2027-04-05',
        taxYear1: '2025-26',
        latencyIndicator1: 'A',
        taxYear2: '2026-27',
        latencyIndicator2: 'Q',
      },
      quarterlyTypeChoice: { quarterlyPeriodType: 'calendar', taxYearOfChoice: '2026-27' },
      accountingPeriods: [{ start: '2026-04-06', end: '2027-04-05' }],
      commencementDate: '2025-09-01',
    };
    expect(read({ ...full, cessationDate: null, later: 1 })).toEqual(full);
    expect(read(business)).toEqual(business);
    expect(retrieveBusinessDetails.reads?.safeParse({ businessId: 'X' }).success).toBe(false);
  });
});

describe('ITSA status', () => {
  test('is read where HMRC leaves out what it never promised', () => {
    expect(retrieveItsaStatus.reads?.parse({})).toEqual([]);
    const wire = {
      itsaStatuses: [
        { itsaStatusDetails: [{ status: 'Annual' }] },
        { taxYear: '2026-27', itsaStatusDetails: [{ submittedOn: '2026-05-23T12:29:27.566Z' }] },
      ],
    };
    expect(retrieveItsaStatus.reads?.parse(wire)).toEqual([{ taxYear: '2026-27', itsaStatusDetails: [] }]);
  });

  test('is read with income in pence', () => {
    const detail = {
      submittedOn: '2026-05-23T12:29:27.566Z',
      status: 'MTD Mandated',
      statusReason: 'Rollover',
    };
    const wire = {
      itsaStatuses: [
        { taxYear: '2026-27', itsaStatusDetails: [{ ...detail, businessIncome2YearsPrior: 60_000.07 }] },
        { taxYear: '2027-28' },
      ],
    };
    expect(retrieveItsaStatus.reads?.parse(wire)).toEqual([
      { taxYear: '2026-27', itsaStatusDetails: [{ ...detail, businessIncome2YearsPriorPence: 6_000_007 }] },
      { taxYear: '2027-28', itsaStatusDetails: [] },
    ]);
  });

  test('is asked for future years and history in HMRC’s words', () => {
    expect(
      retrieveItsaStatus.query?.({ nino, taxYear: '2026-27', futureYears: true, history: false }),
    ).toEqual({
      futureYears: 'true',
      history: 'false',
    });
  });
});

describe('obligations', () => {
  const codes = (params: object): string[] =>
    checkRequest(listIncomeAndExpenditureObligations, { nino, ...params }).map(({ code }) => code);

  test.each([
    [{}, []],
    [{ typeOfBusiness: 'uk-property', businessId: 'XAIS12345678901', status: 'open' }, []],
    [{ businessId: 'XAIS12345678901' }, ['MISSING_TYPE_OF_BUSINESS']],
    [{ typeOfBusiness: 'moon-property' }, ['FORMAT_TYPE_OF_BUSINESS']],
    [{ status: 'late' }, ['FORMAT_STATUS']],
    [{ fromDate: '2026-04-06' }, ['MISSING_TO_DATE']],
    [{ toDate: '2026-04-06' }, ['MISSING_FROM_DATE']],
    [{ fromDate: '2026-04-06', toDate: '2026-04-05' }, ['RANGE_TO_DATE_BEFORE_FROM_DATE']],
    [{ fromDate: '2026-04-06', toDate: '2027-04-07' }, []],
    [{ fromDate: '2026-04-06', toDate: '2027-04-08' }, ['RULE_DATE_RANGE_INVALID']],
    [{ fromDate: 'x', toDate: '2027-04-08' }, ['FORMAT_FROM_DATE']],
  ])('asked for with %j are judged as HMRC does', (params, expected) => {
    expect(codes(params)).toEqual(expected);
  });

  test('are read, open and fulfilled', () => {
    const open = {
      periodStartDate: '2026-04-06',
      periodEndDate: '2026-10-05',
      dueDate: '2026-11-07',
      status: 'open',
    };
    const business = { typeOfBusiness: 'uk-property', businessId: 'XAIS12345678901' };
    const wire = { obligations: [{ ...business, obligationDetails: [open] }] };
    expect(listIncomeAndExpenditureObligations.reads?.parse(wire)).toEqual([
      { ...business, obligationDetails: [{ ...open, receivedDate: null }] },
    ]);
  });
});

describe('final declaration obligations', () => {
  test.each([
    [{}, []],
    [{ taxYear: '2017-18', status: 'open' }, []],
    [{ status: 'fulfilled' }, []],
    [{ taxYear: '2016-17' }, ['RULE_TAX_YEAR_NOT_SUPPORTED']],
    [{ taxYear: '2026' }, ['FORMAT_TAX_YEAR']],
    [{ taxYear: '2026-28' }, ['RULE_TAX_YEAR_RANGE_INVALID']],
    [{ status: 'late' }, ['FORMAT_STATUS']],
  ])('asked for with %j are judged as HMRC does', (params, expected) => {
    const asked: object = { nino, ...params };
    const errors = checkRequest(retrieveFinalDeclarationObligations, asked as { nino: string });
    expect(errors.map(({ code }) => code)).toEqual(expected);
  });

  test('are asked for under HMRC’s former name', () => {
    expect(retrieveFinalDeclarationObligations.path).toMatch(/crystallisation$/);
    expect(retrieveFinalDeclarationObligations.query?.({ nino, taxYear: '2026-27' })).toEqual({
      taxYear: '2026-27',
      status: undefined,
    });
  });

  test('are read, open and fulfilled', () => {
    const open = {
      periodStartDate: '2026-04-06',
      periodEndDate: '2027-04-05',
      dueDate: '2028-01-31',
      status: 'open',
    };
    const fulfilled = { ...open, status: 'fulfilled', receivedDate: '2027-12-24' };
    const wire = { obligations: [{ ...open, receivedDate: null }, fulfilled] };
    expect(retrieveFinalDeclarationObligations.reads?.parse(wire)).toEqual([open, fulfilled]);
  });
});
