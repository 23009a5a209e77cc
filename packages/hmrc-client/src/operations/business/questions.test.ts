import { describe, expect, test } from 'vitest';
import { checkRequest } from '../../request.ts';
import { listAllBusinesses } from './business-details.ts';
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

describe('ITSA status', () => {
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
