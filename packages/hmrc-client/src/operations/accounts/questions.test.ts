import { describe, expect, test } from 'vitest';
import { buildRequest, checkRequest } from '../../request.ts';
import { retrieveBalanceAndTransactions } from './balance.ts';
import { retrieveCharge, retrieveChargeHistoryByChargeReference } from './charges.ts';
import { listPaymentsAndAllocations } from './payments.ts';
import { retrievePenalties } from './penalties.ts';

const nino = 'AA123456A';
const call = { accessToken: 'token', fraudPreventionHeaders: {} };
const range = { fromDate: '2025-04-06', toDate: '2026-04-05' };

describe('balance and transactions', () => {
  const codes = (params: object): string[] =>
    checkRequest(retrieveBalanceAndTransactions, { nino, ...params }).map(({ code }) => code);

  test.each([
    [{ onlyOpenItems: true }, []],
    [range, []],
    [{ docNumber: 'A1b200000000' }, []],
    [{ docNumber: 'A1b200000000', ...range, onlyOpenItems: true }, []],
    [{ fromDate: '2024-04-06', toDate: '2026-04-08' }, []],
    [{ fromDate: '2024-04-06', toDate: '2026-04-09' }, ['RULE_INVALID_DATE_RANGE']],
    [{}, ['RULE_INCONSISTENT_QUERY_PARAMS']],
    [{ onlyOpenItems: false, includeLocks: true }, ['RULE_INCONSISTENT_QUERY_PARAMS']],
    [{ docNumber: '12-4' }, ['FORMAT_DOC_NUMBER']],
    [{ docNumber: 'x', fromDate: 'y', toDate: '2026-04-05' }, ['FORMAT_DOC_NUMBER', 'FORMAT_FROM_DATE']],
    [{ fromDate: '2025-04-06' }, ['MISSING_TO_DATE']],
    [{ toDate: '2025-04-06' }, ['MISSING_FROM_DATE']],
    [{ fromDate: '2025-04-06', toDate: '2025-04-05' }, ['RANGE_TO_DATE_BEFORE_FROM_DATE']],
  ])('asked for with %j are judged as HMRC does', (params, expected) => {
    expect(codes(params)).toEqual(expected);
  });

  test('are asked for under HMRC’s names, with what was given alone', () => {
    const params = { nino, ...range, onlyOpenItems: false, removePOA: true, includeEstimatedCharges: true };
    const built = buildRequest('https://x.example', retrieveBalanceAndTransactions, call, params);
    expect(built.ok && built.request.url.href).toBe(
      'https://x.example/accounts/self-assessment/AA123456A/balance-and-transactions?fromDate=2025-04-06&toDate=2026-04-05' +
        '&onlyOpenItems=false&removePOA=true&includeEstimatedCharges=true',
    );
  });

  test('are read in pence, whatever HMRC adds or leaves out', () => {
    const balance = {
      payableAmount: 0.07,
      pendingChargeDueAmount: -3,
      overdueAmount: 100.1,
      bcdBalancePerYear: [{ taxYear: '2024-25', bcdAmount: 1.1 }],
      totalBalance: 97.17,
      availableCredit: null,
      later: 1,
    };
    const document = {
      documentId: '1',
      documentDate: '2026-01-31',
      documentDescription: 'New words of HMRC',
      originalAmount: 4.35,
      outstandingAmount: 0,
      isChargeEstimate: false,
      isCodedOut: false,
      latePaymentInterest: { interestRate: 7.755, accruingInterestAmount: 0.01 },
      paymentLotItem: 1,
    };
    const wire = { balanceDetails: balance, documentDetails: [document] };
    expect(retrieveBalanceAndTransactions.reads?.parse(wire)).toEqual({
      balanceDetails: {
        payableAmountPence: 7,
        pendingChargeDueAmountPence: -300,
        overdueAmountPence: 10_010,
        bcdBalancePerYear: [{ taxYear: '2024-25', bcdAmountPence: 110 }],
        totalBalancePence: 9717,
      },
      documentDetails: [
        {
          documentId: '1',
          documentDate: '2026-01-31',
          documentDescription: 'New words of HMRC',
          originalAmountPence: 435,
          outstandingAmountPence: 0,
          isChargeEstimate: false,
          isCodedOut: false,
          latePaymentInterest: { interestRate: 7.755, accruingInterestAmountPence: 1 },
          paymentLotItem: '1',
        },
      ],
    });
    expect(retrieveBalanceAndTransactions.reads?.safeParse({ balanceDetails: {} }).success).toBe(false);
  });
});

describe('payments and allocations', () => {
  const codes = (params: object): string[] =>
    checkRequest(listPaymentsAndAllocations, { nino, ...params }).map(({ code }) => code);

  test.each([
    [range, []],
    [{ paymentLot: '081203010024', paymentLotItem: '000001' }, []],
    [{ paymentLot: '081203010024', paymentLotItem: '000001', ...range }, []],
    [{}, ['RULE_INCONSISTENT_QUERY_PARAMS']],
    [{ paymentLot: '081203010024' }, ['MISSING_PAYMENT_LOT_ITEM']],
    [{ paymentLotItem: '000001' }, ['MISSING_PAYMENT_LOT']],
    [{ paymentLot: 'x'.repeat(13), paymentLotItem: '1' }, ['FORMAT_PAYMENT_LOT']],
    [{ paymentLot: '1', paymentLotItem: '0-1' }, ['FORMAT_PAYMENT_LOT_ITEM']],
    [{ fromDate: '2023-04-06', toDate: '2026-04-05' }, ['RULE_INVALID_DATE_RANGE']],
  ])('asked for with %j are judged as HMRC does', (params, expected) => {
    expect(codes(params)).toEqual(expected);
  });

  test('are read with what each payment went to', () => {
    const wire = {
      payments: [
        { paymentAmount: 10.25, allocations: [{ chargeReference: 'XM1', clearedAmount: -0.5 }] },
        { allocations: [] },
      ],
    };
    expect(listPaymentsAndAllocations.reads?.parse(wire)).toEqual({
      payments: [
        { paymentAmountPence: 1025, allocations: [{ chargeReference: 'XM1', clearedAmountPence: -50 }] },
        { allocations: [] },
      ],
    });
  });
});

describe('the history of a charge', () => {
  test.each([
    ['X123456790A', []],
    ['', ['FORMAT_TRANSACTION_ID']],
    ['X123-56790A', ['FORMAT_TRANSACTION_ID']],
  ])('is asked for by the transaction id %j', (transactionId, expected) => {
    expect(checkRequest(retrieveCharge, { nino, transactionId }).map(({ code }) => code)).toEqual(expected);
  });

  test.each([
    ['XD000024425799', []],
    ['XD00002442579', ['FORMAT_CHARGE_REFERENCE']],
  ])('is asked for by the reference %j', (chargeReference, expected) => {
    const errors = checkRequest(retrieveChargeHistoryByChargeReference, { nino, chargeReference });
    expect(errors.map(({ code }) => code)).toEqual(expected);
  });

  test('is read although HMRC drops the date it means to drop', () => {
    const change = {
      transactionId: 'X1',
      transactionDate: '2026-02-01',
      description: 'Balancing Charge Debit',
      changeTimestamp: '2026-03-01T15:25:35.100Z',
      changeReason: 'Amended',
    };
    const wire = { chargeHistoryDetails: [{ ...change, totalAmount: 54_321.02 }] };
    expect(retrieveCharge.reads?.parse(wire)).toEqual({
      chargeHistoryDetails: [{ ...change, totalAmountPence: 5_432_102 }],
    });
  });
});

describe('penalties', () => {
  test('may be none', () => {
    expect(retrievePenalties.reads?.parse({})).toEqual({});
  });

  test('are read as points, percentages and pence', () => {
    const summary = { activePenaltyPoints: 2, inactivePenaltyPoints: 0, regimeThreshold: 4 };
    const late = {
      principalChargeReference: 'XM1',
      penaltyStatus: 'of a new kind',
      latePaymentPenalty1LowerRatePercentage: 2.55,
      principalChargeBillingFrom: '2025-04-06',
      principalChargeBillingTo: '2026-04-05',
      principalChargeDueDate: '2027-01-31',
    };
    const wire = {
      lateSubmissionPenalty: { summary: { ...summary, penaltyChargeAmount: 200 }, details: [] },
      latePaymentPenalty: {
        details: [{ ...late, penaltyAmountAccruing: 1.23, penaltyAmountPosted: 0 }],
      },
    };
    expect(retrievePenalties.reads?.parse(wire)).toEqual({
      lateSubmissionPenalty: { summary: { ...summary, penaltyChargeAmountPence: 20_000 }, details: [] },
      latePaymentPenalty: {
        details: [{ ...late, penaltyAmountAccruingPence: 123, penaltyAmountPostedPence: 0 }],
      },
    });
  });
});
